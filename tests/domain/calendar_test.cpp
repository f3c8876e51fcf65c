// Periods end on days of work, whichever Saturdays and Sundays the State Council moves work to; and
// the law of the day a ballot opens decides it.
#include "domain/calendar.hpp"

#include "domain/ballot/worth.hpp"
#include "scenario.hpp"

using namespace scenario;

namespace {

/// As in the notice for 2026, in part.
Calendar some_of_2026() {
  HolidayYear year;
  year.year = 2026;
  year.holidays = {{{2026, 2, 15}, {2026, 2, 23}}, {{2026, 10, 1}, {2026, 10, 7}}};
  year.worked = {{{2026, 2, 28}, {2026, 2, 28}}, {{2026, 10, 10}, {2026, 10, 10}}};
  Calendar calendar;
  CHECK(calendar.add(std::move(year)));
  return calendar;
}

/// The ballot that such a meeting opens on that day with that rule in the book.
/// `in_force`: that of the day, and those before it back to the meeting's, the newest first.
Decision opened_under(Scenario& scene, const std::vector<Rule>& in_force, Date day,
                      bool binding = false) {
  const auto command = scene.open_ballot();
  if (binding) scene.binding();
  auto context = scene.context(command);
  context.at = start_of_day(day);
  context.rules.clear();
  for (const auto& rule : in_force) {
    context.rules.push_back(
        {rule.id + std::to_string(rule.version), std::make_shared<const Rule>(rule)});
  }
  return decide(scene.meeting, command, context);
}

Decision opened_under(Scenario& scene, const Rule& in_force, Date day, bool binding = false) {
  return opened_under(scene, std::vector<Rule>{in_force}, day, binding);
}

const BallotOpened& opened(const Decision& decision) {
  return std::get<BallotOpened>(std::get<Accepted>(decision).events.front());
}

/// Convened and announced on the one day, sitting on the other; what was announced then may bind.
Scenario sitting_since(const Rule& rule, Date convened, Date held) {
  Scenario scene(rule, flats(12));
  scene.at(start_of_day(convened));
  auto convene = scene.convene();
  convene.scheduled_at = start_of_day(held);
  scene.given(convene).given(AddAgendaItem{scene.matter_item()});
  scene.item = AgendaItemId(scene.made);
  scene.given(AnnounceMeeting{}).at(start_of_day(held)).given(OpenMeeting{}).given(StartMeeting{});
  scene.given(StartAgendaItem{scene.item});
  return scene;
}

}  // namespace

TEST_CASE(
    "a day of work is no Saturday, Sunday or holiday, but for the days that work is moved to") {
  const auto calendar = some_of_2026();
  CHECK(calendar.is_working_day({2026, 2, 13}));        // Friday
  CHECK_FALSE(calendar.is_working_day({2026, 2, 16}));  // Monday of the Spring Festival
  CHECK(calendar.is_working_day({2026, 2, 28}));        // Saturday that is worked
  CHECK_FALSE(calendar.is_working_day({2026, 3, 1}));   // Sunday
  CHECK(calendar.working_day_from({2026, 2, 15}) == Date{2026, 2, 24});
  CHECK(calendar.working_day_from({2026, 10, 10}) == Date{2026, 10, 10});
  CHECK(calendar.working_day_from({2026, 12, 19}) == Date{2026, 12, 21});
}

TEST_CASE("of a year without data weekends alone are known, and it is named") {
  const auto calendar = some_of_2026();
  CHECK(calendar.is_working_day({2027, 10, 1}));
  CHECK_FALSE(calendar.is_working_day({2027, 10, 2}));
  CHECK(calendar.years_lacking({2026, 12, 20}, {2027, 1, 4}) == std::vector<std::int64_t>{2027});
  CHECK(calendar.years_lacking({2026, 1, 1}, {2026, 12, 31}).empty());
}

