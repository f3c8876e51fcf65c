#include "domain/ballot/tally_secrecy.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

#include "domain/ballot/ballot.hpp"

namespace roundtable::domain {
namespace {

/// Voters of one area: nothing tells them apart.
struct SameArea {
  std::int64_t area = 0;
  std::int64_t heads = 0;
};

/// What one choice gets of the voters so far.
struct Got {
  std::int64_t heads = 0;
  std::int64_t area = 0;
};

/// Sums of all choices but the last, which gets the rest, as one number.
using Packed = std::uint64_t;

/// Lays out who may have chosen what, group after group of equal areas. Forwards for the sums that
/// can be reached, then backwards for those from which the published ones are.
class SumRiddle {
 public:
  SumRiddle(std::vector<SameArea> groups, std::vector<Got> sums, std::size_t steps_max)
      : groups_(std::move(groups)), sums_(std::move(sums)), steps_left_(steps_max) {
    // The choice with most heads is the one that gets the rest: so the numbers stay small.
    const auto most = std::max_element(
        sums_.begin(), sums_.end(), [](const Got& a, const Got& b) { return a.heads < b.heads; });
    std::iter_swap(most, sums_.end() - 1);
  }

  /// For each group the number of choices that its voters may have made; nothing where finding out
  /// is too much work. 0 where no assignment gives the sums.
  std::optional<std::vector<std::size_t>> choices_possible() {
    if (!make_units()) return std::nullopt;
    reached_.assign(groups_.size() + 1, {});
    reached_.front().push_back(0);
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      if (!go_forward(group)) return std::nullopt;
    }
    std::vector<std::size_t> out(groups_.size(), 0);
    std::vector<Packed> leading = std::move(reached_.back());
    for (auto group = groups_.size(); group-- > 0;) leading = go_back(group, leading, out[group]);
    return out;
  }

 private:
  /// How far apart the sums of each choice stand in a packed number.
  bool make_units() {
    Packed unit = 1;
    for (std::size_t i = 0; i + 1 < sums_.size(); ++i) {
      const auto areas = static_cast<Packed>(sums_[i].area) + 1;
      const auto heads = static_cast<Packed>(sums_[i].heads) + 1;
      if (unit > std::numeric_limits<Packed>::max() / areas / heads / 2) return false;
      area_units_.push_back(unit);
      head_units_.push_back(unit * areas);
      unit *= areas * heads;
    }
    return true;
  }

  Got got(Packed packed, std::size_t choice) const {
    const auto areas = static_cast<Packed>(sums_[choice].area) + 1;
    const auto heads = static_cast<Packed>(sums_[choice].heads) + 1;
    const auto here = packed / area_units_[choice] % (areas * heads);
    return {static_cast<std::int64_t>(here / areas), static_cast<std::int64_t>(here % areas)};
  }

  /// Calls `visit(sums, given)` for each way in which the group's voters may choose on top of what
  /// stands; `given` says how many of them take each choice. False once the work is used up.
  template <class Visit>
  bool each_way(Packed before, std::size_t group, const Visit& visit) {
    given_.assign(sums_.size(), 0);
    auto rest = groups_done_[group];
    for (std::size_t i = 0; i + 1 < sums_.size(); ++i) {
      const auto here = got(before, i);
      rest.heads -= here.heads;
      rest.area -= here.area;
    }
    return choose(before, before, group, 0, groups_[group].heads, rest, visit);
  }
  template <class Visit>
  bool choose(Packed before, Packed now, std::size_t group, std::size_t choice, std::int64_t left,
              Got rest, const Visit& visit) {
    const auto area = groups_[group].area;
    if (choice + 1 == sums_.size()) {
      if (steps_left_ == 0) return false;
      --steps_left_;
      const auto& last = sums_.back();
      if (rest.heads + left > last.heads || rest.area + left * area > last.area) return true;
      given_.back() = left;
      visit(now, given_);
      return true;
    }
    const auto here = got(before, choice);
    const auto step = head_units_[choice] + static_cast<Packed>(area) * area_units_[choice];
    for (std::int64_t taken = 0; taken <= left; ++taken) {
      const bool fits = here.heads + taken <= sums_[choice].heads &&
                        here.area + taken * area <= sums_[choice].area;
      if (!fits) break;
      given_[choice] = taken;
      const auto next = now + static_cast<Packed>(taken) * step;
      if (!choose(before, next, group, choice + 1, left - taken, rest, visit)) return false;
    }
    return true;
  }

