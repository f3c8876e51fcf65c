// A roll over HTTP: GET /api/v1/rolls/{id}?from=N, its units as they stand in the register, for who
// may keep it. Run on a worker: it reads the Directory.
#pragma once

#include <string>

#include "live/identity.hpp"
#include "live/registry.hpp"
#include "log/directory.hpp"
#include "net/handlers.hpp"

namespace roundtable::app {

struct RollServices {
  const live::Identity& identity;
  const live::Registry& registry;
  log::Directory& directory;
};

net::HttpResponse read_roll(const RollServices& services, const net::HttpRequest& request,
                            const RollId& id);

}  // namespace roundtable::app
