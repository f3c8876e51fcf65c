// The minutes as their audiences see them: who runs or records the meeting always, its members from
// the proposal on, everybody else in the published record. Internal to `views`.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "views/meeting_view.hpp"
#include "views/view_state.hpp"

namespace roundtable::views {

bool sees_minutes(const domain::Meeting& meeting, Audience audience);
bool touches_minutes(const Changed& changed);
/// How many have signed and what was objected to is told to all who see the minutes in numbers; who
/// and what, to staff alone.
nlohmann::json minutes_json(const domain::Meeting& meeting, Audience audience);
nlohmann::json minutes_patch(const domain::Meeting& meeting, const Changed& changed,
                             Audience audience);
/// "signed" | "lapsed": how that household stands to the proposed minutes; null: it has not signed.
const char* signature_of(const domain::Minutes& minutes, const HeadId& head);

}  // namespace roundtable::views