TEST_CASE(
    "notice whose fifteenth day is a Saturday ends on Monday, and the meeting may be after it") {
  const Calendar calendar;
  auto rule = ordinary();
  CHECK(first_day_after_notice(rule, {2026, 12, 4}, calendar) == Date{2026, 12, 20});
  rule.notice_ends_on_working_day = true;
  CHECK(first_day_after_notice(rule, {2026, 12, 4}, calendar) == Date{2026, 12, 22});
  CHECK(first_day_after_notice(rule, {2026, 9, 16}, some_of_2026()) == Date{2026, 10, 9});
  rule.notice_days = 0;
  CHECK(first_day_after_notice(rule, {2026, 12, 5}, calendar) == Date{2026, 12, 5});
}

TEST_CASE(
    "a time for objections ends on a day of work where its rule says so, and as counted else") {
  auto rule = ordinary();
  const auto friday = start_of_day({2026, 12, 11});
  const auto thursday = start_of_day({2026, 9, 24});
  CHECK(objection_period(rule, start_of_day({2026, 12, 12}), {}).until == Date{2026, 12, 19});
  rule.ends_on_working_day = true;
  CHECK(objection_period(rule, start_of_day({2026, 12, 12}), {}).until == Date{2026, 12, 21});
  CHECK(objection_period(rule, friday, {}).until == Date{2026, 12, 18});
  CHECK(objection_period(rule, thursday, some_of_2026()).until == Date{2026, 10, 8});
  CHECK(objection_period(rule, thursday, some_of_2026()).from == Date{2026, 9, 25});
}

TEST_CASE("the day by which to publish is told where the law sets it, and only there") {
  auto rule = ordinary();
  rule.publish_within_days = 3;
  rule.publish_for_days = 15;
  rule.ends_on_working_day = true;
  Ballot ballot;
  ballot.closed_at = start_of_day({2026, 12, 2});
  const auto terms_of = [&](bool setting) {
    rule.numbers = {{"publish_within_days", {"某法第1条", "Some Law, Article 1"}, setting}};
    ballot.rule.value = std::make_shared<const Rule>(rule);
    return publication_terms(ballot, start_of_day({2026, 12, 20}), some_of_2026());
  };
  CHECK(terms_of(false).due == Date{2026, 12, 7});
  CHECK(terms_of(true).due == Date{});
  CHECK(terms_of(true).until == Date{2027, 1, 4});
  CHECK(terms_of(true).lacking == std::vector<std::int64_t>{2027});
}

TEST_CASE("a ballot is decided under the law of the day it opens, not of the meeting's convening") {
  auto before = ordinary();
  before.effective_from = {2019, 12, 1};
  before.effective_until = Date{2020, 12, 31};
  auto since = ordinary();
  since.version = 2;
  since.effective_from = {2021, 1, 1};
  auto scene = sitting_since(before, {2020, 12, 5}, {2020, 12, 5});
  CHECK(opened(opened_under(scene, since, {2021, 1, 10})).rule.value->version == 2);

  SECTION("unless the rule's transition leaves older meetings under the older") {
    since.transition = Transition::convened;
    CHECK(opened(opened_under(scene, since, {2021, 1, 10})).rule.value->version == 1);
  }
  SECTION("and the meeting goes on under it") {
    const auto decision = opened_under(scene, since, {2021, 1, 10});
    apply(scene.meeting, std::get<Accepted>(decision).events.front(), start_of_day({2021, 1, 10}));
    CHECK(scene.meeting.rule("ordinary")->value->version == 2);
  }
  SECTION("a newer text of the same law is for meetings that are convened under it") {
    since.effective_from = before.effective_from;
    CHECK(opened(opened_under(scene, since, {2021, 1, 10})).rule.value->version == 1);
  }
}

