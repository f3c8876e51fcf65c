// What a line of the running minutes speaks of, as named values. Internal to `views`.
#pragma once

#include <optional>

#include "domain/event.hpp"
#include "domain/meeting.hpp"
#include "domain/refusal.hpp"

namespace roundtable::views {

/// Nothing for what is no line of its own: a vote, a place in the queue. `meeting` is the state
/// after the event's entry.
std::optional<domain::Fields> line_fields(const domain::Meeting& meeting,
                                          const domain::Event& event);

}  // namespace roundtable::views
