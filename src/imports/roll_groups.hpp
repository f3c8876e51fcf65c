// Which flats of a file are one head, and what a person is asked about it. By default those with
// the same owners are; the same name without a number in several buildings is not, unless a person
// says so or the roll that is there has it so already.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "imports/questions.hpp"
#include "imports/report.hpp"
#include "imports/roll.hpp"

namespace roundtable::imports {

/// The owners that a household was imported with. They may be many: they are taken apart once, and
/// the text they come from outlives them.
using KeptOwners = std::set<std::string_view>;

/// Where a flat belongs on the roll that is there.
struct Standing {
  HeadId head;
  const KeptOwners* owners = nullptr;  // of Household::owner, shared by its flats
};

struct RollGroups {
  std::vector<std::size_t> group_of;  // by line: the first line of its group
  std::vector<Question> questions;    // in the order of their first lines
  bool joins_known = true;            // false: one that was asked for is no joinable question here
  bool too_many = false;              // of questions (kQuestionsMax): there are none then
};

/// `standing`: by line of the file. `joins`: ids of questions whose flats are to be one head.
RollGroups group_lines(const RollFile& file, const std::vector<std::optional<Standing>>& standing,
                       const std::set<std::string>& joins);

/// Its owner as households keep it: RollLine::owner, or kUndeliveredOwner.
std::string owner_of(const RollLine& line);
/// What a household's owner is kept as: each of the owners it was imported with.
std::string owners_kept(const std::set<std::string>& owners);
KeptOwners kept_owners(std::string_view kept);
/// True where one of them, as it is hashed now or was earlier, is among those.
bool is_kept(const KeptOwners& kept, const RollLine& line);

}  // namespace roundtable::imports
