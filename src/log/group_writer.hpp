// The log's one writer thread, for every store: a bounded queue, group commit, guards, checkpoints,
// followers and answers.
//
// A round: take what waits (at most one group) -> begin the transaction, which reads the heads of
// the streams it touches -> compare each batch with them, so that a conflict fails nobody else ->
// write the rest and one checkpoint -> tell the followers -> answer. If the transaction fails,
// nobody knows what the disk kept: the store is opened again, the last place that was told must be
// in its chain, followers hear what they missed, and then the whole group, with what was queued
// behind it for the same streams, is answered `unknown`. Nothing kept in memory grows with the log.
//
// Threads: public functions from any thread. `newest_` is changed by the writer's thread alone,
// under the mutex; so that thread reads it without it.
#pragma once

#include <atomic>
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

#include "log/judging.hpp"
#include "log/key_keeper.hpp"
#include "log/store.hpp"

namespace roundtable::log {

class GroupWriter {
 public:
  /// Opens the store and starts the thread. Throws LogFailure.
  GroupWriter(std::unique_ptr<Store> store, const Clock& clock, LogOptions options,
              std::unique_ptr<KeyKeeper> keeper);
  /// Finishes what is queued.
  ~GroupWriter();
  GroupWriter(const GroupWriter&) = delete;
  GroupWriter& operator=(const GroupWriter&) = delete;

  void append(Batch batch, std::function<void(Outcome)> done);
  std::optional<Checkpoint> newest() const;
  std::string public_key() const;
  std::string prepare_key();
  bool erase_sealed(std::string_view commitment);
  bool needs_rebuild() const { return needs_rebuild_; }
  void rebuild(const Derived& derived);
  void note(const ReactorNotes& notes);
  void follow(Listener& follower);
  void unfollow(Listener& follower);
  /// Throws LogFailure while it is not known what became of a batch of this stream.
  void ensure_settled(std::string_view stream) const;
  /// The same for all streams whose name starts so.
  void ensure_all_settled(std::string_view prefix = {}) const;

 private:
  struct Item {
    Batch batch;
    std::function<void(Outcome)> done;
    std::size_t bytes = 0;
    Outcome outcome = Appended::unknown;
    std::chrono::steady_clock::time_point queued_at{};
  };
  /// What has to be done between two groups, and somebody waits for it.
  struct Errand {
    struct Said {
      bool yes = false;
      std::string failure;  // a sentence; empty: it went well
    };
    std::function<Said(Store&)> act;
    std::promise<Said> said;
  };
  struct Work {
    std::vector<Item> group;
    std::vector<Errand> errands;
    std::vector<std::function<void(Outcome)>> refused;
    bool empty() const { return group.empty() && errands.empty() && refused.empty(); }
  };
  void run();
  Work next_work();
  void take_group(std::vector<Item>& group);
  void write(std::vector<Item>& group);
  void tell_commit(const std::vector<Item>& group, std::chrono::steady_clock::time_point begun);
  bool try_commit(std::vector<Item>& group);
  void commit_taken(std::vector<Item>& group, const Judging& judging);
  void tell_unnamed(const Batch& batch, const Judging& judging);
  bool may_change_key(const Batch& batch) const;
  void take_over();
  void abandon(std::vector<Item>& group);
  bool run_errand(std::function<Errand::Said(Store&)> act);
  void do_errand(Errand& errand);
  void tidy();
  bool reopen();
  void adopt(const Opened& opened);
  std::vector<Delivery> missed_since(Place place);
  void publish(std::optional<Checkpoint> newest);
  void deliver(const Delivery& delivery);
  void report(const std::string& sentence);

  const std::unique_ptr<Store> store_;
  const Clock& clock_;
  const LogOptions options_;
  const std::unique_ptr<KeyKeeper> keeper_;  // writer's thread only, like the next
  std::optional<SigningKey> prepared_;
  std::atomic<bool> needs_rebuild_{false};
  bool open_ = true;      // writer's thread only
  std::string reported_;  // writer's thread only

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Item> queue_;
  std::size_t queued_bytes_ = 0;
  std::vector<Errand> errands_;
  std::vector<std::function<void(Outcome)>> refused_;
  bool closing_ = false;
  std::optional<Checkpoint> newest_;  // the last that is known to be durable
  std::optional<SigningKey> key_;     // changed as `newest_` is
  std::set<std::string, std::less<>> doubtful_;

  std::mutex followers_mutex_;
  std::vector<Listener*> followers_;

  std::thread thread_;
};

}  // namespace roundtable::log
