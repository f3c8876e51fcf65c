// MeetingHall: finds, wakes and retires the hosts of all meetings. Each meeting lives on one shard
// (a hash of its id); what is asked of it is posted there. The hall follows the log and hands every
// durable entry to its host. Deadlines stand in the log, also of meetings nobody looks at.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "live/meeting_host.hpp"

namespace roundtable::live {

class MeetingHall final : public log::Follower {
 public:
  /// `services` must outlive the hall.
  explicit MeetingHall(HostServices& services);
  ~MeetingHall() override;

  /// Wakes every meeting once, so that lists are known. Called before serving, from
  /// one thread, while no strand runs tasks of the hall; it takes a thread a shard, and so
  /// `listed` and `report` of the services are called from several.
  void wake_all();

  /// Runs `act` on the meeting's strand with what there is of it.
  struct Found {
    std::shared_ptr<MeetingHost> host;  // null where there is no such meeting or it is unreadable
    bool unreadable = false;            // the log could not be read just now: nothing can be said
  };
  void with(const MeetingId& meeting, std::function<void(const Found&)> act,
            bool may_be_new = false);
  void submit(const MeetingId& meeting, Submission submission);
  void join(SocketRef socket, std::shared_ptr<const Subject> subject, const MeetingId& meeting,
            Joining joining, std::function<void(std::string_view code)> refuse);
  void leave(SocketRef socket, const MeetingId& meeting);

  /// Submits a closing for every ballot whose deadline has come. Called about once a second.
  void check_deadlines();
  /// Retires hosts nobody follows and nothing happens in.
  void retire_idle();

  /// New commands are answered `unknown` from now on: they may be resends of recorded ones, and the
  /// server that comes up next tells.
  void stop_taking() { stopping_ = true; }
  /// True when every taken command has been answered.
  bool quiet() const { return unanswered_ == 0; }

  void on_durable(const log::Delivery& delivery) override;

 private:
  struct Part {
    std::unordered_map<MeetingId, std::shared_ptr<MeetingHost>> hosts;
  };
  std::size_t shard_of(const MeetingId& meeting) const;
  void wake(std::size_t shard, const std::vector<MeetingId>& meetings);
  Found find(std::size_t shard, const MeetingId& meeting, bool may_be_new);

  HostServices& services_;
  std::vector<std::unique_ptr<Part>> parts_;  // each touched on its own shard
  std::atomic<bool> stopping_{false};
  std::atomic<std::int64_t> unanswered_{0};
};

}  // namespace roundtable::live
