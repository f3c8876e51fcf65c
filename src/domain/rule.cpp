#include "domain/rule.hpp"

#include <algorithm>
#include <array>

#include "domain/enum_names.hpp"

namespace roundtable::domain {
bool is_law(const Rule& rule, std::string_view number) {
  return std::any_of(rule.numbers.begin(), rule.numbers.end(), [&](const NumberSource& known) {
    return known.of == number && !known.setting;
  });
}

std::string_view to_string(Measure measure) {
  switch (measure) {
    case Measure::area:
      return "area";
    case Measure::heads:
      return "heads";
  }
  return "";
}

std::string_view to_string(Comparison comparison) {
  switch (comparison) {
    case Comparison::at_least:
      return ">=";
    case Comparison::more_than:
      return ">";
  }
  return "";
}

std::string_view to_string(QuorumKind kind) {
  switch (kind) {
    case QuorumKind::none:
      return "none";
    case QuorumKind::presence:
      return "presence";
    case QuorumKind::participation:
      return "participation";
  }
  return "";
}

std::string_view to_string(MajorityOf of) {
  switch (of) {
    case MajorityOf::participants:
      return "participants";
    case MajorityOf::present:
      return "present";
    case MajorityOf::all:
      return "all";
  }
  return "";
}

std::string_view to_string(Secrecy secrecy) {
  switch (secrecy) {
    case Secrecy::named:
      return "named";
    case Secrecy::confidential:
      return "confidential";
  }
  return "";
}

std::string_view to_string(Counts counts) {
  switch (counts) {
    case Counts::live:
      return "live";
    case Counts::hidden:
      return "hidden";
  }
  return "";
}

std::string_view to_string(NonVoterPolicy policy) {
  switch (policy) {
    case NonVoterPolicy::none:
      return "none";
    case NonVoterPolicy::follow_majority:
      return "follow_majority";
  }
  return "";
}

std::string_view to_string(Transition transition) {
  switch (transition) {
    case Transition::opened:
      return "opened";
    case Transition::convened:
      return "convened";
  }
  return "";
}

std::optional<Secrecy> secrecy_from(std::string_view text) {
  return named(std::array{Secrecy::named, Secrecy::confidential}, text);
}

std::optional<Counts> counts_from(std::string_view text) {
  return named(std::array{Counts::live, Counts::hidden}, text);
}

std::optional<Comparison> comparison_from(std::string_view text) {
  return named(std::array{Comparison::at_least, Comparison::more_than}, text);
}

std::optional<QuorumKind> quorum_kind_from(std::string_view text) {
  return named(std::array{QuorumKind::none, QuorumKind::presence, QuorumKind::participation}, text);
}

std::optional<MajorityOf> majority_of_from(std::string_view text) {
  return named(std::array{MajorityOf::participants, MajorityOf::present, MajorityOf::all}, text);
}

std::optional<NonVoterPolicy> non_voter_policy_from(std::string_view text) {
  return named(std::array{NonVoterPolicy::none, NonVoterPolicy::follow_majority}, text);
}

std::optional<Transition> transition_from(std::string_view text) {
  return named(std::array{Transition::opened, Transition::convened}, text);
}

}  // namespace roundtable::domain
