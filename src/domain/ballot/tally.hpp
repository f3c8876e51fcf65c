// What the papers of a ballot add up to: a sum for each choice, by heads and by area, and who took
// part. Exact integers (Civil Code Art. 278; docs/domain.md 2.2); independent of the order and the
// channel of arrival.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/area.hpp"
#include "domain/rule.hpp"

namespace roundtable::domain {

struct Weight {
  std::int64_t heads = 0;
  Area area;
  friend bool operator==(const Weight&, const Weight&) = default;
};
Weight operator+(Weight a, Weight b);
Weight operator-(Weight a, Weight b);
std::int64_t amount(Weight weight, Measure measure);  // heads, or 0.01 m²

/// The choices whose words are the same everywhere.
inline constexpr std::string_view kYes = "yes";
inline constexpr std::string_view kNo = "no";
inline constexpr std::string_view kAbstain = "abstain";
inline constexpr std::string_view kNoneOfThese = "none";

/// Something that a paper may name.
struct Choice {
  enum class Kind { yes, no, abstain, none, plan };
  Kind kind = Kind::plan;
  std::string id;       // as papers, sums and the wire call it: "yes", "o1"
  std::string text{};   // the words of a plan; the others have theirs in every language
  bool offered = true;  // false: it has a sum, and the rule does not ask for it
  friend bool operator==(const Choice&, const Choice&) = default;
};
using Choices = std::vector<Choice>;  // in the order of showing

/// The id of the plan at that place, from 0: "o1".
std::string plan_id(std::size_t index);
/// Null where there is no such choice.
const Choice* find_choice(const Choices& choices, std::string_view id);

struct ChoiceSum {
  std::string choice;
  Weight weight;
  friend bool operator==(const ChoiceSum&, const ChoiceSum&) = default;
};

struct Tally {
  std::vector<ChoiceSum> sums;
  Weight participating;  // abstention takes part (docs/domain.md 2.4)

  Tally() = default;
  explicit Tally(const Choices& choices);
  bool has(std::string_view choice) const;
  /// Nothing for a choice that has no sum.
  Weight of(std::string_view choice) const;
  /// A paper that names this choice and no other; a negative weight takes it back.
  void add(std::string_view choice, Weight weight);
  /// Adds to the sum alone, where one paper names several choices.
  void mark(std::string_view choice, Weight weight);
  /// What all sums add up to: more or less than took part where a paper names several or none.
  Weight marked() const;
  /// Whether both have sums of the same choices.
  bool same_choices(const Tally& other) const;
  /// In whatever order the sums stand.
  friend bool operator==(const Tally& a, const Tally& b);
};

/// The deemed tally beside the strict one, for rules of procedure under which papers delivered and
/// not returned follow the majority (NonVoterPolicy::follow_majority; docs/domain.md 2.5). Nothing
/// is allocated where the largest choice by area and the largest by heads differ, or either is a
/// tie. Both tallies are published; no command reaches this one.
Tally allocate_nonvoters(const Tally& strict, Weight delivered_not_returned);

}  // namespace roundtable::domain
