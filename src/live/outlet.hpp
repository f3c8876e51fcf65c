// Outlet: the way out to one person's socket, as `live` sees it. net's WebSocket session is one.
// A frame is complete on the wire (WebSocket header included: server frames are unmasked and so the
// same for everybody), built once and shared by all who get it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace roundtable::live {

using Frame = std::shared_ptr<const std::string>;

/// RFC 6455 5.2: FIN, no mask, the shortest length form.
Frame text_frame(std::string_view payload);
Frame binary_frame(std::string_view payload);

/// Close codes we send (RFC 6455 7.4.1, and ours from 4000; docs/protocol.md).
enum class CloseCode : std::uint16_t {
  normal = 1000,
  going_away = 1001,
  protocol_error = 1002,
  unsupported = 1003,
  invalid_payload = 1007,
  policy = 1008,
  too_big = 1009,
  internal_error = 1011,
  try_again_later = 1013,
  signed_out = 4001,
};

/// Used only on the shard that owns the socket.
class Outlet {
 public:
  virtual ~Outlet() = default;
  /// Queues a whole frame and writes it in order. After close nothing more is sent.
  virtual void send(const Frame& frame) = 0;
  virtual void close(CloseCode code, std::string_view reason) = 0;
  /// Bytes that wait for the peer to read.
  virtual std::size_t queued_bytes() const = 0;
  /// True from when more waits than the soft limit until all of it has been written; `on_drained`
  /// (net/handlers.hpp) is sure to follow. Meanwhile a follower gets no patches, then one folded
  /// patch or a snapshot.
  virtual bool is_behind() const = 0;
};

}  // namespace roundtable::live
