// What a rule and one's own part tell the screens, so that no screen works it out again: the
// options of a paper that is yet to be handed out, and from which day on a vote keeps to its
// notice.
#include "views/rule_view.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "domain/ballot/method.hpp"
#include "views/me_view.hpp"

using namespace roundtable;
using namespace roundtable::domain;

namespace {

std::vector<std::string> options_of(bool abstention, std::string_view method) {
  auto rule = std::make_shared<Rule>();
  rule->abstention = abstention;
  rule->methods = {{std::string(kYesNoAbstain)}, {std::string(kSingleChoice)}};
  const auto told = views::rule_json({"sha", rule}, 0);
  const auto& options = told.at("methods").at(std::string(method)).at("options");
  std::vector<std::string> keys(options.size());
  for (const auto& [key, option] : options.items()) {
    keys.at(option.at("order").get<std::size_t>()) = key;
  }
  return keys;
}

}  // namespace

TEST_CASE("a rule tells what a paper under it will offer, in its order") {
  using Keys = std::vector<std::string>;
  CHECK(options_of(true, kYesNoAbstain) == Keys{"yes", "no", "abstain"});
  CHECK(options_of(false, kYesNoAbstain) == Keys{"yes", "no"});
  CHECK(options_of(true, kSingleChoice) == Keys{"abstain", "none"});
  CHECK(options_of(false, kSingleChoice) == Keys{"none"});
}

TEST_CASE("staff are told from which day on a vote keeps to the notice of its rule") {
  const views::ViewState state;
  views::Viewer viewer;
  viewer.kind = "staff";
  CHECK_FALSE(nlohmann::json::parse(views::me_json(state, viewer, {})).contains("notice"));
  viewer.notice = {{"owners-ordinary", Date{2026, 12, 20}}};
  const auto told = nlohmann::json::parse(views::me_json(state, viewer, {}));
  CHECK(told.at("notice") == nlohmann::json{{"owners-ordinary", "2026-12-20"}});
}
