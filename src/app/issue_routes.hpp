// Issues over HTTP (docs/protocol.md): those of a grid, which everyone may read, and registering
// one.
#pragma once

#include "live/identity.hpp"
#include "live/registry.hpp"
#include "net/handlers.hpp"
#include "views/lists.hpp"

namespace roundtable::app {

struct IssueServices {
  const live::Identity& identity;
  live::Registry& registry;
  const views::Lists& lists;
};

/// Those of the grid and below it, the newest first; with `?above=1` also those of the grids above,
/// which a meeting of this one may take up.
net::HttpResponse list_issues(const IssueServices& services, const net::HttpRequest& request,
                              const GridId& grid);
/// The issue's id comes from the request's key: the same request registers it once.
net::HttpResponse report_issue(const IssueServices& services, const net::HttpRequest& request,
                               const GridId& grid);

}  // namespace roundtable::app