TEST_CASE(
    "where the law changes twice before a meeting votes, each change says whom it takes hold of") {
  auto first = ordinary();
  first.effective_from = {2019, 1, 1};
  first.effective_until = Date{2020, 12, 31};
  auto second = ordinary();
  second.version = 2;
  second.effective_from = {2021, 1, 1};
  second.effective_until = Date{2021, 6, 30};
  auto third = ordinary();
  third.version = 3;
  third.effective_from = {2021, 7, 1};
  const auto any = Transition::opened, later = Transition::convened;
  struct Row {
    Transition second, third;
    Date convened;
    std::int64_t version;  // what a ballot of 2021-07-10 is decided under
  };
  const Row rows[] = {
      {any, any, {2020, 12, 5}, 3},    {any, later, {2020, 12, 5}, 2},
      {later, any, {2020, 12, 5}, 3},  {later, later, {2020, 12, 5}, 1},
      {any, later, {2021, 3, 1}, 2},   {later, later, {2021, 3, 1}, 2},
      {later, any, {2021, 3, 1}, 3},   {any, later, {2021, 7, 1}, 3},
      {later, later, {2021, 7, 1}, 3},
  };
  for (const auto& row : rows) {
    CAPTURE(to_string(row.second), to_string(row.third), to_iso(row.convened));
    second.transition = row.second;
    third.transition = row.third;
    // As the meeting's host gathers them: back to the one of the day of convening.
    std::vector<Rule> known{third};
    if (third.effective_from > row.convened) known.push_back(second);
    if (second.effective_from > row.convened) known.push_back(first);
    auto scene = sitting_since(known.back(), row.convened, row.convened);
    CHECK(opened(opened_under(scene, known, {2021, 7, 10})).rule.value->version == row.version);
  }
}

TEST_CASE("a meeting that has voted under a newer law is not given another text of that law") {
  auto first = ordinary();
  first.effective_from = {2019, 1, 1};
  auto second = ordinary();
  second.version = 2;
  second.effective_from = {2021, 1, 1};
  auto scene = sitting_since(first, {2020, 12, 5}, {2020, 12, 5});
  const auto day = Date{2021, 1, 10};
  scene.meeting.rules.front() = {"second", std::make_shared<const Rule>(second)};
  auto mended = second;
  mended.version = 3;
  CHECK(opened(opened_under(scene, mended, day)).rule.value->version == 2);
}

TEST_CASE("a rule that cannot bind makes an opinion poll, whatever was recorded") {
  const auto day = Date{2026, 11, 20};
  auto rule = poll();
  rule.body = "consultation";
  auto scene = sitting_since(rule, {2026, 11, 2}, day);
  CHECK(opened(opened_under(scene, rule, day, true)).standing == Standing::opinion_poll);
  rule = ordinary();
  rule.binds = false;
  auto said_so = sitting_since(rule, {2026, 11, 2}, day);
  CHECK(opened(opened_under(said_so, rule, day, true)).standing == Standing::opinion_poll);
  rule.binds = true;
  auto may = sitting_since(rule, {2026, 11, 2}, day);
  CHECK(opened(opened_under(may, rule, day, true)).standing == Standing::binding);
}

TEST_CASE("what a vote is worth follows from its rule, also where an older log says it binds") {
  Ballot ballot;
  ballot.standing = Standing::binding;
  const auto worth_under = [&](const std::string& body) {
    auto rule = ordinary();
    rule.body = body;
    ballot.rule.value = std::make_shared<const Rule>(rule);
    return worth_of(ballot);
  };
  CHECK(worth_under("owners_assembly") == Worth::binding);
  CHECK(worth_under("residents_meeting") == Worth::binding);
  CHECK(worth_under("consultation") == Worth::opinion_poll);
  CHECK(worth_under("joint_conference") == Worth::opinion_poll);
  CHECK(worth_under("deliberation") == Worth::motion);
}

TEST_CASE("short notice is enough where the law allows it and somebody has said why") {
  auto rule = ordinary();
  rule.short_notice = true;
  const bool urgent = GENERATE(false, true);
  const bool allowed = GENERATE(false, true);
  rule.short_notice = allowed;
  Scenario scene(rule);
  scene.convened(2).given(AnnounceMeeting{urgent ? "水管爆裂" : ""}).at(kEvening);
  scene.given(OpenMeeting{}).given(StartMeeting{}).given(StartAgendaItem{scene.item}).binding();
  if (urgent && allowed) {
    scene.given(scene.open_ballot());
  } else {
    scene.refuses(scene.open_ballot(), {Code::meeting_notice_too_short,
                                        {{"days", std::int64_t{1}}, {"needs", std::int64_t{15}}}});
  }
}
