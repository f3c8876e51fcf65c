#include "base/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

namespace roundtable {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::size_t kComplaintBytesMax = 4'096;
constexpr std::size_t kReadAtOnce = 64UL * 1024;
constexpr std::chrono::milliseconds kLookEvery{100};
constexpr std::chrono::milliseconds kReapEvery{5};
constexpr int kNiceness = 10;  // people who use the server go first

/// An open file that closes itself.
class OpenEnd {
 public:
  OpenEnd() = default;
  explicit OpenEnd(int number) : number_(number) {}
  OpenEnd(OpenEnd&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  OpenEnd& operator=(OpenEnd&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~OpenEnd() { close(); }

  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  int get() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

/// What the server holds in its hands and what the program gets.
struct Ends {
  OpenEnd ours{};
  OpenEnd theirs{};
};

// A socket can be written to without a signal where nobody reads any more.
Ends input_ends() {
  std::array<int, 2> pair{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) return {};
  return {OpenEnd(pair[0]), OpenEnd(pair[1])};
}

Ends output_ends() {
  std::array<int, 2> pair{-1, -1};
  if (::pipe2(pair.data(), O_CLOEXEC) != 0) return {};
  return {OpenEnd(pair[0]), OpenEnd(pair[1])};
}

std::vector<char*> as_pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (auto& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

/// A group of its own, so that all of it can be ended; no signal of the server's is kept from it.
class SpawnManner {
 public:
  SpawnManner() {
    ::posix_spawnattr_init(&value_);
    sigset_t none;
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&value_, &none);
    sigset_t standard;
    ::sigfillset(&standard);
    ::posix_spawnattr_setsigdefault(&value_, &standard);
    ::posix_spawnattr_setpgroup(&value_, 0);
    ::posix_spawnattr_setflags(
        &value_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnManner() { ::posix_spawnattr_destroy(&value_); }
  SpawnManner(const SpawnManner&) = delete;
  SpawnManner& operator=(const SpawnManner&) = delete;
  const posix_spawnattr_t* get() const { return &value_; }

 private:
  posix_spawnattr_t value_{};
};

/// -1 where it could not be started.
pid_t spawn_child(const ChildTask& task, const Ends& input, const Ends& output, const Ends& error) {
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_adddup2(&files, input.theirs.get(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&files, output.theirs.get(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&files, error.theirs.get(), STDERR_FILENO);
  ::posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
  if (!task.folder.empty()) {
    ::posix_spawn_file_actions_addchdir_np(&files, task.folder.c_str());
  }
  std::vector<std::string> words{task.program};
  words.insert(words.end(), task.arguments.begin(), task.arguments.end());
  auto environment = task.environment;
  const auto arguments = as_pointers(words);
  const auto variables = as_pointers(environment);
  const SpawnManner manner;
  pid_t child = -1;
  const int problem = ::posix_spawn(&child, task.program.c_str(), &files, manner.get(),
                                    arguments.data(), variables.data());
  ::posix_spawn_file_actions_destroy(&files);
  if (problem != 0) return -1;
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(child), kNiceness);
  return child;
}

/// One run, from the first byte to the last.
class Conversation {
 public:
  Conversation(const ChildTask& task, OpenEnd input, OpenEnd output, OpenEnd error)
      : task_(task),
        input_(std::move(input)),
        output_(std::move(output)),
        error_(std::move(error)) {
    if (task.input.empty()) input_.close();
  }

  /// Until it has said all, or may say no more.
  ChildEnd hold(SteadyTime until, ChildResult& result) {
    while (output_.is_open() || error_.is_open()) {
      if (const auto end = why_to_end(until)) return *end;
      std::array<pollfd, 3> ends{pollfd{input_.get(), POLLOUT, 0}, pollfd{output_.get(), POLLIN, 0},
                                 pollfd{error_.get(), POLLIN, 0}};
      if (::poll(ends.data(), ends.size(), static_cast<int>(kLookEvery.count())) < 0) {
        if (errno == EINTR) continue;
        return ChildEnd::failed;
      }
      if (ends[0].revents != 0) write_some();
      if (ends[1].revents != 0) read_some(output_, result.output);
      if (ends[2].revents != 0) read_some(error_, result.complaint);
      if (result.output.size() > task_.output_bytes_max) return ChildEnd::too_large;
      result.complaint.resize(std::min(result.complaint.size(), kComplaintBytesMax));
    }
    return ChildEnd::done;
  }

  std::optional<ChildEnd> why_to_end(SteadyTime until) const {
    if (task_.is_over && task_.is_over()) return ChildEnd::given_up;
    if (std::chrono::steady_clock::now() >= until) return ChildEnd::too_long;
    return std::nullopt;
  }

 private:
  void write_some() {
    const auto left = std::string_view(task_.input).substr(written_);
    const auto sent = ::send(input_.get(), left.data(), left.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
      if (errno != EINTR && errno != EAGAIN) input_.close();
      return;
    }
    written_ += static_cast<std::size_t>(sent);
    if (written_ == task_.input.size()) input_.close();
  }

  void read_some(OpenEnd& from, std::string& into) {
    const auto before = into.size();
    into.resize(before + kReadAtOnce);
    const auto got = ::read(from.get(), into.data() + before, kReadAtOnce);
    const auto failed = got < 0;
    into.resize(before + (failed ? 0 : static_cast<std::size_t>(got)));
    if (got == 0 || (failed && errno != EINTR && errno != EAGAIN)) from.close();
  }

  const ChildTask& task_;
  OpenEnd input_;
  OpenEnd output_;
  OpenEnd error_;
  std::size_t written_ = 0;
};

/// Whoever is still there of the group dies with it. Its number is its own until it is reaped.
int end_and_reap(pid_t child) {
  ::kill(-child, SIGKILL);
  ::kill(child, SIGKILL);
  int status = -1;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

/// After it has closed what it says something on. Nothing: it has ended, and waits to be reaped.
std::optional<ChildEnd> wait_for_its_end(pid_t child, const Conversation& talk, SteadyTime until) {
  for (;;) {
    siginfo_t found{};
    const int known =
        ::waitid(P_PID, static_cast<id_t>(child), &found, WEXITED | WNOHANG | WNOWAIT);
    if (known < 0 && errno != EINTR) return ChildEnd::failed;
    if (known == 0 && found.si_pid == child) return std::nullopt;
    if (const auto end = talk.why_to_end(until)) return end;
    std::this_thread::sleep_for(kReapEvery);
  }
}

bool may_run(const std::filesystem::path& path) {
  std::error_code unknown;
  return std::filesystem::is_regular_file(path, unknown) && ::access(path.c_str(), X_OK) == 0;
}

}  // namespace

ChildResult run_child(const ChildTask& task) {
  ChildResult result;
  auto input = input_ends();
  auto output = output_ends();
  auto error = output_ends();
  if (!input.ours.is_open() || !output.ours.is_open() || !error.ours.is_open()) return result;
  const auto child = spawn_child(task, input, output, error);
  if (child < 0) return result;
  input.theirs.close();
  output.theirs.close();
  error.theirs.close();
  const auto until = std::chrono::steady_clock::now() + task.time_max;
  Conversation talk(task, std::move(input.ours), std::move(output.ours), std::move(error.ours));
  result.end = talk.hold(until, result);
  if (result.end == ChildEnd::done) {
    if (const auto why = wait_for_its_end(child, talk, until)) result.end = *why;
  }
  const auto status = end_and_reap(child);
  const bool well = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  if (result.end == ChildEnd::done && !well) result.end = ChildEnd::failed;
  return result;
}

std::string find_program(const std::string& name) {
  if (name.empty()) return {};
  if (name.find('/') != std::string::npos) return may_run(name) ? name : "";
  const auto* folders = std::getenv("PATH");
  std::string_view rest = folders == nullptr ? "/usr/bin:/bin" : folders;
  while (!rest.empty()) {
    const auto end = rest.find(':');
    const auto path = std::filesystem::path(rest.substr(0, end)) / name;
    if (path.is_absolute() && may_run(path)) return path.string();
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return {};
}

OwnFolder::OwnFolder() {
  auto pattern = (std::filesystem::temp_directory_path() / "roundtable-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) {
    throw std::system_error(errno, std::generic_category(), "no folder to work in");
  }
  path_ = std::move(pattern);
}

OwnFolder::~OwnFolder() {
  std::error_code left;  // in the system's folder of temporary files, which is emptied
  std::filesystem::remove_all(path_, left);
}

}  // namespace roundtable
