// Child: another process of a benchmark - a server under test, or the crowd of its clients - each
// with a bill of its own for CPU and memory, read from outside. The two sides talk in lines. The
// program that measures has one thread and only starts children, so forking is safe; what a child
// runs may start threads.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace roundtable::bench {

/// One end of a conversation in lines. Does not own the descriptor, a socket.
class Lines {
 public:
  explicit Lines(int descriptor) : descriptor_(descriptor) {}
  void say(const std::string& line);
  /// False when the other side has ended.
  bool hear(std::string& line);
  /// Throws std::runtime_error when nothing comes any more.
  std::string need();
  void wait_for_end();
  /// Readable when `hear` will not block long.
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
  std::string unread_;
};

class Child {
 public:
  /// Runs `body` in a fork of this process; it returns when it hears no more.
  explicit Child(const std::function<void(Lines&)>& body);
  /// Runs a program (looked up in PATH) that listens on its standard input.
  explicit Child(const std::vector<std::string>& program);
  /// Says no more, waits for the end, and ends what does not end by itself.
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void say(const std::string& line) { lines_.say(line); }
  std::string need() { return lines_.need(); }
  /// True when it says something, or has ended, within so long.
  bool speaks(std::chrono::milliseconds within);
  /// Sends that signal, if one is named, and waits for the end: the exit code, or 128 and the
  /// signal that ended it. Throws std::runtime_error when it does not end within so long.
  int end(std::optional<int> signal, std::chrono::seconds within);
  pid_t pid() const { return pid_; }

  /// Of the whole process, all its threads.
  std::int64_t cpu_ns() const;
  /// Resident memory. What the kernel keeps for its sockets is not in it.
  long memory_kb() const;
  /// The most it ever was.
  long peak_memory_kb() const;
  /// Asks a program that does not listen on its standard input to end (SIGTERM).
  void ask_to_end() const;

 private:
  void start(const std::function<void()>& become);
  long status_kb(const std::string& name) const;

  pid_t pid_ = -1;
  Lines lines_{-1};
};

/// What a program that ran to its end took.
struct Ended {
  std::int64_t took_us = 0;
  std::int64_t cpu_ns = 0;
  long peak_memory_kb = 0;
};
/// Runs it; what it says on standard output is left out. Throws std::runtime_error unless it ends
/// with 0.
Ended run_to_end(const std::vector<std::string>& program);

/// A folder under `parent` for one server's data, removed with everything in it at the end.
class DataFolder {
 public:
  explicit DataFolder(const std::string& parent);
  ~DataFolder();
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace roundtable::bench
