// A rule (规则): dated data, read from templates/rules, saying who decides how. Never constants in
// code: two of these thresholds changed within a few years (docs/domain.md 2.2, 3.1). Convening a
// meeting and opening a ballot fix a rule's id, version and SHA-256; recounts use only that text.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.hpp"
#include "domain/roll.hpp"
#include "domain/text.hpp"

namespace roundtable::domain {

enum class Measure { area, heads };
/// 以上 includes the number (Civil Code Art. 1259): at_least. 过半数 means more than half:
/// more_than.
enum class Comparison { at_least, more_than };
enum class QuorumKind { participation, presence, none };
/// What a majority is taken of: those who took part, those present at opening, or all.
enum class MajorityOf { participants, present, all };
enum class Secrecy { named, confidential };
enum class Counts { live, hidden };
/// What becomes of papers delivered and not returned. Only where the assembly's own
/// rules of procedure say so do they follow the majority.
enum class NonVoterPolicy { none, follow_majority };

/// Which ballots a change of the law takes hold of: those opened from its day on, or those alone of
/// meetings that were convened from its day on.
enum class Transition { opened, convened };

struct Threshold {
  std::int64_t num = 1;
  std::int64_t den = 2;
  Comparison comparison = Comparison::more_than;
};

struct LegalBasis {
  Text law;             // 《中华人民共和国民法典》 / Civil Code
  std::string article;  // 第278条
  std::string url;      // "" where none is known
};

/// Where a number of a rule comes from, or that it is a setting of this product and no law.
struct NumberSource {
  std::string of;  // the member of the rule's file: "quorum", "notice_days", ...
  Text source;
  bool setting = false;
};

/// What is decided under another rule, though its words may look as if it were this one's: told by
/// what stands in the question or in the matter that was announced.
struct ElsewhereMatter {
  std::string rule;
  Text matter;
  std::vector<std::string> signs;
};

/// A method of counting as a rule or a ballot names it (ballot/method.hpp).
struct MethodUse {
  std::string name{};
  std::int64_t version = 1;
  std::vector<std::pair<std::string, std::int64_t>> parameters{};  // by name
  friend bool operator==(const MethodUse&, const MethodUse&) = default;
};
inline constexpr std::string_view kYesNoAbstain = "yes_no_abstain";
inline constexpr std::string_view kSingleChoice = "single_choice";

struct Rule {
  std::string id;  // "owners-major"
  std::int64_t version = 1;
  Text title;
  std::vector<Text> matters;  // what is decided under it, as its basis lists it; may be empty
  std::vector<ElsewhereMatter> elsewhere{};
  std::string body;  // id of the deciding body (docs/domain.md 2.1)
  Text body_name;
  Date effective_from;
  std::optional<Date> effective_until;
  Transition transition = Transition::opened;
  std::vector<LegalBasis> basis;
  bool by_area = false;  // area AND heads; else heads alone
  QuorumKind quorum_kind = QuorumKind::none;
  Threshold quorum;
  Threshold majority;
  MajorityOf majority_of = MajorityOf::participants;
  std::int64_t notice_days = 0;    // full calendar days between announcement and meeting
  bool short_notice = false;       // in special circumstances the law allows fewer
  bool change_until_close = true;  // a vote may be changed until closing
  /// Whose request it is stands aside: the others whom it concerns decide, also those elsewhere of
  /// whom the chair says why (Civil Code Art. 279).
  bool others_decide = false;
  /// What binds under it was studied by the community's Party organisation first, where it is
  /// important (Urban Residents' Committees Law Art. 30).
  bool prior_party_review = false;
  bool abstention = true;  // asked for (motions do not; docs/domain.md 5.1)
  /// How ballots under it may be counted. A rule whose text names none is from before methods had
  /// names: then every ballot was one of these two.
  std::vector<MethodUse> methods{{std::string(kYesNoAbstain)}, {std::string(kSingleChoice)}};
  NonVoterPolicy non_voters = NonVoterPolicy::none;
  bool proxies_allowed = false;
  std::int64_t proxies_per_agent_max = 0;
  bool named_only = false;         // no secret ballot: members answer for their votes
  bool signatures = false;         // a decision is signed by as many as its majority asks for
  std::int64_t members_min = 0;    // of the body: so many at least; 0: nothing is said
  std::int64_t members_small = 0;  // so many are enough in a small zone
  bool members_odd = false;
  std::vector<ScopeKind> scopes;  // scopes this rule may be used for
  std::int64_t publish_within_days = 0;
  std::int64_t publish_for_days = 0;  // stays published at least so long; no period for objections
  std::int64_t objection_days = 0;
  /// Periods whose last day is none of work end on the next that is (calendar.hpp): those of
  /// publication and objection by law (Civil Code Art. 203), that of notice as a setting. A text
  /// that is silent is from before: its periods end as they are counted.
  bool ends_on_working_day = false;
  bool notice_ends_on_working_day = false;
  std::vector<NumberSource> numbers;  // empty in texts from before they had to say
  Text legal_effect;                  // what such a decision does, in a sentence
  /// May votes under it bind (ballot/worth.hpp)? None where its text is silent.
  std::optional<bool> binds;
  Text note;  // for whoever maintains the file; may be empty
};

/// The body of rules for motions: any meeting may decide those, whatever its own body, and they
/// never bind owners (docs/domain.md 5.1, rules 11-13).
inline constexpr std::string_view kDeliberation = "deliberation";

/// A value fixed by the SHA-256 of its exact text.
template <class T>
struct Fixed {
  std::string sha256;
  std::shared_ptr<const T> value;
  friend bool operator==(const Fixed& a, const Fixed& b) { return a.sha256 == b.sha256; }
};
/// The numbers that a rule's file has to give a source of, by their names there.
inline constexpr std::array<std::string_view, 8> kRuleNumbers = {
    "quorum",           "majority",       "notice_days", "per_agent_max", "publish_within_days",
    "publish_for_days", "objection_days", "members"};
/// Whether the rule says that this number is law: it has a source and is no setting.
bool is_law(const Rule& rule, std::string_view number);
using FixedRule = Fixed<Rule>;
using FixedRoll = Fixed<RollSnapshot>;

std::string_view to_string(Measure);
std::string_view to_string(Comparison);  // ">=" | ">"
std::string_view to_string(QuorumKind);
std::string_view to_string(MajorityOf);
std::string_view to_string(Secrecy);
std::string_view to_string(Counts);
std::string_view to_string(NonVoterPolicy);
std::string_view to_string(Transition);
std::optional<Secrecy> secrecy_from(std::string_view);
std::optional<Counts> counts_from(std::string_view);
std::optional<Comparison> comparison_from(std::string_view);
std::optional<QuorumKind> quorum_kind_from(std::string_view);
std::optional<MajorityOf> majority_of_from(std::string_view);
std::optional<NonVoterPolicy> non_voter_policy_from(std::string_view);
std::optional<Transition> transition_from(std::string_view);

}  // namespace roundtable::domain
