#include "reactors/runner.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

#include "base/ensure.hpp"
#include "codec/frame_json.hpp"
#include "log/checkpoint.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::reactors {
namespace {

constexpr std::size_t kDueAtOnce = 1'000;
constexpr std::size_t kNumbersAtOnce = 256;  // commits that are read at once
/// Commits in which there was nothing to do are read again after a restart, so many at most.
constexpr std::uint64_t kUnstoredNumbersMax = 1'000;
constexpr std::size_t kTasksMax = 10'000;
constexpr std::size_t kInFlightMax = 256;
constexpr std::size_t kUnfinishedMax = 100'000;
/// What was received in time and is still on its way between two threads is decided first.
constexpr std::int64_t kDueGrace = kMicrosPerSecond / 2;
constexpr std::int64_t kPause = kMicrosPerSecond;
constexpr std::uint64_t kDoublingsMax = 8;
/// The machine's clock may be set.
constexpr std::chrono::seconds kLongestSleep{60};

log::Reaction named(const Reactor& reactor, std::string stream, std::uint64_t version,
                    std::string key) {
  log::Reaction reaction;
  reaction.reactor = reactor.name();
  reaction.stream = std::move(stream);
  reaction.version = version;
  reaction.key = std::move(key);
  return reaction;
}

std::string words_for(const log::Reaction& task) {
  return task.reactor + " for entry " + std::to_string(task.version) + " of " + task.stream + " (" +
         task.key + ")";
}

/// The same for the same entry, whoever works it out and however often.
CommandId id_of(const log::Reaction& task) {
  constexpr std::size_t kDigits = 32;
  const auto hash = log::sha256_hex(task.reactor + "\n" + task.stream + "\n" +
                                    std::to_string(task.version) + "\n" + task.key);
  return CommandId("r-" + hash.substr(0, kDigits));
}

/// Which of an entry's consequences that is; nothing for what was due.
std::optional<std::size_t> ordinal(std::string_view key) {
  std::size_t number = 0;
  const auto* const end = key.data() + key.size();
  const auto [read, error] = std::from_chars(key.data(), end, number);
  if (error != std::errc{} || read != end) return std::nullopt;
  return number;
}

bool is_of_kind(std::string_view stream, std::string_view kind) {
  return !kind.empty() && StreamName::of(stream).kind() == kind;
}

}  // namespace

void Runner::Inbox::put(Answered one) {
  {
    const std::scoped_lock lock(mutex);
    answered.push_back(std::move(one));
    news = true;
  }
  changed.notify_all();
}

void Runner::Inbox::wake() {
  {
    const std::scoped_lock lock(mutex);
    news = true;
  }
  changed.notify_all();
}

Runner::Runner(RunnerServices services, std::vector<std::unique_ptr<const Reactor>> reactors)
    : services_(std::move(services)), reactors_(std::move(reactors)) {
  services_.log.follow(*this);
}

Runner::~Runner() {
  services_.log.unfollow(*this);
  stop();
}

void Runner::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void Runner::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

void Runner::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      const std::scoped_lock lock(inbox_->mutex);
      inbox_->news = false;
    }
    const auto next = step();
    std::chrono::microseconds pause = kLongestSleep;
    if (next) {
      const auto left = std::max<std::int64_t>(0, *next - services_.clock.now());
      pause = std::min(pause, std::chrono::microseconds(left));
    }
    std::unique_lock lock(inbox_->mutex);
    inbox_->changed.wait_for(lock, stop, pause, [this] { return inbox_->news; });
  }
}

void Runner::on_durable(const log::Delivery& delivery) {
  if (delivery->entries.empty()) return;
  const auto& stream = delivery->entries.front().stream;
  const bool followed = std::any_of(reactors_.begin(), reactors_.end(), [&](const auto& reactor) {
    return is_of_kind(stream, reactor->follows());
  });
  if (followed || delivery->due) inbox_->wake();
}

std::optional<Time> Runner::step() {
  try {
    if (!begun_) begin();
    store_again();
    settle();
    for (auto& following : following_) read_on(following);
    take_due();
    send();
    failure_.clear();
    return next_look();
  } catch (const std::exception& failure) {
    // The same again and again, while the store stays closed, is reported once.
    if (failure_ != failure.what()) services_.report("reactors_waiting", failure.what());
    failure_ = failure.what();
    return services_.clock.now() + kPause;
  }
}

// ---- taking up -------------------------------------------------------------------------------

// What an earlier server took up and did not bring to an end, and how far it had read. What it gave
// up is tried anew: whoever starts a server again has looked.
void Runner::begin() {
  std::vector<Following> following;
  log::ReactorNotes notes;
  for (const auto& reactor : reactors_) {
    if (reactor->follows().empty()) continue;
    auto place = services_.log.reactor_place(reactor->name());
    if (!place) {
      place = reactor->replays_history() ? log::Place{} : log::newest_place(services_.log);
      notes.places.push_back({std::string(reactor->name()), *place});
    }
    following.push_back({reactor.get(), *place, place->number});
  }
  auto unfinished = services_.log.unfinished_reactions(kUnfinishedMax);
  if (!notes.places.empty()) services_.log.note(notes);
  for (auto& task : unfinished) {
    if (task.state == log::Reacted::given_up) task.tries = 0;
    task.state = log::Reacted::waiting;
  }
  following_ = std::move(following);
  queue(std::move(unfinished));
  begun_ = true;
}

