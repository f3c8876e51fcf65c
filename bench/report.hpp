// The one table all benchmarks print, and the lines that compare it with what was aimed at.
#pragma once

#include <optional>
#include <string>

#include "delays.hpp"

namespace CLI {
class App;
}

namespace roundtable::bench {

/// What a row does not have stays "-".
struct Row {
  std::string what;
  std::size_t sockets = 0;  // 0: it is not about sockets
  std::optional<double> total_ms;
  std::optional<double> per_second;
  std::optional<double> cpu_us;      // of the server, for one delivery or ballot
  std::optional<double> times_bare;  // cpu_us against the bare loop's
  std::optional<Percentiles> delays;
  std::optional<double> kb_each;  // of the server's own memory, for one socket
};

class Report {
 public:
  /// --no-head.
  void add_options(CLI::App& app);
  void head() const;
  void row(const Row& row) const;
  /// "target  WHAT: VALUE, at most LIMIT: held"
  void target(const std::string& what, double value, double at_most, const char* unit) const;
  void target_at_least(const std::string& what, double value, double at_least,
                       const char* unit) const;

 private:
  bool no_head_ = false;
};

}  // namespace roundtable::bench
