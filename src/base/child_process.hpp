// Runs another program once: with its input, in a folder of its own, without a shell, for so long
// and for so much output and no more. Whatever it started is killed with it, and nothing of it is
// left when `run_child` returns. Callable from any thread that may block.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace roundtable {

struct ChildTask {
  std::string program;                   // a path, as `find_program` gives it
  std::vector<std::string> arguments;    // without the program's own name
  std::vector<std::string> environment;  // "NAME=value"; nothing else is passed on
  std::string folder;                    // where it runs
  std::string input;
  std::chrono::milliseconds time_max{30'000};
  std::size_t output_bytes_max = 64UL * 1024 * 1024;
  std::function<bool()> is_over;  // asked now and then: whether nobody wants it any more
};

enum class ChildEnd {
  done,         // with status 0
  not_started,  // there is no such program, or the system has no room for it
  failed,       // another status, or a signal
  too_long,
  too_large,
  given_up,  // `is_over` said so
};

struct ChildResult {
  ChildEnd end = ChildEnd::not_started;
  std::string output;
  std::string complaint;  // the beginning of what it wrote on standard error
};

ChildResult run_child(const ChildTask& task);

/// The path of a program: of a name without a slash as PATH has it; "" where none can be run.
std::string find_program(const std::string& name);

/// A folder that nobody else sees, gone with all that is in it when this ends.
class OwnFolder {
 public:
  /// Throws std::system_error.
  OwnFolder();
  ~OwnFolder();
  OwnFolder(const OwnFolder&) = delete;
  OwnFolder& operator=(const OwnFolder&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace roundtable