void Runner::read_on(Following& following) {
  const auto& reactor = *following.reactor;
  while (has_room()) {
    const auto after = services_.log.moved_after(following.place, kNumbersAtOnce);
    if (!after.known) {
      services_.report("reactor_starts_over", std::string(reactor.name()));
      following.place = reactor.replays_history() ? log::Place{} : log::newest_place(services_.log);
      continue;
    }
    if (after.place == following.place) return;
    log::ReactorNotes notes;
    for (const auto& moved : after.moved) {
      if (!is_of_kind(moved.stream, reactor.follows())) continue;
      const auto entries = services_.log.read(moved.stream, moved.from,
                                              static_cast<std::size_t>(moved.to - moved.from));
      for (const auto& entry : entries) take_up(reactor, entry, notes.reactions);
    }
    const bool far = after.place.number - following.stored >= kUnstoredNumbersMax;
    if (far || !notes.reactions.empty()) {
      notes.places.push_back({std::string(reactor.name()), after.place});
      following.stored = after.place.number;
    }
    following.place = after.place;
    unstored_ = std::move(notes);
    store_again();
  }
}

// Where storing fails it may have been stored all the same, and then nothing would tell of it
// again: so it is stored once more before anything else is read.
void Runner::store_again() {
  if (unstored_.places.empty() && unstored_.reactions.empty()) return;
  services_.log.note(unstored_);
  queue(std::exchange(unstored_, {}).reactions);
}

// What is there already was taken up before: the log was read from an earlier place again.
void Runner::take_up(const Reactor& reactor, const log::Entry& entry,
                     std::vector<log::Reaction>& reactions) const {
  std::size_t count = 1;
  try {
    count = reactor.on_entry(entry).size();
  } catch (const std::exception& unreadable) {
    // Taken up as one thing that is tried in vain: it holds up its own stream alone.
    services_.report("entry_unreadable", entry.stream + ": " + unreadable.what());
  }
  for (std::size_t i = 0; i < count; ++i) {
    auto task = named(reactor, entry.stream, entry.version, std::to_string(i));
    if (!services_.log.reaction(task)) reactions.push_back(std::move(task));
  }
}

void Runner::take_due() {
  looked_at_ = services_.clock.now();
  while (has_room()) {
    const auto all = services_.log.due_until(looked_at_ + -kDueGrace, kDueAtOnce);
    log::ReactorNotes notes;
    for (const auto& due : all) {
      const auto stream = StreamName::of(due.stream);
      for (const auto& reactor : reactors_) {
        if (!reactor->on_due(stream, due.key)) continue;
        notes.reactions.push_back(named(*reactor, due.stream, due.version, due.key));
      }
    }
    if (notes.reactions.empty()) return;
    unstored_ = std::move(notes);
    store_again();
    if (all.size() < kDueAtOnce) return;
  }
}

void Runner::queue(std::vector<log::Reaction> reactions) {
  for (auto& task : reactions) {
    auto& lane = lanes_[{task.reactor, task.stream}];
    if (lane.stuck) continue;
    lane.tasks.push_back(std::move(task));
    ++waiting_;
  }
}

// ---- giving commands -------------------------------------------------------------------------

void Runner::send() {
  const auto now = services_.clock.now();
  for (auto& [name, lane] : lanes_) {
    if (in_flight_ >= kInFlightMax) return;
    const bool ready =
        !lane.stuck && !lane.in_flight && !lane.tasks.empty() && lane.not_before <= now;
    if (ready) send_first(name, lane);
  }
}

void Runner::send_first(const LaneName& name, Lane& lane) {
  const auto& task = lane.tasks.front();
  std::optional<Consequence> consequence;
  bool readable = true;
  try {
    consequence = consequence_of(task);
  } catch (const log::LogFailure&) {
    throw;
  } catch (const std::exception&) {
    readable = false;  // reported when it was taken up
  }
  if (!readable || !consequence) {
    lane.in_flight = true;
    ++in_flight_;
    // What is readable and has no consequence was taken up by a version that knew more of it.
    return readable ? inbox_->put({name, domain::Refusal{domain::Code::command_unknown_type, {}}})
                    : inbox_->put({name, live::Unknown{}});
  }
  live::Submission submission;
  submission.subject = std::make_shared<const live::Subject>(live::reactor_named(task.reactor));
  submission.id = id_of(task);
  submission.command_sha256 = log::sha256_hex(consequence->stream.str() + "\n" +
                                              codec::write_command(consequence->command));
  submission.command = std::move(consequence->command);
  submission.cause = codec::Cause{task.stream, task.version};
  submission.reply = [inbox = inbox_, name](const live::Answer& answer) {
    inbox->put({name, answer});
  };
  services_.submit(consequence->stream, std::move(submission));
  lane.in_flight = true;
  ++in_flight_;
}

