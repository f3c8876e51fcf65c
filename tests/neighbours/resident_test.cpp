// Method: hundreds of residents of one seed look at meetings written down here; what they wish is
// counted. No network, no clock.
#include <set>

#include "sample.hpp"

using namespace neighbours_test;

namespace {

constexpr std::uint64_t kMany = 400;

json open_ballot(json view, const json& more = json::object()) {
  view["current"]["ballot"] = "b";
  view["ballots"]["b"] = {{"item", "costs"}, {"state", "open"}, {"change_until_close", true}};
  view["ballots"]["b"].update(more);
  return view;
}

json voter() {
  auto me = allowed({"ballot.cast"});
  me["ballots"]["b"] = {{"eligible", true}};
  return me;
}

std::string plan_of(std::uint64_t seed) {
  const auto view = session_view();
  const auto me = all_allowed();
  std::string plan;
  for (std::uint64_t i = 0; i < 50; ++i) {
    const Resident who{Dice(seed).of(std::to_string(i)), 0};
    for (const auto& wish : wishes_of(who, words(), {view, me})) {
      plan += wish.key + "@" + std::to_string(wish.delay_ms) + wish.command.dump() + "\n";
    }
  }
  return plan;
}

}  // namespace

TEST_CASE("the same seed gives the same plan, another seed another one") {
  CHECK(plan_of(1) == plan_of(1));
  CHECK(plan_of(1) != plan_of(2));
  CHECK_FALSE(plan_of(1).empty());
}

TEST_CASE("nobody wishes what they may not do") {
  const auto everything = all_allowed();
  auto view = open_ballot(session_view());
  view["floor"]["current"] = "s";
  view["floor"]["speeches"]["s"] = {{"speaker", "other"}, {"state", "speaking"}, {"seconds", 120}};
  for (const auto& [withheld, is] : everything.at("may").items()) {
    auto me = everything;
    me["may"].erase(withheld);
    me["ballots"]["b"] = {{"eligible", true}};
    for (std::uint64_t i = 0; i < kMany; ++i) {
      for (const auto& wish : wishes_of(resident(i), words(), {view, me})) {
        CHECK(me["may"].contains(wish.command.at("type").get<std::string>()));
      }
    }
  }
}

