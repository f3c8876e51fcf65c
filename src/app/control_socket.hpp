// The local socket of a running server, DATA/control.sock: subcommands that write (`import`,
// `invite`) reach the server through it while it holds the folder. Only the user that runs the
// server may connect. One request at a time, on a thread of its own: a request is everything until
// the caller stops sending, the answer everything until the server closes.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <thread>

namespace roundtable::app {

/// A file to import, and a line that says what it is.
inline constexpr std::size_t kControlBytesMax = 9 * 1024 * 1024;

class ControlSocket {
 public:
  using Handler = std::function<std::string(std::string request)>;

  /// Replaces what an earlier server left. Throws std::runtime_error with a sentence.
  ControlSocket(const std::string& folder, Handler handler);
  ~ControlSocket();  // answers the request under way, then ends
  ControlSocket(const ControlSocket&) = delete;
  ControlSocket& operator=(const ControlSocket&) = delete;

 private:
  void serve();
  void answer(int connection);

  std::string path_;
  Handler handler_;
  int listener_ = -1;
  int wake_[2] = {-1, -1};  // a pipe: closed when it is time to end
  std::thread thread_;
};

/// The answer of the server that runs on `folder`; nothing where none listens. Throws
/// std::runtime_error with a sentence where it stopped listening on the way.
std::optional<std::string> ask_server(const std::string& folder, const std::string& request);

}  // namespace roundtable::app
