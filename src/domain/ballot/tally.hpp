// Counting yes / no / abstain, or plans and "none of these", by heads and where the rule says so by
// area. Exact integers and cross-multiplication (Civil Code Art. 278; docs/domain.md 2.2); a
// verdict is data that carries its working, so that templates and screens only put it into words.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/area.hpp"
#include "domain/limits.hpp"
#include "domain/rule.hpp"

namespace roundtable::domain {

/// The plans of a single choice follow `first_plan`, as many as the ballot has.
enum class Choice : std::uint8_t { yes, no, abstain, none, first_plan };
inline constexpr std::array kChoices = {Choice::yes, Choice::no, Choice::abstain};
/// How many different choices there are in all kinds of ballots together.
inline constexpr std::size_t kChoicesMax = static_cast<std::size_t>(Choice::first_plan) + kPlansMax;
/// The plan at that place, from 0; the wire calls it o1.
Choice plan_choice(std::size_t index);
/// Which plan it is, from 0; nothing for a choice that is no plan.
std::optional<std::size_t> plan_index(Choice choice);
std::string_view to_string(Choice choice);
std::optional<Choice> choice_from(std::string_view text);

struct Weight {
  std::int64_t heads = 0;
  Area area;
  friend bool operator==(const Weight&, const Weight&) = default;
};
Weight operator+(Weight a, Weight b);
Weight operator-(Weight a, Weight b);

/// Sums per choice; independent of the order and the channel of arrival.
struct Tally {
  std::array<Weight, kChoicesMax> by_choice;
  std::size_t plans = 0;  // of a single choice; 0 where yes and no are asked
  /// What may stand on a paper, in the order of showing: yes, no, abstain, or the plans, abstain,
  /// none.
  std::vector<Choice> choices() const;
  bool has(Choice choice) const;
  Weight of(Choice choice) const { return by_choice[static_cast<std::size_t>(choice)]; }
  void add(Choice choice, Weight weight);
  void remove(Choice choice, Weight weight);
  Weight participating() const;  // abstention takes part (docs/domain.md 2.4)
  friend bool operator==(const Tally&, const Tally&) = default;
};

struct Test {
  enum class About { quorum, majority };
  About about = About::quorum;
  Measure measure = Measure::heads;
  MajorityOf of = MajorityOf::all;  // what `whole` is; for a quorum always `all`
  Threshold threshold;
  std::int64_t part = 0;  // heads, or 0.01 m²
  std::int64_t whole = 0;
  std::int64_t left = 0;   // den × part
  std::int64_t right = 0;  // num × whole
  bool holds = false;
  /// Least to add so that the test holds; 0 where it does. `whole` stays as it is, except for a
  /// majority of participants: another yes takes part too, so it is the least k for which
  /// (part + k) of (whole + k) is enough. Where all participants must agree and one does not, no
  /// further yes helps: then it is what would have to turn to yes.
  std::int64_t missing = 0;
  std::string_view id() const;  // "quorum_area" …
};

enum class Outcome { pending, passed, not_passed, no_quorum };
std::string_view to_string(Outcome outcome);
std::optional<Outcome> outcome_from(std::string_view text);

struct Verdict {
  Outcome outcome = Outcome::pending;
  std::vector<Test> tests;  // quorum first, area before heads
  /// What the majority tests look at: yes, or of the plans the one with most heads, then most area,
  /// then the earlier.
  Choice tested = Choice::yes;
  /// Whether it alone has most under every comparison, "none of these" included. Always for yes.
  bool leads = true;
  /// The plan that has passed.
  std::optional<Choice> choice;
};

/// What the tests need beside the tally.
struct Basis {
  Weight all;      // the frozen roll
  Weight present;  // at the opening of the ballot
};

/// The quorum tests alone: they may be shown while counts are hidden. `participating` is used where
/// quorum means participation, `basis.present` where it means presence; none gives no test.
std::vector<Test> quorum_tests(const Rule& rule, const Basis& basis, Weight participating);

/// All tests. `final` false: outcome is `pending` whatever the tests say. With nobody taking part a
/// majority of participants never holds. A plan passes that holds the rule's majority and leads:
/// a tie, "none of these" ahead, or other plans ahead by heads than by area pass nothing.
Verdict judge(const Rule& rule, const Basis& basis, const Tally& tally, bool final);

/// The deemed tally beside the strict one, for rules of procedure under which papers delivered and
/// not returned follow the majority (NonVoterPolicy::follow_majority; docs/domain.md 2.5). Nothing
/// is allocated where the largest choice by area and the largest by heads differ, or either is a
/// tie. Both tallies are published; no command reaches this one.
Tally allocate_nonvoters(const Tally& strict, Weight delivered_not_returned);

}  // namespace roundtable::domain