const Reactor* Runner::find(std::string_view name) const {
  for (const auto& reactor : reactors_) {
    if (reactor->name() == name) return reactor.get();
  }
  return nullptr;
}

std::optional<Consequence> Runner::consequence_of(const log::Reaction& task) const {
  const auto* reactor = find(task.reactor);
  if (reactor == nullptr) return std::nullopt;
  const auto number = ordinal(task.key);
  if (!number) return reactor->on_due(StreamName::of(task.stream), task.key);
  const auto entries = services_.log.read(task.stream, task.version - 1, 1);
  if (entries.empty()) return std::nullopt;
  auto all = reactor->on_entry(entries.front());
  if (*number >= all.size()) return std::nullopt;
  return std::move(all[*number]);
}

// ---- what became of it -----------------------------------------------------------------------

// Stored first, then acted on: what cannot be stored is looked at again.
void Runner::settle() {
  std::deque<Answered> answered;
  {
    const std::scoped_lock lock(inbox_->mutex);
    answered.swap(inbox_->answered);
  }
  if (answered.empty()) return;
  log::ReactorNotes notes;
  try {
    for (const auto& [name, answer] : answered) {
      notes.reactions.push_back(outcome_of(lanes_.at(name).tasks.front(), answer));
    }
    services_.log.note(notes);
  } catch (const log::LogFailure&) {
    const std::scoped_lock lock(inbox_->mutex);
    inbox_->answered.insert(inbox_->answered.begin(), answered.begin(), answered.end());
    throw;
  }
  for (std::size_t i = 0; i < answered.size(); ++i) {
    apply(answered[i].lane, std::move(notes.reactions[i]));
  }
}

log::Reaction Runner::outcome_of(const log::Reaction& task, const live::Answer& answer) const {
  auto outcome = task;
  if (std::holds_alternative<live::Done>(answer)) {
    outcome.state = log::Reacted::done;
  } else if (const auto* refusal = std::get_if<domain::Refusal>(&answer)) {
    outcome.why = to_string(refusal->code);
    if (is_final(task, *refusal)) outcome.state = log::Reacted::refused;
  } else if (is_readable(task)) {
    ++outcome.tries;
    outcome.why = "unknown";
    if (outcome.tries >= kTriesMax) outcome.state = log::Reacted::given_up;
  }
  return outcome;
}

bool Runner::is_final(const log::Reaction& task, const domain::Refusal& refusal) const {
  if (refusal.code == domain::Code::server_busy || refusal.code == domain::Code::log_unavailable) {
    return false;
  }
  const auto* reactor = find(task.reactor);
  return reactor == nullptr || reactor->is_final(refusal);
}

// While the log cannot be read, nothing is tried in vain: it is not that entry's fault.
bool Runner::is_readable(const log::Reaction& task) const {
  try {
    return !services_.log.read(task.stream, task.version - 1, 1).empty();
  } catch (const log::LogFailure&) {
    return false;
  }
}

void Runner::apply(const LaneName& name, log::Reaction outcome) {
  auto& lane = lanes_.at(name);
  lane.in_flight = false;
  --in_flight_;
  if (outcome.state == log::Reacted::waiting) {
    const auto doublings = std::min(outcome.tries, kDoublingsMax);
    lane.not_before = services_.clock.now() + (kPause << doublings);
    lane.tasks.front() = std::move(outcome);
  } else if (outcome.state == log::Reacted::given_up) {
    services_.report("reaction_given_up", words_for(outcome) + ": " + outcome.why);
    waiting_ -= lane.tasks.size();
    lane.tasks.clear();
    lane.stuck = true;
    ++given_up_;
  } else {
    lane.tasks.pop_front();
    --waiting_;
    if (lane.tasks.empty()) lanes_.erase(name);
  }
}

bool Runner::has_room() const {
  return waiting_ < kTasksMax;
}

std::optional<Time> Runner::next_look() const {
  std::optional<Time> next;
  const auto sooner = [&next](Time at) { next = next ? std::min(*next, at) : at; };
  if (in_flight_ < kInFlightMax) {
    for (const auto& [name, lane] : lanes_) {
      if (!lane.in_flight && !lane.stuck && !lane.tasks.empty()) sooner(lane.not_before);
    }
  }
  if (has_room()) {
    const auto first = services_.log.due_until(Time{std::numeric_limits<std::int64_t>::max()}, 1);
    if (!first.empty()) {
      // What has come due and no reactor knows is looked at again: a later version may.
      const auto at = first.front().at + kDueGrace;
      sooner(at > looked_at_ ? at : looked_at_ + kPause);
    }
  }
  return next;
}

}  // namespace roundtable::reactors
