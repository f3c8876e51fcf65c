// Who is named in a meeting: everybody who speaks, moves, presents, chairs or is given something to
// do. Whoever is named was there, and their name is needed wherever the meeting is told.
#pragma once

#include <set>

#include "domain/meeting.hpp"

namespace roundtable::domain {

/// Households and admitted people alike; never an empty id. Pure.
std::set<SpeakerId> named_speakers(const Meeting& meeting);

}  // namespace roundtable::domain
