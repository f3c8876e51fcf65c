#include "codec/rule_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/ids.hpp"
#include "codec/json_outline.hpp"
#include "domain/limits.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;
using nlohmann::json;

constexpr std::size_t kRuleDepthMax = 6;
constexpr std::size_t kRuleBytesMax = 64 * 1024;
/// No notice, publication or objection period is longer than a year.
constexpr std::int64_t kDaysMax = 366;
constexpr std::int64_t kVersionMax = 1'000'000;
constexpr std::int64_t kProxiesMax = 1'000;

struct Problem {
  std::string field;
  std::string reason;
};

/// The members of one object of a rule. What is wrong leaves as an exception that `parse_rule`
/// catches: reading a rule happens at the start, and its first mistake ends it.
class Members {
 public:
  Members(const json& object, std::string path) : object_(object), path_(std::move(path)) {
    if (!object_.is_object()) throw Problem{path_, "must be an object"};
  }

  [[noreturn]] void refuse(const char* key, std::string reason) const {
    throw Problem{path_of(key), std::move(reason)};
  }
  bool has(const char* key) const { return object_.contains(key); }

  const json& required(const char* key) {
    const auto found = object_.find(key);
    if (found == object_.end()) refuse(key, "is missing");
    taken_.insert(key);
    return *found;
  }
  std::string text(const char* key) {
    const auto& value = required(key);
    if (!value.is_string()) refuse(key, "must be a text");
    auto out = value.get<std::string>();
    if (out.empty()) refuse(key, "must not be empty");
    return out;
  }
  std::string id(const char* key) {
    auto out = text(key);
    if (!is_id(out)) refuse(key, "must be 1-64 characters of A-Z a-z 0-9 _ -");
    return out;
  }
  std::int64_t number(const char* key, std::int64_t min, std::int64_t max) {
    const auto& value = required(key);
    const bool whole = value.is_number_integer();
    if (!whole) refuse(key, "must be a whole number");
    const auto range = std::to_string(min) + " to " + std::to_string(max);
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t{INT64_MAX}) {
      refuse(key, "must be from " + range);
    }
    const auto out = value.get<std::int64_t>();
    if (out < min || out > max) refuse(key, "must be from " + range);
    return out;
  }
  bool truth(const char* key) {
    const auto& value = required(key);
    if (!value.is_boolean()) refuse(key, "must be true or false");
    return value.get<bool>();
  }
  Date date(const char* key) {
    const auto out = date_from_iso(text(key));
    if (!out) refuse(key, "must be a day of the calendar such as 2021-01-01");
    return *out;
  }
  template <class Enum>
  Enum name(const char* key, std::optional<Enum> (*from)(std::string_view), const char* known) {
    const auto out = from(text(key));
    if (!out) refuse(key, std::string("must be one of ") + known);
    return *out;
  }
  Members object(const char* key) { return {required(key), path_of(key)}; }
  Text both_languages(const char* key) {
    auto inner = object(key);
    Text out{inner.text("zh"), inner.text("en")};
    inner.finish();
    return out;
  }
  void finish() const {
    for (const auto& [key, value] : object_.items()) {
      if (!taken_.contains(key)) refuse(key.c_str(), "is not known here");
    }
  }
  std::string path_of(const char* key) const { return path_.empty() ? key : path_ + "." + key; }

 private:
  const json& object_;
  std::string path_;
  std::set<std::string, std::less<>> taken_;
};

Threshold threshold_of(Members& members) {
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

void read_quorum(Members& members, Rule& rule) {
  auto quorum = members.object("quorum");
  rule.quorum_kind = quorum.name("kind", quorum_kind_from, "participation presence none");
  if (rule.quorum_kind != QuorumKind::none) rule.quorum = threshold_of(quorum);
  quorum.finish();
}

void read_majority(Members& members, Rule& rule) {
  auto majority = members.object("majority");
  rule.majority = threshold_of(majority);
  rule.majority_of = majority.name("of", majority_of_from, "participants present all");
  majority.finish();
}

void read_proxies(Members& members, Rule& rule) {
  auto proxies = members.object("proxies");
  rule.proxies_allowed = proxies.truth("allowed");
  if (rule.proxies_allowed) {
    rule.proxies_per_agent_max = proxies.number("per_agent_max", 1, kProxiesMax);
  }
  proxies.finish();
}

void read_basis(Members& members, Rule& rule) {
  const auto& lines = members.required("basis");
  if (!lines.is_array() || lines.empty()) members.refuse("basis", "must be a list of at least one");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Members line(lines[i], members.path_of("basis") + "." + std::to_string(i));
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

void read_scopes(Members& members, Rule& rule) {
  const auto& names = members.required("scopes");
  if (!names.is_array() || names.empty()) {
    members.refuse("scopes", "must be a list of at least one");
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto field = members.path_of("scopes") + "." + std::to_string(i);
    const auto scope = names[i].is_string()
                           ? scope_kind_from(names[i].get_ref<const std::string&>())
                           : std::nullopt;
    if (!scope) throw Problem{field, "must be one of zone building stair"};
    if (std::find(rule.scopes.begin(), rule.scopes.end(), *scope) != rule.scopes.end()) {
      throw Problem{field, "is there twice"};
    }
    rule.scopes.push_back(*scope);
  }
}

void read_dates(Members& members, Rule& rule) {
  rule.effective_from = members.date("effective_from");
  if (!members.has("effective_until")) return;
  rule.effective_until = members.date("effective_until");
  if (*rule.effective_until < rule.effective_from) {
    members.refuse("effective_until", "must not be before effective_from");
  }
}

Rule read_rule(const json& whole) {
  Members members(whole, "");
  Rule rule;
  rule.id = members.id("id");
  rule.version = members.number("version", 1, kVersionMax);
  rule.title = members.both_languages("title");
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

/// A field that is missing has no place of its own: the object it should be in has one.
std::size_t line_of_field(std::string_view text, const JsonOutline& outline, std::string field) {
  for (;;) {
    const auto found = outline.ranges.find(field);
    if (found != outline.ranges.end()) {
      const auto& range = found->second;
      return line_of(text, range.named_at == 0 ? range.begin : range.named_at);
    }
    if (field.empty()) return 1;
    const auto dot = field.rfind('.');
    field.resize(dot == std::string::npos ? 0 : dot);
  }
}

}  // namespace

std::variant<Rule, RuleProblem> parse_rule(std::string_view text) {
  if (text.size() > kRuleBytesMax) return RuleProblem{1, "", "is longer than 64 KiB"};
  const auto outline = outline_json(text, kRuleDepthMax);
  if (outline.broken_at) {
    return RuleProblem{line_of(text, *outline.broken_at), "", "is no JSON from here on"};
  }
  if (outline.repeated) {
    return RuleProblem{line_of_field(text, outline, *outline.repeated), *outline.repeated,
                       "is given twice"};
  }
  if (outline.too_deep) return RuleProblem{1, "", "is nested too deeply"};
  try {
    return read_rule(json::parse(text));
  } catch (const Problem& problem) {
    return RuleProblem{line_of_field(text, outline, problem.field), problem.field, problem.reason};
  } catch (const json::exception& failure) {
    return RuleProblem{1, "", failure.what()};
  }
}

}  // namespace roundtable::codec
