// The description of plain values: of the data files that are kept by hand, and of what stands in
// the log as content named by its SHA-256.
#pragma once

#include <optional>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/describe/member.hpp"
#include "domain/grid.hpp"
#include "domain/meeting_template.hpp"
#include "domain/roll.hpp"
#include "domain/rule.hpp"

namespace roundtable::domain::describe {

/// Of templates/rules, of templates/meetings; and what may be wrong in a whole file of them.
const std::vector<Member>& rule_file();
std::optional<Wrong> rule_wrong(const void* rule);
const std::vector<Member>& meeting_template_file();
/// Of templates/rules/holidays.
const std::vector<Member>& holiday_file();
std::optional<Wrong> holidays_wrong(const void* year);

const std::vector<Member>& roll_content();
/// Without its total, which is a sum.
const std::vector<Member>& snapshot_content();
const std::vector<Member>& grid_content();

}  // namespace roundtable::domain::describe
