// How often is often enough: so much at once, and then one more every so long. A pace belongs to
// one key; a table keeps the paces of many (addresses, logins) and forgets those that were quiet
// longest, so that a flood of keys fills no memory and frees nobody who was held back lately. Time
// is passed in and should never be set back (base/env.hpp: steady_clock). Safe from any thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/time.hpp"

namespace roundtable::live {

struct Rate {
  std::int64_t at_once = 1;
  std::int64_t then_every_us = kMicrosPerSecond;
};

class Pace {
 public:
  /// Takes one, or takes nothing and says false.
  bool take(const Rate& rate, Time now);
  /// True if one could be taken.
  bool has_one(const Rate& rate, Time now) const;
  /// True when all of it is there again: nothing is lost by forgetting it.
  bool is_full(Time now) const { return full_at_.load() <= now.micros; }

 private:
  std::atomic<std::int64_t> full_at_{0};
};

class PaceTable {
 public:
  PaceTable(Rate rate, std::size_t keys_max) : rate_(rate), keys_max_(keys_max) {}
  bool take(const std::string& key, Time now);
  /// True if one could be taken. Who asks is remembered as one who takes.
  bool has_one(const std::string& key, Time now);

 private:
  struct Kept {
    std::string key;
    Pace pace;
  };
  const Rate rate_;
  const std::size_t keys_max_;
  std::mutex mutex_;
  std::list<Kept> kept_;  // the one used last stands first
  std::unordered_map<std::string, std::list<Kept>::iterator> by_key_;
};

}  // namespace roundtable::live
