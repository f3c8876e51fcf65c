// The crowd: what the clients of every benchmark do alike before they begin. Runs in the clients'
// process (rig.hpp).
#pragma once

#include <cstddef>
#include <string>

#include "delays.hpp"
#include "load_client.hpp"
#include "process.hpp"
#include "rig.hpp"

namespace roundtable::bench {

enum class Kind {
  bare,       // connections without a handshake
  websocket,  // upgraded, nothing more
  residents   // signed in, joined to the meeting of the scene, with their first snapshot
};

/// Opens that many sockets, says "ready" when all are as their kind is, and hears "go".
void gather(LoadClient& client, std::size_t count, Kind kind, Lines& lines);
/// A socket more: the chair's, who has not joined.
void open_chair(LoadClient& client);

/// What has come in and how long it took; becomes the crowd's report.
class Collected {
 public:
  explicit Collected(LoadClient& client) : client_(client), began_us_(monotonic_us()) {}
  void take(std::int64_t delay_us, std::string_view frame) {
    delays_.add(delay_us);
    bytes_ += frame.size();
  }
  std::int64_t began_us() const { return began_us_; }
  /// Reads until so many have come in all.
  void await(std::size_t count);
  /// Says the report and waits until nobody wants anything any more.
  void report(Lines& lines) const;

 private:
  LoadClient& client_;
  std::int64_t began_us_;
  std::int64_t ended_us_ = 0;
  std::size_t bytes_ = 0;
  Delays delays_;
};

/// {"op":"do",…} with a command of that type and members: `"choice":"yes"`.
std::string command_text(const std::string& id, const std::string& type,
                         const std::string& members);
std::string cast_text(const std::string& id, const std::string& ballot, bool yes);

inline bool is_op(std::string_view frame, std::string_view op) {
  // Every frame of ours begins with its op.
  return frame.substr(0, 7) == R"({"op":")" && frame.substr(7, op.size()) == op &&
         frame.substr(7 + op.size(), 1) == "\"";
}

/// A patch that also says what the one who gets it has of her own.
inline bool is_own_part(std::string_view frame) {
  return is_op(frame, "patch") && frame.find(R"(,"me":{)") != std::string_view::npos;
}

}  // namespace roundtable::bench
