#include "domain/ballot/worth.hpp"

#include <algorithm>
#include <array>

namespace roundtable::domain {
namespace {

constexpr std::array<std::string_view, 3> kBodiesThatNeverBind = {
    "consultation", "joint_conference", kDeliberation};

}  // namespace

std::string_view to_string(Worth worth) {
  switch (worth) {
    case Worth::opinion_poll:
      return "opinion_poll";
    case Worth::motion:
      return "motion";
    case Worth::binding:
      return "binding";
  }
  return "";
}

std::optional<Worth> worth_from(std::string_view text) {
  for (const auto worth : {Worth::opinion_poll, Worth::motion, Worth::binding}) {
    if (to_string(worth) == text) return worth;
  }
  return std::nullopt;
}

bool may_bind(const Rule& rule) {
  if (rule.binds) return *rule.binds;
  return std::find(kBodiesThatNeverBind.begin(), kBodiesThatNeverBind.end(), rule.body) ==
         kBodiesThatNeverBind.end();
}

Worth worth_of(const Ballot& ballot) {
  if (!ballot.about.empty() || ballot.rule.value->body == kDeliberation) return Worth::motion;
  const bool binding = ballot.standing == Standing::binding && may_bind(*ballot.rule.value);
  return binding ? Worth::binding : Worth::opinion_poll;
}

bool has_decided(const Ballot& ballot) {
  return worth_of(ballot) == Worth::binding && ballot.state == BallotState::closed &&
         ballot.verdict().outcome == Outcome::passed;
}

}  // namespace roundtable::domain
