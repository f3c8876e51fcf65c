#include "views/rule_view.hpp"

#include <string>

#include "domain/ballot/method.hpp"
#include "domain/ballot/worth.hpp"

namespace roundtable::views {
namespace {

/// What a paper may name besides plans, in the order in which ballots have it.
nlohmann::json fixed_options_json(const domain::Method& method, const domain::Rule& rule) {
  auto out = nlohmann::json::object();
  std::int64_t order = 0;
  for (const auto& choice : method.choices(rule, {})) {
    if (choice.offered) out[choice.id] = {{"order", order++}};
  }
  return out;
}

}  // namespace

nlohmann::json text_json(const domain::Text& text) {
  return {{"zh", text.zh}, {"en", text.en}};
}

nlohmann::json rule_json(const domain::FixedRule& fixed, std::int64_t order) {
  const auto& rule = *fixed.value;
  nlohmann::json basis = nlohmann::json::object();
  for (std::size_t i = 0; i < rule.basis.size(); ++i) {
    nlohmann::json line = {{"law", text_json(rule.basis[i].law)},
                           {"article", rule.basis[i].article}};
    if (!rule.basis[i].url.empty()) line["url"] = rule.basis[i].url;
    basis[std::to_string(i)] = std::move(line);
  }
  nlohmann::json measures = {{"heads", true}};
  if (rule.by_area) measures["area"] = true;
  nlohmann::json matters = nlohmann::json::object();
  for (std::size_t i = 0; i < rule.matters.size(); ++i) {
    matters[std::to_string(i)] = text_json(rule.matters[i]);
  }
  nlohmann::json scopes = nlohmann::json::object();
  for (const auto scope : rule.scopes) scopes[std::string(to_string(scope))] = true;
  nlohmann::json out = {{"order", order},
                        {"version", rule.version},
                        {"sha256", fixed.sha256},
                        {"title", text_json(rule.title)},
                        {"body_name", text_json(rule.body_name)},
                        {"basis", std::move(basis)},
                        {"measures", std::move(measures)},
                        {"majority",
                         {{"num", rule.majority.num},
                          {"den", rule.majority.den},
                          {"op", to_string(rule.majority.comparison)},
                          {"of", to_string(rule.majority_of)}}},
                        {"change_until_close", rule.change_until_close},
                        {"legal_effect", text_json(rule.legal_effect)},
                        {"scopes", std::move(scopes)}};
  if (rule.quorum_kind != domain::QuorumKind::none) {
    out["quorum"] = {{"kind", to_string(rule.quorum_kind)},
                     {"num", rule.quorum.num},
                     {"den", rule.quorum.den},
                     {"op", to_string(rule.quorum.comparison)}};
  }
  std::int64_t place = 0;
  for (const auto& use : rule.methods) {
    const auto* method = domain::find_method(use);
    auto& told = out["methods"][use.name];
    told = {{"order", place++}, {"title", text_json(method->title)}};
    if (method->plans_max > 0) told["plans"] = true;
    told["options"] = fixed_options_json(*method, rule);
  }
  // Only a law makes it a must; texts from before they had to say so are taken at their word.
  const bool due = rule.numbers.empty() || is_law(rule, "publish_within_days");
  if (rule.publish_within_days > 0 && due) out["publish_within_days"] = rule.publish_within_days;
  if (rule.short_notice) out["short_notice"] = true;
  if (rule.named_only) out["named_only"] = true;
  if (domain::may_bind(rule)) out["binds"] = true;
  if (rule.others_decide) out["others_decide"] = true;
  if (rule.prior_party_review) out["prior_party_review"] = true;
  if (!matters.empty()) out["matters"] = std::move(matters);
  return out;
}

}  // namespace roundtable::views
