// An issue (事项): a problem in a grid that neighbours want settled - what meetings are held on.
// Registered with where it came from, the first step of finding, handling, supervising and feeding
// back (docs/domain.md 4.4); the meetings that took it up are found through their agendas.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace roundtable::domain {

/// How it became known.
enum class IssueSource {
  resident,  // 居民反映
  visit,     // 走访: a cadre heard of it at the door
  patrol,    // 巡查: seen by whoever walks the grid
  hotline,   // 12345
  meeting,   // came up in another meeting
};
std::string_view to_string(IssueSource source);
std::optional<IssueSource> issue_source_from(std::string_view text);

/// Everyone may read it: it names no person and no door.
struct Issue {
  IssueId id;
  GridId grid;
  std::string title;
  std::string text;  // what it is about; "" : the title says it all
  IssueSource source = IssueSource::resident;
  Time reported_at;
};

}  // namespace roundtable::domain
