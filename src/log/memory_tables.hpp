// The tables of a log in memory: what log.db holds, as maps under one mutex. The in-memory log is
// made of it, and so are logs of tests that decide for themselves when something is stored. Any
// thread.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "log/store.hpp"

namespace roundtable::log {

class MemoryTables final : public LogReaders {
 public:
  Opened opened() const;
  Touched touched(const Wanted& wanted) const;
  /// Everything of a group at once, so that nobody reads half of it.
  void add(const Group& group);
  bool erase_sealed(std::string_view commitment);
  void note(const ReactorNotes& notes);
  std::uint64_t named_version(std::string_view stream) const;

  std::vector<Entry> read(std::string_view stream, std::uint64_t after, std::size_t limit) override;
  std::vector<StreamHead> heads(std::string_view prefix) override;
  std::optional<std::string> content(std::string_view sha256) override;
  std::optional<Sealed> sealed(std::string_view commitment) override;
  std::optional<Checkpoint> checkpoint_listing(std::string_view stream,
                                               std::uint64_t version) override;
  MovedAfter moved_after(const Place& place, std::size_t numbers_max) override;
  std::vector<Due> due_until(Time until, std::size_t limit) override;
  std::optional<std::uint64_t> answered_at(std::string_view stream, const ActorId& actor,
                                           const CommandId& id) override;
  std::vector<std::string> pending_erasures(std::size_t limit) override;
  std::optional<Place> reactor_place(std::string_view reactor) override;
  std::optional<Reaction> reaction(const Reaction& of) override;
  std::vector<Reaction> unfinished_reactions(std::size_t limit) override;
  std::uint64_t next_number(std::string_view series) override;

 private:
  using Answers = std::map<std::tuple<std::string, std::string, std::string>, std::uint64_t>;
  using ReactionName = std::tuple<std::string, std::string, std::uint64_t, std::string>;
  static ReactionName name_of(const Reaction& reaction);
  void add(const Batch& batch);

  mutable std::mutex mutex_;
  std::map<std::string, std::vector<Entry>, std::less<>> entries_;
  std::map<std::string, std::string, std::less<>> content_;
  std::map<std::string, Sealed, std::less<>> sealed_;
  std::vector<Checkpoint> checkpoints_;    // number n at n - 1
  std::vector<std::vector<Moved>> moved_;  // the same
  Answers answers_;                        // by stream, actor, id
  std::map<std::pair<std::string, std::string>, Due> due_;
  std::set<std::string, std::less<>> withdrawn_;
  std::map<std::string, std::uint64_t, std::less<>> taken_;
  std::map<std::string, Place, std::less<>> reactors_;
  std::map<ReactionName, Reaction> reactions_;
  std::set<std::tuple<std::string, std::uint64_t, std::string>> taken_up_;  // entry and key
};

}  // namespace roundtable::log
