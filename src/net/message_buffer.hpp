// MessageBuffer: collects one incoming message for Beast (a DynamicBuffer of Asio's first kind).
// Small while its socket is idle, doubles with what has really arrived - never with what a frame
// header merely announces - and does not clear bytes twice. Owned by one WebSocket session.
#pragma once

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>

namespace roundtable::net {

class MessageBuffer {
 public:
  using const_buffers_type = boost::asio::const_buffer;
  using mutable_buffers_type = boost::asio::mutable_buffer;

  /// `may_hold` says whether the buffer may take so many bytes, in place of what it takes now.
  MessageBuffer(std::size_t bytes_max, std::function<bool(std::size_t)> may_hold)
      : bytes_max_(bytes_max), may_hold_(std::move(may_hold)) {}

  std::size_t size() const { return filled_; }
  std::size_t max_size() const { return bytes_max_; }
  std::size_t capacity() const { return text_.capacity(); }
  const_buffers_type data() const { return {text_.data(), filled_}; }

  /// May give less than asked for: Beast comes back for the rest.
  mutable_buffers_type prepare(std::size_t bytes) {
    if (filled_ >= bytes_max_) throw std::length_error("the message buffer is full");
    bytes = std::min({bytes, std::max(filled_, kIdleBytes), bytes_max_ - filled_});
    if (text_.size() < filled_ + bytes) {
      const auto wanted = filled_ + bytes;
      holds_ = holds_ || wanted > kIdleBytes;
      refused_ = holds_ && !may_hold_(wanted);
      if (refused_) throw std::length_error("the message buffer may not grow");
      text_.resize(wanted);
    }
    return {text_.data() + filled_, bytes};
  }
  void commit(std::size_t bytes) { filled_ = std::min(filled_ + bytes, text_.size()); }
  void consume(std::size_t bytes) {
    bytes = std::min(bytes, filled_);
    text_.erase(0, bytes);
    filled_ -= bytes;
  }

  /// The whole message. It may be moved from; then call `reset`.
  std::string& message() {
    text_.resize(filled_);
    return text_;
  }
  /// It was to grow and might not: the read has failed by that.
  bool refused() const { return refused_; }
  void reset() {
    if (std::exchange(holds_, false)) may_hold_(0);
    refused_ = false;
    filled_ = 0;
    if (text_.capacity() > 2 * kIdleBytes) std::string().swap(text_);
  }

 private:
  // A command is about 200 bytes; an idle socket holds this much and no more.
  static constexpr std::size_t kIdleBytes = 512;

  std::string text_;  // longer than what is filled: the rest is room that was cleared once
  std::size_t filled_ = 0;
  std::size_t bytes_max_;
  bool holds_ = false;  // more than an idle one, and has said so
  bool refused_ = false;
  std::function<bool(std::size_t)> may_hold_;
};

}  // namespace roundtable::net
