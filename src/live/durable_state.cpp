#include "live/durable_state.hpp"

#include "base/ensure.hpp"
#include "live/limits.hpp"

namespace roundtable::live {
namespace {

constexpr std::size_t kReadAtOnce = 2'000;

}  // namespace

std::size_t CommandKeyHash::operator()(const CommandKey& key) const noexcept {
  return std::hash<std::string>{}(key.actor) * 31 + std::hash<std::string>{}(key.id);
}

CommandKey key_of(const Submission& submission) {
  return {submission.subject->actor.str(), submission.id.str()};
}

DurableState::DurableState(Stream& stream) : stream_(stream), counters_(stream.services.counters) {}

DurableState::~DurableState() {
  count_held(0);
}

void DurableState::absorb(const log::Entry& entry, Change* change) {
  const auto header = log::read_header(entry.header);
  ensure(header.has_value() && header->version == head_.version + 1, "entries come in order");
  auto& aggregate = *stream_.aggregate;
  std::shared_ptr<const Facts> facts;
  // What this host has just decided need not be decoded again; the hash says it is the same.
  if (own_facts) facts = own_facts(entry);
  if (facts == nullptr) facts = aggregate.read(entry.payload).facts;
  half_applied_ = true;
  aggregate.advance(*facts, entry, header->at, change);
  head_ = {entry.version, entry.hash, header->at};
  half_applied_ = false;
  recorded_.insert(CommandKeyHash{}({header->actor.str(), header->command_id.str()}));
  bytes_ += entry.header.size() + entry.payload.size() + kKnownCommandBytes;
  count_held(head_.version);
}

void DurableState::read_log(Change* change) {
  for (;;) {
    const auto entries = stream_.services.log.read(stream_.name.str(), head_.version, kReadAtOnce);
    if (entries.empty()) return;
    for (const auto& entry : entries) absorb(entry, change);
  }
}

void DurableState::forget() {
  stream_.aggregate->forget();
  head_ = {};
  recorded_.clear();
  bytes_ = 0;
  count_held(0);
  half_applied_ = false;
}

void DurableState::count_held(std::uint64_t entries) {
  counters_->entries_awake += static_cast<std::int64_t>(entries) - static_cast<std::int64_t>(held_);
  held_ = entries;
}

std::optional<Answer> DurableState::first_answer(const Submission& submission) const {
  const auto key = key_of(submission);
  if (!recorded_.contains(CommandKeyHash{}(key))) return std::nullopt;
  auto& log = stream_.services.log;
  const auto& stream = stream_.name.str();
  const auto version = log.answered_at(stream, submission.subject->actor, submission.id);
  if (!version) return std::nullopt;
  const auto entries = log.read(stream, *version - 1, 1);
  ensure(entries.size() == 1, "an entry that answered a command is there");
  return answer_in(entries.front(), submission);
}

// A confidential vote is one of three texts, an excuse one of a few: the command's hash alone would
// tell what is sealed, so it is salted like that. Where that has been erased the id alone must do.
Answer DurableState::answer_in(const log::Entry& entry, const Submission& submission) const {
  const auto header = log::read_header(entry.header);
  ensure(header.has_value(), "a stored header can be read");
  const auto first = stream_.aggregate->read(entry.payload);
  bool same = header->command_sha256 == submission.command_sha256;
  if (const auto& commitment = first.facts->commitment; !commitment.empty()) {
    const auto sealed = stream_.services.log.sealed(commitment);
    same =
        !sealed || log::is_of_command(*sealed, header->command_sha256, submission.command_sha256);
  }
  if (!same) return domain::Refusal{domain::Code::command_id_reused, {}};
  return Done{entry.version, entry.hash, first.result};
}

}  // namespace roundtable::live
