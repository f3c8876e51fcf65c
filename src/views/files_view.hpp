// The files of a meeting in its view: those that stand. Before the meeting is public they are for
// staff alone. Internal to `views`, but for who may see them.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "views/meeting_view.hpp"

namespace roundtable::views {

bool sees_files(const domain::Meeting& meeting, Audience audience);
nlohmann::json files_json(const domain::Meeting& meeting);
/// Null for those withdrawn.
nlohmann::json files_patch(const domain::Meeting& meeting, const Changed& changed);

}  // namespace roundtable::views
