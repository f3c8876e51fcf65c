// What was announced is what may be decided: the matter in its words, its rule, its day, its
// notice.
#include "domain/announced.hpp"

#include <catch2/catch.hpp>

#include "domain/scenario.hpp"

using namespace scenario;

namespace {

/// An ordinary rule that says where raising maintenance funds belongs.
Rule ordinary_but_for_funds() {
  auto rule = ordinary();
  rule.elsewhere = {{"major", {"筹集维修资金", "Raising maintenance funds"}, {"筹集维修资金"}}};
  return rule;
}

/// Sitting on the evening that was announced, with that item alone on the agenda.
Scenario sitting_on(const ItemText& text, const Rule& rule = ordinary()) {
  Scenario scene(rule);
  scene.at(kEvening + -16 * kMicrosPerDay).given(scene.convene()).given(AddAgendaItem{text});
  scene.item = AgendaItemId(scene.made);
  scene.given(AnnounceMeeting{}).at(kEvening).given(OpenMeeting{}).given(StartMeeting{});
  return scene.given(StartAgendaItem{scene.item});
}

OpenBallot asking(const Scenario& scene, const std::string& question) {
  auto command = scene.open_ballot();
  command.question = question;
  return command;
}

std::vector<Departure> departures_of(Scenario& scene, const OpenBallot& command) {
  return departures(scene.meeting, *scene.meeting.rule(command.rule)->value, command,
                    scene.context(command));
}

}  // namespace

TEST_CASE("a question asks for a matter where it has its words, whatever stands around them") {
  CHECK(asks_for("同意更换水泵吗？", "更换水泵"));
  CHECK(asks_for("是否同意更换水泵", "同意更换水泵吗？"));
  CHECK(asks_for("更换 水泵。", "更换水泵"));
  CHECK_FALSE(asks_for("同意更换水泵并支付五百万元吗？", "更换水泵"));
  CHECK_FALSE(asks_for("同意不更换水泵吗？", "更换水泵"));
  CHECK_FALSE(asks_for("同意动用五百万元维修资金吗？", "表决"));
  CHECK(asks_for("同意吗？", "同意吗"));
}

TEST_CASE("an item that is called the vote announces no matter: nothing binds under it") {
  auto scene = sitting_on({"表决", ItemKind::decision});
  scene.binding().refuses(asking(scene, "同意动用五百万元维修资金吗？"),
                          {Code::ballot_other_matter, {{"announced", "表决"}}});
}

TEST_CASE("an item whose title is its matter may be asked in the words of a question") {
  auto scene = sitting_on({"更换 3 号楼水泵", ItemKind::decision});
  scene.binding().ballot_open(asking(scene, "同意更换3号楼水泵吗？"));
  CHECK(scene.the_ballot().standing == Standing::binding);
  CHECK(scene.the_ballot().departures.empty());
}

TEST_CASE("a poll on something else is held, and says in what it is not what was announced") {
  auto scene = sitting_on({"表决", ItemKind::decision});
  scene.ballot_open(asking(scene, "同意动用五百万元维修资金吗？"));
  CHECK(scene.the_ballot().departures == std::vector<Departure>{Departure::matter});
}

TEST_CASE("where the meeting may vote under several rules, the notice has named the matter's") {
  auto scene = sitting_on({"更换水泵", ItemKind::decision});
  scene.meeting.rules.push_back({"rule-major", std::make_shared<const Rule>(major())});
  const auto command = asking(scene, "同意更换水泵吗？");
  CHECK(departures_of(scene, command) == std::vector<Departure>{Departure::rule});
  scene.meeting.agenda.at(scene.item).text.rule = "major";
  CHECK(departures_of(scene, command) == std::vector<Departure>{Departure::rule});
  scene.meeting.agenda.at(scene.item).text.rule = "ordinary";
  CHECK(departures_of(scene, command).empty());
}

TEST_CASE("raising maintenance funds under the ordinary rule is refused, using them is not") {
  ItemText text{"续筹", ItemKind::decision};
  text.matter = "按每平方米50元筹集维修资金";
  text.rule = "ordinary";
  auto scene = sitting_on(text, ordinary_but_for_funds());
  scene.binding().refuses(asking(scene, "同意按每平方米 50 元筹集维修资金吗？"),
                          {Code::ballot_other_rule, {{"rule", "ordinary"}, {"needs", "major"}}});

  text.matter = "使用维修资金更换水泵";
  auto use = sitting_on(text, ordinary_but_for_funds());
  use.binding().ballot_open(asking(use, "同意使用维修资金更换水泵吗？"));
  CHECK(use.the_ballot().standing == Standing::binding);
}

