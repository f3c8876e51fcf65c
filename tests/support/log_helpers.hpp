// What tests of the log share: chained entries that are well formed, an append that waits for its
// answer, a follower that keeps what it hears, a folder that goes away again.
#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <iterator>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "log/event_log.hpp"

namespace roundtable::log::test {

class StillClock final : public Clock {
 public:
  Time now() const override { return Time{1'793'000'000'000'000}; }
};

/// In memory where the system has a place for that: the tests of the log sync thousands of times,
/// and what a sync is worth is tested with a file system of our own (tests/storage).
class TemporaryFolder {
 public:
  TemporaryFolder() {
    const std::filesystem::path memory = "/dev/shm";
    const bool has_memory = ::access(memory.c_str(), W_OK) == 0;
    const auto parent = has_memory ? memory : std::filesystem::temp_directory_path();
    auto pattern = (parent / "roundtable-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  ~TemporaryFolder() {
    std::error_code ignored;  // a folder left behind fails no test
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

inline std::string bytes_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline Entry make_entry(const std::string& stream, std::uint64_t version, const std::string& prev,
                        std::string payload) {
  Header header;
  header.stream = stream;
  header.version = version;
  header.at = Time{1'793'000'000'000'000 + static_cast<std::int64_t>(version)};
  header.actor = ActorId("account-1");
  header.command_id = CommandId("command-" + std::to_string(version));
  header.command_sha256 = sha256_hex("command " + payload);
  header.payload_sha256 = sha256_hex(payload);
  header.prev = prev;
  auto text = write_header(header);
  auto hash = sha256_hex(text);
  return {stream, version, std::move(text), std::move(payload), std::move(hash)};
}

/// A batch that follows `head`, which moves to its end.
inline Batch batch_after(StreamHead& head, const std::vector<std::string>& payloads) {
  if (head.version == 0) head.hash = kNoEntry;
  Batch batch{head.stream, head.version, {}, {}, {}};
  for (const auto& payload : payloads) {
    batch.entries.push_back(make_entry(head.stream, head.version + 1, head.hash, payload));
    head.version += 1;
    head.hash = batch.entries.back().hash;
  }
  return batch;
}

inline StreamHead no_entries_of(std::string stream) {
  return {std::move(stream), 0, kNoEntry};
}

inline Sealed seal(char salt, std::string value) {
  std::string bytes(kSealedSaltBytes, salt);
  auto commitment = commit_to(bytes, value);
  return {std::move(commitment), std::move(bytes), std::move(value)};
}

/// Appends and waits for the answer.
inline Outcome append_now(EventLog& log, Batch batch) {
  auto answer = std::make_shared<std::promise<Outcome>>();
  log.append(std::move(batch), [answer](Outcome outcome) { answer->set_value(outcome); });
  return answer->get_future().get();
}

/// Counts the answers of many appends.
class Answers {
 public:
  std::function<void(Appended)> next() {
    const std::lock_guard lock(mutex_);
    outcomes_.emplace_back();
    return [this, index = outcomes_.size() - 1](Appended outcome) {
      const std::lock_guard inner(mutex_);
      outcomes_[index].push_back(outcome);
      answered_ += 1;
      changed_.notify_all();
    };
  }
  /// By append, in the order of `next`; each has been answered at least once.
  std::vector<std::vector<Appended>> wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return answered_ >= outcomes_.size(); });
    return outcomes_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::vector<Appended>> outcomes_;
  std::size_t answered_ = 0;
};

/// Keeps every delivery.
class Listener final : public log::Listener {
 public:
  explicit Listener(EventLog& log) : log_(log) { log_.follow(*this); }
  ~Listener() override { log_.unfollow(*this); }

  void on_durable(const Delivery& delivery) override {
    const std::lock_guard lock(mutex_);
    const auto& entries = delivery->entries;
    heard_.insert(heard_.end(), entries.begin(), entries.end());
    places_.push_back(delivery->place);
  }
  std::vector<Entry> heard() const {
    const std::lock_guard lock(mutex_);
    return heard_;
  }
  std::vector<Place> places() const {
    const std::lock_guard lock(mutex_);
    return places_;
  }
  bool has(const std::string& hash) const {
    const std::lock_guard lock(mutex_);
    for (const auto& entry : heard_) {
      if (entry.hash == hash) return true;
    }
    return false;
  }

 private:
  EventLog& log_;
  mutable std::mutex mutex_;
  std::vector<Entry> heard_;
  std::vector<Place> places_;
};

/// Keeps the log's thread in an answer until released, so that what is appended meanwhile forms one
/// group.
class Gate {
 public:
  explicit Gate(EventLog& log) {
    auto head = no_entries_of("gate:" + std::to_string(log.heads("gate:").size()));
    auto waiting = opened_.get_future().share();
    log.append(batch_after(head, {"gate"}), [this, waiting](Appended) {
      reached_.set_value();
      waiting.wait();
    });
    reached_.get_future().wait();
  }
  ~Gate() { open(); }
  void open() {
    if (!std::exchange(is_open_, true)) opened_.set_value();
  }

 private:
  std::promise<void> reached_;
  std::promise<void> opened_;
  bool is_open_ = false;
};

}  // namespace roundtable::log::test
