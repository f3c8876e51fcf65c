// A rule as its data file says it, described.
#include <algorithm>

#include "domain/ballot/method.hpp"
#include "domain/describe/make.hpp"
#include "domain/describe/parts.hpp"
#include "domain/describe/values.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain::describe {
namespace {

constexpr std::int64_t kProxiesMax = 1'000;
constexpr std::int64_t kMembersMax = 1'000;
constexpr std::size_t kScopesMax = 3;
constexpr std::size_t kSignsMax = 40;

const Rule& as_rule(const void* whole) {
  return *static_cast<const Rule*>(whole);
}

const std::vector<Member>& elsewhere_matter() {
  static const std::vector<Member> kMembers = {
      id<&ElsewhereMatter::rule>("rule"),
      object<&ElsewhereMatter::matter>("matter", both_languages),
      texts<&ElsewhereMatter::signs>("signs", 1, kSignsMax, kSignsMax)};
  return kMembers;
}

const std::vector<Member>& legal_basis() {
  static const std::vector<Member> kMembers = {object<&LegalBasis::law>("law", both_languages),
                                               text<&LegalBasis::article>("article"),
                                               optional(text<&LegalBasis::url>("url"))};
  return kMembers;
}
std::optional<Wrong> address_wrong(const void* object) {
  const auto& url = static_cast<const LegalBasis*>(object)->url;
  if (url.empty() || url.starts_with("https://") || url.starts_with("http://")) return std::nullopt;
  return Wrong{"url", "must begin with https:// or http://"};
}
Member basis() {
  auto out = objects<&Rule::basis>("basis", legal_basis);
  out.check = address_wrong;
  return out;
}

const std::vector<Member>& threshold() {
  static const std::vector<Member> kMembers = {
      number<&Threshold::den>("den", "", 1, kThresholdDenMax),
      number<&Threshold::num>("num", "", 1, kThresholdDenMax),
      choice<comparison_from, &Threshold::comparison>("op")};
  return kMembers;
}
std::optional<Wrong> threshold_wrong(const Threshold& asked) {
  if (asked.num > asked.den) {
    return Wrong{"num", "must not be above den: no more than all can agree"};
  }
  if (asked.num == asked.den && asked.comparison == Comparison::more_than) {
    return Wrong{"op", "must be >= where num equals den: more than all is never reached"};
  }
  return std::nullopt;
}

/// Members of the rule itself that its file tells as an object.
Member part_of_rule(std::string_view name, const std::vector<Member>& (*parts)(),
                    std::optional<Wrong> (*check)(const void*)) {
  auto out = grouped(name, parts, nullptr);
  out.presence = Presence::required;
  out.check = check;
  return out;
}

bool has_quorum(const void* whole) {
  return as_rule(whole).quorum_kind != QuorumKind::none;
}
const std::vector<Member>& quorum() {
  static const std::vector<Member> kMembers = {
      choice<quorum_kind_from, &Rule::quorum_kind>("kind"),
      only_where(has_quorum, part<&Rule::quorum>(threshold))};
  return kMembers;
}
std::optional<Wrong> quorum_wrong(const void* whole) {
  return has_quorum(whole) ? threshold_wrong(as_rule(whole).quorum) : std::nullopt;
}

const std::vector<Member>& majority() {
  static const std::vector<Member> kMembers = {part<&Rule::majority>(threshold),
                                               choice<majority_of_from, &Rule::majority_of>("of")};
  return kMembers;
}
std::optional<Wrong> majority_wrong(const void* whole) {
  return threshold_wrong(as_rule(whole).majority);
}

bool has_proxies(const void* whole) {
  return as_rule(whole).proxies_allowed;
}
const std::vector<Member>& proxies() {
  static const std::vector<Member> kMembers = {
      truth<&Rule::proxies_allowed>("allowed"),
      only_where(has_proxies,
                 number<&Rule::proxies_per_agent_max>("per_agent_max", "", 1, kProxiesMax))};
  return kMembers;
}

const std::vector<Member>& number_source() {
  static const std::vector<Member> kMembers = {
      id<&NumberSource::of>("of"), object<&NumberSource::source>("source", both_languages),
      optional(truth<&NumberSource::setting>("setting"))};
  return kMembers;
}
std::optional<Wrong> number_wrong(const void* object) {
  const auto& of = static_cast<const NumberSource*>(object)->of;
  if (std::find(kRuleNumbers.begin(), kRuleNumbers.end(), of) != kRuleNumbers.end()) {
    return std::nullopt;
  }
  return Wrong{"of", "must be a number that rules have"};
}
/// Of each number the source, or that it is a setting of ours.
Member numbers_sourced() {
  auto out = optional(objects<&Rule::numbers>("numbers", number_source));
  out.check = number_wrong;
  return out;
}

const std::vector<Member>& method_allowed() {
  static const std::vector<Member> kMembers = {
      id<&MethodUse::name>("name"), number<&MethodUse::version>("version", "", 1, kFileVersionMax),
      optional(numbers<&MethodUse::parameters>("parameters", kParametersMax))};
  return kMembers;
}
std::optional<Wrong> method_wrong(const void* object) {
  const auto& use = *static_cast<const MethodUse*>(object);
  const auto* method = find_method(use);
  if (method == nullptr) return Wrong{"name", "must be a method this program knows"};
  for (const auto& [name, number] : use.parameters) {
    const auto row =
        std::find_if(method->parameters.begin(), method->parameters.end(),
                     [&name = name](const ParameterRow& known) { return known.name == name; });
    if (row == method->parameters.end()) return Wrong{"parameters." + name, "is not known here"};
    if (number >= row->least && number <= row->most) continue;
    return Wrong{"parameters." + name,
                 "must be from " + std::to_string(row->least) + " to " + std::to_string(row->most)};
  }
  return std::nullopt;
}
/// Which ways of counting it allows, the usual one first.
Member methods() {
  auto out = optional(objects<&Rule::methods>("methods", method_allowed));
  out.check = method_wrong;
  return out;
}

}  // namespace