TEST_CASE("a sitting of the announced day goes on past midnight, and not for days") {
  auto scene = sitting_on({"更换水泵", ItemKind::decision});
  const auto command = asking(scene, "同意更换水泵吗？");
  scene.at(start_of_day({2026, 11, 3}) + 30 * kMinute);
  CHECK(departures_of(scene, command).empty());
  scene.at(start_of_day({2026, 11, 4}) + 19 * 60 * kMinute);
  CHECK(departures_of(scene, command) == std::vector<Departure>{Departure::day});
}

TEST_CASE("words changed after the announcement have not been announced") {
  auto scene = sitting_on({"表决", ItemKind::decision});
  ItemText text{"表决", ItemKind::decision};
  text.matter = "更换水泵";
  scene.given(EditAgendaItem{scene.item, text});
  scene.binding().refuses(asking(scene, "更换水泵"),
                          {Code::ballot_not_noticed, {{"question", "更换水泵"}}});
}

TEST_CASE("the first day that keeps to the notice counts from the announcement, or as if it came") {
  auto scene = sitting_on({"更换水泵", ItemKind::decision});
  const auto& rule = *scene.meeting.rules.front().value;
  const auto today = shanghai_date(kEvening);
  const auto announced = shanghai_date(*scene.meeting.announced_at);
  const Calendar calendar;
  const auto first = first_day_by_notice(scene.meeting, rule, today, calendar);
  REQUIRE(first);
  CHECK(*first == first_day_after_notice(rule, announced, calendar));
  const auto eve = date_from_days(days_from_epoch(*first) - 1);
  CHECK(notice_holds(scene.meeting, rule, *first, calendar));
  CHECK_FALSE(notice_holds(scene.meeting, rule, eve, calendar));

  auto unannounced = scene.meeting;
  unannounced.announced_at.reset();
  CHECK(*first_day_by_notice(unannounced, rule, today, calendar) ==
        first_day_after_notice(rule, today, calendar));
  CHECK_FALSE(notice_holds(unannounced, rule, today, calendar));
}

TEST_CASE("where no notice is asked for, or need not be had, there is no first day") {
  auto scene = sitting_on({"更换水泵", ItemKind::decision});
  const auto today = shanghai_date(kEvening);
  auto rule = *scene.meeting.rules.front().value;
  rule.notice_days = 0;
  CHECK_FALSE(first_day_by_notice(scene.meeting, rule, today, Calendar{}));
  rule.notice_days = 300;
  rule.short_notice = true;
  CHECK(first_day_by_notice(scene.meeting, rule, today, Calendar{}));
  scene.meeting.urgency = "停水";
  CHECK_FALSE(first_day_by_notice(scene.meeting, rule, today, Calendar{}));
}

TEST_CASE(
    "what the Party organisation is to study first binds once the item says when, or why not") {
  auto rule = ordinary();
  rule.prior_party_review = true;
  const auto with = [&](const PartyReview& party) {
    ItemText text{"更换水泵", ItemKind::decision};
    text.party = party;
    return sitting_on(text, rule);
  };
  auto without = with({});
  without.binding().refuses(asking(without, "更换水泵"),
                            {Code::ballot_party_review, {{"item", without.item.str()}}});
  for (const auto& party :
       {PartyReview{Date{2026, 10, 1}, ""}, PartyReview{{}, "不属于重要事项"}}) {
    auto scene = with(party);
    scene.binding().ballot_open(asking(scene, "更换水泵"));
    CHECK(scene.the_ballot().standing == Standing::binding);
    CHECK(scene.the_ballot().party == party);
  }
}

TEST_CASE(
    "a poll on what was not studied first is held, and what the item says later is not its own") {
  auto rule = ordinary();
  rule.prior_party_review = true;
  ItemText text{"更换水泵", ItemKind::decision};
  auto scene = sitting_on(text, rule);
  scene.ballot_open(asking(scene, "更换水泵"));
  text.party.on = shanghai_date(kEvening);
  scene.given(EditAgendaItem{scene.item, text});
  CHECK(scene.the_ballot().party.empty());
  CHECK(scene.the_ballot().departures.empty());
  CHECK(scene.meeting.agenda.at(scene.item).noticed);
}

TEST_CASE("a matter is studied before it is written down, not after") {
  auto scene = sitting_on({"更换水泵", ItemKind::decision});
  ItemText text{"更换水泵", ItemKind::decision};
  text.party.on = date_from_days(days_from_epoch(shanghai_date(kEvening)) + 1);
  scene.refuses(EditAgendaItem{scene.item, text},
                {Code::command_malformed, {{"field", "party_review"}, {"why", "out_of_range"}}});
}
