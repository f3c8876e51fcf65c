#include "app/control_socket.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace roundtable::app {
namespace {

constexpr const char* kName = "/control.sock";
constexpr int kWaiting = 8;
constexpr int kServerPatienceSeconds = 10;   // for the next bytes of a caller
constexpr int kCallerPatienceSeconds = 600;  // for the answer

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

// A socket's path has 107 bytes at most; through the folder's descriptor any folder will do.
struct Address {
  explicit Address(const std::string& folder_path)
      : folder(::open(folder_path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
    address.sun_family = AF_UNIX;
    const auto path = "/proc/self/fd/" + std::to_string(folder.get()) + kName;
    std::strncpy(address.sun_path, path.c_str(), sizeof(address.sun_path) - 1);
  }
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&address); }

  Descriptor folder;
  sockaddr_un address{};
};

void set_patience(int socket, int seconds) {
  const timeval time{seconds, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof(time));
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof(time));
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

/// Everything until the other side stops sending; nothing where it breaks off or sends too much.
std::optional<std::string> receive_all(int socket, std::size_t bytes_max) {
  std::string all;
  std::array<char, 65'536> chunk{};
  for (;;) {
    const auto got = ::recv(socket, chunk.data(), chunk.size(), 0);
    if (got < 0) return std::nullopt;
    if (got == 0) return all;
    all.append(chunk.data(), static_cast<std::size_t>(got));
    if (all.size() > bytes_max) return std::nullopt;
  }
}

/// Whoever runs the server, or the machine.
bool is_own_user(int connection) {
  ucred caller{};
  socklen_t size = sizeof(caller);
  if (::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &caller, &size) != 0) return false;
  return caller.uid == ::geteuid() || caller.uid == 0;
}

}  // namespace

ControlSocket::ControlSocket(const std::string& folder, Handler handler)
    : path_(folder + kName), handler_(std::move(handler)) {
  const Address address(folder);
  // The folder's lock is held: what lies there belongs to a server that has ended.
  ::unlink(path_.c_str());
  Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const bool listening = listener.get() >= 0 && ::fchmod(listener.get(), 0600) == 0 &&
                         ::bind(listener.get(), address.get(), sizeof(address.address)) == 0 &&
                         ::listen(listener.get(), kWaiting) == 0 && ::pipe2(wake_, O_CLOEXEC) == 0;
  if (!listening) {
    throw std::runtime_error("cannot listen on " + path_ + ": " + std::strerror(errno));
  }
  listener_ = listener.release();
  thread_ = std::thread([this] { serve(); });
}

ControlSocket::~ControlSocket() {
  ::close(wake_[1]);
  thread_.join();
  ::close(wake_[0]);
  ::close(listener_);
  ::unlink(path_.c_str());
}

void ControlSocket::serve() {
  for (;;) {
    std::array<pollfd, 2> events{{{listener_, POLLIN, 0}, {wake_[0], POLLIN, 0}}};
    if (::poll(events.data(), events.size(), -1) < 0 && errno != EINTR) return;
    if (events[1].revents != 0) return;
    if (events[0].revents == 0) continue;
    const Descriptor connection(::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC));
    if (connection.get() >= 0 && is_own_user(connection.get())) answer(connection.get());
  }
}

void ControlSocket::answer(int connection) {
  set_patience(connection, kServerPatienceSeconds);
  auto request = receive_all(connection, kControlBytesMax);
  if (request) send_all(connection, handler_(std::move(*request)));
}

std::optional<std::string> ask_server(const std::string& folder, const std::string& request) {
  const Address address(folder);
  const Descriptor connection(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const bool connected = address.folder.get() >= 0 && connection.get() >= 0 &&
                         ::connect(connection.get(), address.get(), sizeof(address.address)) == 0;
  if (!connected) return std::nullopt;
  set_patience(connection.get(), kCallerPatienceSeconds);
  const bool sent =
      send_all(connection.get(), request) && ::shutdown(connection.get(), SHUT_WR) == 0;
  constexpr std::size_t kAnswerBytesMax = 256 * 1024 * 1024;  // every problem of a large file
  auto answer = sent ? receive_all(connection.get(), kAnswerBytesMax) : std::nullopt;
  if (!answer || answer->empty()) {
    throw std::runtime_error("the server on " + folder + " did not answer: try again");
  }
  return answer;
}

}  // namespace roundtable::app
