// Who may know of a meeting before it is announced or its doors open: whoever prepares it, and the
// households on its roll, which may hold slips for it. For everybody else there is no such meeting.
#pragma once

#include "live/permission.hpp"
#include "live/registry.hpp"
#include "views/lists.hpp"

namespace roundtable::http {

bool may_know_of(const views::ListedMeeting& meeting, const live::Subject& subject,
                 const live::Registry& registry);

}  // namespace roundtable::http
