#include "live/durable_state.hpp"

#include "base/ensure.hpp"
#include "codec/entry_json.hpp"
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
  Stored stored;
  // What this host has just decided need not be decoded again; the hash says it is the same.
  if (own_facts) stored.facts = own_facts(entry);
  if (stored.facts != nullptr) {
    stored.result = codec::result_json(entry.payload);
  } else {
    stored = aggregate.read(entry.payload);
  }
  half_applied_ = true;
  aggregate.advance(*stored.facts, entry, header->at, change);
  head_ = {entry.version, entry.hash, header->at};
  half_applied_ = false;
  answered_[{header->actor.str(), header->command_id.str()}] = {
      entry.version, header->command_sha256, stored.facts->commitment, entry.hash,
      std::move(stored.result)};
  bytes_ += entry.header.size() + entry.payload.size() + kAnswerBytes;
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
  answered_.clear();
  bytes_ = 0;
  count_held(0);
  half_applied_ = false;
}

void DurableState::count_held(std::uint64_t entries) {
  counters_->entries_awake += static_cast<std::int64_t>(entries) - static_cast<std::int64_t>(held_);
  held_ = entries;
}

// A confidential vote is one of three texts, an excuse one of a few: the command's hash alone would
// tell what is sealed, so it is salted like that. Where that has been erased the id alone must do.
bool DurableState::is_same_command(const Answered& first, const Submission& submission) const {
  if (first.commitment.empty()) return first.command_sha256 == submission.command_sha256;
  const auto sealed = stream_.services.log.sealed(first.commitment);
  return !sealed || log::is_of_command(*sealed, first.command_sha256, submission.command_sha256);
}

std::optional<Answer> DurableState::first_answer(const Submission& submission) const {
  const auto found = answered_.find(key_of(submission));
  if (found == answered_.end()) return std::nullopt;
  const auto& first = found->second;
  if (!is_same_command(first, submission)) {
    return domain::Refusal{domain::Code::command_id_reused, {}};
  }
  return Done{first.version, first.hash, first.result};
}

}  // namespace roundtable::live
