// What `demo` knows of `roundtable neighbours`: how to start it as a process of its own, and that
// it ends with the demonstration.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace roundtable::cli {

struct NeighboursOptions {
  std::size_t people = 0;  // 0: none
  std::optional<std::uint64_t> seed;
  double pace = 1;
};

/// A running `roundtable neighbours`; ended when this goes.
class NeighboursProcess {
 public:
  /// `links`: what it reads from its standard input, so that no link stands on a command line.
  /// Throws std::runtime_error where it cannot be started.
  NeighboursProcess(const std::vector<std::string>& arguments, const std::string& links);
  ~NeighboursProcess();
  NeighboursProcess(const NeighboursProcess&) = delete;
  NeighboursProcess& operator=(const NeighboursProcess&) = delete;

 private:
  int pid_ = -1;
};

}  // namespace roundtable::cli
