// The two imports, grids and a roll, for whoever asks: the command line, the Desk, the local
// socket. Reads the file, holds it against what is there, and - unless it is only a check - writes
// all of it or nothing. Rooms, representatives and hashed owner keys go to the Directory, ids and
// areas to the log. May block on the disk: never called on a shard. Safe from any thread.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "directory/directory.hpp"
#include "imports/report.hpp"
#include "imports/roll_plan.hpp"
#include "live/registry.hpp"

namespace roundtable::http {

struct ImportAsk {
  ActorId actor;
  CommandId id;        // the same one again is answered with the first answer
  bool check = false;  // look only
  /// Of a roll: ImportAnswer::confirm of the check that a person looked at, and the questions whose
  /// flats she says are one head.
  std::string confirm{};
  std::set<std::string> join{};
  domain::RollOf of = domain::RollOf::owners;  // or households
};

/// "name_elsewhere-2,perhaps_same-5": as addresses and the command line name questions.
std::set<std::string> import_joins(std::string_view list);

struct ImportAnswer {
  enum class Outcome {
    checked,      // what it would do
    imported,     // durable, now or by an earlier try: `result`
    refused,      // the file has problems; nothing was changed
    unconfirmed,  // its questions were not confirmed, or others were; nothing was changed
    denied,       // a grid would hang where this person has no say
    grid_unknown,
    roll_ambiguous,   // the grid has several rolls: one must be named
    roll_elsewhere,   // the roll named belongs to another grid
    roll_of_members,  // the roll named lists people without units
    roll_other_kind,  // the roll named lists owners and the file households, or the other way
    id_reused,
    unavailable,  // surely nothing was changed: try again
    unknown,      // may or may not be there: the same id tells
  };
  Outcome outcome = Outcome::checked;
  imports::Report report;
  std::string roll;                       // its id
  std::string confirm;                    // ImportAsk::confirm for its open questions; "" for none
  std::vector<std::string> choice;        // roll_ambiguous: ids
  std::string result;                     // imported: counts, a JSON object, as in the log
  std::optional<domain::Roll> planned{};  // of a roll that may be taken: what it would become
};

class Importer {
 public:
  Importer(live::Registry& registry, directory::Directory& directory, Randomness& randomness);

  /// `may_add_below` is asked for each grid that would hang below one that is there, and with an
  /// empty id for a new top.
  using MayAdd = std::function<bool(const domain::GridTree& tree, const GridId& below)>;
  ImportAnswer grids(const ImportAsk& ask, std::string_view bytes, const MayAdd& may_add_below);

  /// `roll`: which one, "" for the only one of the grid that has units, or a new one. Lists of
  /// members, who have none, are no concern of files.
  ImportAnswer roll(const ImportAsk& ask, const GridId& grid, const std::string& roll,
                    std::string_view bytes);

 private:
  ImportAnswer try_grids(const live::ImportRequest& request, bool check, std::string_view bytes,
                         const MayAdd& may_add_below, bool& stale);
  ImportAnswer try_roll(live::ImportRequest request, const ImportAsk& ask, const GridId& grid,
                        const RollId& id, std::string_view bytes, bool& stale);
  std::optional<imports::PresentRoll> present(const domain::Roll* roll);
  live::Written store(const live::ImportRequest& request, const imports::RollPlan& plan,
                      const std::shared_ptr<const domain::Roll>& planned_on);
  std::string owner_key(bool check);

  live::Registry& registry_;
  directory::Directory& directory_;
  Randomness& randomness_;
  std::mutex one_roll_;  // the Directory's part and the log's part of a roll belong together
};

}  // namespace roundtable::http
