// Hosts: finds, wakes and retires the hosts of all streams. Each stream lives on one shard (a hash
// of its name); what is asked of it is posted there. Reading a stream from the log is work for the
// workers: what is asked of it meanwhile waits in order, and the shard goes on with its others.
//
// Hosts follow the log: every durable entry is handed to its host.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "live/kinds.hpp"
#include "live/stream_host.hpp"

namespace roundtable::live {

class Hosts final : public log::Listener {
 public:
  /// `services` must outlive the hosts.
  /// Whose deliveries they are told of: registers have hosts of their own (registry_writing.cpp).
  enum class Of { what_is_joined, registers };
  explicit Hosts(HostServices& services, Of of = Of::what_is_joined);
  ~Hosts() override;

  void submit(const StreamName& stream, Submission submission);
  void join(SocketRef socket, std::shared_ptr<const Subject> subject, const StreamName& stream,
            Joining joining, std::function<void(std::string_view code)> refuse);
  void leave(SocketRef socket, const StreamName& stream);

  /// Retires hosts nobody follows and nothing happens in.
  void retire_idle();

  /// New commands are answered `unknown` from now on: they may be resends of recorded ones, and the
  /// server that comes up next tells.
  void stop_taking() { stopping_ = true; }
  /// True when every taken command has been answered.
  bool quiet() const { return unanswered_ == 0; }

  void on_durable(const log::Delivery& delivery) override;

 private:
  /// What there is of a stream.
  struct Found {
    StreamHost* host = nullptr;  // null where there is no such stream or it is unreadable
    bool unreadable = false;     // it could not be read just now: nothing can be said
  };
  using Act = std::function<void(const Found&)>;
  struct Waiter {
    Act act;
    bool may_be_new = false;
  };
  struct Slot {
    std::shared_ptr<StreamHost> host;  // null while it is being read
    std::deque<Waiter> waiting;        // in the order they came; not empty: later ones wait too
    log::Delivery missed;              // the newest that came while it was being read
    std::uint64_t used = 0;            // the larger, the later
  };
  struct Handed {
    StreamName stream;
    std::shared_ptr<StreamHost> host;  // null where it could not be read
  };
  struct Shard {
    std::unordered_map<StreamName, Slot> slots;
    std::uint64_t uses = 0;
    std::deque<Handed> handed;  // streams that workers have read, not empty: `take_next` is posted
  };
  using Slots = std::unordered_map<StreamName, Slot>;

  std::size_t shard_of(const StreamName& stream) const;
  void post(std::size_t shard, std::function<void()> task);
  /// Runs `act` on the stream's shard; may wait for the stream to be read.
  void with(const StreamName& stream, Act act, bool may_be_new = false);
  /// The same, but nothing where the stream is asleep.
  void with_awake(const StreamName& stream, std::function<void(FanOut&)> act);
  void find(std::size_t shard, const StreamName& stream, Waiter waiter);
  void start_reading(std::size_t shard, const StreamName& stream);
  /// Null where it cannot be read. On any thread.
  std::shared_ptr<StreamHost> read(std::size_t shard, const StreamName& stream);
  /// Takes what a worker has read when it is its turn: one at a time, so that however many wake at
  /// once, what the shard's other streams have to do comes in between.
  void hand_over(std::size_t shard, Handed handed);
  void take_next(std::size_t shard);
  void take_over(std::size_t shard, const StreamName& stream, std::shared_ptr<StreamHost> host);
  void serve(const Waiter& waiter, const Found& found);
  void serve_waiting(std::size_t shard, const StreamName& stream);
  void make_room(Shard& shard);
  Slots::iterator retire(Shard& shard, Slots::iterator slot);

  HostServices& services_;
  const Of of_;
  std::vector<std::unique_ptr<Shard>> shards_;  // each touched on its own strand
  std::atomic<bool> stopping_{false};
  std::atomic<std::int64_t> unanswered_{0};
  std::atomic<std::uint64_t> newest_place_{0};  // of all that was delivered
};

}  // namespace roundtable::live
