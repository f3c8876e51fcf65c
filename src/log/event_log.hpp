// EventLog: the only truth. A stream is appended to as one batch, all or nothing, and read back in
// order; followers hear what is durable. Bytes are opaque here. The contract below is a test suite
// (tests/contract) which every store passes.
//
// Threads: all functions may be called from any thread. `done` and followers are called on the
// log's own thread, one at a time, and must only hand the news on (post it): never block, never
// throw, never call back into the log's append.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/env.hpp"
#include "log/log_readers.hpp"
#include "log/values.hpp"

namespace roundtable::log {

class Listener {
 public:
  virtual ~Listener() = default;
  /// Called in commit order. A follower may see a version twice or miss one when its store had to
  /// reopen: it compares versions, skips what it has and reads what it lacks.
  virtual void on_durable(const Delivery& delivery) = 0;
};

class EventLog : public LogReaders {
 public:
  /// Queues one batch; `done` is called exactly once. A malformed batch (a hash, version or limit
  /// of log/batch.hpp that does not hold) is a mistake of the caller: BrokenInvariant, and `done`
  /// is not called. Batches of one stream are tried in the order given. After `unknown` every later
  /// batch of that stream that was already queued is unknown or conflict, never stored on top of a
  /// hole.
  virtual void append(Batch batch, std::function<void(Outcome)> done) = 0;

  /// Erases for good (secure_delete), and with that the value is no longer pending. True if it was
  /// there.
  virtual bool erase_sealed(std::string_view commitment) = 0;
  /// The newest checkpoint; nothing for an empty log.
  virtual std::optional<Checkpoint> checkpoint() = 0;
  /// Ed25519 public key (hex) that signs checkpoints.
  virtual std::string public_key() const = 0;
  /// The key that signed that checkpoint: another one before it was changed.
  virtual std::string public_key_at(std::uint64_t checkpoint) = 0;
  /// Another key, kept and signing nothing yet: its public half, for `Batch::next_key`. It is worth
  /// nothing once the next one is prepared. Waits for the log's thread and throws LogFailure.
  virtual std::string prepare_key() = 0;

  /// True if the log has entries from before the tables of what is due and what is to be erased:
  /// those tables are wrong until `rebuild` was given what the domain reads in the entries. To be
  /// done before anything is appended.
  virtual bool needs_rebuild() = 0;
  virtual void rebuild(const Derived& derived) = 0;

  /// Stores what reactors have taken up and what became of it; durable when it returns. Waits for
  /// the log's thread and throws LogFailure, like `erase_sealed`.
  virtual void note(const ReactorNotes& notes) = 0;

  /// Entries that become durable from now on. The follower must outlive the log or `unfollow`,
  /// which waits for a delivery under way; neither may be called from inside a delivery.
  virtual void follow(Listener& follower) = 0;
  virtual void unfollow(Listener& follower) = 0;
};

/// One transaction that was answered.
struct Commit {
  std::size_t batches = 0;                    // in it, conflicts too
  std::size_t entries = 0;                    // stored by it
  std::chrono::microseconds writing{0};       // from its begin until it was durable
  std::chrono::microseconds longest_wait{0};  // of its batches, from being queued until then
  std::size_t still_queued = 0;               // batches
};

struct LogOptions {
  std::size_t queued_batches_max = 16'384;
  std::size_t group_batches_max = 4'096;  // batches in one transaction
  std::size_t queued_bytes_max = 256 * 1024 * 1024;
  std::size_t group_bytes_max = 64 * 1024 * 1024;    // one batch may be larger and then goes alone
  std::chrono::milliseconds reopen_interval{1'000};  // between tries, while the store is closed
  /// Told in a sentence, on the log's thread, why a commit or a reopening failed. For the journal.
  std::function<void(const std::string&)> on_failure;
  /// Told of every commit that went well, on the log's thread. For metrics.
  std::function<void(const Commit&)> on_commit;
};

/// Everything in memory, on a thread of its own like the real one. For tests and simulation.
std::unique_ptr<EventLog> open_memory_log(const Clock& clock, LogOptions options = {});

/// `directory`/log.db with synchronous=FULL in WAL mode, `directory`/signing.key (made when
/// missing, mode 0600) and signing.pub. Throws LogFailure.
std::unique_ptr<EventLog> open_sqlite_log(const std::string& directory, const Clock& clock,
                                          LogOptions options = {});

}  // namespace roundtable::log
