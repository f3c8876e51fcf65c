// What the tables of commands are written with, beside make.hpp. Seen by those tables alone.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "domain/decide_parts.hpp"
#include "domain/describe/commands.hpp"
#include "domain/describe/make.hpp"
#include "domain/describe/parts.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain::describe {

using Phases = std::vector<Phase>;
using CommandRows = std::vector<CommandRow>;

inline const Phases kNotOver = domain::kNotOver;
inline const Phases kWritten = {Phase::convened,   Phase::announced, Phase::open,
                                Phase::in_session, Phase::recess,    Phase::closed};
inline const Phases kDoorsOpen = {Phase::open, Phase::in_session, Phase::recess};
inline const Phases kSitting = {Phase::in_session};
inline const Phases kBegun = {Phase::in_session, Phase::recess};
inline const Phases kRulesSay = {};

template <class C>
CommandRow command(std::string_view name, Words words, Who who, const Phases& phases,
                   std::vector<Member> members = {}) {
  CommandRow out;
  out.name = name;
  out.words = words;
  out.who = who;
  out.phases = phases;
  out.members = std::move(members);
  out.make = [] { return Command(C{}); };
  out.index = Command(C{}).index();
  return out;
}
inline CommandRow comes(Comes how, CommandRow described) {
  described.comes = how;
  return described;
}
/// Of a reactor alone (src/reactors).
inline CommandRow from_reactor(std::string_view name, CommandRow described) {
  described.comes = Comes::from_reactor;
  described.reactor = name;
  return described;
}
inline CommandRow allowed_by(bool (*allows)(const Command&, const Giver&), CommandRow described) {
  described.allows = allows;
  return described;
}

template <auto... kPath>
Member asked_reason() {
  return text<kPath...>("reason", kReasonBytesMax);
}
template <auto... kPath>
Member scope() {
  auto out = object<kPath...>("scope", scope_asked);
  out.check = scope_wrong;
  return out;
}

/// Those of other files than commands.cpp.
CommandRows proposal_commands();
CommandRows amendment_commands();
CommandRows ballot_commands();
CommandRows minutes_commands();
CommandRows file_commands();
/// Given to other streams than meetings.
CommandRows issue_commands();
CommandRows register_commands();

}  // namespace roundtable::domain::describe
