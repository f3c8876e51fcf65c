#include "delays.hpp"

#include <time.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace roundtable::bench {
namespace {

constexpr std::size_t kStampDigits = 20;

}  // namespace

std::int64_t monotonic_ns() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

std::string stamped_payload(std::size_t bytes) {
  std::string stamp = std::to_string(monotonic_ns());
  stamp.insert(0, kStampDigits - stamp.size(), '0');
  stamp.resize(std::max(bytes, kStampDigits), 'x');
  return stamp;
}

std::int64_t stamp_of(std::string_view payload) {
  std::int64_t at = 0;
  const auto digits = payload.substr(0, kStampDigits);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), at);
  if (digits.size() < kStampDigits || read.ptr != digits.data() + digits.size()) {
    throw std::runtime_error("a frame without its stamp came in");
  }
  return at;
}

Percentiles Delays::percentiles() const {
  if (delays_us_.empty()) return {};
  auto sorted = delays_us_;
  std::sort(sorted.begin(), sorted.end());
  const auto at = [&](std::size_t permille) {
    return sorted[(sorted.size() - 1) * permille / 1'000];
  };
  return {at(500), at(950), at(990), sorted.back()};
}

}  // namespace roundtable::bench
