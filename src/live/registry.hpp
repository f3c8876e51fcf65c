// The registry: grid tree, rolls and recorded legal bases, replayed from the streams `grids`,
// `roll:<id>` and `standing`; and issues, each read from its stream when it is asked for. Values
// are immutable and shared; reading is safe from any thread. Issues are written by their hosts
// (live/issue_stream.hpp). A change of the others goes the way of every command, to a host of its
// stream (live/register_stream.hpp) on a thread of the registry's own, and is read afterwards by
// who asked for it: that waits for the disk, so it is never asked for on a shard.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/env.hpp"
#include "codec/registry_json.hpp"
#include "domain/decide.hpp"
#include "live/access.hpp"
#include "log/event_log.hpp"

namespace roundtable::live {

/// What became of a change of the registry.
enum class Written {
  done,         // durable and applied, now or by an earlier try with the same id
  id_reused,    // this person's id stands for another change
  stale,        // an import was worked out on something that has changed since: work it out anew
  unavailable,  // surely nothing was written: try again
  unknown,      // may or may not be there: the same id tells
};

/// A change worked out from a file. The same file gives other random ids each time, so it is known
/// again by the hash of what was asked for and not by its own bytes.
struct ImportRequest {
  ActorId actor;
  CommandId id;
  std::string sha256;
  std::string result = "{}";  // the answer, a JSON object: stands in the entry
};

class Registry {
 public:
  /// Told of what could not be read, for the log lines. From any thread.
  using Report = std::function<void(std::string_view what, const std::string& detail)>;

  /// Replays the three kinds of streams. Throws log::LogFailure or codec::DecodeFailure. The log
  /// must outlive it.
  Registry(log::EventLog& log, const Clock& clock, Report report = nullptr);
  ~Registry();

  std::shared_ptr<const domain::GridTree> grids() const;
  std::shared_ptr<const domain::Roll> roll(const RollId& id) const;
  std::vector<std::shared_ptr<const domain::Roll>> rolls_of(const GridId& grid) const;
  std::vector<std::shared_ptr<const domain::Roll>> rolls_with(const HeadId& head) const;
  /// The basis recorded for that body on `grid`, or on the nearest above it that reaches below.
  std::optional<domain::BindingBasis> binding(const GridId& grid, std::string_view body) const;
  /// Whose business a meeting of that body on `grid` is, for the access matrix.
  Place place_of(const GridId& grid, std::string_view body) const;
  std::vector<std::shared_ptr<const domain::Roll>> rolls() const;
  /// How far a roll's stream, `grids` or `standing` has been read, for who decides on it; version 0
  /// where there is none. What is asked for after it is not older.
  log::StreamHead head_of(const std::string& stream) const;
  /// Reads on in that stream. Throws log::LogFailure or codec::DecodeFailure.
  void look_again(const std::string& stream);
  /// Read from the log each time: there are many, and few are asked for. One that was withdrawn
  /// too. Throws log::LogFailure or codec::DecodeFailure.
  std::optional<domain::Issue> issue(const IssueId& id) const;
  /// `version`: of its newest entry.
  std::optional<domain::Issue> issue(const IssueId& id, std::uint64_t& version) const;
  /// The title of an issue that a meeting of `grid` may take up: one of its branch of the tree that
  /// stands.
  std::optional<std::string> issue_title(const IssueId& id, const GridId& grid) const;
  /// The same, and where the issue's stream stood then.
  struct IssueTaken {
    std::string title;
    log::Guard read_at;
  };
  std::optional<IssueTaken> taken_issue(const IssueId& id, const GridId& grid) const;

  /// Append, then apply what the log has. Repeating (actor, id) with the same value does nothing
  /// and is `done`.
  Written import_grids(const ActorId& actor, const CommandId& id,
                       const std::vector<domain::GridNode>& nodes);
  Written import_roll(const ActorId& actor, const CommandId& id, const domain::Roll& roll);
  Written record_basis(const ActorId& actor, const CommandId& id,
                       const codec::BindingBasisRecorded& basis);
  /// Another key signs from then on: what was signed before stays signed, by a key that has named
  /// this one. Throws log::LogFailure where none can be made.
  Written renew_key(const ActorId& actor, const CommandId& id);
  /// The next number of the meetings that are convened on that grid. Convening takes one, and so
  /// does retiring the grid: whoever looked at its meetings meanwhile is told that there is
  /// another. Reads the log. Throws log::LogFailure.
  log::TakenNumber next_convening(const GridId& grid) const;
  /// `planned_on` as below; `convening` is what was next before the grid's meetings were looked at,
  /// where it is to be no more.
  Written change_grid(const ActorId& actor, const CommandId& id, const codec::GridChanged& change,
                      const std::shared_ptr<const domain::GridTree>& planned_on,
                      std::optional<log::TakenNumber> convening = {});

  /// The same for imports. `planned_on` is what the change was worked out on (null: no such roll);
  /// where that is no longer what is there, nothing is written and the answer is `stale`.
  Written import_grids(const ImportRequest& request, const std::vector<domain::GridNode>& nodes,
                       const std::shared_ptr<const domain::GridTree>& planned_on);
  Written import_roll(const ImportRequest& request, const domain::Roll& roll,
                      const std::shared_ptr<const domain::Roll>& planned_on);
  /// What an earlier try of that request was answered, in that stream. Throws log::LogFailure.
  struct FirstAnswer {
    bool same_request = false;
    std::string result;
  };
  std::optional<FirstAnswer> first_answer(const ImportRequest& request, const std::string& stream);

 private:
  struct Change {
    std::string stream;
    ActorId actor;
    CommandId id;
    std::string command_sha256;  // "": of the payload
    std::string payload;
    std::optional<std::string> content;
    std::function<bool()> still_holds;  // none: always
    std::optional<log::TakenNumber> number{};
    std::string next_key{};
  };
  struct Writing;  // the hosts of what is written
  void report(std::string_view what, const std::string& detail) const;
  void catch_up(const std::string& stream);
  /// Makes what `apply` added to the tree the tree that everyone reads.
  void publish_tree();
  void publish_head(const log::StreamHead& head);
  void apply(const codec::RegistryEvent& event);
  Written append(Change change);
  /// Has the stream's host decide and store it; waits for the answer.
  Written write(Change change, std::optional<std::int64_t> base);
  std::string content_of(const std::string& sha256) const;

  log::EventLog& log_;
  const Clock& clock_;
  const Report report_;
  mutable std::mutex mutex_;  // guards the members below; held for a pointer's copy
  std::mutex writing_;        // taken to read on in the log; guards the next two
  std::map<std::string, log::StreamHead> applied_;  // by stream: how far it has been applied
  std::shared_ptr<domain::GridTree> growing_;  // copied once for all entries that are read at once
  std::shared_ptr<const domain::GridTree> grids_;
  std::map<std::string, log::StreamHead, std::less<>> heads_;  // of all that is read
  std::map<RollId, std::shared_ptr<const domain::Roll>> rolls_;
  std::map<HeadId, std::set<RollId>> rolls_by_head_;
  std::map<std::pair<GridId, std::string>, codec::BindingBasisRecorded, std::less<>> bases_;
  std::unique_ptr<Writing> hosts_;
};

}  // namespace roundtable::live
