// What people think of doing next: commands that fit the meeting as it stands, and some that do
// not.
#pragma once

#include "chance.hpp"
#include "domain/command.hpp"
#include "domain/meeting.hpp"

namespace simulation {

/// The head is empty for staff, who act for others.
roundtable::domain::Command any_command(Chance& chance, const roundtable::domain::Meeting& meeting,
                                        const roundtable::HeadId& head, roundtable::Time now);

}  // namespace simulation
