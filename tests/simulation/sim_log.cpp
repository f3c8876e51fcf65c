#include "sim_log.hpp"

#include "log/batch.hpp"

namespace simulation {

void SimLog::append(log::Batch batch, std::function<void(log::Appended)> done) {
  log::check_batch(batch);
  waiting_.push_back({std::move(batch), std::move(done)});
  if (!misbehaving_) step();
}

bool SimLog::step() {
  if (waiting_.empty()) return false;
  auto waiting = std::move(waiting_.front());
  waiting_.pop_front();
  settle(std::move(waiting));
  return true;
}

void SimLog::settle(Waiting waiting) {
  const bool torn = misbehaving_ && chance_.permille(80);
  if (!torn) {
    const bool stored = store(waiting.batch);
    if (stored) deliver(waiting.batch);
    waiting.done(stored ? log::Appended::stored : log::Appended::conflict);
    return;
  }
  if (chance_.permille(500) && store(waiting.batch) && chance_.permille(500)) {
    deliver(waiting.batch);
  }
  // The store closes, and what was queued behind is not stored on top of a hole.
  unreadable_ = static_cast<unsigned>(chance_.below(3));
  auto behind = std::exchange(waiting_, {});
  waiting.done(log::Appended::unknown);
  for (auto& late : behind) late.done(log::Appended::unknown);
}

bool SimLog::store(const log::Batch& batch) {
  auto& entries = entries_[batch.stream];
  if (entries.size() != batch.expected_version) return false;
  entries.insert(entries.end(), batch.entries.begin(), batch.entries.end());
  for (const auto& content : batch.content) content_.try_emplace(content.sha256, content.bytes);
  for (const auto& sealed : batch.sealed) sealed_.try_emplace(sealed.commitment, sealed);
  for (const auto& file : batch.files) sealed_.try_emplace(file->commitment, *file);
  return true;
}

void SimLog::deliver(const log::Batch& batch) {
  const auto delivery = std::make_shared<const std::vector<log::Entry>>(batch.entries);
  const int times = misbehaving_ && chance_.permille(100) ? 2 : 1;
  for (int i = 0; i < times; ++i) {
    for (auto* follower : followers_) follower->on_durable(delivery);
  }
}

std::vector<log::Entry> SimLog::read(std::string_view stream, std::uint64_t after,
                                     std::size_t limit) {
  if (misbehaving_ && unreadable_ > 0) {
    --unreadable_;
    throw log::LogFailure("the store is being opened again");
  }
  const auto found = entries_.find(stream);
  if (found == entries_.end() || after >= found->second.size()) return {};
  const auto from = found->second.begin() + static_cast<std::ptrdiff_t>(after);
  const auto left = static_cast<std::size_t>(found->second.end() - from);
  return {from, from + static_cast<std::ptrdiff_t>(std::min(limit, left))};
}

std::vector<log::StreamHead> SimLog::heads(std::string_view prefix) {
  std::vector<log::StreamHead> heads;
  for (const auto& [stream, entries] : entries_) {
    if (!stream.starts_with(prefix) || entries.empty()) continue;
    heads.push_back({stream, entries.back().version, entries.back().hash});
  }
  return heads;
}

std::optional<std::string> SimLog::content(std::string_view sha256) {
  const auto found = content_.find(sha256);
  return found == content_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<log::Sealed> SimLog::sealed(std::string_view commitment) {
  const auto found = sealed_.find(commitment);
  return found == sealed_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace simulation
