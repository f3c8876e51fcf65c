// Method: the facilitator looks at meetings written down here, one step at a time.
#include "neighbours/facilitator.hpp"
#include "sample.hpp"

using namespace neighbours_test;

namespace {

json staff() {
  return allowed({"meeting.announce", "meeting.open", "meeting.start", "meeting.close",
                  "agenda.start", "agenda.finish", "floor.grant", "floor.finish",
                  "proposal.discuss", "proposal.put", "amendment.put", "ballot.open",
                  "ballot.close", "card.settle", "minutes.edit", "minutes.propose", "minutes.adopt",
                  "record.publish"});
}

std::vector<Wish> now(const json& view) {
  return facilitator_wishes(Dice(1), {view, staff()});
}

}  // namespace

TEST_CASE("the facilitator grants whom the server names as next") {
  auto view = session_view();
  view["floor"]["next"] = "s2";
  const auto wishes = now(view);
  REQUIRE(wish_of(wishes, "floor.grant") != nullptr);
  CHECK(wish_of(wishes, "floor.grant")->command.at("speech") == "s2");
  CHECK(wish_of(wishes, "proposal.put") == nullptr);
}

TEST_CASE("a proposal is put to the vote when everybody was heard and its amendments are decided") {
  auto view = session_view();
  CHECK(wish_of(now(view), "proposal.put") != nullptr);
  view["amendments"]["a"] = {{"proposal", "p"}, {"state", "tabled"}};
  CHECK(wish_of(now(view), "proposal.put") == nullptr);
  CHECK(wish_of(now(view), "amendment.put") != nullptr);
  view["floor"]["current"] = "s";
  view["floor"]["speeches"]["s"] = {{"speaker", "x"}, {"state", "speaking"}, {"seconds", 120}};
  CHECK(wish_of(now(view), "amendment.put") == nullptr);
}

TEST_CASE("a ballot ends soon once all have voted, and after its time in any case") {
  auto view = session_view();
  view["current"]["ballot"] = "b";
  view["ballots"]["b"] = {{"state", "open"}, {"not_voted", {{"h", true}}}};
  REQUIRE(now(view).size() == 1);
  CHECK(now(view)[0].delay_ms > 60'000);
  view["ballots"]["b"]["not_voted"] = json::object();
  CHECK(now(view).size() == 2);
}

TEST_CASE("a decision is asked of the building that the grid is named for") {
  auto view = session_view();
  view["agenda"]["costs"]["kind"] = "decision";
  view["proposals"] = json::object();
  view["current"].erase("proposal");
  view["meeting"]["path"] = {{"g", {{"order", 0}, {"name", "12号楼"}}}};
  view["rules"] = {{"motion", {{"order", 0}}},
                   {"elevator", {{"order", 1}, {"scopes", {{"building", true}}}}}};
  const auto wishes = now(view);
  const auto* open = wish_of(wishes, "ballot.open");
  REQUIRE(open != nullptr);
  CHECK(open->command.at("rule") == "elevator");
  CHECK(open->command.at("scope").at("building") == "12");
  view["ballots"]["b"] = {{"item", "costs"}, {"state", "closed"}, {"record", "r"}};
  CHECK(wish_of(now(view), "ballot.open") == nullptr);
}

TEST_CASE("after the last item come the minutes, the closing and the record") {
  auto view = session_view();
  view["agenda"]["costs"]["state"] = "done";
  view["current"] = json::object();
  view["minutes"] = {{"state", "draft"}, {"sections", json::object()}};
  CHECK(wish_of(now(view), "minutes.edit") != nullptr);
  view["minutes"]["sections"]["opening"] = {{"base", 1}};
  CHECK(wish_of(now(view), "minutes.propose") != nullptr);
  view["minutes"]["state"] = "proposed";
  CHECK(wish_of(now(view), "meeting.close") != nullptr);
  view["meeting"]["phase"] = "closed";
  CHECK(wish_of(now(view), "minutes.adopt") != nullptr);
  view["minutes"]["state"] = "adopted";
  CHECK(wish_of(now(view), "record.publish") != nullptr);
  CHECK_FALSE(is_finished(view));
  view["minutes"]["state"] = "published";
  CHECK(is_finished(view));
}
