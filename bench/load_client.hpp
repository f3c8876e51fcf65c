// LoadClient: many clients in one thread (epoll) for the benchmarks: opens connections to a
// loopback port, upgrades them or not, sends masked text frames, reads whole server frames. No
// library, so that what is measured is the server.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace roundtable::bench {

/// What an upgrade asks for; "" leaves a header out.
struct Handshake {
  std::string subprotocol;
  std::string cookie;
};

class LoadClient {
 public:
  /// Called for every whole text frame of socket `index`.
  using OnFrame = std::function<void(std::size_t index, std::string_view payload)>;

  explicit LoadClient(std::uint16_t port);
  ~LoadClient();
  LoadClient(const LoadClient&) = delete;
  LoadClient& operator=(const LoadClient&) = delete;

  /// A connection on which frames go both ways from the start (the bare loop).
  void open_bare();
  /// A WebSocket at /ws; returns after its 101.
  void open(const Handshake& handshake);
  std::size_t size() const { return sockets_.size(); }

  void send_text(std::size_t index, std::string_view payload);
  void on_frame(OnFrame on_frame) { on_frame_ = std::move(on_frame); }
  /// Reads until `holds` or `milliseconds` have passed; true if it held. With 0 it reads what is
  /// there.
  bool read_until(const std::function<bool()>& holds, int milliseconds);
  /// Reads until it holds; throws when it does not for two minutes.
  void need(const std::function<bool()>& holds);
  /// Reads for so long.
  void read_for(int milliseconds) {
    read_until([] { return false; }, milliseconds);
  }

 private:
  struct Socket {
    int descriptor = -1;
    std::string unread;
  };
  int connect() const;
  void watch(Socket socket);
  void read_ready(std::size_t index);

  std::uint16_t port_;
  int epoll_ = -1;
  std::vector<Socket> sockets_;
  OnFrame on_frame_;
};

}  // namespace roundtable::bench
