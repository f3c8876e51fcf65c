// A group as the writer judges it: what was read under the lock, changed by each batch that is
// taken, so that a later batch finds what an earlier one of the same group has moved. A value; no
// store, no threads.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "log/checkpoint.hpp"
#include "log/store.hpp"

namespace roundtable::log {

/// What the transaction of these batches has to read.
void add_wanted(const Batch& batch, Wanted& wanted);

/// The batches it was given must outlive it.
class Judging {
 public:
  explicit Judging(Touched touched) : touched_(std::move(touched)) {}

  /// `stored`: taken, all of it. `conflict`: nothing of it is.
  Appended judge(const Batch& batch);

  bool empty() const { return taken_.empty(); }
  /// Version 0 where there is no such stream.
  const StreamHead& head(std::string_view stream) const;
  bool has_moved(std::string_view stream) const { return moved_from_.contains(stream); }
  const std::optional<Checkpoint>& newest() const { return touched_.newest; }
  /// What is to be written for all that was taken.
  /// `next`: the key that was prepared; signs too where one of them changes the key.
  Group group(Time at, const SigningKey& key, const SigningKey* next) const;
  /// One of them changes the key.
  bool changes_key() const { return changes_key_; }

 private:
  Touched touched_;
  std::map<std::string_view, std::uint64_t> moved_from_;  // by stream: its version before
  std::vector<const Batch*> taken_;
  bool changes_key_ = false;
};

}  // namespace roundtable::log
