// The one description of each event: its stored name, its version and its members. From these rows
// an event is written, read back, and searched for what it names; what was stored once is read for
// ever, so a row only grows: a new member is optional or says since which version it is there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/describe/member.hpp"
#include "domain/event.hpp"
#include "domain/issue.hpp"
#include "domain/registers.hpp"

namespace roundtable::domain::describe {

template <class AnyEvent>
struct RowOf {
  std::string_view name;
  std::string_view zh;  // how people say that it happened
  int version = 1;      // it is written in
  std::vector<Member> members;
  AnyEvent (*make)() = nullptr;
  /// Says of an event that was read what entries from before a member was added mean.
  void (*upcast)(void* whole) = nullptr;
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

/// A fresh salt, and the commitment to the value under it.
struct Commitment {
  std::string salt;
  std::string commitment;
};
using Sealer = std::function<Commitment(std::string_view value)>;
/// Seals what has just been decided: each value that the log may only hold a commitment to, under a
/// salt of its own.
void seal(std::vector<Event>& events, const Sealer& sealer);

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

// ---- and of registers

using RegisterEventRow = RowOf<RegisterEvent>;
const std::vector<RegisterEventRow>& register_events();
const RegisterEventRow& row_of(const RegisterEvent& event);
const RegisterEventRow* find_register_event(std::string_view name);
void* whole(RegisterEvent& event);
const void* whole(const RegisterEvent& event);

}  // namespace roundtable::domain::describe
