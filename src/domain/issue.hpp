// An issue (事项): a problem in a grid that neighbours want settled - what meetings are held on.
// Registered with where it came from, the first step of finding, handling, supervising and feeding
// back (docs/domain.md 4.4); the meetings that took it up are found through their agendas. Each is
// a stream of its own, with its events. What is asked of it is decided in decide_issue.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

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
  GridId grid;  // "" : nobody has reported it
  std::string title;
  std::string text;  // what it is about; "" : the title says it all
  IssueSource source = IssueSource::resident;
  Time reported_at;
  ActorId reported_by{};
  std::int64_t edits = 0;  // so often it was changed
  std::optional<Time> edited_at{};
  struct Withdrawal {
    Time at;
    std::string reason;
  };
  std::optional<Withdrawal> withdrawn{};  // it was none, or is registered elsewhere
};

/// The time is the entry's, and so is who did it.
struct IssueReported {
  IssueId issue;
  GridId grid;
  std::string title;
  std::string text;
  IssueSource source = IssueSource::resident;
};
struct IssueEdited {
  IssueId issue;
  GridId grid;
  std::string title;
  std::string text;
};
struct IssueWithdrawn {
  IssueId issue;
  GridId grid;
  std::string reason;
};
using IssueEvent = std::variant<IssueReported, IssueEdited, IssueWithdrawn>;

/// What happened, as state: refuses nothing. `by`: who gave the command.
void apply(Issue& issue, const IssueEvent& event, const ActorId& by, Time at);

}  // namespace roundtable::domain
