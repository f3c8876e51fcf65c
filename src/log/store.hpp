// What a group writer needs from a place that keeps things: one transaction at a time, in two round
// trips (docs/decisions/0018-what-a-postgresql-store-needs.md). `begin` takes the append lock and
// reads what the group touches under it; `commit` writes everything at once. A store judges nothing
// and knows nothing of queues or answers; all of that is written once, in log/group_writer.hpp.
//
// Called from one thread at a time: the opener's, then the writer's. Every function throws
// LogFailure with a sentence when the machine fails; what was begun is then in doubt, and `open` is
// called before anything else.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "log/event_log.hpp"

namespace roundtable::log {

using Heads = std::map<std::string, StreamHead, std::less<>>;

struct Opened {
  std::optional<Checkpoint> newest;
  bool needs_rebuild = false;  // EventLog::needs_rebuild
};

/// What a group is going to look at.
struct Wanted {
  std::set<std::string_view> streams;  // written to or guarded
  std::set<std::string_view> series;
};

/// What was there under the lock. A stream or series that is not there is not in it.
struct Touched {
  Heads heads;
  std::map<std::string, std::uint64_t, std::less<>> taken;  // by series: the last number
  std::optional<Checkpoint> newest;
};

/// Everything that one commit writes. The batches live until `commit` returns; answers, what is due
/// and the rest stand in them.
struct Group {
  std::vector<const Batch*> batches;
  std::vector<Moved> moved;
  Checkpoint checkpoint;
};

enum class Erased {
  gone,       // no byte of it is left in any file
  not_there,  // nor was it before
  lingering,  // no longer readable, but a reader keeps old pages alive; they go when it ends
};

class Store {
 public:
  virtual ~Store() = default;

  /// Opens, or closes and opens again. When it returns, nothing is in doubt any more: whatever an
  /// earlier commit left behind is either durable or gone.
  virtual Opened open() = 0;

  virtual Touched begin(const Wanted& wanted) = 0;
  /// Durable when it returns. A clash with what is there is a failure: somebody wrote without the
  /// lock.
  virtual void commit(const Group& group) = 0;
  virtual void rollback() = 0;

  virtual Erased erase_sealed(std::string_view commitment) = 0;
  virtual void rebuild(const Derived& derived) = 0;
  virtual void note(const ReactorNotes& notes) = 0;

  /// As EventLog::moved_after, on the writer's connection.
  virtual MovedAfter moved_after(const Place& place, std::size_t numbers_max) = 0;
  /// Entries with version > `after`, in order, at most `limit`, on the writer's connection.
  virtual std::vector<Entry> read_after(std::string_view stream, std::uint64_t after,
                                        std::size_t limit) = 0;
  /// The last version of that stream that a checkpoint names; 0: none does.
  virtual std::uint64_t named_version(std::string_view stream) = 0;
  /// House-keeping between groups, after everybody has been answered.
  virtual void tidy() = 0;
};

}  // namespace roundtable::log
