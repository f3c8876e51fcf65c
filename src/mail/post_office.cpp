#include "mail/post_office.hpp"

#include <algorithm>
#include <set>

#include "base/stream_name.hpp"
#include "log/checkpoint.hpp"
#include "log/hash_chain.hpp"
#include "mail/message.hpp"

namespace roundtable::mail {
namespace {

constexpr std::size_t kNumbersAtOnce = 256;
/// Commits in which there was nothing to tell are read again after a restart, so many at most.
constexpr std::uint64_t kUnstoredNumbersMax = 1'000;
constexpr std::size_t kLettersAtOnce = 20;
constexpr std::int64_t kPause = kMicrosPerSecond;
constexpr std::int64_t kFirstWait = 5 * kMicrosPerSecond;
constexpr std::int64_t kLongestWait = 3'600 * kMicrosPerSecond;
/// The machine's clock may be set.
constexpr std::chrono::seconds kLongestSleep{60};
constexpr std::size_t kKeyLength = 32;
constexpr const char* kSenderName = "圆桌 Roundtable";

std::int64_t wait_after(std::uint64_t tries) {
  auto wait = kFirstWait;
  for (std::uint64_t i = 1; i < tries && wait < kLongestWait; ++i) wait *= 3;
  return std::min(wait, kLongestWait);
}

/// The same for the same entry, whoever works it out and however often.
std::string key_of(const log::Entry& entry, std::string_view kind, std::string_view about,
                   std::string_view owner) {
  return log::sha256_hex("mail\n" + entry.stream + "\n" + std::to_string(entry.version) + "\n" +
                         std::string(kind) + "\n" + std::string(about) + "\n" + std::string(owner))
      .substr(0, kKeyLength);
}

bool is_over(domain::Phase phase) {
  return phase == domain::Phase::closed || phase == domain::Phase::cancelled;
}

}  // namespace

PostOffice::PostOffice(PostOfficeServices services)
    : services_(std::move(services)),
      templates_(records::Templates::load(services_.templates)),
      sources_(codec::make_sources(
          [this](std::string_view sha256) { return services_.log.content(sha256); })) {
  services_.log.follow(*this);
}

PostOffice::~PostOffice() {
  services_.log.unfollow(*this);
  stop();
}

void PostOffice::start() {
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

void PostOffice::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

void PostOffice::wake() {
  {
    const std::scoped_lock lock(mutex_);
    news_ = true;
  }
  changed_.notify_all();
}

void PostOffice::on_durable(const log::Delivery& delivery) {
  const auto& entries = delivery->entries;
  const bool may_tell = std::any_of(entries.begin(), entries.end(), [](const auto& entry) {
    return may_have_occasion(entry.payload);
  });
  if (may_tell) wake();
}

void PostOffice::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      const std::scoped_lock lock(mutex_);
      news_ = false;
    }
    const auto next = step();
    std::chrono::microseconds pause = kLongestSleep;
    if (next) {
      const auto left = std::max<std::int64_t>(0, *next - services_.clock.now());
      pause = std::min(pause, std::chrono::microseconds(left));
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, pause, [this] { return news_; });
  }
}

std::optional<Time> PostOffice::step() {
  try {
    if (!begun_) begin();
    read_on();
    send();
    waiting_ = services_.book.count(false);
    given_up_ = services_.book.count(true);
    failure_.clear();
    return services_.book.next_due();
  } catch (const std::exception& failure) {
    // The same again and again, while the store stays closed, is reported once.
    if (failure_ != failure.what()) services_.report("mail_waiting", failure.what());
    failure_ = failure.what();
    return services_.clock.now() + kPause;
  }
}

// ---- taking up -------------------------------------------------------------------------------

// What an earlier server gave up is tried anew: whoever starts a server again has looked.
void PostOffice::begin() {
  const auto place = services_.book.place();
  place_ = place ? log::Place{place->number, place->hash} : log::newest_place(services_.log);
  if (!place) services_.book.take_up({}, {place_.number, place_.hash});
  stored_ = place_.number;
  services_.book.try_again(services_.clock.now());
  begun_ = true;
}

void PostOffice::read_on() {
  while (true) {
    const auto after = services_.log.moved_after(place_, kNumbersAtOnce);
    if (!after.known) {
      services_.report("mail_starts_over", "the log is another one, or an older one");
      place_ = log::newest_place(services_.log);
      services_.book.take_up({}, {place_.number, place_.hash});
      stored_ = place_.number;
      return;
    }
    if (after.place == place_) return;
    std::vector<directory::MailLetter> letters;
    bool told = false;
    for (const auto& moved : after.moved) {
      if (StreamName::of(moved.stream).kind() != "meeting") continue;
      const auto entries = services_.log.read(moved.stream, moved.from,
                                              static_cast<std::size_t>(moved.to - moved.from));
      for (const auto& entry : entries) {
        if (!may_have_occasion(entry.payload)) continue;
        if (!services_.lists_have(after.place.number)) throw views::NotYet();
        told = true;
        auto taken = taken_from(entry);
        std::move(taken.begin(), taken.end(), std::back_inserter(letters));
      }
    }
    place_ = after.place;
    // Kept also where nobody was written to: who asks later is not told of what was before.
    if (!told && place_.number - stored_ < kUnstoredNumbersMax) continue;
    services_.book.take_up(letters, {place_.number, place_.hash});
    stored_ = place_.number;
  }
}

std::vector<domain::Event> PostOffice::events_of(const log::Entry& entry) {
  return codec::read_payload(entry.payload, sources_).events;
}

