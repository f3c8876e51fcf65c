// What must be true of a meeting after every entry, whatever people did.
#pragma once

#include "domain/meeting.hpp"

namespace simulation {

void expect_consistent(const roundtable::domain::Meeting& meeting);

}  // namespace simulation
