#include "live/rate.hpp"

#include <algorithm>

namespace roundtable::live {
namespace {

/// When all would be there again if one were taken now; 0 where none is left.
std::int64_t after_taking(std::int64_t full_at, const Rate& rate, Time now) {
  const auto next = std::max(full_at, now.micros) + rate.then_every_us;
  return next - now.micros <= rate.at_once * rate.then_every_us ? next : 0;
}

}  // namespace

bool Pace::take(const Rate& rate, Time now) {
  auto full_at = full_at_.load();
  for (;;) {
    const auto next = after_taking(full_at, rate, now);
    if (next == 0) return false;
    if (full_at_.compare_exchange_weak(full_at, next)) return true;
  }
}

bool Pace::has_one(const Rate& rate, Time now) const {
  return after_taking(full_at_.load(), rate, now) != 0;
}

bool PaceTable::take(const std::string& key, Time now) {
  const std::scoped_lock lock(mutex_);
  auto found = by_key_.find(key);
  if (found == by_key_.end()) {
    if (kept_.size() >= keys_max_) {
      by_key_.erase(kept_.back().key);
      kept_.pop_back();
    }
    kept_.emplace_front();
    kept_.front().key = key;
    found = by_key_.emplace(key, kept_.begin()).first;
  } else {
    kept_.splice(kept_.begin(), kept_, found->second);
  }
  return found->second->pace.take(rate_, now);
}

bool PaceTable::has_one(const std::string& key, Time now) {
  const std::scoped_lock lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return true;
  kept_.splice(kept_.begin(), kept_, found->second);
  return found->second->pace.has_one(rate_, now);
}

}  // namespace roundtable::live
