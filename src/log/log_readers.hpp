// LogReaders: everything that is read of a log. The log itself is one; and a folder can be read
// without opening it as a log, through connections of their own that never wait for the writer, nor
// it for them - so do programs that only look at a folder, also beside a running server.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "log/values.hpp"

namespace roundtable::log {

/// The store could not be opened or read. Appends never throw it: they have outcomes.
class LogFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Reading. Any thread; throws `LogFailure` when the store cannot be read, or cannot yet say
/// whether an unknown batch is there that would show in the answer.
class LogReaders {
 public:
  virtual ~LogReaders() = default;

  /// Durable entries with version > `after`, in order, at most `limit`.
  virtual std::vector<Entry> read(std::string_view stream, std::uint64_t after,
                                  std::size_t limit) = 0;
  /// All stream heads whose name starts with `prefix`, by name. A hop a stream: not for what must
  /// not grow with the history.
  virtual std::vector<StreamHead> heads(std::string_view prefix) = 0;
  virtual std::optional<std::string> content(std::string_view sha256) = 0;
  /// The salted value behind a commitment; nothing when it was erased. One that is not what was
  /// committed to - bytes changed, or moved between salt and value - is a LogFailure.
  virtual std::optional<Sealed> sealed(std::string_view commitment) = 0;
  /// The first checkpoint that lists `stream` at `version` or further on: the signed list that an
  /// entry stands under. Nothing where there is none.
  virtual std::optional<Checkpoint> checkpoint_listing(std::string_view stream,
                                                       std::uint64_t version) = 0;

  /// What the commits after `place` moved, those of at most `numbers_max` checkpoints.
  virtual MovedAfter moved_after(const Place& place, std::size_t numbers_max) = 0;
  /// What is due at `until` or before, the earliest first; without what a reactor has taken up.
  virtual std::vector<Due> due_until(Time until, std::size_t limit) = 0;
  /// The version of the entry that answered this id; nothing where it was never accepted. Where an
  /// old log holds an id twice, the first.
  virtual std::optional<std::uint64_t> answered_at(std::string_view stream, const ActorId& actor,
                                                   const CommandId& id) = 0;
  /// Commitments that were withdrawn and are not known to be erased, by name.
  virtual std::vector<std::string> pending_erasures(std::size_t limit) = 0;
  /// How far that reactor has read; nothing for a new one.
  virtual std::optional<Place> reactor_place(std::string_view reactor) = 0;
  /// What became of it (`of` names reactor, entry and key); nothing where it was never taken up.
  virtual std::optional<Reaction> reaction(const Reaction& of) = 0;
  /// What reactors have taken up and neither done nor been refused, by reactor, stream, version
  /// and key.
  virtual std::vector<Reaction> unfinished_reactions(std::size_t limit) = 0;
  /// The lowest number of that series that is free: for a batch's `numbers`.
  virtual std::uint64_t next_number(std::string_view series) = 0;
};

/// Throws LogFailure where salt and value are not what the commitment was made of.
void need_opening(const Sealed& sealed);

/// The log of that data folder. Opens and makes nothing before it is asked.
std::unique_ptr<LogReaders> open_log_readers(const std::string& directory);

}  // namespace roundtable::log
