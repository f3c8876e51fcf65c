#include "views/ballot_view.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/percent.hpp"
#include "domain/ballot/worth.hpp"

namespace roundtable::views {
namespace {

using namespace domain;
using nlohmann::json;

json weight_json(Weight weight) {
  return {{"heads", weight.heads}, {"area", weight.area.centi}};
}

/// Where areas may not be told, heads alone.
json told_weight(const Ballot& ballot, Weight weight) {
  if (ballot.in_heads.area_withheld) return {{"heads", weight.heads}};
  return weight_json(weight);
}

json test_json(const Test& test, std::int64_t order) {
  json out = {{"order", order},
              {"about", test.about == Test::About::quorum ? "quorum" : "majority"},
              {"measure", to_string(test.measure)},
              {"num", test.threshold.num},
              {"den", test.threshold.den},
              {"op", to_string(test.threshold.comparison)},
              {"of", to_string(test.of)},
              {"holds", test.holds}};
  if (test.withheld) return out;
  out["part"] = test.part;
  out["whole"] = test.whole;
  out["left"] = test.left;
  out["right"] = test.right;
  out["missing"] = test.missing;
  return out;
}

constexpr std::array<const char*, 4> kTestIds = {"quorum_area", "quorum_heads", "majority_area",
                                                 "majority_heads"};

/// What may be told of the verdict: where the split may not, the quorum alone, and of a
/// confidential ballot under way no area.
Verdict told_verdict(const Ballot& ballot) {
  auto verdict = ballot.verdict();
  if (split_may_be_told(ballot)) return verdict;
  const auto withheld = [&](const Test& test) {
    return test.about == Test::About::majority ||
           (test.measure == Measure::area && !participation_may_be_detailed(ballot) &&
            ballot.rule.value->quorum_kind == QuorumKind::participation);
  };
  std::erase_if(verdict.tests, withheld);
  return verdict;
}

/// In a patch what is not told is given as null: an annulled ballot takes back what it had shown.
void put_tests(json& out, const Verdict& verdict, bool patching) {
  json listed = json::object();
  json shares = json::object();
  if (patching) {
    for (const auto* id : kTestIds) listed[id] = shares[id] = nullptr;
  }
  std::int64_t order = 0;
  for (const auto& test : verdict.tests) {
    const std::string id(test.id());
    listed[id] = test_json(test, order++);
    if (!test.withheld) shares[id] = percent(test.part, test.whole);
  }
  out["verdict"] = {{"outcome", to_string(verdict.outcome)}, {"tests", std::move(listed)}};
  if (verdict.won.size() == 1) {
    out["verdict"]["choice"] = verdict.won.front();
  } else if (patching) {
    out["verdict"]["choice"] = nullptr;
  }
  out["share"] = std::move(shares);
}

/// What may be chosen: plans with their words, the others have theirs in every language.
json options_json(const Ballot& ballot) {
  json out = json::object();
  std::int64_t order = 0;
  for (const auto& choice : ballot.choices) {
    if (!choice.offered) continue;
    out[choice.id] = {{"order", order++}};
    if (choice.kind == Choice::Kind::plan) out[choice.id]["text"] = choice.text;
  }
  return out;
}

/// Heads always; the rest where it may be told.
void put_participation(json& out, const Ballot& ballot, bool patching) {
  const auto participating = ballot.tally.participating;
  json channels = json::object();
  if (!participation_may_be_detailed(ballot)) {
    out["participation"] = {{"heads", participating.heads}};
    if (patching) {
      out["participation"]["area"] = nullptr;
      for (const auto& [channel, heads] : ballot.channels) {
        channels[std::string(to_string(channel))] = nullptr;
      }
    }
  } else {
    out["participation"] = told_weight(ballot, participating);
    for (const auto& [channel, heads] : ballot.channels) {
      channels[std::string(to_string(channel))] = heads;
    }
  }
  out["channels"] = std::move(channels);
}

/// What staff sees beside a household's vote; in a patch what is not there any more is null.
void put_trail_for_staff(json& line, const Ballot& ballot, const HeadId& head, bool patching) {
  const auto found = ballot.trails.find(head);
  const VoteTrail none;
  const auto& trail = found == ballot.trails.end() ? none : found->second;
  const auto maybe = [&](const char* key, bool there, json value) {
    if (there) {
      line[key] = std::move(value);
    } else if (patching) {
      line[key] = nullptr;
    }
  };
  maybe("objected_at", trail.objected_at.has_value(), trail.objected_at.value_or(Time{}).micros);
  maybe("released", trail.released, true);
  // When, how and by whom a single vote of a confidential ballot was given is nobody's to see.
  if (ballot.secrecy == Secrecy::confidential) return;
  maybe("reason", !trail.reason.empty(), trail.reason);
  for (std::size_t i = 0; i < trail.earlier.size(); ++i) {
    const auto& one = trail.earlier[i];
    auto& vote = line["earlier"][std::to_string(i)];
    vote = {{"channel", to_string(one.channel)}, {"at", one.at.micros}};
    if (one.channel != Channel::phone) {
      vote["entered_by"] = one.entered_by.str();
    } else if (patching) {
      vote["entered_by"] = nullptr;
    }
  }
}

json reopenings_json(const Ballot& ballot) {
  json out = json::object();
  for (std::size_t i = 0; i < ballot.reopenings.size(); ++i) {
    const auto& one = ballot.reopenings[i];
    out[std::to_string(i)] = {
        {"closed_at", one.closed_at.micros}, {"at", one.at.micros}, {"reason", one.reason}};
  }
  return out;
}

}  // namespace

void put_ballot(json& out, const Ballot& ballot, bool patching) {
  const auto optional = [&](const char* key, bool there, json value) {
    if (there) {
      out[key] = std::move(value);
    } else if (patching) {
      out[key] = nullptr;
    }
  };
  out["order"] = ballot.order;
  out["item"] = ballot.item.str();
  out["question"] = ballot.question;
  out["detail"] = ballot.detail;
  out["kind"] = ballot.method.name;
  out["rule"] = ballot.rule.value->id;
  out["scope"] = {{"kind", to_string(ballot.scope.kind)},
                  {"building", ballot.scope.building},
                  {"stair", ballot.scope.stair}};
  if (!ballot.interest.applicant.empty()) {
    out["interest"] = {{"applicant", ballot.interest.applicant.str()},
                       {"also", ballot.interest.also.size()},
                       {"reason", ballot.interest.reason}};
  }
  out["secrecy"] = to_string(ballot.secrecy);
  out["counts"] = to_string(ballot.counts);
  out["change_until_close"] = ballot.rule.value->change_until_close;
  const bool binding = worth_of(ballot) == Worth::binding;
  out["standing"] = to_string(binding ? Standing::binding : Standing::opinion_poll);
  optional("standing_basis", binding, ballot.standing_basis);
  for (const auto departure : ballot.departures) {
    out["departures"][std::string(to_string(departure))] = true;
  }
  if (ballot.rule.value->prior_party_review && ballot.party.empty()) out["not_studied"] = true;
  out["state"] = to_string(ballot.state);
  if (!ballot.reopenings.empty()) out["reopenings"] = reopenings_json(ballot);
  optional("annul_reason", !ballot.annul_reason.empty(), ballot.annul_reason);
  out["opened_at"] = ballot.opened_at.micros;
  optional("deadline", ballot.deadline.has_value(), ballot.deadline.value_or(Time{}).micros);
  optional("closed_at", ballot.closed_at.has_value(), ballot.closed_at.value_or(Time{}).micros);
  optional("closed_by", ballot.closed_at.has_value(), to_string(ballot.closed_by));
  const auto all = ballot.basis().all;
  // Households have floor area also where their heads alone count: it is not said there.
  const auto area = ballot.rule.value->by_area ? all.area : Area{};
  out["roll"] = {{"sha256", ballot.roll.sha256}, {"heads", all.heads}, {"area", area.centi}};
  if (ballot.roll.value->of_households()) out["roll"]["households"] = true;
  out["present_at_opening"] = weight_json(ballot.present_at_opening);
  optional("record", !ballot.record.empty(), ballot.record.str());
  if (!ballot.about.proposal.empty()) out["about"]["proposal"] = ballot.about.proposal.str();
  if (!ballot.about.amendment.empty()) out["about"]["amendment"] = ballot.about.amendment.str();
  out["options"] = options_json(ballot);
  if (ballot.counting->filling == Method::Filling::several) out["filling"] = "several";
}

void put_counts(json& out, const Ballot& ballot, bool patching) {
  // Only what undoes a closing takes back what was shown.
  const bool is_undone = ballot.state == BallotState::annulled ||
                         (ballot.state == BallotState::open && !ballot.reopenings.empty());
  const bool taking_back = patching && is_undone;
  if (const auto count = objections(ballot); count > 0) out["objections"] = count;
  if (ballot.rule.value->by_area && ballot.in_heads.area_withheld) out["area_withheld"] = true;
  put_participation(out, ballot, taking_back);
  put_tests(out, told_verdict(ballot), taking_back);
  if (split_may_be_told(ballot)) {
    json tally = json::object();
    for (const auto& choice : ballot.choices) {
      tally[choice.id] = told_weight(ballot, ballot.tally.of(choice.id));
    }
    out["tally"] = std::move(tally);
  } else if (taking_back) {
    out["tally"] = nullptr;
  }
}

void put_votes(json& out, const Ballot& ballot, const std::set<HeadId>& heads, bool patching) {
  auto& voted = out["voted"];
  auto& not_voted = out["not_voted"];
  if (voted.is_null()) voted = json::object();
  if (not_voted.is_null()) not_voted = json::object();
  for (const auto& head : heads) {
    const auto found = ballot.casts.find(head);
    if (found == ballot.casts.end()) {
      not_voted[head.str()] = true;
      continue;
    }
    const auto& cast = found->second;
    json line = {{"channel", to_string(cast.channel)}, {"at", cast.at.micros}};
    // Of a confidential ballot staff sees who has voted, so that nobody is forgotten, and no more.
    if (ballot.secrecy == Secrecy::confidential) line = json::object();
    if (cast.channel != Channel::phone && ballot.secrecy == Secrecy::named)
      line["entered_by"] = cast.entered_by.str();
    else if (patching)
      line["entered_by"] = nullptr;
    put_trail_for_staff(line, ballot, head, patching);
    voted[head.str()] = std::move(line);
    if (patching) not_voted[head.str()] = nullptr;
  }
}

}  // namespace roundtable::views
