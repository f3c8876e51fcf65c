// `GET /api/v1/grids?query=…` and `GET /api/v1/grids/{id}`: grids found by name or code, and one
// grid with its path, what is below it, and the meetings and records of its subtree. Every list has
// a bound and says how long it is in all; `…_from` moves on.
#pragma once

#include <string>

#include "app/http_json.hpp"
#include "live/registry.hpp"
#include "views/grid_search.hpp"
#include "views/lists.hpp"

namespace roundtable::app {

inline constexpr std::size_t kGridChildrenMax = 100;
inline constexpr std::size_t kGridMeetingsMax = 20;
inline constexpr std::size_t kGridRecordsMax = 20;

struct GridServices {
  const live::Registry& registry;
  const views::Lists& lists;
  views::GridSearch& search;
};

net::HttpResponse find_grids(const GridServices& services, const net::HttpRequest& request);
/// `id` may be "root".
net::HttpResponse read_grid(const GridServices& services, const net::HttpRequest& request,
                            const std::string& id);

}  // namespace roundtable::app
