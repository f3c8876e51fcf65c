// What the templates of templates/pages are given: a meeting and a grid as anybody may know them.
#pragma once

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "domain/grid.hpp"
#include "domain/issue.hpp"
#include "records/phrases.hpp"
#include "views/lists.hpp"

namespace roundtable::http {

/// Rows of each list; the client shows as many at first.
inline constexpr std::size_t kFirstRowsMax = 6;

nlohmann::json meeting_values(const views::ListedMeeting& meeting, const domain::GridTree& grids,
                              records::Lang lang);

struct GridFacts {
  const domain::GridNode& node;
  const domain::GridTree& grids;
  const std::vector<domain::Issue>& issues;
  const std::map<IssueId, std::vector<views::ListedMeeting>>& taken_up;
  const views::ListedWithin& listed;
  bool nobody = true;  // is signed in
  bool demonstration = false;
};
nlohmann::json grid_values(const GridFacts& facts, records::Lang lang);

}  // namespace roundtable::http
