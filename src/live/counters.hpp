// What the hosts of all meetings count, for whoever watches the machine. Raised on the strands,
// read from anywhere; totals since the start.
#pragma once

#include <atomic>
#include <cstdint>

namespace roundtable::live {

struct Counters {
  std::atomic<std::uint64_t> patches{0};         // frames built for all followers of an audience
  std::atomic<std::uint64_t> folded_entries{0};  // entries that went into flushes
  std::atomic<std::uint64_t> flushes{0};         // times a meeting told its followers
  std::atomic<std::uint64_t> snapshots{0};       // whole views sent to single sockets
  std::atomic<std::uint64_t> resumed{0};         // sockets that got a patch since what they had
  std::atomic<std::uint64_t> replays{0};         // meetings read from the log
  std::atomic<std::uint64_t> replayed_entries{0};
  std::atomic<std::uint64_t> replay_micros{0};
  std::atomic<std::int64_t> meetings_awake{0};  // now in memory
  std::atomic<std::int64_t> entries_awake{0};   // of those meetings
};

}  // namespace roundtable::live
