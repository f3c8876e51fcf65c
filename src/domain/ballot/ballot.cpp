#include "domain/ballot/ballot.hpp"

#include <algorithm>

#include "base/ensure.hpp"
#include "domain/ballot/tally_secrecy.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {

std::string_view to_string(Channel channel) {
  switch (channel) {
    case Channel::phone:
      return "phone";
    case Channel::helper:
      return "helper";
    case Channel::paper:
      return "paper";
    case Channel::proxy:
      return "proxy";
    case Channel::hand:
      return "hand";
  }
  return "";
}

std::optional<Channel> channel_from(std::string_view text) {
  for (const auto channel :
       {Channel::phone, Channel::helper, Channel::paper, Channel::proxy, Channel::hand}) {
    if (to_string(channel) == text) return channel;
  }
  return std::nullopt;
}

std::string_view to_string(Standing standing) {
  switch (standing) {
    case Standing::opinion_poll:
      return "opinion_poll";
    case Standing::binding:
      return "binding";
  }
  return "";
}

std::optional<Standing> standing_from(std::string_view text) {
  for (const auto standing : {Standing::opinion_poll, Standing::binding}) {
    if (to_string(standing) == text) return standing;
  }
  return std::nullopt;
}

std::string_view to_string(Departure departure) {
  switch (departure) {
    case Departure::item:
      return "item";
    case Departure::matter:
      return "matter";
    case Departure::rule:
      return "rule";
    case Departure::notice:
      return "notice";
    case Departure::day:
      return "day";
  }
  return "";
}

std::optional<Departure> departure_from(std::string_view text) {
  for (const auto departure :
       {Departure::item, Departure::matter, Departure::rule, Departure::notice, Departure::day}) {
    if (to_string(departure) == text) return departure;
  }
  return std::nullopt;
}

std::string_view to_string(BallotState state) {
  switch (state) {
    case BallotState::open:
      return "open";
    case BallotState::closed:
      return "closed";
    case BallotState::annulled:
      return "annulled";
  }
  return "";
}

std::string_view to_string(ClosedBy by) {
  switch (by) {
    case ClosedBy::chair:
      return "chair";
    case ClosedBy::deadline:
      return "deadline";
  }
  return "";
}

std::optional<ClosedBy> closed_by_from(std::string_view text) {
  for (const auto by : {ClosedBy::chair, ClosedBy::deadline}) {
    if (to_string(by) == text) return by;
  }
  return std::nullopt;
}

std::optional<EarlierVote> entered_by_others(const Ballot& ballot, const HeadId& head) {
  const auto cast = ballot.casts.find(head);
  if (cast != ballot.casts.end() && cast->second.channel != Channel::phone) {
    return EarlierVote{cast->second.channel, cast->second.entered_by, cast->second.at};
  }
  const auto trail = ballot.trails.find(head);
  if (trail == ballot.trails.end()) return std::nullopt;
  const auto& earlier = trail->second.earlier;
  const auto found = std::find_if(earlier.rbegin(), earlier.rend(), [&](const EarlierVote& one) {
    return one.channel != Channel::phone;
  });
  if (found == earlier.rend()) return std::nullopt;
  return *found;
}

bool may_object(const Ballot& ballot, const HeadId& head) {
  const auto entered = entered_by_others(ballot, head);
  if (!entered) return false;
  const auto trail = ballot.trails.find(head);
  return trail == ballot.trails.end() || !trail->second.objected_at ||
         *trail->second.objected_at < entered->at;
}

bool may_release(const Ballot& ballot, const HeadId& head) {
  const auto cast = ballot.casts.find(head);
  if (cast == ballot.casts.end() || cast->second.channel != Channel::phone) return false;
  const auto trail = ballot.trails.find(head);
  const bool is_released = trail != ballot.trails.end() && trail->second.released;
  return !is_released && ballot.rule.value->change_until_close;
}

std::int64_t objections(const Ballot& ballot) {
  return std::count_if(ballot.trails.begin(), ballot.trails.end(),
                       [](const auto& trail) { return trail.second.objected_at.has_value(); });
}

bool split_may_be_told(const Ballot& ballot) {
  if (ballot.state != BallotState::closed) return ballot.counts == Counts::live;
  return ballot.secrecy == Secrecy::named ||
         ballot.tally.participating.heads >= std::int64_t{kConfidentialHeadsMin};
}

bool participation_may_be_detailed(const Ballot& ballot) {
  return ballot.secrecy == Secrecy::named || ballot.state == BallotState::closed;
}

Basis Ballot::basis() const {
  return {{roll.value->total_heads(), roll.value->total_area}, present_at_opening};
}

void Ballot::count_by(const MethodUse& use, const std::vector<std::string>& plans) {
  method = use;
  counting = find_method(use);
  ensure(counting != nullptr, "a method this program knows");
  choices = counting->choices(*rule.value, plans);
  tally = Tally(choices);
}

Asked Ballot::asked() const {
  return {*rule.value, basis(), choices, method};
}

Working Ballot::working() const {
  if (in_heads.area_withheld) {
    const bool is_closed = state == BallotState::closed;
    return working_in_heads(asked(), tally, in_heads, is_closed ? outcome : Outcome::pending);
  }
  return counting->count(asked(), tally, state == BallotState::closed);
}

bool Ballot::among_plans() const {
  return !choices.empty() && choices.front().kind == Choice::Kind::plan;
}

}  // namespace roundtable::domain
