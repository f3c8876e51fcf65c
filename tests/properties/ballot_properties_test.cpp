// Method: random rolls, votes and rules. Each property compares the counting with a second, naive
// way: other orders, other channels, wide integers, trying numbers one by one. A failure prints the
// RC_PARAMS that repeat it.
#include <rapidcheck.h>
#include <rapidcheck/catch.h>
#include <set>

#include <algorithm>
#include <array>

#include "domain/limits.hpp"
#include "domain/scenario.hpp"
#include "support/counting.hpp"

using namespace scenario;

namespace {

struct Vote {
  int head = 1;
  Paper paper{"yes"};
  Channel channel = Channel::phone;
};

rc::Gen<Paper> any_paper() {
  return rc::gen::element(Paper{"yes"}, Paper{"no"}, Paper{"abstain"});
}

rc::Gen<std::vector<Vote>> any_votes(int heads) {
  return rc::gen::container<std::vector<Vote>>(rc::gen::build<Vote>(
      rc::gen::set(&Vote::head, rc::gen::inRange(1, heads + 1)),
      rc::gen::set(&Vote::paper, any_paper()),
      rc::gen::set(&Vote::channel, rc::gen::element(Channel::phone, Channel::helper, Channel::paper,
                                                    Channel::hand))));
}

rc::Gen<Threshold> any_threshold() {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::inRange<std::int64_t>(1, 13), rc::gen::inRange<std::int64_t>(1, 13),
                     rc::gen::element(Comparison::at_least, Comparison::more_than)),
      [](const std::tuple<std::int64_t, std::int64_t, Comparison>& t) {
        const auto [a, b, comparison] = t;
        Threshold threshold{std::min(a, b), std::max(a, b), comparison};
        if (threshold.num == threshold.den) threshold.comparison = Comparison::at_least;
        return threshold;
      });
}

Rule any_rule() {
  auto rule = ordinary();
  rule.by_area = *rc::gen::arbitrary<bool>();
  rule.quorum_kind =
      *rc::gen::element(QuorumKind::none, QuorumKind::presence, QuorumKind::participation);
  rule.quorum = *any_threshold();
  rule.majority = *any_threshold();
  rule.majority_of =
      *rc::gen::element(MajorityOf::participants, MajorityOf::present, MajorityOf::all);
  return rule;
}

Weight any_weight(std::int64_t heads_max) {
  return {*rc::gen::inRange<std::int64_t>(0, heads_max),
          Area{*rc::gen::inRange<std::int64_t>(0, heads_max * 10'000'000)}};
}

constexpr std::array kFixed = {kYes, kNo, kAbstain};

Tally any_tally(std::int64_t heads_max) {
  auto tally = test::yes_no_tally();
  for (const auto choice : kFixed) tally.add(choice, any_weight(heads_max));
  return tally;
}

/// A few amounts, so that plans often tie.
Tally any_choice_tally(std::size_t plans) {
  auto tally = test::plans_tally(plans);
  for (const auto& choice : test::plans_tally(plans).sums) {
    tally.add(choice.choice,
              {*rc::gen::inRange<std::int64_t>(0, 6), Area{*rc::gen::inRange<std::int64_t>(0, 6)}});
  }
  return tally;
}

/// The plan that has more than every other plan and "none of these" have, by all that is counted.
std::optional<std::string> naive_leader(const Rule& rule, const Tally& tally) {
  for (std::size_t i = 0; i < test::plans_in(tally); ++i) {
    const auto mine = tally.of(plan_id(i));
    bool ahead = true;
    for (const auto& [choice, other] : tally.sums) {
      if (choice == plan_id(i) || choice == kAbstain) continue;
      ahead = ahead && mine.heads > other.heads && (!rule.by_area || mine.area > other.area);
    }
    if (ahead) return plan_id(i);
  }
  return std::nullopt;
}

std::string plan_after(const std::string& plan, std::size_t plans) {
  std::size_t index = 0;
  while (plan_id(index) != plan) ++index;
  return plan_id((index + 1) % plans);
}

std::size_t any_plan_count() {
  return *rc::gen::inRange<std::size_t>(kPlansMin, kPlansMax + 1);
}

