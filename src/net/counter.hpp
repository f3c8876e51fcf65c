// A number that one thread counts and others may read. Owned by a shard; only its thread adds, so a
// plain load and store is enough and costs no locked instruction on the hot path.
#pragma once

#include <atomic>
#include <cstdint>

namespace roundtable::net {

class Counter {
 public:
  void add(std::uint64_t amount) {
    value_.store(value_.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
  }
  std::uint64_t read() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

/// What one shard counted since the start.
struct ShardCounters {
  Counter sockets;
  Counter http_requests;
  Counter frames_in;
  Counter frames_out;
  Counter bytes_out;
  Counter outbox_overflows;
};

}  // namespace roundtable::net
