// The log's one writer thread, for every store: a bounded queue, group commit, heads, checkpoints,
// followers and answers.
//
// A round: take what waits (at most one group) -> compare each batch with its stream's head, so
// that a conflict fails nobody else -> write the rest and one checkpoint in one transaction -> tell
// the followers -> answer. If the transaction fails, nobody knows what the disk kept: the store is
// opened again, what it holds is compared with what was told, followers hear what they missed, and
// then the whole group, with what was queued behind it for the same streams, is answered `unknown`.
//
// Threads: public functions from any thread. `heads_` and `newest_` are changed by the writer's
// thread alone, under the mutex; so that thread reads them without it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "log/checkpoint.hpp"
#include "log/store.hpp"

namespace roundtable::log {

class GroupWriter {
 public:
  /// Opens the store and starts the thread. `load_key` is called once it is known whether the log
  /// has checkpoints already. Throws LogFailure.
  GroupWriter(std::unique_ptr<Store> store, const Clock& clock, LogOptions options,
              const std::function<SigningKey(bool may_make)>& load_key);
  /// Finishes what is queued.
  ~GroupWriter();
  GroupWriter(const GroupWriter&) = delete;
  GroupWriter& operator=(const GroupWriter&) = delete;

  void append(Batch batch, std::function<void(Appended)> done);
  std::vector<StreamHead> heads(std::string_view prefix) const;
  std::optional<Checkpoint> newest() const;
  const std::string& public_key() const { return key_->public_key(); }
  bool erase_sealed(std::string_view commitment);
  void follow(Follower& follower);
  void unfollow(Follower& follower);
  /// Throws LogFailure while it is not known what became of a batch of this stream.
  void ensure_settled(std::string_view stream) const;

 private:
  struct Item {
    Batch batch;
    std::function<void(Appended)> done;
    std::size_t bytes = 0;
    Appended outcome = Appended::unknown;
    std::chrono::steady_clock::time_point queued_at{};
  };
  struct Erasure {
    struct Outcome {
      bool was_there = false;
      std::string failure;  // a sentence; empty: it went well
    };
    std::string commitment;
    std::promise<Outcome> outcome;
  };
  struct Work {
    std::vector<Item> group;
    std::vector<Erasure> erasures;
    std::vector<std::function<void(Appended)>> refused;
    bool empty() const { return group.empty() && erasures.empty() && refused.empty(); }
  };
  using Moved = std::map<std::string_view, StreamHead>;

  void run();
  Work next_work();
  void take_group(std::vector<Item>& group);
  void write(std::vector<Item>& group);
  void tell_commit(const std::vector<Item>& group, std::chrono::steady_clock::time_point begun);
  bool try_commit(std::vector<Item>& group);
  Appended judge(const Item& item, Moved& moved, bool& clash);
  void publish(const Moved& moved, Checkpoint checkpoint);
  void abandon(std::vector<Item>& group);
  void erase(Erasure& erasure);
  void tidy();
  bool reopen();
  void adopt(StoreState state);
  void deliver(Delivery delivery);
  void report(const std::string& sentence);
  const StreamHead& head_of(std::string_view stream) const;
  Checkpoint next_checkpoint(const Moved& moved) const;

  const std::unique_ptr<Store> store_;
  const Clock& clock_;
  const LogOptions options_;
  std::optional<SigningKey> key_;
  bool open_ = true;      // writer's thread only
  std::string reported_;  // writer's thread only

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Item> queue_;
  std::size_t queued_bytes_ = 0;
  std::vector<Erasure> erasures_;
  std::vector<std::function<void(Appended)>> refused_;
  bool closing_ = false;
  Heads heads_;
  std::optional<Checkpoint> newest_;
  std::set<std::string, std::less<>> doubtful_;

  std::mutex followers_mutex_;
  std::vector<Follower*> followers_;

  std::thread thread_;
};

}  // namespace roundtable::log