/// The same comparison in 128 bits.
bool wide_holds(const Threshold& threshold, std::int64_t part, std::int64_t whole) {
  using Wide = __int128;
  if (whole <= 0) return false;
  const auto left = Wide{part} * threshold.den;
  const auto right = Wide{whole} * threshold.num;
  return threshold.comparison == Comparison::at_least ? left >= right : left > right;
}

Tally naive_tally(const std::vector<Vote>& votes, std::int64_t area) {
  std::map<int, Paper> last;
  for (const auto& vote : votes) last[vote.head] = vote.paper;
  auto tally = test::yes_no_tally();
  for (const auto& [number, paper] : last) tally.add(paper.bytes, {1, Area{area}});
  return tally;
}

}  // namespace

TEST_CASE("a ballot's totals are those of each household's last vote, its own before any other") {
  rc::prop("totals", [] {
    const int heads = *rc::gen::inRange(1, 12);
    const auto votes = *any_votes(heads);
    Scenario scene(ordinary(), flats(heads));
    scene.in_session().present(heads).ballot_open();
    std::vector<Vote> taken;
    std::set<int> voted_themselves;
    for (const auto& vote : votes) {
      const auto command = scene.cast(vote.head, vote.paper, vote.channel);
      if (vote.channel != Channel::phone && voted_themselves.contains(vote.head)) {
        scene.refuses(command, {Code::ballot_cast_by_household,
                                {{"ballot", scene.ballot.str()}, {"head", head(vote.head).str()}}});
        continue;
      }
      scene.given(command);
      taken.push_back(vote);
      if (vote.channel == Channel::phone) voted_themselves.insert(vote.head);
    }
    const auto& ballot = scene.the_ballot();
    RC_ASSERT(ballot.tally == naive_tally(taken, 8'000));
    const auto participating = ballot.tally.participating;
    RC_ASSERT(participating.heads == static_cast<std::int64_t>(ballot.casts.size()));
    RC_ASSERT(participating.heads <= ballot.basis().all.heads);
    RC_ASSERT(participating.area <= ballot.basis().all.area);
    std::int64_t by_channel = 0;
    for (const auto& [channel, count] : ballot.channels) by_channel += count;
    RC_ASSERT(by_channel == participating.heads);
  });
}

TEST_CASE("the order in which households vote does not matter") {
  rc::prop("order", [] {
    const int heads = *rc::gen::inRange(1, 12);
    std::vector<Vote> votes;
    for (int i = 1; i <= heads; ++i) votes.push_back({i, *any_paper(), Channel::phone});
    auto shuffled = votes;
    std::reverse(shuffled.begin(), shuffled.end());
    const auto cut = *rc::gen::inRange<std::ptrdiff_t>(0, heads);
    std::rotate(shuffled.begin(), shuffled.begin() + cut, shuffled.end());
    Scenario first(ordinary(), flats(heads));
    Scenario second(ordinary(), flats(heads));
    first.in_session().ballot_open();
    second.in_session().ballot_open();
    for (const auto& vote : votes) first.given(first.cast(vote.head, vote.paper));
    for (const auto& vote : shuffled) {
      second.given(second.cast(vote.head, vote.paper, Channel::helper));
    }
    RC_ASSERT(first.the_ballot().tally == second.the_ballot().tally);
  });
}

TEST_CASE("nor does it among plans, and every vote is in exactly one sum") {
  rc::prop("plans", [] {
    const int heads = *rc::gen::inRange(1, 12);
    const auto any_option = rc::gen::element(test::plan(0), test::plan(1), test::plan(2),
                                             Paper{"abstain"}, Paper{"none"});
    std::vector<Paper> papers;
    for (int i = 0; i < heads; ++i) papers.push_back(*any_option);
    Scenario first(ordinary(), flats(heads));
    Scenario second(ordinary(), flats(heads));
    for (auto* scene : {&first, &second}) {
      scene->in_session();
      auto open = scene->open_ballot();
      open.plans = {"方案一", "方案二", "方案三"};
      scene->ballot_open(open);
    }
    for (int i = 1; i <= heads; ++i) {
      const auto at = [&](int head) { return papers[static_cast<std::size_t>(head - 1)]; };
      first.given(first.cast(i, at(i)));
      const int back = heads + 1 - i;
      second.given(second.cast(back, at(back), Channel::helper));
    }
    const auto& tally = first.the_ballot().tally;
    RC_ASSERT(tally == second.the_ballot().tally);
    Weight sum;
    const auto working = first.the_ballot().working();
    for (const auto& one : working.stages.back().sums) sum = sum + one.weight;
    RC_ASSERT(sum == tally.participating);
    RC_ASSERT(sum.heads == heads);
  });
}

TEST_CASE("by any method papers come in any order, and the sums of a working add up") {
  rc::prop("working", [] {
    const auto rule = any_rule();
    const Basis basis{any_weight(60), any_weight(60)};
    for (const auto* method : methods()) {
      const MethodUse use{std::string(method->name), method->version, {}};
      const auto choices = test::choices_of(use, method->plans_max);
      std::vector<std::pair<Paper, Weight>> papers;
      const auto count = *rc::gen::inRange<std::size_t>(0, 20);
      for (std::size_t i = 0; i < count; ++i) {
        const auto named = *rc::gen::inRange<std::size_t>(0, choices.size());
        papers.emplace_back(Paper{choices[named].id}, Weight{1, any_weight(2).area});
      }
      Tally forward(choices);
      Tally backward(choices);
      Weight given;
      for (const auto& [paper, weight] : papers) {
        method->add(paper, weight, forward);
        given = given + weight;
      }
      std::reverse(papers.begin(), papers.end());
      for (const auto& [paper, weight] : papers) method->add(paper, weight, backward);
      RC_ASSERT(forward == backward);
      RC_ASSERT(forward.participating == given);
      const auto working = method->count({rule, basis, choices, use}, forward, true);
      Weight sum;
      for (const auto& one : working.stages.back().sums) sum = sum + one.weight;
      RC_ASSERT(sum == forward.marked());
      for (const auto& won : working.verdict.won) RC_ASSERT(forward.of(won).heads > 0);
    }
  });
}

TEST_CASE("a plan passes that has enough and more than all others and none, wherever it stands") {
  rc::prop("judge plans", [] {
    const auto rule = any_rule();
    const Basis basis{any_weight(60), any_weight(60)};
    const auto plans = any_plan_count();
    const auto tally = any_choice_tally(plans);
    const auto verdict = test::judge(rule, basis, tally, true);
    const auto leader = naive_leader(rule, tally);
    RC_ASSERT(verdict.leads == leader.has_value());
    if (leader) RC_ASSERT(verdict.tested == *leader);
    bool quorum = true;
    bool enough = true;
    for (const auto& test : verdict.tests) {
      const auto& votes = tally.of(verdict.tested);
      const bool by_heads = test.measure == Measure::heads;
      if (test.about == Test::About::majority) {
        RC_ASSERT(test.part == (by_heads ? votes.heads : votes.area.centi));
      }
      auto& all = test.about == Test::About::quorum ? quorum : enough;
      all = all && wide_holds(test.threshold, test.part, test.whole);
    }
    RC_ASSERT((verdict.outcome == Outcome::no_quorum) == !quorum);
    RC_ASSERT((verdict.outcome == Outcome::passed) == (quorum && enough && leader.has_value()));
    const bool passed = verdict.outcome == Outcome::passed;
    RC_ASSERT(verdict.won == (passed ? std::vector{*leader} : std::vector<std::string>{}));
    auto turned = test::plans_tally(plans);
    turned.add(kNoneOfThese, tally.of(kNoneOfThese));
    turned.add(kAbstain, tally.of(kAbstain));
    for (std::size_t i = 0; i < plans; ++i) {
      turned.add(plan_id((i + 1) % plans), tally.of(plan_id(i)));
    }
    const auto again = test::judge(rule, basis, turned, true);
    RC_ASSERT(again.outcome == verdict.outcome);
    if (leader) RC_ASSERT(again.tested == plan_after(*leader, plans));
  });
}

TEST_CASE("a replay of the stored entries is the meeting that was lived") {
  rc::prop("replay", [] {
    const int heads = *rc::gen::inRange(1, 8);
    auto votes = *any_votes(heads);
    Scenario scene(ordinary(), flats(heads));
    const int present = *rc::gen::inRange(0, heads + 1);
    scene.in_session().present(present);
    auto open = scene.open_ballot();
    if (heads >= static_cast<int>(kConfidentialHeadsMin) && *rc::gen::arbitrary<bool>()) {
      open.secrecy = Secrecy::confidential;
      open.counts = Counts::hidden;
    }
    scene.ballot_open(open);
    std::set<int> voted_themselves;
    for (const auto& vote : votes) {
      scene.later(*rc::gen::inRange<std::int64_t>(0, kMinute));
      const bool own = vote.channel == Channel::phone;
      const bool away = vote.channel == Channel::hand && vote.head > present;
      if (away || (!own && voted_themselves.contains(vote.head))) continue;
      if (own) voted_themselves.insert(vote.head);
      scene.given(scene.cast(vote.head, vote.paper, vote.channel));
    }
    scene.given(CloseBallot{scene.ballot});
    Meeting again;
    for (std::size_t i = 0; i < scene.payloads.size(); ++i) {
      apply_entry(again, codec::decode_payload(scene.payloads[i], scene.sources()).events,
                  scene.times[i]);
    }
    RC_ASSERT(again == scene.meeting);
    RC_ASSERT(again.ballots.at(scene.ballot).verdict().outcome == scene.the_ballot().outcome);
  });
}

TEST_CASE("every test of a verdict agrees with wide arithmetic, and the outcome with its tests") {
  rc::prop("judge", [] {
    const auto rule = any_rule();
    const Basis basis{any_weight(100'000), any_weight(100'000)};
    const auto tally = any_tally(33'000);
    const auto verdict = test::judge(rule, basis, tally, true);
    bool quorum = true;
    bool majority = true;
    for (const auto& test : verdict.tests) {
      RC_ASSERT(test.holds == wide_holds(test.threshold, test.part, test.whole));
      RC_ASSERT(test.left == test.threshold.den * test.part);
      RC_ASSERT(test.right == test.threshold.num * test.whole);
      auto& all = test.about == Test::About::quorum ? quorum : majority;
      all = all && test.holds;
    }
    const auto expected = !quorum    ? Outcome::no_quorum
                          : majority ? Outcome::passed
                                     : Outcome::not_passed;
    RC_ASSERT(verdict.outcome == expected);
    RC_ASSERT(test::judge(rule, basis, tally, false).outcome == Outcome::pending);
  });
}

TEST_CASE("what is missing is the least that helps") {
  rc::prop("missing", [] {
    const auto rule = any_rule();
    const Basis basis{{*rc::gen::inRange<std::int64_t>(0, 60), {}},
                      {*rc::gen::inRange<std::int64_t>(0, 60), {}}};
    auto tally = test::yes_no_tally();
    for (const auto choice : kFixed) {
      tally.add(choice, {*rc::gen::inRange<std::int64_t>(0, 20), {}});
    }
    for (const auto& test : test::judge(rule, basis, tally, true).tests) {
      if (test.measure == Measure::area) continue;
      const bool grows = test.about == Test::About::majority &&
                         test.of == MajorityOf::participants &&
                         test.threshold.num != test.threshold.den;
      const auto holds_with = [&](std::int64_t more) {
        return wide_holds(test.threshold, test.part + more, test.whole + (grows ? more : 0));
      };
      if (test.holds) {
        RC_ASSERT(test.missing == 0);
        continue;
      }
      RC_ASSERT(test.missing > 0);
      RC_ASSERT(!holds_with(test.missing - 1));
      // Of nobody no share can be had, unless those who are added make up the whole.
      if (test.whole > 0 || grows) RC_ASSERT(holds_with(test.missing));
    }
  });
}

TEST_CASE("a deemed tally gives all undelivered votes to one choice or none to any") {
  rc::prop("deemed", [] {
    const auto strict = any_tally(1'000);
    const auto more = any_weight(1'000);
    const auto deemed = allocate_nonvoters(strict, more);
    const auto participating = strict.participating;
    RC_ASSERT(deemed == strict || deemed.participating == participating + more);
  });
}