// The matters are a list of their own, since the names of the classes mislead: the law's "other
// major matters" are ordinary ones. The note is for whoever maintains the file: what is settled law
// and what is a setting of this house.
const std::vector<Member>& rule_file() {
  static const std::vector<Member> kMembers = {
      id<&Rule::id>("id"),
      number<&Rule::version>("version", "", 1, kFileVersionMax),
      object<&Rule::title>("title", both_languages),
      optional(objects<&Rule::matters>("matters", both_languages)),
      optional(objects<&Rule::elsewhere>("elsewhere", elsewhere_matter)),
      id<&Rule::body>("body"),
      object<&Rule::body_name>("body_name", both_languages),
      day<&Rule::effective_from>("effective_from"),
      optional(day<&Rule::effective_until>("effective_until")),
      optional(choice<transition_from, &Rule::transition>("transition")),
      basis(),
      truth<&Rule::by_area>("by_area"),
      part_of_rule("quorum", quorum, quorum_wrong),
      part_of_rule("majority", majority, majority_wrong),
      number<&Rule::notice_days>("notice_days", "days", 0, kFileDaysMax),
      optional(truth<&Rule::short_notice>("short_notice")),
      truth<&Rule::change_until_close>("change_until_close"),
      optional(truth<&Rule::others_decide>("others_decide")),
      optional(truth<&Rule::prior_party_review>("prior_party_review")),
      optional(truth<&Rule::abstention>("abstention")),
      methods(),
      optional(choice<non_voter_policy_from, &Rule::non_voters>("non_voters")),
      part_of_rule("proxies", proxies, nullptr),
      optional(truth<&Rule::named_only>("named_only")),
      optional(truth<&Rule::signatures>("signatures")),
      optional(number<&Rule::members_min>("members_min", "", 1, kMembersMax)),
      optional(number<&Rule::members_small>("members_small", "", 1, kMembersMax)),
      optional(truth<&Rule::members_odd>("members_odd")),
      choices<scope_kind_from, &Rule::scopes>("scopes", kScopesMax),
      number<&Rule::publish_within_days>("publish_within_days", "days", 0, kFileDaysMax),
      optional(number<&Rule::publish_for_days>("publish_for_days", "days", 0, kFileDaysMax)),
      number<&Rule::objection_days>("objection_days", "days", 0, kFileDaysMax),
      optional(truth<&Rule::ends_on_working_day>("ends_on_working_day")),
      optional(truth<&Rule::notice_ends_on_working_day>("notice_ends_on_working_day")),
      numbers_sourced(),
      optional(truth<&Rule::binds>("binds")),
      object<&Rule::legal_effect>("legal_effect", both_languages),
      optional(object<&Rule::note>("note", both_languages))};
  return kMembers;
}

std::optional<Wrong> rule_wrong(const void* rule) {
  const auto& read = as_rule(rule);
  if (read.effective_until && *read.effective_until < read.effective_from) {
    return Wrong{"effective_until", "must not be before effective_from"};
  }
  for (auto at = read.methods.begin(); at != read.methods.end(); ++at) {
    const bool twice = std::any_of(
        read.methods.begin(), at, [&](const MethodUse& before) { return before.name == at->name; });
    if (!twice) continue;
    return Wrong{"methods." + std::to_string(at - read.methods.begin()) + ".name",
                 "is there twice"};
  }
  return std::nullopt;
}

}  // namespace roundtable::domain::describe
