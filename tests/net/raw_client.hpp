// RawClient: a plain TCP connection to a server on loopback, for tests that must decide about every
// byte. Blocking; a read that gets nothing for `kPatience` throws, so that a failing test ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace roundtable::net::test {

inline constexpr int kPatienceSeconds = 30;

struct RawFrame {
  bool fin = true;
  unsigned rsv = 0;
  unsigned opcode = 0;
  std::string payload;
  /// Of a close frame; 0 when it has none.
  unsigned close_code() const;
};

struct RawResponse {
  unsigned status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

inline constexpr unsigned kContinuation = 0x0;
inline constexpr unsigned kText = 0x1;
inline constexpr unsigned kBinary = 0x2;
inline constexpr unsigned kClose = 0x8;
inline constexpr unsigned kPing = 0x9;
inline constexpr unsigned kPong = 0xA;

/// A frame as a client writes it: masked, unless `masked` is false.
std::string client_frame(unsigned opcode, std::string_view payload, bool fin = true,
                         bool masked = true, unsigned rsv = 0);
/// The payload of a close frame.
std::string close_payload(unsigned code, std::string_view reason = "");

class RawClient {
 public:
  /// `receive_buffer` 0: the system's choice.
  explicit RawClient(std::uint16_t port, int receive_buffer = 0);
  /// Not connected yet.
  RawClient() : RawClient(Unconnected{}, 0) {}
  void connect_to(std::uint16_t port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void write(std::string_view bytes);
  void write_byte_by_byte(std::string_view bytes);
  /// Our direction ends; we still read.
  void end_writing();
  /// The connection ends with a reset.
  void reset();

  std::string read(std::size_t bytes_max);
  std::string read_exactly(std::size_t bytes);
  /// Nothing more comes: true for an orderly end, false for a reset. Throws when bytes come.
  bool ends();
  /// Reads and drops until the end.
  void read_to_end();

  RawResponse read_response(bool head = false);
  /// Sends an upgrade and reads the answer.
  RawResponse upgrade(std::string_view path = "/ws", std::string_view more_headers = "");
  RawFrame read_frame();

 private:
  struct Unconnected {};
  RawClient(Unconnected, int receive_buffer);
  std::string take(std::size_t bytes);
  bool fill();

  int descriptor_;
  std::string read_ahead_;
};

}  // namespace roundtable::net::test
