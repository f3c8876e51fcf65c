// Line: one TCP connection that never blocks, watched by an epoll of its owner's (edge-triggered:
// whoever is told of it calls `pump`, which goes on until there is nothing more).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace roundtable::neighbours {

/// Where the server listens, as numbers.
struct Address {
  std::string host;  // "127.0.0.1", "::1"
  std::uint16_t port = 0;
  /// From "127.0.0.1:8080", "[::1]:8080" or "localhost:8080"; throws std::runtime_error otherwise.
  static Address from(std::string_view text);
  std::string text() const;
};

class Line {
 public:
  Line() = default;
  ~Line() { drop(); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  /// Begins to connect; `tag` comes back with every event. False where that cannot even begin.
  bool open(const Address& address, int epoll, std::uint64_t tag);
  /// Without a word, as a phone that has lost its network.
  void drop();
  bool is_open() const { return descriptor_ >= 0; }

  void send(std::string_view bytes);
  /// Writes what waits and adds to `in` what has come; false when the line has ended.
  bool pump(std::string& in);

 private:
  bool write_waiting();

  int descriptor_ = -1;
  bool broken_ = false;
  std::string unsent_;
};

/// Raises the limit of open files as far as it goes; throws std::runtime_error if `needed` are not
/// to be had.
void need_open_files(std::size_t needed);

}  // namespace roundtable::neighbours
