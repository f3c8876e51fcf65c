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

template <class E>
EventRow event(std::string_view name, std::string_view zh, std::vector<Member> members = {}) {
  EventRow out;
  out.name = name;
  out.zh = zh;
  out.members = std::move(members);
  out.make = [] { return Event(E{}); };
  out.index = Event(E{}).index();
  return out;
}

/// What stands as a value of its own: a rule, rules, a roll, a tally.
template <auto... kPath>
Member value(Kind kind, std::string_view name) {
  Member out;
  out.name = name;
  out.kind = kind;
  out.at = [](void* whole) -> void* { return &Path<kPath...>::in(whole); };
  return out;
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
