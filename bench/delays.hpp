// Delays: how long things took, with percentiles; and a payload that says when it was sent. All
// times are of the machine's monotonic clock, the same in every process.
#pragma once

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace roundtable::bench {

std::int64_t monotonic_ns();
inline std::int64_t monotonic_us() {
  return monotonic_ns() / 1'000;
}

/// CPU that this process has used, all its threads.
inline std::int64_t own_cpu_ns() {
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return used.tv_sec * 1'000'000'000LL + used.tv_nsec;
}

/// 20 digits of `monotonic_ns`, then filler up to `bytes`.
std::string stamped_payload(std::size_t bytes);
/// When a stamped payload was made. Throws for anything else.
std::int64_t stamp_of(std::string_view payload);

struct Percentiles {
  std::int64_t p50_us = 0;
  std::int64_t p95_us = 0;
  std::int64_t p99_us = 0;
  std::int64_t max_us = 0;
};

class Delays {
 public:
  void reserve(std::size_t count) { delays_us_.reserve(count); }
  void add(std::int64_t delay_us) { delays_us_.push_back(delay_us); }
  std::size_t count() const { return delays_us_.size(); }
  Percentiles percentiles() const;

 private:
  std::vector<std::int64_t> delays_us_;
};

}  // namespace roundtable::bench
