// Many WebSocket clients in one thread (epoll), for the benchmarks: opens sockets to a loopback
// port, shakes hands, sends masked text frames, reads whole server frames. No library, so that what
// is measured is the server.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace roundtable::bench {

class LoadClient {
 public:
  /// Called for every whole text frame of socket `index`.
  using OnFrame = std::function<void(std::size_t index, std::string_view payload)>;

  explicit LoadClient(std::uint16_t port);
  ~LoadClient();
  LoadClient(const LoadClient&) = delete;
  LoadClient& operator=(const LoadClient&) = delete;

  /// Opens one socket with that Cookie header ("" for none) and waits for its 101.
  void open(const std::string& path, const std::string& subprotocol, const std::string& cookie);
  std::size_t size() const { return sockets_.size(); }
  void send_text(std::size_t index, std::string_view payload);
  void on_frame(OnFrame on_frame) { on_frame_ = std::move(on_frame); }
  /// Reads until `holds` or `milliseconds` have passed; true if it held.
  bool read_until(const std::function<bool()>& holds, int milliseconds);

 private:
  struct Socket {
    int descriptor = -1;
    std::string unread;
  };
  void read_ready(std::size_t index);

  std::uint16_t port_;
  int epoll_ = -1;
  std::vector<Socket> sockets_;
  OnFrame on_frame_;
};

/// Raises the limit of open files as far as it goes; throws if `needed` are not to be had.
void need_open_files(std::size_t needed);

/// Microseconds of a steady clock, and of the CPU this process has used.
std::int64_t steady_micros();
std::int64_t cpu_micros();

/// The value at `permille` of a sorted copy.
std::int64_t percentile(std::vector<std::int64_t> values, int permille);

}  // namespace roundtable::bench
