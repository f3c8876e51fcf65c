// The rows of commands that are given to other streams than meetings. Internal to the tables.
#pragma once

#include <vector>

#include "domain/describe/commands.hpp"

namespace roundtable::domain::describe {

std::vector<CommandRow> issue_commands();
std::vector<CommandRow> register_commands();

}  // namespace roundtable::domain::describe
