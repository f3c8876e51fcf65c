// How much the hosts of streams take, hold and send, with its unit; longer queues mean an answer
// that is not worth waiting for.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace roundtable::live {

inline constexpr std::size_t kInboxCommandsMax = 20'000;
inline constexpr std::size_t kTurnEntriesMax = 2'048;
inline constexpr std::size_t kReplayChangesMax = 512;
/// Joins and commands that wait for a stream that is being read.
inline constexpr std::size_t kWakingWaitersMax = 20'000;
/// Streams that nobody follows are forgotten, the longest unused first, beyond so many bytes of
/// entries in memory, those of all shards together. What a meeting takes for them is told in
/// docs/performance.md.
inline constexpr std::size_t kHeldBytesMax = 256 * 1024 * 1024;
/// What knowing one recorded command again takes.
inline constexpr std::size_t kKnownCommandBytes = 40;
/// How often a document is made for one command while what it is to say keeps changing.
inline constexpr int kPublishRoundsMax = 3;

inline constexpr std::chrono::milliseconds kFoldInterval{100};  // at most 10 patches a second
inline constexpr std::chrono::microseconds kFoldPerFollower{50};
/// The least time between two patches. One follower's costs about 5 µs (docs/performance.md): with
/// 50 µs for each, telling everybody takes a tenth of one core at most, and a burst of ballots is
/// not slowed down by its own counts. Felt from 2,000 followers on.
constexpr std::chrono::microseconds fold_interval(std::size_t followers) {
  return std::max<std::chrono::microseconds>(kFoldInterval, kFoldPerFollower * followers);
}
/// How many are online matters to nobody by the tenth of a second.
inline constexpr std::chrono::milliseconds kPresenceInterval{1'000};

}  // namespace roundtable::live
