#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "cli/neighbours_process.hpp"

namespace roundtable::cli {
namespace {

constexpr auto kEndsWithin = std::chrono::seconds(10);

[[noreturn]] void fail(const char* what, int error) {
  throw std::runtime_error(std::string("cannot start the neighbours: ") + what + ": " +
                           std::strerror(error));
}

/// The server blocks signals in all threads and ignores SIGPIPE: a child begins afresh.
class Attributes {
 public:
  Attributes() {
    ::posix_spawnattr_init(&value_);
    sigset_t none;
    sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&value_, &none);
    sigset_t standard;
    sigemptyset(&standard);
    sigaddset(&standard, SIGPIPE);
    ::posix_spawnattr_setsigdefault(&value_, &standard);
    ::posix_spawnattr_setflags(&value_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~Attributes() { ::posix_spawnattr_destroy(&value_); }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  const posix_spawnattr_t* get() const { return &value_; }

 private:
  posix_spawnattr_t value_{};
};

pid_t spawn(const std::vector<std::string>& arguments, int input) {
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
  std::vector<char*> words;
  for (const auto& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  pid_t pid = -1;
  const Attributes attributes;
  const int error =
      ::posix_spawn(&pid, "/proc/self/exe", &files, attributes.get(), words.data(), environ);
  ::posix_spawn_file_actions_destroy(&files);
  if (error != 0) fail("posix_spawn", error);
  return pid;
}

void write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("its links", errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

NeighboursProcess::NeighboursProcess(const std::vector<std::string>& arguments,
                                     const std::string& links) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe", errno);
  pid_ = spawn(arguments, ends[0]);
  ::close(ends[0]);
  write_all(ends[1], links);
  ::close(ends[1]);
}

NeighboursProcess::~NeighboursProcess() {
  ::kill(pid_, SIGTERM);
  const auto patience = std::chrono::steady_clock::now() + kEndsWithin;
  while (::waitpid(pid_, nullptr, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > patience) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

}  // namespace roundtable::cli
