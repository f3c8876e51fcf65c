#include "net/outbox.hpp"

#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "base/ensure.hpp"

namespace roundtable::net {
namespace {

constexpr std::size_t kGatherFramesMax = 64;
// One socket's share of a turn; the next one waits for the event loop to come round again.
constexpr std::size_t kFlushBytesMax = 1024 * 1024;
// A drained queue keeps room for this many frames, not more.
constexpr std::size_t kKeptCapacity = 16;

}  // namespace

bool Outbox::took(ssize_t count, std::size_t& sent) {
  if (count >= 0) {
    sent = static_cast<std::size_t>(count);
    counters_->bytes_out.add(sent);
    return true;
  }
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR || errno == ENOBUFS) return true;
  shut_ = true;
  return false;
}

Outbox::Pushed Outbox::enqueue(const live::Frame& frame, std::size_t sent, std::size_t bytes_max) {
  const std::size_t rest = frame->size() - sent;
  // A frame that has begun must be finished, whatever its size.
  if (sent == 0 && bytes_ + rest > bytes_max) return Pushed::overflow;
  frames_.push_back(frame);
  if (waiting() == 1) head_sent_ = sent;
  bytes_ += rest;
  ++queued_total_;
  counters_->frames_out.add(1);
  if (bytes_ > limits_.bytes_soft) above_soft_ = true;
  return Pushed::waits;
}

Outbox::Pushed Outbox::push_control(std::string_view frame) {
  if (shut_) return Pushed::ignored;
  std::size_t sent = 0;
  if (bytes_ == 0) {
    const ssize_t count = ::send(fd_, frame.data(), frame.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (!took(count, sent)) return Pushed::broken;
    if (sent == frame.size()) {
      counters_->frames_out.add(1);
      return Pushed::sent;
    }
  }
  return enqueue(std::make_shared<const std::string>(frame), sent,
                 std::numeric_limits<std::size_t>::max());
}

Outbox::Pushed Outbox::push_close(std::string_view frame) {
  const Pushed pushed = push_control(frame);
  shut_ = true;
  return pushed;
}

Outbox::Flushed Outbox::flush() {
  std::size_t budget = kFlushBytesMax;
  while (bytes_ > 0) {
    std::array<iovec, kGatherFramesMax> parts;
    const std::size_t count = std::min(waiting(), kGatherFramesMax);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string& frame = *frames_[head_ + i];
      const std::size_t skip = i == 0 ? head_sent_ : 0;
      // sendmsg only reads; its interface has no const.
      parts[i] = {const_cast<char*>(frame.data()) + skip, frame.size() - skip};
    }
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    std::size_t sent = 0;
    if (!took(::sendmsg(fd_, &message, MSG_NOSIGNAL | MSG_DONTWAIT), sent)) return Flushed::broken;
    if (sent == 0) return Flushed::blocked;
    advance(sent);
    if (sent >= budget) break;
    budget -= sent;
  }
  return bytes_ == 0 ? Flushed::drained : Flushed::blocked;
}

void Outbox::advance(std::size_t count) {
  ensure(count <= bytes_, "the kernel took more than was offered");
  bytes_ -= count;
  while (count > 0) {
    const std::size_t rest = frames_[head_]->size() - head_sent_;
    if (count < rest) {
      head_sent_ += count;
      break;
    }
    count -= rest;
    head_sent_ = 0;
    frames_[head_++].reset();
  }
  if (head_ == frames_.size()) {
    if (frames_.capacity() > kKeptCapacity) {
      std::vector<live::Frame>().swap(frames_);
    } else {
      frames_.clear();
    }
    head_ = 0;
  } else if (head_ >= kGatherFramesMax && head_ * 2 >= frames_.size()) {
    frames_.erase(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(head_));
    head_ = 0;
  }
}

void Outbox::forget_waiting() {
  if (bytes_ == 0) return;
  const std::size_t kept = head_sent_ > 0 ? 1 : 0;
  frames_.resize(head_ + kept);
  bytes_ = kept == 1 ? frames_[head_]->size() - head_sent_ : 0;
  if (kept == 0) {
    frames_.clear();
    head_ = 0;
  }
}

}  // namespace roundtable::net
