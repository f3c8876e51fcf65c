// Outbox: the one outgoing queue of a WebSocket. Takes whole frames, writes them in order, and
// takes nothing after a close frame. While the queue is empty a frame goes straight to the kernel
// with one `send`; only what did not fit waits here. Knows nothing of Boost: it sees a file
// descriptor. Owned by one WebSocket session, used on its shard.
#pragma once

#include <sys/socket.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "live/outlet.hpp"
#include "net/counter.hpp"

namespace roundtable::net {

struct OutboxLimits {
  std::size_t bytes_soft = 0;
  std::size_t bytes_hard = 0;
};

class Outbox {
 public:
  enum class Pushed {
    sent,      // all of it is with the kernel
    waits,     // call `flush` when the socket is writable
    overflow,  // would pass the hard limit: not taken
    broken,    // the connection is dead
    ignored    // nothing is sent after a close frame
  };
  enum class Flushed { drained, blocked, broken };

  /// `fd` must outlive the outbox's use; the outbox does not close it.
  Outbox(int fd, OutboxLimits limits, ShardCounters& counters)
      : fd_(fd), limits_(limits), counters_(&counters) {}

  /// A data frame. The few instructions before the system call are the fan-out's hot path.
  Pushed push(const live::Frame& frame) {
    if (shut_) return Pushed::ignored;
    std::size_t sent = 0;
    if (bytes_ == 0) {
      const ssize_t count = ::send(fd_, frame->data(), frame->size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (count == static_cast<ssize_t>(frame->size())) {
        counters_->frames_out.add(1);
        counters_->bytes_out.add(frame->size());
        return Pushed::sent;
      }
      if (!took(count, sent)) return Pushed::broken;
    }
    return enqueue(frame, sent, limits_.bytes_hard);
  }

  /// A control frame (at most 127 bytes): has room even where the hard limit is reached.
  Pushed push_control(std::string_view frame);
  /// The last frame ever.
  Pushed push_close(std::string_view frame);
  /// Takes nothing more; what waits is still written.
  void shut() { shut_ = true; }
  bool is_shut() const { return shut_; }

  /// Gathers waiting frames into few system calls. Call when the socket is writable.
  Flushed flush();
  /// Forgets every waiting frame of which no byte is on its way.
  void forget_waiting();

  bool empty() const { return bytes_ == 0; }
  std::size_t bytes() const { return bytes_; }
  bool above_soft() const { return above_soft_; }
  /// Ends the state "above the soft limit" (after the queue was drained).
  void clear_above_soft() { above_soft_ = false; }

  /// Frames ever queued, and whether the first `mark` of them have been written.
  std::uint64_t mark() const { return queued_total_; }
  bool passed(std::uint64_t mark) const { return queued_total_ - waiting() >= mark; }

 private:
  /// Adds what the kernel took to `sent`; false when the connection is dead.
  bool took(ssize_t count, std::size_t& sent);
  Pushed enqueue(const live::Frame& frame, std::size_t sent, std::size_t bytes_max);
  void advance(std::size_t count);
  std::size_t waiting() const { return frames_.size() - head_; }

  int fd_;
  bool shut_ = false;
  bool above_soft_ = false;
  std::size_t bytes_ = 0;  // waiting, without what was sent of the first frame
  OutboxLimits limits_;
  ShardCounters* counters_;
  std::vector<live::Frame> frames_;  // [head_, end) wait
  std::size_t head_ = 0;
  std::size_t head_sent_ = 0;  // bytes of frames_[head_] that are with the kernel
  std::uint64_t queued_total_ = 0;
};

}  // namespace roundtable::net
