// What a group writer needs from a place that keeps things: one transaction at a time. A store
// knows nothing of queues, versions or answers; all of that is written once, in
// log/group_writer.hpp.
//
// Called from one thread at a time: the opener's, then the writer's. Every function throws
// LogFailure with a sentence when the machine fails; what was begun is then in doubt, and `open` is
// called before anything else.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "log/event_log.hpp"

namespace roundtable::log {

using Heads = std::map<std::string, StreamHead, std::less<>>;

struct StoreState {
  Heads heads;
  std::optional<Checkpoint> newest;
};

enum class Erased {
  gone,       // no byte of it is left in any file
  not_there,  // nor was it before
  lingering,  // no longer readable, but a reader keeps old pages alive; they go when it ends
};

class Store {
 public:
  virtual ~Store() = default;

  /// Opens, or closes and opens again, and reads what is there. When it returns, nothing is in
  /// doubt any more: whatever an earlier commit left behind is either durable or gone.
  virtual StoreState open() = 0;

  virtual void begin() = 0;
  /// All of the batch or nothing of it. False: an entry of that stream and version is there
  /// already, written by somebody else.
  virtual bool put(const Batch& batch) = 0;
  /// Durable when it returns.
  virtual void commit(const Checkpoint& checkpoint) = 0;
  virtual void rollback() = 0;

  virtual Erased erase_sealed(std::string_view commitment) = 0;
  /// Entries with version > `after`, in order, as the last `open` found them.
  virtual std::vector<Entry> read_after(std::string_view stream, std::uint64_t after) = 0;
  /// House-keeping between groups, after everybody has been answered.
  virtual void tidy() = 0;
};

}  // namespace roundtable::log