TEST_CASE("everybody checks in once the doors are open, within a minute") {
  auto view = session_view();
  view["meeting"]["phase"] = "open";
  view["current"] = json::object();
  auto me = all_allowed();
  me["seat"]["checked_in"] = false;
  for (std::uint64_t i = 0; i < kMany; ++i) {
    const auto wishes = wishes_of(resident(i), words(), {view, me});
    const auto* arriving = wish_of(wishes, "attendance.check_in");
    REQUIRE(arriving != nullptr);
    CHECK(arriving->delay_ms <= 60'000);
  }
}

TEST_CASE("somebody without a seat wishes nothing") {
  auto me = all_allowed();
  me.erase("seat");
  const auto view = open_ballot(session_view());
  for (std::uint64_t i = 0; i < kMany; ++i) {
    CHECK(wishes_of(resident(i), words(), {view, me}).empty());
  }
}

TEST_CASE("nearly everybody votes when a ballot is open, after having read it") {
  const auto view = open_ballot(session_view());
  std::size_t votes = 0;
  std::set<std::string> choices;
  for (std::uint64_t i = 0; i < kMany; ++i) {
    const auto wishes = wishes_of(resident(i), words(), {view, voter()});
    const auto* vote = wish_of(wishes, "ballot.cast");
    if (vote == nullptr) continue;
    ++votes;
    CHECK(vote->delay_ms >= 5'000);
    choices.insert(vote->command.at("choice").get<std::string>());
  }
  CHECK(votes > kMany * 9 / 10);
  CHECK(votes < kMany);
  CHECK(choices == std::set<std::string>{"yes", "no", "abstain"});
}

TEST_CASE("votes are among what the ballot offers") {
  const json motion = {{"options", {{"yes", {{"order", 0}}}, {"no", {{"order", 1}}}}},
                       {"about", {{"proposal", "p"}}}};
  const json plans = {{"options",
                       {{"o1", {{"order", 0}}},
                        {"o2", {{"order", 1}}},
                        {"abstain", {{"order", 2}}},
                        {"none", {{"order", 3}}}}}};
  for (const auto& kind : {motion, plans}) {
    const auto view = open_ballot(session_view(), kind);
    std::set<std::string> chosen;
    for (std::uint64_t i = 0; i < kMany; ++i) {
      const auto wishes = wishes_of(resident(i), words(), {view, voter()});
      if (const auto* vote = wish_of(wishes, "ballot.cast")) {
        chosen.insert(vote->command.at("choice").get<std::string>());
      }
    }
    std::set<std::string> offered;
    for (const auto& [choice, is] : kind.at("options").items()) offered.insert(choice);
    CHECK(chosen == offered);
  }
}

TEST_CASE("who has voted leaves it at that, but for a few who change their mind once") {
  const auto view = open_ballot(session_view());
  auto me = voter();
  me["ballots"]["b"]["cast"] = {{"choice", "yes"}, {"changes", 0}};
  std::size_t changes = 0;
  for (std::uint64_t i = 0; i < kMany; ++i) {
    if (wish_of(wishes_of(resident(i), words(), {view, me}), "ballot.cast") != nullptr) ++changes;
  }
  CHECK(changes > 0);
  CHECK(changes < kMany / 10);
  me["ballots"]["b"]["cast"]["changes"] = 1;
  for (std::uint64_t i = 0; i < kMany; ++i) {
    CHECK(wish_of(wishes_of(resident(i), words(), {view, me}), "ballot.cast") == nullptr);
  }
}

TEST_CASE("who is not eligible does not vote") {
  const auto view = open_ballot(session_view());
  for (std::uint64_t i = 0; i < kMany; ++i) {
    const auto wishes = wishes_of(resident(i), words(), {view, allowed({"ballot.cast"})});
    CHECK(wishes.empty());
  }
}

TEST_CASE("most listen, and those who live low speak against what the high floors want") {
  auto view = session_view();
  view["current"].erase("proposal");
  const auto me = all_allowed();
  const auto stances = [&](int floor) {
    std::map<std::string, std::size_t> count;
    for (std::uint64_t i = 0; i < kMany; ++i) {
      const auto wishes = wishes_of(resident(i, floor), words(), {view, me});
      const auto* hand = wish_of(wishes, "floor.request");
      ++count[hand == nullptr ? "silent" : hand->command.at("stance").get<std::string>()];
    }
    return count;
  };
  auto low = stances(1);
  auto high = stances(6);
  CHECK(low["silent"] > kMany / 3);
  CHECK(low["against"] > low["for"]);
  CHECK(high["for"] > high["against"]);
  CHECK(high["question"] > 0);
}

TEST_CASE("who waits for the floor does not ask again, and who speaks comes to an end in time") {
  auto view = session_view();
  view["floor"]["speeches"]["s"] = {{"speaker", "own"}, {"state", "waiting"}, {"seconds", 120}};
  for (std::uint64_t i = 0; i < kMany; ++i) {
    const auto wishes = wishes_of(resident(i), words(), {view, all_allowed()});
    CHECK(wish_of(wishes, "floor.request") == nullptr);
  }
  view["floor"]["speeches"]["s"]["state"] = "speaking";
  for (std::uint64_t i = 0; i < kMany; ++i) {
    const auto wishes = wishes_of(resident(i), words(), {view, all_allowed()});
    const auto* end = wish_of(wishes, "floor.finish");
    REQUIRE(end != nullptr);
    CHECK(end->delay_ms < 120'000);
  }
}

TEST_CASE("nobody proposes what stands there already, nor more than there is room for") {
  auto view = session_view();
  std::set<std::string> titles;
  for (std::uint64_t i = 0; i < kMany; ++i) {
    const auto wishes = wishes_of(resident(i), words(), {view, all_allowed()});
    if (const auto* made = wish_of(wishes, "proposal.table")) {
      titles.insert(made->command.at("title").get<std::string>());
    }
  }
  REQUIRE(titles.size() > 1);
  const auto taken = *titles.begin();
  view["proposals"]["q"] = {
      {"item", "costs"}, {"mover", "x"}, {"title", taken}, {"state", "tabled"}};
  for (std::uint64_t i = 0; i < kMany; ++i) {
    const auto wishes = wishes_of(resident(i), words(), {view, all_allowed()});
    if (const auto* made = wish_of(wishes, "proposal.table")) {
      CHECK(made->command.at("title") != taken);
    }
  }
  view["proposals"]["r"] = view["proposals"]["q"];
  for (std::uint64_t i = 0; i < kMany; ++i) {
    const auto wishes = wishes_of(resident(i), words(), {view, all_allowed()});
    CHECK(wish_of(wishes, "proposal.table") == nullptr);
  }
}

TEST_CASE("an amendment changes the words of a paragraph that is there") {
  const auto view = session_view();
  std::size_t amendments = 0;
  for (std::uint64_t i = 0; i < kMany; ++i) {
    const auto wishes = wishes_of(resident(i), words(), {view, all_allowed()});
    const auto* made = wish_of(wishes, "amendment.table");
    if (made == nullptr) continue;
    ++amendments;
    CHECK(made->command.at("paragraph") == "p1");
    const auto text = made->command.at("text").get<std::string>();
    CHECK(text.starts_with("每户一样多；"));
    CHECK(text.ends_with("。"));
  }
  CHECK(amendments > 0);
}

TEST_CASE("the floor is read from a room's label") {
  CHECK(floor_of("502室") == 5);
  CHECK(floor_of("1203室") == 12);
  CHECK(floor_of("12号") == 0);
  CHECK(floor_of("王女士") == 0);
  CHECK(floor_of("") == 0);
}

TEST_CASE("the texts fit each other: amendments name paragraphs and change them") {
  std::set<std::string> titles;
  for (const auto& topic : words().topics()) {
    CHECK_FALSE(topic.proposals.empty());
    for (const auto& proposal : topic.proposals) {
      CHECK(titles.insert(proposal.title).second);
      for (const auto& amendment : proposal.amendments) {
        const auto index = std::stoul(amendment.paragraph.substr(1));
        REQUIRE(index >= 1);
        REQUIRE(index <= proposal.paragraphs.size());
        CHECK(proposal.paragraphs[index - 1] != amendment.text);
      }
    }
  }
  CHECK(words().topic_of("非机动车充电口选址").id == "charging");
  CHECK(words().topic_of("谁也没有想到的事").id == words().topics().back().id);
}
