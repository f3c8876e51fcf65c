// The in-memory twin: the same writer thread, queue and answers over maps instead of a database.
#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include "log/group_writer.hpp"

namespace roundtable::log {
namespace {

// Shared by the store (writer's thread) and the readers; everything under one mutex. What a
// transaction has put is kept aside until it commits, so that nobody reads it earlier.
class Memory {
 public:
  std::vector<Entry> read(std::string_view stream, std::uint64_t after, std::size_t limit) const {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(stream);
    if (found == entries_.end() || after >= found->second.size()) return {};
    const auto from = found->second.begin() + static_cast<std::ptrdiff_t>(after);
    const auto left = found->second.size() - after;
    return {from, from + static_cast<std::ptrdiff_t>(std::min(limit, left))};
  }
  std::optional<std::string> content(std::string_view sha256) const {
    const std::lock_guard lock(mutex_);
    const auto found = content_.find(sha256);
    if (found == content_.end()) return std::nullopt;
    return found->second;
  }
  std::optional<Sealed> sealed(std::string_view commitment) const {
    const std::lock_guard lock(mutex_);
    const auto found = sealed_.find(commitment);
    if (found == sealed_.end()) return std::nullopt;
    return found->second;
  }
  bool erase_sealed(std::string_view commitment) {
    const std::lock_guard lock(mutex_);
    const auto found = sealed_.find(commitment);
    if (found == sealed_.end()) return false;
    sealed_.erase(found);
    return true;
  }
  StoreState state() const {
    const std::lock_guard lock(mutex_);
    StoreState state;
    for (const auto& [stream, entries] : entries_) {
      const auto& last = entries.back();
      state.heads[stream] = {stream, last.version, last.hash};
    }
    if (!checkpoints_.empty()) state.newest = checkpoints_.back();
    return state;
  }
  void add(std::vector<Batch> batches, const Checkpoint& checkpoint) {
    const std::lock_guard lock(mutex_);
    for (auto& batch : batches) {
      auto& entries = entries_[batch.stream];
      for (auto& entry : batch.entries) entries.push_back(std::move(entry));
      for (auto& content : batch.content) content_.try_emplace(content.sha256, content.bytes);
      for (auto& sealed : batch.sealed) sealed_.try_emplace(sealed.commitment, sealed);
      for (const auto& file : batch.files) sealed_.try_emplace(file->commitment, *file);
    }
    checkpoints_.push_back(checkpoint);
  }
  std::optional<Checkpoint> checkpoint_listing(std::string_view stream,
                                               std::uint64_t version) const {
    const std::lock_guard lock(mutex_);
    for (const auto& checkpoint : checkpoints_) {
      if (lists(checkpoint.body, stream, version)) return checkpoint;
    }
    return std::nullopt;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<Entry>, std::less<>> entries_;
  std::map<std::string, std::string, std::less<>> content_;
  std::map<std::string, Sealed, std::less<>> sealed_;
  std::vector<Checkpoint> checkpoints_;
};

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(Memory& memory) : memory_(memory) {}

  StoreState open() override { return memory_.state(); }
  void begin() override { waiting_.clear(); }
  bool put(const Batch& batch) override {
    waiting_.push_back(batch);
    return true;
  }
  void commit(const Checkpoint& checkpoint) override {
    memory_.add(std::exchange(waiting_, {}), checkpoint);
  }
  void rollback() override { waiting_.clear(); }
  Erased erase_sealed(std::string_view commitment) override {
    return memory_.erase_sealed(commitment) ? Erased::gone : Erased::not_there;
  }
  std::vector<Entry> read_after(std::string_view stream, std::uint64_t after) override {
    return memory_.read(stream, after, static_cast<std::size_t>(-1));
  }
  void tidy() override {}

 private:
  Memory& memory_;
  std::vector<Batch> waiting_;
};

// The key of a log that ends with the process protects nothing; a fixed one makes runs repeatable.
SigningKey fixed_key(bool) {
  return SigningKey(SigningKey::Seed{});
}

class MemoryEventLog final : public EventLog {
 public:
  MemoryEventLog(const Clock& clock, LogOptions options)
      : writer_(std::make_unique<MemoryStore>(memory_), clock, std::move(options), fixed_key) {}

  void append(Batch batch, std::function<void(Appended)> done) override {
    writer_.append(std::move(batch), std::move(done));
  }
  std::vector<Entry> read(std::string_view stream, std::uint64_t after,
                          std::size_t limit) override {
    return memory_.read(stream, after, limit);
  }
  std::vector<StreamHead> heads(std::string_view prefix) override { return writer_.heads(prefix); }
  std::optional<std::string> content(std::string_view sha256) override {
    return memory_.content(sha256);
  }
  std::optional<Sealed> sealed(std::string_view commitment) override {
    return memory_.sealed(commitment);
  }
  bool erase_sealed(std::string_view commitment) override {
    return writer_.erase_sealed(commitment);
  }
  std::optional<Checkpoint> checkpoint() override { return writer_.newest(); }
  std::optional<Checkpoint> checkpoint_listing(std::string_view stream,
                                               std::uint64_t version) override {
    return memory_.checkpoint_listing(stream, version);
  }
  std::string public_key() const override { return writer_.public_key(); }
  void follow(Follower& follower) override { writer_.follow(follower); }
  void unfollow(Follower& follower) override { writer_.unfollow(follower); }

 private:
  Memory memory_;
  GroupWriter writer_;
};

}  // namespace

std::unique_ptr<EventLog> open_memory_log(const Clock& clock, LogOptions options) {
  return std::make_unique<MemoryEventLog>(clock, std::move(options));
}

}  // namespace roundtable::log
