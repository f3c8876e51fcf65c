// The one description of each event: its stored name, its version and its members. From these rows
// an event is written, read back, and searched for what it names; what was stored once is read for
// ever, so a row only grows: a new member is optional or says since which version it is there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/describe/member.hpp"
#include "domain/event.hpp"
#include "domain/issue.hpp"

namespace roundtable::domain::describe {

template <class AnyEvent>
struct RowOf {
  std::string_view name;
  int version = 1;  // it is written in
  std::vector<Member> members;
  AnyEvent (*make)() = nullptr;
  std::size_t index = 0;  // of the variant
};
using EventRow = RowOf<Event>;

/// One row an event, in the order of the variant.
const std::vector<EventRow>& events();
const EventRow& row_of(const Event& event);
/// Null for a name that no event has.
const EventRow* find_event(std::string_view name);

/// The struct inside of the variant.
void* whole(Event& event);
const void* whole(const Event& event);

/// The commitment of the event's sealed value: "" where it stands in clear, nothing where it has
/// none. A file's bytes are sealed elsewhere.
std::optional<std::string> commitment_in(const Event& event);

// ---- the same of issues

using IssueEventRow = RowOf<IssueEvent>;
const std::vector<IssueEventRow>& issue_events();
const IssueEventRow& row_of(const IssueEvent& event);
const IssueEventRow* find_issue_event(std::string_view name);
void* whole(IssueEvent& event);
const void* whole(const IssueEvent& event);

}  // namespace roundtable::domain::describe
