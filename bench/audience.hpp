// Audience: a child process that holds many WebSocket (or bare TCP) connections, reads whatever
// comes and measures how long each frame was on its way. In a process of its own, so that its work
// is not counted as the server's. Used by one thread, forked while the parent has no other.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace roundtable::bench {

struct Latencies {
  std::uint64_t frames = 0;
  std::int64_t p50_us = 0;
  std::int64_t p95_us = 0;
  std::int64_t p99_us = 0;
  std::int64_t max_us = 0;
};

/// Nanoseconds of the machine's monotonic clock, the same in every process.
std::int64_t monotonic_ns();

/// A payload that says when it was sent: 20 digits, then filler.
std::string stamped_payload(std::size_t bytes);

class Audience {
 public:
  /// `websocket`: upgrade each connection at `/ws` first.
  Audience(std::size_t sockets, std::size_t payload_bytes, std::size_t frames, bool websocket);
  ~Audience();
  Audience(const Audience&) = delete;
  Audience& operator=(const Audience&) = delete;

  /// Connects to that port of 127.0.0.1; returns when all are connected.
  void connect_to(std::uint16_t port);
  /// Waits until every socket has received every frame.
  Latencies wait();

 private:
  int command_ = -1;  // to the child
  int report_ = -1;   // from the child
  pid_t child_ = -1;
};

}  // namespace roundtable::bench
