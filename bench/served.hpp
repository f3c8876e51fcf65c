// Served: `roundtable serve` as it is installed, any build of it, under a benchmark's eyes: its log
// lines, its /metrics, and what the kernel says of its process.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "process.hpp"

namespace roundtable::bench {

class Served {
 public:
  /// On FOLDER/data, any free port, log lines in FOLDER/server.log. Throws std::runtime_error, with
  /// what it said, when it does not start.
  Served(const std::string& program, const std::string& folder);

  std::uint16_t port() const { return port_; }
  std::int64_t cpu_ns() const { return child_.cpu_ns(); }
  long memory_kb() const { return child_.memory_kb(); }
  long threads() const;
  long open_files() const;
  /// SIGTERM, and its exit code.
  int stop();
  /// What it logged that is more than a note, with AddressSanitizer's words; "" when there is none.
  std::string unusual() const;

 private:
  void await_port();

  std::string log_;
  Child child_;
  std::uint16_t port_ = 0;
};

/// Every line of /metrics by its name and labels.
using Metrics = std::map<std::string, double>;
Metrics metrics_of(std::uint16_t port);
/// Of name{label="x"} the x, where the value is not 0.
std::map<std::string, double> by_label(const Metrics& metrics, const std::string& name);

}  // namespace roundtable::bench