// What cannot be read is told to nobody, and holds nothing else up.
std::vector<directory::MailLetter> PostOffice::taken_from(const log::Entry& entry) {
  std::vector<domain::Event> events;
  try {
    events = events_of(entry);
  } catch (const codec::DecodeFailure& unreadable) {
    services_.report("entry_unreadable", entry.stream + ": " + unreadable.what());
  }
  std::vector<directory::MailLetter> letters;
  for (const auto& event : events) {
    const auto occasion = occasion_of(event);
    if (!occasion) continue;
    const MeetingId meeting{std::string(StreamName::of(entry.stream).id())};
    for (const auto& owner : receivers_of(meeting)) {
      directory::MailLetter letter;
      letter.kind = to_string(occasion->kind);
      letter.key = key_of(entry, letter.kind, occasion->about, owner);
      letter.owner = owner;
      letter.stream = entry.stream;
      letter.version = entry.version;
      letter.about = occasion->about;
      letter.made_at = services_.clock.now();
      letter.not_before = letter.made_at;
      letters.push_back(std::move(letter));
    }
  }
  return letters;
}

// Nobody is written to about a meeting that has not been announced, nor about the demonstration's.
std::vector<std::string> PostOffice::receivers_of(const MeetingId& meeting) {
  const auto listed = services_.lists.meeting(meeting);
  if (!listed || !listed->is_public || listed->demonstration) return {};
  const auto roll = services_.registry.roll(listed->roll);
  if (roll == nullptr) return {};
  std::set<std::string_view> heads;
  for (const auto& head : roll->heads) heads.insert(head.str());
  auto owners = services_.book.confirmed_owners();
  std::erase_if(owners, [&](const auto& owner) { return !heads.contains(owner); });
  return owners;
}

// ---- sending ---------------------------------------------------------------------------------

void PostOffice::send() {
  while (true) {
    const auto letters = services_.book.due(services_.clock.now(), kLettersAtOnce);
    for (const auto& letter : letters) try_to_send(letter);
    if (letters.size() < kLettersAtOnce) return;
  }
}

// A letter that cannot be written is put off as one that found no way: others go on.
void PostOffice::try_to_send(const directory::MailLetter& letter) {
  try {
    send(letter);
  } catch (const records::TemplateFailure& failure) {
    put_off(letter, {Carried::not_now, failure.what()});
  } catch (const codec::DecodeFailure& failure) {
    put_off(letter, {Carried::not_now, failure.what()});
  }
}

void PostOffice::send(const directory::MailLetter& letter) {
  const auto kind = letter_kind_from(letter.kind);
  const auto address = services_.book.address(letter.owner);
  const bool stale = services_.clock.now() - letter.made_at > kLetterDaysMax * kMicrosPerDay;
  const auto to = !address                                     ? ""
                  : letter.kind == to_string(LetterKind::code) ? address->asked_email
                                                               : address->email;
  auto facts = kind && !to.empty() && !stale ? facts_of(letter, *kind) : std::nullopt;
  if (!facts) {
    services_.book.done(letter);
    return;
  }
  const bool is_code = *kind == LetterKind::code;
  facts->lang = is_code ? address->asked_lang : address->lang;
  facts->code = address->code;
  facts->base_url = services_.base_url;
  facts->leave_url = services_.base_url + "/mail/" + address->leave;
  const auto words = words_of(templates_, *kind, *facts);
  const auto carried = services_.carrier.carry(
      to, written({services_.from, kSenderName, to, words.subject, words.text, letter.key,
                   is_code ? "" : facts->leave_url, letter.made_at}));
  if (carried.how != Carried::taken) return put_off(letter, carried);
  services_.book.note_trouble(letter.owner, "");
  services_.book.done(letter);
}

/// Nothing: there is nothing to tell any more.
std::optional<LetterFacts> PostOffice::facts_of(const directory::MailLetter& letter,
                                                LetterKind kind) {
  LetterFacts facts;
  if (kind == LetterKind::code) return facts;
  facts.meeting =
      services_.lists.meeting(MeetingId{std::string(StreamName::of(letter.stream).id())});
  if (!facts.meeting) return std::nullopt;
  const bool comes = kind == LetterKind::announced || kind == LetterKind::moved;
  if (comes && is_over(facts.meeting->phase)) return std::nullopt;
  const auto grids = services_.registry.grids();
  if (const auto* grid = grids->find(facts.meeting->grid)) facts.grid = grid->name;
  if (kind == LetterKind::published) facts.record = letter.about;
  if (kind != LetterKind::vote_open) return facts;
  const auto entries = services_.log.read(letter.stream, letter.version - 1, 1);
  if (entries.empty()) return std::nullopt;
  for (const auto& event : events_of(entries.front())) {
    const auto* opened = std::get_if<domain::BallotOpened>(&event);
    if (opened != nullptr && opened->ballot.str() == letter.about) facts.ballot = *opened;
  }
  const bool open = facts.ballot && facts.ballot->deadline > services_.clock.now();
  return open ? std::optional(std::move(facts)) : std::nullopt;
}

void PostOffice::put_off(directory::MailLetter letter, const CarriedAs& carried) {
  letter.tries += 1;
  letter.why = carried.why;
  letter.given_up = carried.how == Carried::refused || letter.tries >= kLetterTriesMax;
  letter.not_before = services_.clock.now() + wait_after(letter.tries);
  services_.book.keep(letter);
  if (!letter.given_up) return;
  services_.book.note_trouble(letter.owner,
                              carried.how == Carried::refused ? "refused" : "unreachable");
  services_.report("letter_given_up", letter.key + ": " + carried.why);
}

}  // namespace roundtable::mail
