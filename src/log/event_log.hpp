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
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/env.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::log {

/// What became of an append (docs/architecture.md, "What holds always" 2).
enum class Appended {
  stored,       // durable, and followers have been told before `done` was called
  conflict,     // the stream is not at `expected_version`: nothing written; read, decide again
  unavailable,  // surely nothing written: the queue is full or the log is closed
  unknown,      // may or may not be there: read the stream, then answer
};

/// One meeting's turn: entries `expected_version + 1 …` of one stream.
struct Batch {
  std::string stream;
  std::uint64_t expected_version = 0;  // 0: the stream must not exist yet
  std::vector<Entry> entries;          // at least one
  std::vector<Sealed> sealed;
  std::vector<Content> content;     // stored unless it is there already
  std::vector<SealedFile> files{};  // sealed too, with the commitments that `seal` gave them
};

/// Durable entries of one stream, in order. Shared by all followers.
using Delivery = std::shared_ptr<const std::vector<Entry>>;

class Follower {
 public:
  virtual ~Follower() = default;
  /// Called in commit order. A follower may see a version twice or miss one when its store had to
  /// reopen: it compares versions, skips what it has and reads what it lacks.
  virtual void on_durable(const Delivery& entries) = 0;
};

/// A signed statement about all streams: checkpoints form a chain of their own, one a commit, each
/// naming the heads that commit moved. The newest one therefore speaks for every stream.
struct Checkpoint {
  std::uint64_t number = 0;  // 1, 2, …
  std::string body;  // {"number":…,"prev":…,"at":…,"heads":{"<stream>":{"version":…,"hash":…},…}}
  std::string hash;       // hex, SHA-256(body)
  std::string signature;  // hex, Ed25519 over body
};

struct StreamHead {
  std::string stream;
  std::uint64_t version = 0;
  std::string hash;
};

class EventLog {
 public:
  virtual ~EventLog() = default;

  /// Queues one batch; `done` is called exactly once. A malformed batch (a hash, version or limit
  /// of log/batch.hpp that does not hold) is a mistake of the caller: BrokenInvariant, and `done`
  /// is not called. Batches of one stream are tried in the order given. After `unknown` every later
  /// batch of that stream that was already queued is unknown or conflict, never stored on top of a
  /// hole.
  virtual void append(Batch batch, std::function<void(Appended)> done) = 0;

  /// Durable entries with version > `after`, in order, at most `limit`. Throws `LogFailure` when
  /// the store cannot be read, or cannot yet say whether an unknown batch of this stream is there.
  virtual std::vector<Entry> read(std::string_view stream, std::uint64_t after,
                                  std::size_t limit) = 0;
  /// All stream heads whose name starts with `prefix`, by name.
  virtual std::vector<StreamHead> heads(std::string_view prefix) = 0;
  virtual std::optional<std::string> content(std::string_view sha256) = 0;
  /// The salted value behind a commitment; nothing when it was erased.
  virtual std::optional<Sealed> sealed(std::string_view commitment) = 0;
  /// Erases for good (secure_delete). True if it was there.
  virtual bool erase_sealed(std::string_view commitment) = 0;
  /// The newest checkpoint; nothing for an empty log.
  virtual std::optional<Checkpoint> checkpoint() = 0;
  /// The first checkpoint that lists `stream` at `version` or further on: the signed list that an
  /// entry stands under. Nothing where there is none.
  virtual std::optional<Checkpoint> checkpoint_listing(std::string_view stream,
                                                       std::uint64_t version) = 0;
  /// Ed25519 public key (hex) that signs checkpoints.
  virtual std::string public_key() const = 0;

  /// Entries that become durable from now on. The follower must outlive the log or `unfollow`,
  /// which waits for a delivery under way; neither may be called from inside a delivery.
  virtual void follow(Follower& follower) = 0;
  virtual void unfollow(Follower& follower) = 0;
};

/// The store could not be opened or read. Appends never throw it: they have outcomes.
class LogFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
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
