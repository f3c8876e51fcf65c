#include "codec/rule_json.hpp"

#include <algorithm>
#include <utility>

#include "codec/strict_json.hpp"
#include "domain/ballot/method.hpp"
#include "domain/limits.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;
using nlohmann::json;

constexpr std::size_t kRuleBytesMax = 64 * 1024;
/// No notice, publication or objection period is longer than a year.
constexpr std::int64_t kProxiesMax = 1'000;

Threshold threshold_of(StrictObject& members) {
  Threshold out;
  out.den = members.number("den", 1, kThresholdDenMax);
  out.num = members.number("num", 1, kThresholdDenMax);
  if (out.num > out.den) members.refuse("num", "must not be above den: no more than all can agree");
  out.comparison = members.name("op", comparison_from, ">= >");
  if (out.num == out.den && out.comparison == Comparison::more_than) {
    members.refuse("op", "must be >= where num equals den: more than all is never reached");
  }
  return out;
}

void read_quorum(StrictObject& members, Rule& rule) {
  auto quorum = members.object("quorum");
  rule.quorum_kind = quorum.name("kind", quorum_kind_from, "participation presence none");
  if (rule.quorum_kind != QuorumKind::none) rule.quorum = threshold_of(quorum);
  quorum.finish();
}

void read_majority(StrictObject& members, Rule& rule) {
  auto majority = members.object("majority");
  rule.majority = threshold_of(majority);
  rule.majority_of = majority.name("of", majority_of_from, "participants present all");
  majority.finish();
}

void read_proxies(StrictObject& members, Rule& rule) {
  auto proxies = members.object("proxies");
  rule.proxies_allowed = proxies.truth("allowed");
  if (rule.proxies_allowed) {
    rule.proxies_per_agent_max = proxies.number("per_agent_max", 1, kProxiesMax);
  }
  proxies.finish();
}

void read_basis(StrictObject& members, Rule& rule) {
  const auto& lines = members.required("basis");
  if (!lines.is_array() || lines.empty()) members.refuse("basis", "must be a list of at least one");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    StrictObject line(lines[i], members.path_of("basis") + "." + std::to_string(i));
    LegalBasis basis;
    basis.law = line.both_languages("law");
    basis.article = line.text("article");
    if (line.has("url")) {
      basis.url = line.text("url");
      if (!basis.url.starts_with("https://") && !basis.url.starts_with("http://")) {
        line.refuse("url", "must begin with https:// or http://");
      }
    }
    line.finish();
    rule.basis.push_back(std::move(basis));
  }
}

/// Its matters are a list of their own, since the names of the classes mislead: the law's "other
/// major matters" are ordinary ones.
void read_matters(StrictObject& members, Rule& rule) {
  if (!members.has("matters")) return;
  const auto& lines = members.required("matters");
  if (!lines.is_array() || lines.empty()) {
    members.refuse("matters", "must be a list of at least one");
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    StrictObject line(lines[i], members.path_of("matters") + "." + std::to_string(i));
    rule.matters.push_back({line.text("zh"), line.text("en")});
    line.finish();
  }
}

void read_scopes(StrictObject& members, Rule& rule) {
  const auto& names = members.required("scopes");
  if (!names.is_array() || names.empty()) {
    members.refuse("scopes", "must be a list of at least one");
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto field = members.path_of("scopes") + "." + std::to_string(i);
    const auto scope = names[i].is_string()
                           ? scope_kind_from(names[i].get_ref<const std::string&>())
                           : std::nullopt;
    if (!scope) throw FieldProblem{field, "must be one of zone building stair"};
    if (std::find(rule.scopes.begin(), rule.scopes.end(), *scope) != rule.scopes.end()) {
      throw FieldProblem{field, "is there twice"};
    }
    rule.scopes.push_back(*scope);
  }
}

MethodUse method_of(StrictObject& line) {
  MethodUse use;
  use.name = line.id("name");
  use.version = line.number("version", 1, kVersionMax);
  const auto* method = find_method(use);
  if (method == nullptr) line.refuse("name", "must be a method this program knows");
  if (!line.has("parameters")) return use;
  auto given = line.object("parameters");
  for (const auto& row : method->parameters) {
    const std::string name(row.name);
    if (given.has(name.c_str())) {
      use.parameters.emplace_back(name, given.number(name.c_str(), row.least, row.most));
    }
  }
  given.finish();
  return use;
}

/// Which ways of counting it allows, the usual one first.
void read_methods(StrictObject& members, Rule& rule) {
  if (!members.has("methods")) return;
  const auto& lines = members.required("methods");
  if (!lines.is_array() || lines.empty()) {
    members.refuse("methods", "must be a list of at least one");
  }
  rule.methods.clear();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    StrictObject line(lines[i], members.path_of("methods") + "." + std::to_string(i));
    auto use = method_of(line);
    line.finish();
    const bool twice = std::any_of(rule.methods.begin(), rule.methods.end(),
                                   [&](const MethodUse& other) { return other.name == use.name; });
    if (twice) line.refuse("name", "is there twice");
    rule.methods.push_back(std::move(use));
  }
}

void read_dates(StrictObject& members, Rule& rule) {
  rule.effective_from = members.date("effective_from");
  if (!members.has("effective_until")) return;
  rule.effective_until = members.date("effective_until");
  if (*rule.effective_until < rule.effective_from) {
    members.refuse("effective_until", "must not be before effective_from");
  }
}

Rule read_rule(const json& whole) {
  StrictObject members(whole, "");
  Rule rule;
  rule.id = members.id("id");
  rule.version = members.number("version", 1, kVersionMax);
  rule.title = members.both_languages("title");
  read_matters(members, rule);
  rule.body = members.id("body");
  rule.body_name = members.both_languages("body_name");
  read_dates(members, rule);
  read_basis(members, rule);
  rule.by_area = members.truth("by_area");
  read_quorum(members, rule);
  read_majority(members, rule);
  rule.notice_days = members.number("notice_days", 0, kDaysMax);
  rule.change_until_close = members.truth("change_until_close");
  if (members.has("abstention")) rule.abstention = members.truth("abstention");
  read_methods(members, rule);
  if (members.has("non_voters")) {
    rule.non_voters = members.name("non_voters", non_voter_policy_from, "none follow_majority");
  }
  read_proxies(members, rule);
  read_scopes(members, rule);
  rule.publish_within_days = members.number("publish_within_days", 0, kDaysMax);
  rule.objection_days = members.number("objection_days", 0, kDaysMax);
  rule.legal_effect = members.both_languages("legal_effect");
  // For whoever maintains the file: what is settled law and what is a setting of this house.
  if (members.has("note")) members.both_languages("note");
  members.finish();
  return rule;
}

}  // namespace

std::variant<Rule, RuleProblem> parse_rule(std::string_view text) {
  return parse_strictly<Rule>(text, kRuleBytesMax, read_rule);
}

}  // namespace roundtable::codec
