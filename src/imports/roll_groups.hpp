// Which flats of a file are one head, and what a person is asked about it. By default those with
// the same owners are; the same name without a number in several buildings is not, unless a person
// says so or the roll that is there has it so already.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "imports/questions.hpp"
#include "imports/report.hpp"
#include "imports/roll.hpp"

namespace roundtable::imports {

/// Where a flat belongs on the roll that is there.
struct Standing {
  HeadId head;
  std::string owner;  // Household::owner
};

struct RollGroups {
  std::vector<std::size_t> group_of;  // by line: the first line of its group
  std::vector<Question> questions;    // in the order of their first lines
  bool joins_known = true;            // false: one that was asked for is no joinable question here
};

/// `standing`: by line of the file. `joins`: ids of questions whose flats are to be one head.
RollGroups group_lines(const RollFile& file, const std::vector<std::optional<Standing>>& standing,
                       const std::set<std::string>& joins);

/// Its owner as households keep it: RollLine::owner, or kUndeliveredOwner.
std::string owner_of(const RollLine& line);
/// What a household's owner is kept as: each of the owners it was imported with.
std::string owners_kept(const std::set<std::string>& owners);
/// True where one of them, as it is hashed now or was earlier, is among those.
bool is_kept(const std::string& kept, const RollLine& line);

}  // namespace roundtable::imports
