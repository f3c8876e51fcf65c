// What the tables of events are written with, beside make.hpp. Seen by those tables alone.
#pragma once

#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "domain/describe/events.hpp"
#include "domain/describe/make.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain::describe {

using EventRows = std::vector<EventRow>;

/// An event of any stream: E is one of AnyEvent.
template <class E, class AnyEvent>
RowOf<AnyEvent> event_of(std::string_view name, std::string_view zh, std::vector<Member> members) {
  RowOf<AnyEvent> out;
  out.name = name;
  out.zh = zh;
  out.members = std::move(members);
  out.make = [] { return AnyEvent(E{}); };
  out.index = AnyEvent(E{}).index();
  return out;
}
template <class E>
EventRow event(std::string_view name, std::string_view zh, std::vector<Member> members = {}) {
  return event_of<E, Event>(name, zh, std::move(members));
}
template <class E>
IssueEventRow issue_event(std::string_view name, std::string_view zh, std::vector<Member> members) {
  return event_of<E, IssueEvent>(name, zh, std::move(members));
}
template <class E>
RegisterEventRow register_event(std::string_view name, std::string_view zh,
                                std::vector<Member> members) {
  return event_of<E, RegisterEvent>(name, zh, std::move(members));
}
/// Among few; null where none has that name.
template <class AnyEvent>
const RowOf<AnyEvent>* find_row(const std::vector<RowOf<AnyEvent>>& rows, std::string_view name) {
  for (const auto& row : rows) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

template <auto... kPath>
Member rule(std::string_view name) {
  static_assert(std::is_same_v<typename Path<kPath...>::Value, FixedRule>);
  return value<kPath...>(Kind::rule, name);
}
template <auto... kPath>
Member roll(std::string_view name) {
  static_assert(std::is_same_v<typename Path<kPath...>::Value, FixedRoll>);
  return value<kPath...>(Kind::roll, name);
}

/// A sealed text; `name` is what older entries call it in clear, "" where none ever did.
template <auto kText, auto kSalt>
Member sealed_text(std::string_view name = {}) {
  Member out;
  out.name = name;
  out.kind = Kind::sealed;
  out.sealing = [](const void* whole) {
    const auto& text = Path<kText>::in(whole);
    return Sealed{text.value, text.commitment, Path<kSalt>::in(whole)};
  };
  out.unseal = [](void* whole, Sealed&& from) {
    Path<kText>::in(whole) = {std::move(from.value), std::move(from.commitment)};
    return true;
  };
  out.commit = [](void* whole, std::string&& salt, std::string&& commitment) {
    Path<kText>::in(whole).commitment = std::move(commitment);
    Path<kSalt>::in(whole) = std::move(salt);
  };
  return out;
}

template <auto... kPath>
Member stored_reason() {
  return text<kPath...>("reason", kReasonBytesMax);
}

/// The roll that something was decided on.
const std::vector<Member>& roll_at_stored();
template <auto kPath>
Member roll_at(std::string_view name) {
  return added(object<kPath>(name, roll_at_stored),
               [](const void* whole) { return Path<kPath>::in(whole).empty(); });
}

/// Those of ballots; the others stand in events.cpp.
EventRows ballot_events();

}  // namespace roundtable::domain::describe