  bool go_forward(std::size_t group) {
    auto done = group == 0 ? Got{} : groups_done_.back();
    if (group > 0) {
      done.heads += groups_[group - 1].heads;
      done.area += groups_[group - 1].heads * groups_[group - 1].area;
    }
    groups_done_.push_back(done);
    auto& next = reached_[group + 1];
    for (const auto before : reached_[group]) {
      const auto keep = [&](Packed now, const std::vector<std::int64_t>&) { next.push_back(now); };
      if (!each_way(before, group, keep)) return false;
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    return true;
  }

  /// Those of the sums before the group that lead on, and how many choices its voters have. What
  /// was reached going forward is reached again: the work is known to be bounded.
  std::vector<Packed> go_back(std::size_t group, const std::vector<Packed>& leading,
                              std::size_t& choices) {
    std::vector<Packed> out;
    std::vector<bool> chosen(sums_.size(), false);
    for (const auto before : reached_[group]) {
      bool leads = false;
      const auto mark = [&](Packed now, const std::vector<std::int64_t>& given) {
        if (!std::binary_search(leading.begin(), leading.end(), now)) return;
        leads = true;
        for (std::size_t i = 0; i < given.size(); ++i) chosen[i] = chosen[i] || given[i] > 0;
      };
      steps_left_ = std::numeric_limits<std::size_t>::max();
      each_way(before, group, mark);
      if (leads) out.push_back(before);
    }
    choices = static_cast<std::size_t>(std::count(chosen.begin(), chosen.end(), true));
    return out;
  }

  std::vector<SameArea> groups_;
  std::vector<Got> sums_;
  std::size_t steps_left_;
  std::vector<Packed> area_units_;
  std::vector<Packed> head_units_;
  std::vector<Got> groups_done_;              // all voters before a group
  std::vector<std::vector<Packed>> reached_;  // before each group, ascending
  std::vector<std::int64_t> given_;
};

/// The sums in that unit; nothing where they are no such multiples.
std::optional<std::vector<Got>> in_units(const std::vector<Weight>& sums, std::int64_t unit) {
  std::vector<Got> out;
  for (const auto& sum : sums) {
    if (sum.area.centi % unit != 0) return std::nullopt;
    if (sum.heads == 0 && sum.area.centi != 0) return std::nullopt;
    if (sum.heads > 0) out.push_back({sum.heads, sum.area.centi / unit});
  }
  return out;
}

}  // namespace

std::vector<bool> votes_given_away(const std::vector<Area>& voted, const std::vector<Weight>& sums,
                                   std::size_t steps_max) {
  const std::vector<bool> all(voted.size(), true);
  std::int64_t unit = 0;
  Weight whole;
  for (const auto area : voted) {
    unit = std::gcd(unit, area.centi);
    whole = whole + Weight{1, area};
  }
  unit = std::max<std::int64_t>(1, unit);
  const auto summed = std::accumulate(sums.begin(), sums.end(), Weight{});
  const auto got = in_units(sums, unit);
  if (summed != whole || !got || got->size() < 2) return all;
  std::map<std::int64_t, std::int64_t, std::greater<>> by_area;  // the large ones first
  for (const auto area : voted) ++by_area[area.centi];
  std::vector<SameArea> groups;
  for (const auto& [area, heads] : by_area) groups.push_back({area / unit, heads});
  const auto possible = SumRiddle(std::move(groups), *got, steps_max).choices_possible();
  if (!possible) return all;
  std::vector<bool> out;
  for (const auto area : voted) {
    const auto group = std::distance(by_area.begin(), by_area.find(area.centi));
    out.push_back((*possible)[static_cast<std::size_t>(group)] < 2);
  }
  return out;
}

bool areas_give_votes_away(const Ballot& ballot, const Tally& tally) {
  if (ballot.secrecy != Secrecy::confidential || ballot.casts.empty()) return false;
  if (!ballot.rule.value->by_area) return true;
  std::vector<Area> voted;
  for (const auto& [head, cast] : ballot.casts) {
    voted.push_back(ballot.roll.value->heads.at(head).area);
  }
  std::vector<Weight> sums;
  for (const auto& sum : tally.sums) sums.push_back(sum.weight);
  const auto given_away = votes_given_away(voted, sums);
  return std::find(given_away.begin(), given_away.end(), true) != given_away.end();
}

Tally heads_alone(Tally tally) {
  for (auto& sum : tally.sums) sum.weight.area = {};
  tally.participating.area = {};
  return tally;
}

CountInHeads count_in_heads(const Verdict& verdict) {
  CountInHeads out;
  out.area_withheld = true;
  for (const auto& test : verdict.tests) {
    if (test.holds) out.holds.emplace_back(test.id());
  }
  out.tested = verdict.tested;
  out.leads = verdict.leads;
  return out;
}

Working working_in_heads(const Asked& asked, const Tally& heads, const CountInHeads& kept,
                         Outcome outcome) {
  Working working;
  auto stage = stage_of(asked.rule, asked.choices, heads);
  std::erase_if(stage.fronts, [](const Front& front) { return front.measure == Measure::area; });
  working.stages.push_back(std::move(stage));
  auto& verdict = working.verdict;
  verdict.tested = kept.tested;
  verdict.leads = kept.leads;
  judge(verdict, asked.rule, asked.basis, heads, false);
  for (auto& test : verdict.tests) {
    const auto found = std::find(kept.holds.begin(), kept.holds.end(), test.id());
    const bool is_withheld = test.measure == Measure::area;
    if (is_withheld) test = {test.about, test.measure, test.of, test.threshold};
    test.withheld = is_withheld;
    test.holds = found != kept.holds.end();
  }
  verdict.outcome = outcome;
  const auto* tested = find_choice(asked.choices, kept.tested);
  const bool is_plan = tested != nullptr && tested->kind == Choice::Kind::plan;
  if (is_plan && outcome == Outcome::passed) verdict.won = {kept.tested};
  return working;
}

}  // namespace roundtable::domain
