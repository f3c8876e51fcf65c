// A method of counting (计票方法): which papers there are, what they add up to, and who has won.
// One file pair in methods/ and one line in methods.cpp each; rules and ballots name method and
// version and nothing is inferred from what is asked. A version is for ever: what counts otherwise
// is another version, beside the one by which older ballots are counted again.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ballot/paper.hpp"
#include "domain/ballot/tally.hpp"
#include "domain/ballot/working.hpp"
#include "domain/refusal.hpp"
#include "domain/rule.hpp"

namespace roundtable::domain {

/// What papers are held against and a count rests on.
struct Asked {
  const Rule& rule;
  Basis basis;
  const Choices& choices;
  const MethodUse& method;
};

/// A number that the method may be given: how many choices a paper may name, how many seats.
struct ParameterRow {
  std::string_view name;
  std::int64_t least = 0;
  std::int64_t most = 0;
};

/// Ordinary functions and no state: a method is the same for every ballot.
struct Method {
  std::string_view name;  // also on the wire
  std::int64_t version = 1;
  Text title{};               // how one chooses, in a few words
  std::size_t plans_min = 0;  // both 0: it asks about one thing and not among plans
  std::size_t plans_max = 0;
  /// How a paper is filled in: one choice of all; or any number of plans, or one other choice,
  /// their ids in the order of showing with commas between.
  enum class Filling { one, several };
  Filling filling = Filling::one;
  std::vector<ParameterRow> parameters{};

  /// What papers may name, in the order of showing.
  Choices (*choices)(const Rule& rule, const std::vector<std::string>& plans) = nullptr;
  /// Whether there is a ballot of this method in which such bytes are a paper.
  bool (*reads)(std::string_view bytes) = nullptr;
  /// Why this ballot does not take the paper; its fields are filled in by who asks.
  std::optional<Code> (*problem)(const Asked& asked, const Paper& paper) = nullptr;
  /// Adds a paper to what stands; with a negative weight it takes one back.
  void (*add)(const Paper& paper, Weight weight, Tally& tally) = nullptr;
  /// The working and the verdict; `final` false: the outcome is pending whatever the tests say.
  Working (*count)(const Asked& asked, const Tally& tally, bool final) = nullptr;
};

/// All methods, newest version of a name first.
const std::vector<const Method*>& methods();
/// Null where this program does not know it.
const Method* find_method(const MethodUse& use);
/// The method of ballots whose entry or command names none: those were a single choice where they
/// had plans, and yes or no where they had none.
MethodUse method_of_before(bool has_plans);

/// The one choice that a paper of `one` names, and what speaks against it.
std::optional<Code> problem_of_one(const Asked& asked, const Paper& paper);
/// The plans of a ballot as choices, then abstention, then "none of these".
Choices choices_among(const Rule& rule, const std::vector<std::string>& plans);
/// Whether that is the id of a plan.
bool is_plan_id(std::string_view id);
/// Counts as most methods among plans do: the foremost plan passes where it has the rule's majority
/// and leads. A tie, "none of these" ahead, or other plans ahead by heads than by area pass
/// nothing.
Working count_foremost(const Asked& asked, const Tally& tally, bool final);

}  // namespace roundtable::domain
