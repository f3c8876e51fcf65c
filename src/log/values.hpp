// The values of the log's contract: what is appended, what is told of it, what is read back. No
// functions, no store, no threads; the contract itself stands in log/event_log.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::log {

/// A place in the log: a checkpoint, by its number and hash. Everything that follows the log keeps
/// one; where the chain no longer knows it, what was made of it starts over.
struct Place {
  std::uint64_t number = 0;  // 0: before the first entry
  std::string hash;          // hex; of no meaning for 0
  friend bool operator==(const Place&, const Place&) = default;
};

/// What became of an append (docs/architecture.md, "What holds always" 2).
enum class Appended {
  stored,       // durable, and followers have been told before `done` was called
  conflict,     // the stream is not at `expected_version`, a guard does not hold, or a number of a
                // series is taken: nothing written; read, decide again
  unavailable,  // surely nothing written: the queue is full or the log is closed
  unknown,      // may or may not be there: read the stream, then answer
};

/// The answer to an append: what became of it and, where it was stored, its place. Turns into the
/// bare `Appended`, which is all that most callers want.
struct Outcome {
  Outcome(Appended what) : appended(what) {}
  Outcome(Appended what, Place where) : appended(what), place(std::move(where)) {}
  operator Appended() const { return appended; }

  Appended appended;
  Place place;
};

/// A stream that is not written to, and the version it must still have (0: it is not there).
struct Guard {
  std::string stream;
  std::uint64_t version = 0;
};

/// Something of the batch's stream that is due at a time, or no longer is. The last of a key wins.
struct DueChange {
  std::string key;  // 1-160 of [A-Za-z0-9_:-]
  std::optional<Time> at;
  std::uint64_t version = 0;  // of the entry that says so
};

/// A number of a series (a year's records of one body): taken for good, whatever becomes of it.
struct TakenNumber {
  std::string series;
  std::uint64_t number = 0;  // higher than any taken before; gaps are allowed
};

/// One turn of one stream: entries `expected_version + 1 …`, and what stands beside them in the
/// same transaction.
struct Batch {
  std::string stream;
  std::uint64_t expected_version = 0;  // 0: the stream must not exist yet
  std::vector<Entry> entries;          // at least one
  std::vector<Sealed> sealed;
  std::vector<Content> content;     // stored unless it is there already
  std::vector<SealedFile> files{};  // sealed too, with the commitments that `seal` gave them
  std::vector<Guard> guards{};
  std::vector<DueChange> due{};
  std::vector<std::string> withdrawn{};  // commitments whose values are to be erased from now on
  std::vector<TakenNumber> numbers{};
  /// Its checkpoint is the last that the present key signs: from the next on it is that one, which
  /// was prepared (EventLog::prepare_key). "": the key stays. In the stream `kKeys` alone.
  std::string next_key{};
};
/// The stream whose every entry stands with a change of the key that signs.
inline constexpr std::string_view kKeys = "keys";

/// Durable entries of one stream, in order, and the place they were stored under.
struct Delivered {
  Place place;
  std::vector<Entry> entries;
  bool due = false;  // with them something may have become due at a time, or no longer is
};
/// Shared by all followers.
using Delivery = std::shared_ptr<const Delivered>;

/// A signed statement about all streams: checkpoints form a chain of their own, one a commit, each
/// naming the heads that commit moved. The newest one therefore speaks for every stream.
struct Checkpoint {
  std::uint64_t number = 0;  // 1, 2, …
  std::string body;          // as write_body has it (log/checkpoint.hpp)
  std::string hash;          // hex, SHA-256(body)
  std::string signature;     // hex, Ed25519 over body
};

struct StreamHead {
  std::string stream;
  std::uint64_t version = 0;
  std::string hash;
};

/// What one commit did to one stream: the versions (from, to] are its.
struct Moved {
  std::uint64_t number = 0;  // of the checkpoint
  std::string stream;
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  friend bool operator==(const Moved&, const Moved&) = default;
};

/// What happened after a place.
struct MovedAfter {
  bool known = true;         // false: the chain does not know that place; start over
  Place place;               // read on from here
  std::vector<Moved> moved;  // by number, then by stream
};

/// Something that is due.
struct Due {
  std::string stream;
  std::string key;
  Time at;
  std::uint64_t version = 0;  // of the entry that made it due
  friend bool operator==(const Due&, const Due&) = default;
};

/// What became of what a reactor had to do.
enum class Reacted {
  waiting,   // nothing yet: it is sent, again where the server ended meanwhile
  done,      // its command is in the log
  refused,   // for good; never tried again
  given_up,  // tried in vain: an operator has to look
};

inline constexpr Reacted kReactedStates[] = {Reacted::waiting, Reacted::done, Reacted::refused,
                                             Reacted::given_up};
constexpr std::string_view to_string(Reacted state) {
  constexpr std::string_view kNames[] = {"waiting", "done", "refused", "given_up"};
  return kNames[static_cast<std::size_t>(state)];
}

/// What one reactor does for one entry, and what became of it.
struct Reaction {
  std::string reactor;
  std::string stream;         // of the entry
  std::uint64_t version = 0;  // of the entry
  std::string key;            // what of the entry: what was due, or which of several
  Reacted state = Reacted::waiting;
  std::uint64_t tries = 0;  // in vain
  std::string why;          // the code of the refusal
  friend bool operator==(const Reaction&, const Reaction&) = default;
};

/// How far a reactor has read.
struct ReactorPlace {
  std::string reactor;
  Place place;
};

/// What is stored of reactors, all of it or nothing. What is there of the same name is replaced.
struct ReactorNotes {
  std::vector<ReactorPlace> places;
  std::vector<Reaction> reactions;
};

/// What only the domain can find in old entries: for a log whose tables were made after them.
struct Derived {
  std::vector<Due> due;
  std::vector<std::string> withdrawn;  // commitments; those whose value is gone already are skipped
};

}  // namespace roundtable::log
