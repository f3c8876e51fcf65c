// The published document: golden bytes in both languages, what it must say in each case, and what
// it must never contain.
#include "records/outcome.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <tuple>

#include "base/ensure.hpp"
#include "codec/file_json.hpp"
#include "domain/ballot/tally_secrecy.hpp"
#include "golden.hpp"
#include "log/hash_chain.hpp"
#include "records/outcome_phrase.hpp"
#include "records/verdict_phrases.hpp"
#include "sample.hpp"

using namespace roundtable;
using namespace roundtable::records;
using namespace roundtable::domain;
using Catch::Matchers::Contains;

namespace {

OutcomeDocument render(Meeting& meeting, Lang lang, const OutcomeFacts& facts = sample::facts()) {
  MinutesFacts known;
  known.record = facts;
  const auto& ballot = sample::only_ballot(meeting);
  auto bytes = sample::published(meeting, &ballot, known, lang);
  auto sha256 = log::sha256_hex(bytes);
  return {outcome_title(ballot, lang), std::move(bytes), std::move(sha256)};
}

std::string reason(Meeting& meeting, Lang lang) {
  const auto& ballot = sample::only_ballot(meeting);
  return reason_sentence(ballot, ballot.working(), lang);
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// Makes the ballot of 24 owners a choice of two plans; that many owners choose each.
Meeting plans_meeting(int first, int second, int none, int abstain = 0) {
  auto meeting = sample::elevator_meeting();
  auto& ballot = sample::only_ballot(meeting);
  ballot.question = "用哪个方案？";
  ballot.count_by(method_of_before(true), {"连廊入户", "平层入户"});
  ballot.casts.clear();
  std::vector<Paper> papers(static_cast<std::size_t>(first), Paper{"o1"});
  papers.insert(papers.end(), static_cast<std::size_t>(second), Paper{"o2"});
  papers.insert(papers.end(), static_cast<std::size_t>(none), Paper{"none"});
  papers.insert(papers.end(), static_cast<std::size_t>(abstain), Paper{"abstain"});
  auto head = ballot.roll.value->heads.begin();
  for (const auto& paper : papers) {
    ballot.casts[head->first].paper.value = paper;
    ballot.tally.add(paper.bytes, {1, head->second.area});
    ++head;
  }
  ballot.outcome = ballot.verdict().outcome;
  return meeting;
}

std::string outcome_golden(const std::string& name, Lang lang) {
  return "outcome_" + name + "." + std::string(to_string(lang)) + ".html";
}

}  // namespace

TEST_CASE("published documents say what was approved") {
  const auto lang = GENERATE(Lang::zh, Lang::en);
  auto elevator = sample::elevator_meeting(Standing::binding);
  auto people = sample::people_meeting();
  auto facts = sample::facts();
  CHECK(sample::differs_from_golden(outcome_golden("elevator", lang),
                                    render(elevator, lang).bytes) == "");
  facts.path.pop_back();
  facts.issuer = {"开鲁二村居民会议", "Residents' meeting, 开鲁二村"};
  facts.objection_from = facts.objection_until = {2026, 11, 20};
  facts.checkpoint.reset();
  CHECK(sample::differs_from_golden(outcome_golden("people", lang),
                                    render(people, lang, facts).bytes) == "");
}

TEST_CASE("whether the days of notice were kept is a row of the requirements") {
  auto meeting = sample::elevator_meeting(Standing::binding);
  auto& ballot = sample::only_ballot(meeting);
  auto rule = *ballot.rule.value;
  rule.notice_days = 15;
  ballot.rule.value = std::make_shared<const Rule>(rule);
  meeting.announced_at = start_of_day({2026, 11, 4});
  auto facts = sample::facts();
  CHECK_THAT(render(meeting, Lang::zh, facts).bytes, !Contains("提前 15 日通知"));
  facts.earliest = {2026, 11, 20};
  const auto kept = render(meeting, Lang::zh, facts).bytes;
  CHECK_THAT(kept, Contains("提前 15 日通知（通知当日和表决当日不计）"));
  CHECK_THAT(kept,
             Contains("最早可在2026年11月20日表决</span></th><td><span class=\"outcome passed\">"));
  facts.earliest = {2026, 11, 21};
  CHECK_THAT(
      render(meeting, Lang::zh, facts).bytes,
      Contains("最早可在2026年11月21日表决</span></th><td><span class=\"outcome not_passed\">"));
}

TEST_CASE("it says whether the Party organisation studied the matter first, where that is asked") {
  const auto said = [](bool asked, const PartyReview& party) {
    auto meeting = sample::elevator_meeting();
    auto& ballot = sample::only_ballot(meeting);
    auto rule = *ballot.rule.value;
    rule.prior_party_review = asked;
    ballot.rule.value = std::make_shared<const Rule>(rule);
    ballot.party = party;
    return render(meeting, Lang::zh).bytes;
  };
  CHECK_THAT(said(true, {}), Contains("本事项没有社区党组织先行研究的记载。"));
  CHECK_THAT(said(true, {Date{2026, 10, 1}, "党总支扩大会议"}),
             Contains("本事项已于2026年10月1日由社区党组织先行研究。党总支扩大会议。"));
  CHECK_THAT(said(true, {{}, "不属于重要事项"}),
             Contains("本事项未经社区党组织先行研究，记载的理由：不属于重要事项。"));
  CHECK_THAT(said(false, {}), !Contains("社区党组织"));
}

TEST_CASE("a poll says in what it was not the vote that was announced") {
  auto meeting = sample::elevator_meeting();
  CHECK_THAT(render(meeting, Lang::zh).bytes, !Contains("与会前通知不一致"));
  sample::only_ballot(meeting).departures = {Departure::matter, Departure::day};
  CHECK_THAT(
      render(meeting, Lang::zh).bytes,
      Contains("本次表决与会前通知不一致：所问的不是会前通知列明的事项；不在会前通知的日期举行。"));
  CHECK_THAT(render(meeting, Lang::en).bytes,
             Contains("it asks something else than was announced"));
}

TEST_CASE("a committee's decision asks for the signatures of more than half of all members") {
  auto meeting = sample::elevator_meeting(Standing::binding);
  auto& ballot = sample::only_ballot(meeting);
  auto rule = *ballot.rule.value;
  rule.majority = {1, 2, Comparison::more_than};
  rule.signatures = true;
  ballot.rule.value = std::make_shared<const Rule>(rule);
  CHECK_THAT(render(meeting, Lang::zh).bytes, Contains("全体 24 名委员中的至少 13 名签字"));
  auto poll = sample::elevator_meeting();
  auto& asked = sample::only_ballot(poll);
  asked.rule.value = std::make_shared<const Rule>(rule);
  CHECK_THAT(render(poll, Lang::zh).bytes, !Contains("名签字"));
}

TEST_CASE("the same meeting gives the same bytes, and the digest is theirs") {
  auto meeting = sample::elevator_meeting();
  const auto first = render(meeting, Lang::zh);
  CHECK(first.bytes == render(meeting, Lang::zh).bytes);
  CHECK(first.sha256 == log::sha256_hex(first.bytes));
}

TEST_CASE("one sentence says why a decision was made, with numbers") {
  auto meeting = sample::elevator_meeting();
  CHECK(reason(meeting, Lang::zh) ==
        "参与表决 20 位业主、1,447.00 m²，均不少于全部的三分之二；"
        "同意 16 位业主、1,157.60 m²，均不少于参与表决的四分之三。");
  CHECK(reason(meeting, Lang::en) ==
        "20 owners with 1,447.00 m² took part, both at least two thirds of all; "
        "16 owners with 1,157.60 m² were in favour, both at least three quarters of those who "
        "took part.");
}

TEST_CASE("a missed quorum says by how much and claims nothing about the majority") {
  auto meeting = sample::elevator_meeting();
  sample::set_votes(sample::only_ballot(meeting), 9, 4, 1);
  CHECK(reason(meeting, Lang::zh) ==
        "参与表决 14 位业主、1,012.90 m²，其中面积少于全部的三分之二（还差 144.70 m² 参与表决），"
        "人数少于全部的三分之二（还差 2 位业主参与表决）；同意 9 位业主、651.15 m²。");
  const auto bytes = render(meeting, Lang::zh).bytes;
  CHECK_THAT(bytes, Contains("意见征询：未达到参与要求（不具约束力）"));
  CHECK_THAT(bytes, Contains("class=\"outcome no_quorum\""));
  CHECK_THAT(bytes, Contains("3×14=42 &lt; 2×24=48"));
}

TEST_CASE("a missed majority of those present says so, and exactly half is not more than half") {
  auto meeting = sample::people_meeting();
  CHECK(reason(meeting, Lang::zh) ==
        "到会 40 人，超过全部的半数；同意 20 人，未超过到会的半数（还差 1 人同意）。");
  CHECK(reason(meeting, Lang::en) ==
        "40 people were present, more than half of all; 20 people were in favour, not more than "
        "half of those present (1 person more needed).");
  CHECK_THAT(render(meeting, Lang::zh).bytes, Contains("2×20=40 ≤ 40"));
}

TEST_CASE("a missed majority of those who took part names no missing votes") {
  auto meeting = sample::elevator_meeting();
  sample::set_votes(sample::only_ballot(meeting), 14, 5, 1);
  CHECK(reason(meeting, Lang::zh) ==
        "参与表决 20 位业主、1,447.00 m²，均不少于全部的三分之二；同意 14 位业主、1,012.90 m²，"
        "其中面积少于参与表决的四分之三，人数少于参与表决的四分之三。");
}

TEST_CASE("a choice among plans names the plan, or what stood in its way") {
  const std::string part = "参与表决 20 位业主、1,447.00 m²，均不少于全部的三分之二；";
  auto passed = plans_meeting(3, 16, 1);
  CHECK(reason(passed, Lang::zh) ==
        part + "得票最多的是“平层入户”，16 位业主、1,157.60 m²，均不少于参与表决的四分之三。");
  CHECK_THAT(render(passed, Lang::zh).bytes,
             Contains("意见征询：“平层入户”达到要求（不具约束力）"));
  CHECK_THAT(render(passed, Lang::en).bytes,
             Contains("Opinion poll: “平层入户” requirement met (not binding)"));
  auto none = plans_meeting(3, 5, 12);
  CHECK(reason(none, Lang::zh) == part + "得票最多的是“都不同意”，12 位业主、868.20 m²。");
  CHECK_THAT(reason(none, Lang::en),
             Contains("; most votes went to “None of these”, 12 owners with 868.20 m²."));
  auto tied = plans_meeting(8, 8, 4);
  CHECK(reason(tied, Lang::zh) == part + "没有一个方案在人数和面积上都单独得票最多。");
  auto tied_with_none = plans_meeting(10, 0, 10);
  CHECK(reason(tied_with_none, Lang::zh) == reason(tied, Lang::zh));
  auto too_few = plans_meeting(13, 3, 0, 4);
  CHECK_THAT(reason(too_few, Lang::zh), Contains("面积少于参与表决的四分之三"));
}

TEST_CASE("the record of a choice lists every plan, abstentions and none of these") {
  auto meeting = plans_meeting(1, 16, 2, 1);
  const auto bytes = render(meeting, Lang::zh).bytes;
  for (const auto* said : {"连廊入户", "平层入户", "弃权", "都不同意", "未参与"}) {
    CHECK_THAT(bytes, Contains(said));
  }
  CHECK_THAT(bytes, !Contains("✕"));
  CHECK_THAT(bytes, !Contains("同意（绿色）"));
}

TEST_CASE("a share of nobody is not written as a sum") {
  auto meeting = sample::elevator_meeting();
  sample::set_votes(sample::only_ballot(meeting), 0, 0, 0);
  CHECK_THAT(render(meeting, Lang::zh).bytes, Contains("基数为 0，不成立"));
}

TEST_CASE("the arithmetic of every test is shown") {
  auto meeting = sample::elevator_meeting();
  const auto bytes = render(meeting, Lang::zh).bytes;
  CHECK_THAT(bytes, Contains("3×20=60 ≥ 2×24=48"));
  CHECK_THAT(bytes, Contains("3×1,447.00=4,341.00 ≥ 2×1,736.40=3,472.80"));
  CHECK_THAT(bytes, Contains("4×16=64 ≥ 3×20=60"));
  CHECK_THAT(bytes, Contains("4×1,157.60=4,630.40 ≥ 3×1,447.00=4,341.00"));
}

TEST_CASE("a poll says that it binds nobody and speaks of no right to cancellation") {
  auto poll = sample::elevator_meeting();
  auto binding = sample::elevator_meeting(Standing::binding);
  CHECK_THAT(render(poll, Lang::zh).bytes, Contains("意见征询：结果供协商和后续程序参考"));
  CHECK_THAT(render(poll, Lang::zh).bytes, !Contains("第280条"));
  CHECK_THAT(render(binding, Lang::zh).bytes, Contains("依据：街道办事处 2026 年第 8 号备案"));
  CHECK_THAT(render(binding, Lang::zh).bytes, Contains("第280条"));
  CHECK_THAT(render(binding, Lang::en).bytes, Contains("Article 280"));
}

TEST_CASE("a body that counts people alone has one ring and no area") {
  auto meeting = sample::people_meeting();
  auto elevator = sample::elevator_meeting();
  const std::string track = "stroke=\"#E4DED2\"";
  for (const auto lang : {Lang::zh, Lang::en}) {
    const auto bytes = render(meeting, lang).bytes;
    CHECK(count_of(bytes, track) == 1);
    CHECK_THAT(bytes, !Contains("m²"));
    CHECK_THAT(bytes, !Contains("面积"));
    CHECK_THAT(bytes, !Contains("area"));
    CHECK(count_of(render(elevator, lang).bytes, track) == 2);
  }
}

TEST_CASE("a question with markup stays text") {
  auto meeting = sample::elevator_meeting();
  auto& ballot = sample::only_ballot(meeting);
  ballot.question = "<script>alert(1)</script><!-- /document -->";
  ballot.detail = "\"><img src=x onerror=alert(1)>";
  const auto bytes = render(meeting, Lang::zh).bytes;
  CHECK_THAT(bytes, !Contains("<script"));
  CHECK_THAT(bytes, !Contains("<img"));
  CHECK_THAT(bytes, Contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
  CHECK_THAT(std::string(main_part(bytes)), Contains("</main>"));
}

TEST_CASE("a detail of several lines keeps its paragraphs, none leaves no trace") {
  auto meeting = sample::elevator_meeting();
  auto& ballot = sample::only_ballot(meeting);
  ballot.detail = "第一段\n\n第二段\r\n";
  CHECK_THAT(render(meeting, Lang::zh).bytes, Contains("<p>第一段</p>\n<p>第二段"));
  ballot.detail.clear();
  CHECK_THAT(render(meeting, Lang::zh).bytes, !Contains("<p></p>"));
}

TEST_CASE("only web links become links") {
  auto meeting = sample::elevator_meeting();
  auto rule = sample::owners_major();
  rule.basis[0].url = "javascript:alert(1)";
  sample::only_ballot(meeting).rule.value = std::make_shared<const Rule>(rule);
  CHECK_THAT(render(meeting, Lang::zh).bytes, !Contains("javascript:"));
}

TEST_CASE("the document has no script, no inline style and no single vote") {
  auto meeting = sample::elevator_meeting(Standing::binding);
  for (const auto lang : {Lang::zh, Lang::en}) {
    const auto bytes = render(meeting, lang).bytes;
    CHECK_THAT(bytes, !Contains("<script") && !Contains("style=") && !Contains("<style"));
    for (const auto& [head, cast] : sample::only_ballot(meeting).casts) {
      CHECK_THAT(bytes, !Contains(head.str() + "<") && !Contains(head.str() + " "));
    }
  }
}

TEST_CASE("a confidential ballot says who can still read it") {
  auto meeting = sample::elevator_meeting();
  auto& ballot = sample::only_ballot(meeting);
  CHECK_THAT(render(meeting, Lang::zh).bytes, !Contains("保密表决"));
  ballot.secrecy = Secrecy::confidential;
  for (auto& [head, cast] : ballot.casts) cast.paper.value.reset();
  CHECK_THAT(render(meeting, Lang::zh).bytes, Contains("保管服务器存储的人员仍有可能读取"));
  CHECK_THAT(render(meeting, Lang::en).bytes, Contains("whoever keeps the server's storage"));
}

TEST_CASE("every rule of the product can be published in both languages, with any result") {
  int rules = 0;
  for (const auto& file : std::filesystem::directory_iterator(std::string(ROUNDTABLE_SOURCE_DIR) +
                                                              "/templates/rules")) {
    if (file.path().extension() != ".json") continue;
    INFO(file.path());
    std::ostringstream text;
    text << std::ifstream(file.path()).rdbuf();
    const auto rule = codec::parse_rule(text.str());
    REQUIRE(std::holds_alternative<Rule>(rule));
    ++rules;
    for (const auto& [yes, no, abstain] : {std::array{24, 0, 0}, {11, 13, 0}, {0, 0, 0}}) {
      auto meeting = sample::elevator_meeting(Standing::binding);
      auto& ballot = sample::only_ballot(meeting);
      ballot.rule.value = std::make_shared<const Rule>(std::get<Rule>(rule));
      ballot.present_at_opening = {yes + no + abstain, {}};
      sample::set_votes(ballot, yes, no, abstain);
      CHECK((ballot.outcome == Outcome::passed) == (yes == 24));
      for (const auto lang : {Lang::zh, Lang::en}) {
        CHECK_THAT(render(meeting, lang).bytes,
                   Contains(std::get<Rule>(rule).id) && Contains("24"));
      }
    }
  }
  CHECK(rules > 0);
}

TEST_CASE("demonstration data is marked, real data is not") {
  auto meeting = sample::elevator_meeting();
  CHECK_THAT(render(meeting, Lang::zh).bytes, !Contains("演示数据"));
  meeting.demonstration = true;
  CHECK_THAT(render(meeting, Lang::zh).bytes, Contains("演示数据"));
  CHECK_THAT(render(meeting, Lang::en).bytes, Contains("Demonstration"));
}

TEST_CASE("an open ballot cannot be published") {
  auto meeting = sample::elevator_meeting();
  sample::only_ballot(meeting).state = BallotState::open;
  CHECK_THROWS_AS(render(meeting, Lang::zh), BrokenInvariant);
}

TEST_CASE("households are counted as 户 also where their floor area is not") {
  auto meeting = sample::people_meeting();
  auto& ballot = sample::only_ballot(meeting);
  CHECK(reason_sentence(ballot, ballot.working(), Lang::zh).find(" 人") != std::string::npos);
  auto roll = *ballot.roll.value;
  for (auto& [head, seat] : roll.heads) seat.units = {UnitId("u-" + head.str())};
  ballot.roll.value = std::make_shared<const RollSnapshot>(std::move(roll));
  const auto zh = reason_sentence(ballot, ballot.working(), Lang::zh);
  CHECK(zh.find(" 户") != std::string::npos);
  CHECK(zh.find(" 人") == std::string::npos);
  const auto en = reason_sentence(ballot, ballot.working(), Lang::en);
  CHECK(en.find("20 households were in favour") != std::string::npos);
}

TEST_CASE("the issuer is the body on its grid, a building with its neighbourhood") {
  const GridNode city{GridId("c"), "上海市", GridLevel::city, std::nullopt, ""};
  const GridNode village{GridId("n"), "开鲁二村", GridLevel::neighbourhood, GridId("c"), ""};
  const GridNode building{GridId("b"), "12号楼", GridLevel::building, GridId("n"), ""};
  CHECK(make_issuer({&city, &village, &building}, {"业主小组", "Owners' group"}) ==
        Text{"开鲁二村12号楼业主小组", "Owners' group, 开鲁二村12号楼"});
  CHECK(make_issuer({&city, &village}, {"居民会议", "Residents' meeting"}).zh ==
        "开鲁二村居民会议");
  CHECK(record_number({2026, 11, 20}, 3) == "〔2026〕3号");
}

TEST_CASE("a forum is convened by the committee of the neighbourhood above it") {
  const GridNode street{GridId("s"), "殷行街道", GridLevel::subdistrict, std::nullopt, ""};
  const GridNode micro{GridId("m"), "第一微网格", GridLevel::microgrid, GridId("n"), ""};
  const GridNode building{GridId("b"), "12号楼", GridLevel::building, GridId("m"), ""};
  const std::vector<std::tuple<std::string, std::string, std::string>> rows = {
      {"桂苑居民区", "桂苑居民区居民委员会", "Residents' committee of 桂苑居民区"},
      {"和平居委会", "和平居民委员会", "Residents' committee of 和平"},
      {"和平居委", "和平居民委员会", "Residents' committee of 和平"},
      {"和平居民委员会", "和平居民委员会", "Residents' committee of 和平"},
      {"开鲁二村", "开鲁二村居民委员会", "Residents' committee of 开鲁二村"},
      {"东江村委会", "东江村民委员会", "Residents' committee of 东江"}};
  for (const auto& [name, zh, en] : rows) {
    INFO(name);
    const GridNode village{GridId("n"), name, GridLevel::neighbourhood, GridId("s"), ""};
    CHECK(make_convener({&street, &village, &micro, &building}) == Text{zh, en});
    CHECK(make_convener({&street, &village}) == Text{zh, en});
  }
  CHECK(make_convener({&street}) == Text{"殷行街道", "殷行街道"});
}

TEST_CASE("the title of a result puts the question's own quotes within its own") {
  auto meeting = sample::elevator_meeting();
  auto& ballot = sample::only_ballot(meeting);
  ballot.question = "您同意按“分摊办法”筹备吗？";
  CHECK(outcome_title(ballot, Lang::zh) == "“您同意按‘分摊办法’筹备吗？”表决结果");
}

TEST_CASE("where areas would give single votes away, a result tells heads and what was reached") {
  const auto lang = GENERATE(Lang::zh, Lang::en);
  auto meeting = sample::elevator_meeting();
  auto& ballot = sample::only_ballot(meeting);
  ballot.secrecy = Secrecy::confidential;
  sample::set_votes(ballot, 19, 1, 0);
  const auto outcome = ballot.outcome;
  ballot.in_heads = count_in_heads(ballot.verdict());
  ballot.tally = heads_alone(ballot.tally);
  CHECK(ballot.verdict().outcome == outcome);
  const auto bytes = render(meeting, lang).bytes;
  CHECK_THAT(bytes, Contains(outcome_phrase(worth_of(ballot), outcome, lang)));
  CHECK_THAT(bytes, Contains(lang == Lang::zh ? "不公布面积" : "Floor area is not told"));
  CHECK_THAT(bytes, Contains(lang == Lang::zh ? "推算出个别业主的选择" : "worked out"));
  CHECK_THAT(bytes, !Contains("m²"));
  CHECK_THAT(reason(meeting, lang), !Contains("m²"));
}

TEST_CASE("a confidential vote of fewer than five is published without how the votes fell") {
  const auto [yes, no, told] =
      GENERATE(table<int, int, bool>({{3, 1, false}, {4, 1, true}, {20, 0, true}}));
  const auto lang = GENERATE(Lang::zh, Lang::en);
  auto meeting = sample::elevator_meeting();
  auto& ballot = sample::only_ballot(meeting);
  ballot.secrecy = Secrecy::confidential;
  sample::set_votes(ballot, yes, no, 0);
  const auto bytes = render(meeting, lang).bytes;
  CHECK_THAT(bytes, Contains(outcome_phrase(worth_of(ballot), ballot.outcome, lang)));
  const auto shows = [](const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
  };
  CHECK(shows(bytes, "ring-title") == told);
  CHECK(shows(bytes, lang == Lang::zh ? "✓ 同意" : "✓ For") == told);
  CHECK(shows(reason(meeting, lang), lang == Lang::zh ? "；同意" : "in favour") == told);
}
