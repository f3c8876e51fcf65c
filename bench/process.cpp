#include "process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "delays.hpp"

namespace roundtable::bench {
namespace {

constexpr int kChildChannel = 3;
constexpr int kSilenceSecondsMax = 3'600;  // ten million entries are being made
constexpr int kEndMillisMax = 15'000;
constexpr int kEndLookMicros = 10'000;

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what + ": " + std::strerror(errno));
}

std::array<int, 2> channel() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) fail("socketpair");
  const timeval silence{kSilenceSecondsMax, 0};
  ::setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &silence, sizeof silence);
  return ends;
}

/// In the child: becomes that program.
[[noreturn]] void execute(const std::vector<std::string>& program) {
  std::vector<char*> arguments;
  for (const auto& word : program) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments.front(), arguments.data());
  fail("cannot start " + program.front());
}

void become(const std::vector<std::string>& program) {
  ::dup2(kChildChannel, STDIN_FILENO);
  ::dup2(kChildChannel, STDOUT_FILENO);
  ::close(kChildChannel);
  execute(program);
}

std::int64_t nanoseconds(const timeval& time) {
  return time.tv_sec * 1'000'000'000LL + time.tv_usec * 1'000LL;
}

void run(const std::function<void(Lines&)>& body) {
  Lines lines(kChildChannel);
  body(lines);
}

}  // namespace

void Lines::say(const std::string& line) {
  const auto text = line + "\n";
  const auto sent = ::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(text.size())) {
    throw std::runtime_error("the other process of the benchmark has ended");
  }
}

bool Lines::hear(std::string& line) {
  std::size_t end = 0;
  while ((end = unread_.find('\n')) == std::string::npos) {
    std::array<char, 1024> bytes{};
    const auto got = ::read(descriptor_, bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("another process of the benchmark does not answer");
    if (got == 0) return false;
    unread_.append(bytes.data(), static_cast<std::size_t>(got));
  }
  line = unread_.substr(0, end);
  unread_.erase(0, end + 1);
  return true;
}

std::string Lines::need() {
  std::string line;
  if (!hear(line)) throw std::runtime_error("another process of the benchmark ended early");
  return line;
}

void Lines::wait_for_end() {
  for (std::string line; hear(line);) {
  }
}

Child::Child(const std::function<void(Lines&)>& body) {
  start([&body] { run(body); });
}

Child::Child(const std::vector<std::string>& program) {
  start([&program] { become(program); });
}

// The channel is the only descriptor a child keeps, besides the standard ones: it would otherwise
// hold its elder siblings' channels open, and they would never hear that there is no more to do.
void Child::start(const std::function<void()>& become) {
  const auto [ours, theirs] = channel();
  std::fflush(stdout);
  pid_ = ::fork();
  if (pid_ < 0) fail("fork");
  if (pid_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // whoever stops the benchmark leaves no server behind
    ::dup2(theirs, kChildChannel);
    ::close_range(kChildChannel + 1, ~0U, 0);
    int code = 0;
    try {
      become();
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
      code = 1;
    }
    ::_exit(code);
  }
  ::close(theirs);
  lines_ = Lines(ours);
}

bool Child::speaks(std::chrono::milliseconds within) {
  pollfd ears{lines_.descriptor(), POLLIN, 0};
  return ::poll(&ears, 1, static_cast<int>(within.count())) > 0;
}

int Child::end(std::optional<int> signal, std::chrono::seconds within) {
  if (signal) ::kill(pid_, *signal);
  const auto latest = std::chrono::steady_clock::now() + within;
  int status = 0;
  while (::waitpid(pid_, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > latest) {
      throw std::runtime_error("a process of the benchmark does not end");
    }
    ::usleep(kEndLookMicros);
  }
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Child::~Child() {
  ::close(lines_.descriptor());
  if (pid_ < 0) return;
  for (int waited = 0; ::waitpid(pid_, nullptr, WNOHANG) == 0; waited += kEndLookMicros / 1'000) {
    if (waited >= kEndMillisMax) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
      return;
    }
    ::usleep(kEndLookMicros);
  }
}

std::int64_t Child::cpu_ns() const {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(pid_, &clock) != 0 || ::clock_gettime(clock, &used) != 0) {
    throw std::runtime_error("cannot read the CPU time of a process of the benchmark");
  }
  return used.tv_sec * 1'000'000'000LL + used.tv_nsec;
}

long Child::status_kb(const std::string& name) const {
  std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(name)) return std::atol(line.c_str() + name.size());
  }
  throw std::runtime_error("cannot read the memory of a process of the benchmark");
}

long Child::memory_kb() const {
  return status_kb("VmRSS:");
}

long Child::peak_memory_kb() const {
  return status_kb("VmHWM:");
}

void Child::ask_to_end() const {
  ::kill(pid_, SIGTERM);
}

Ended run_to_end(const std::vector<std::string>& program) {
  std::fflush(stdout);
  const auto began = monotonic_us();
  const auto pid = ::fork();
  if (pid < 0) fail("fork");
  if (pid == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::close_range(STDERR_FILENO + 1, ~0U, 0);
    try {
      execute(program);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
    }
    ::_exit(1);
  }
  int status = 0;
  rusage used{};
  if (::wait4(pid, &status, 0, &used) != pid) fail("cannot wait for " + program.front());
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw std::runtime_error(program.front() + " did not end well");
  }
  return {monotonic_us() - began, nanoseconds(used.ru_utime) + nanoseconds(used.ru_stime),
          used.ru_maxrss};
}

DataFolder::DataFolder(const std::string& parent) : path_(parent + "/roundtable-bench-XXXXXX") {
  if (::mkdtemp(path_.data()) == nullptr) fail("cannot make a folder in " + parent);
}

DataFolder::~DataFolder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
  if (error) std::fprintf(stderr, "cannot remove %s\n", path_.c_str());
}

}  // namespace roundtable::bench
