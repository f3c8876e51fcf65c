#include "neighbours/town.hpp"

#include <signal.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <stdexcept>
#include <utility>

#include "base/time.hpp"

namespace roundtable::neighbours {
namespace {

constexpr std::int64_t kGoneAfter = 10'000'000;  // of connections that all fail
constexpr std::int64_t kLongestWait = 250'000;   // in which conditions are looked at again
constexpr std::uint64_t kSignalTag = ~std::uint64_t{0};
constexpr std::size_t kOtherFiles = 64;

/// Delays count from the start of the town, so that seeds and not clocks decide.
std::int64_t monotonic_us() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

int signals_of_the_end(int epoll) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  ::sigprocmask(SIG_BLOCK, &set, nullptr);
  const int descriptor = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = kSignalTag;
  if (descriptor < 0 || ::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) != 0) {
    throw std::runtime_error("cannot listen for signals");
  }
  return descriptor;
}

}  // namespace

std::string_view to_string(Ending ending) {
  switch (ending) {
    case Ending::everybody_left:
      return "everybody has left";
    case Ending::signal:
      return "told to end";
    case Ending::time_over:
      return "the time is over";
    case Ending::server_gone:
      return "the server is gone";
    case Ending::condition:
      return "done";
  }
  return "";
}

Town::Town(const TownOptions& options, const Repertoire& words,
           const std::vector<MeetingPeople>& meetings)
    : options_(options) {
  const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0) throw std::runtime_error("epoll_create1 failed");
  around_ = {options.server,
             epoll,
             &words,
             options.pace,
             options.acts,
             options.run,
             options.arrive_ms,
             options.loses_permille,
             options.talks_permille,
             &tally_,
             0};
  if (options.hears_signals) signals_ = signals_of_the_end(epoll);
  began_us_ = monotonic_us();
  for (const auto& meeting : meetings) add(meeting);
}

void Town::add(const MeetingPeople& meeting) {
  const Dice dice(options_.seed);
  const auto now_us = monotonic_us() - began_us_;
  auto& sitting = sittings_.emplace_back();
  sitting.meeting = meeting.meeting;
  const auto enter = [&](const std::vector<WayIn>& ways_in, SharedViews& views, Part part) {
    for (const auto& way_in : ways_in) {
      const auto tag = next_tag_++;
      people_.emplace(tag, std::make_unique<Person>(around_, views, meeting.meeting, part, way_in,
                                                    dice.of(std::to_string(tag)), tag, now_us));
      sitting.people.push_back(tag);
    }
  };
  enter(meeting.facilitators, sitting.facilitators, Part::facilitator);
  enter(meeting.residents, sitting.residents, Part::resident);
  tally_.people += sitting.people.size();
  need_open_files(people_.size() + kOtherFiles);
  for (const auto tag : sitting.people) wake(tag);
}

std::vector<std::string> Town::take_left() {
  std::vector<std::string> left;
  std::erase_if(sittings_, [&](const Sitting& sitting) {
    const bool here = std::any_of(sitting.people.begin(), sitting.people.end(),
                                  [&](auto tag) { return !people_.at(tag)->is_gone(); });
    if (here) return false;
    for (const auto tag : sitting.people) people_.erase(tag);
    past_differences_ += sitting.facilitators.differences() + sitting.residents.differences();
    left.push_back(sitting.meeting);
    return true;
  });
  return left;
}

Town::~Town() {
  people_.clear();
  if (signals_ >= 0) ::close(signals_);
  ::close(around_.epoll);
}

void Town::wake(std::uint64_t tag) {
  const auto at_us = people_.at(tag)->wake_us();
  if (at_us != std::numeric_limits<std::int64_t>::max()) wakings_.emplace(at_us, tag);
}

Ending Town::run(const std::function<bool()>& holds, std::int64_t at_most_ms) {
  const auto end_us = at_most_ms == 0 ? std::numeric_limits<std::int64_t>::max()
                                      : monotonic_us() - began_us_ + at_most_ms * kMicrosPerMilli;
  for (;;) {
    if (holds()) return Ending::condition;
    if (told_to_end_) return Ending::signal;
    if (monotonic_us() - began_us_ >= end_us) return Ending::time_over;
    if (server_is_gone()) return Ending::server_gone;
    if (std::all_of(people_.begin(), people_.end(),
                    [](const auto& known) { return known.second->is_gone(); })) {
      return Ending::everybody_left;
    }
    wait(end_us);
    wake_all_due();
  }
}

void Town::wait(std::int64_t end_us) {
  const auto now_us = monotonic_us() - began_us_;
  auto until_us = std::min(end_us, now_us + kLongestWait);
  if (!wakings_.empty()) until_us = std::min(until_us, wakings_.top().first);
  if (!unread_.empty()) until_us = now_us;
  const auto rest_ms =
      std::max<std::int64_t>(0, (until_us - now_us + kMicrosPerMilli - 1) / kMicrosPerMilli);
  std::array<epoll_event, 512> events{};
  const int ready = ::epoll_wait(around_.epoll, events.data(), static_cast<int>(events.size()),
                                 static_cast<int>(rest_ms));
  for (int i = 0; i < ready; ++i) {
    const auto tag = events[static_cast<std::size_t>(i)].data.u64;
    if (tag == kSignalTag) {
      told_to_end_ = true;
      continue;
    }
    auto& person = *people_.at(tag);
    const auto before = person.wake_us();
    person.on_line(monotonic_us() - began_us_);
    came(tag, before);
  }
  read_on();
}

void Town::came(std::uint64_t tag, std::int64_t woke_us) {
  const auto& person = *people_.at(tag);
  if (person.wake_us() != woke_us) wake(tag);
  if (person.has_unread()) unread_.push_back(tag);
}

void Town::read_on() {
  for (const auto tag : std::exchange(unread_, {})) {
    const auto known = people_.find(tag);
    if (known == people_.end()) continue;
    const auto before = known->second->wake_us();
    known->second->read_on(monotonic_us() - began_us_);
    came(tag, before);
  }
}

void Town::wake_all_due() {
  const auto now_us = monotonic_us() - began_us_;
  while (!wakings_.empty() && wakings_.top().first <= now_us) {
    const auto [at_us, tag] = wakings_.top();
    wakings_.pop();
    // One that has changed its mind meanwhile is in the heap once more; one that has left may be
    // forgotten.
    const auto known = people_.find(tag);
    if (known == people_.end() || known->second->wake_us() != at_us) continue;
    known->second->on_time(monotonic_us() - began_us_);
    wake(tag);
  }
}

bool Town::server_is_gone() const {
  return around_.unreachable_us != 0 &&
         monotonic_us() - began_us_ - around_.unreachable_us > kGoneAfter;
}

void Town::storm(std::int64_t back_within_ms) {
  const auto which = " of storm " + std::to_string(++storms_);
  const Dice dice(options_.seed);
  for (const auto& [tag, person] : people_) {
    const auto away =
        dice.between(std::to_string(tag) + which, 0, back_within_ms * kMicrosPerMilli);
    person->lose(monotonic_us() - began_us_, away);
    wake(tag);
  }
}

std::size_t Town::following() const {
  return static_cast<std::size_t>(
      std::count_if(people_.begin(), people_.end(),
                    [](const auto& known) { return known.second->is_following(); }));
}

const Tally& Town::tally() {
  tally_.view_differences = past_differences_;
  for (const auto& sitting : sittings_) {
    tally_.view_differences += sitting.facilitators.differences() + sitting.residents.differences();
  }
  return tally_;
}

}  // namespace roundtable::neighbours
