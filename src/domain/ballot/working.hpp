// How a ballot was counted, as data: the stages with their sums and who stood in front, each test
// with both its sides, and the verdict. Integers and cross-multiplication, so that templates and
// screens only put it into words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ballot/tally.hpp"
#include "domain/rule.hpp"

namespace roundtable::domain {

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
  /// Only whether it holds may be told: there is no number in it.
  bool withheld = false;
  std::string_view id() const;  // "quorum_area" …
};

enum class Outcome { pending, passed, not_passed, no_quorum };
std::string_view to_string(Outcome outcome);
std::optional<Outcome> outcome_from(std::string_view text);

struct Verdict {
  Outcome outcome = Outcome::pending;
  std::vector<Test> tests;  // quorum first, area before heads
  /// The choice that the majority tests look at: yes, or of plans the foremost.
  std::string tested{kYes};
  /// Whether it alone has most under every comparison. Always for yes.
  bool leads = true;
  /// The plans that have passed.
  std::vector<std::string> won;
};

/// Who has most under a measure; several are a tie. An abstention is never in front.
struct Front {
  Measure measure = Measure::heads;
  std::vector<std::string> choices;
};

/// One round of counting.
struct Stage {
  std::vector<ChoiceSum> sums;  // in the order of the choices
  std::vector<Front> fronts;    // of each measure that the rule compares by, area before heads
};

struct Working {
  std::vector<Stage> stages;  // the last decides
  Verdict verdict;
};

/// What is kept of a confidential count whose areas would give single votes away: the heads of each
/// choice, which stand in the tally, and what held (tally_secrecy.hpp).
struct CountInHeads {
  bool area_withheld = false;
  std::vector<std::string> holds;  // the tests' ids
  std::string tested{kYes};        // as in the verdict
  bool leads = true;
  friend bool operator==(const CountInHeads&, const CountInHeads&) = default;
};

/// What the tests need beside the tally.
struct Basis {
  Weight all;      // the frozen roll
  Weight present;  // at the opening of the ballot
};

/// Area and heads, or heads alone.
std::vector<Measure> measures_of(const Rule& rule);

/// The quorum tests alone: they may be shown while counts are hidden. `participating` is used where
/// quorum means participation, `basis.present` where it means presence; none gives no test.
std::vector<Test> quorum_tests(const Rule& rule, const Basis& basis, Weight participating);

/// Whether what has so much holds the rule's majority. With nobody taking part a majority of
/// participants never does.
std::vector<Test> majority_tests(const Rule& rule, const Basis& basis, Weight in_favour,
                                 Weight participating);

Stage stage_of(const Rule& rule, const Choices& choices, const Tally& tally);

/// Whether the choice alone has most under every measure.
bool leads_alone(const Stage& stage, std::string_view choice);

/// The tests, and the outcome where it is final: `pending` before, whatever they say.
void judge(Verdict& verdict, const Rule& rule, const Basis& basis, const Tally& tally, bool final);

}  // namespace roundtable::domain
