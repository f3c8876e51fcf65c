// Lists of members: rolls on which each representative, committee member or unit counts as one.
#pragma once

#include "live/identity.hpp"
#include "live/registry.hpp"
#include "log/directory.hpp"
#include "net/handlers.hpp"

namespace roundtable::app {

struct MemberServices {
  const live::Identity& identity;
  live::Registry& registry;
  log::Directory& directory;
};

/// `POST /api/v1/grids/{id}/members` {"names":[…]}: {"roll"}. For whoever keeps registers there.
/// The names stand in the Directory alone; the same request makes one list however often it comes.
net::HttpResponse add_members(const MemberServices& services, const net::HttpRequest& request,
                              const GridId& grid);

}  // namespace roundtable::app
