// A roll read from a file against the roll that is there: a unit is the same where building, stair
// and room match, and keeps its id; a household keeps its id with its units, unless the file says
// that it has another owner. So what meetings and invitations name stays right.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/roll.hpp"
#include "imports/roll.hpp"

namespace roundtable::imports {

/// What the Directory knows of a household of the roll.
struct Household {
  std::string owner;  // as the last file said: RollLine::owner or kUndeliveredOwner, and where a
                      // person said that several are one, all of them (owners_kept); "" unknown
  std::string representative;
};
inline constexpr const char* kUndeliveredOwner = "undelivered";

struct PresentRoll {
  domain::Roll roll;
  std::map<UnitId, std::string> rooms;  // as RollLine::room
  std::map<HeadId, Household> households;
};

struct RollPlan {
  domain::Roll roll;
  bool differs = false;                // from the roll that is there
  std::vector<std::string> fresh_ids;  // units and heads that were not there before
  std::map<UnitId, std::string> rooms;
  std::map<HeadId, Household> households;
  std::map<std::string, std::string> labels;  // of all units and heads
  bool joins_known = true;                    // RollGroups::joins_known
};

/// `fresh_id` makes random ids; `joins`: ids of questions whose flats are to be one head. Fills the
/// counts, questions and changes of `file.report`.
RollPlan plan_roll(RollFile& file, const RollId& id, const GridId& grid,
                   const std::optional<PresentRoll>& present,
                   const std::function<std::string()>& fresh_id,
                   const std::set<std::string>& joins = {});

/// The room in a label such as "502室" or "12号楼1单元502室", for rolls whose rooms were not kept.
std::string room_in_label(const std::string& label);

}  // namespace roundtable::imports
