// Names of people who come to a meeting without a seat or a phone.
#pragma once

#include "app/routes.hpp"

namespace roundtable::app {

/// `POST /api/v1/meetings/{id}/people` {"name"}: {"person"}, for `attendance.admit`. For whoever
/// may admit people there. The name stands in the Directory alone; the same request gives the same
/// person again.
net::HttpResponse name_person(const RouteServices& services, const net::HttpRequest& request,
                              const MeetingId& meeting);

}  // namespace roundtable::app
