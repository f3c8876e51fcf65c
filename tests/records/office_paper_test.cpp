// Papers that are written on by hand: what each says in both languages, whom it names, and its rows
// for a spreadsheet.
#include "records/office_paper.hpp"

#include <catch2/catch.hpp>

#include "records/csv_sheet.hpp"
#include "sample.hpp"

using namespace roundtable;
using namespace roundtable::records;
using namespace roundtable::domain;
using Catch::Matchers::Contains;

namespace {

Model paper_model(bool abstention = true) {
  auto meeting = sample::elevator_meeting();
  const auto& ballot = sample::only_ballot(meeting);
  meeting.electorate = ballot.roll;
  auto rule = *ballot.rule.value;
  rule.abstention = abstention;
  meeting.rules = {ballot.rule};
  meeting.rules.front().value = std::make_shared<const Rule>(rule);
  meeting.phase = Phase::announced;
  meeting.scheduled_at = ballot.opened_at;
  AgendaItem vote;
  vote.id = AgendaItemId("i9");
  vote.order = 9;
  vote.text = {"电梯", ItemKind::decision, 20, SpeakerId("")};
  vote.text.matter = "是否同意加装 <电梯>";
  vote.text.rule = rule.id;
  meeting.agenda[vote.id] = vote;
  ModelFacts facts;
  facts.path = sample::facts().path;
  facts.issuer = sample::facts().issuer;
  Making made;
  made.at = *meeting.announced_at;
  return notice_model(meeting, std::move(facts), std::move(made), {});
}

OfficePaperFacts two_heads() {
  OfficePaperFacts facts;
  facts.heads = {{"12号 101室", "王建国", "68.10 m²"}, {"12号 102室", "=1+1", ""}};
  facts.address = "https://a.example/m/m1";
  return facts;
}

std::string paper(OfficePaper which, const OfficePaperFacts& facts, Lang lang = Lang::zh) {
  return render_office_paper(sample::templates(), paper_model(), which, facts, lang);
}

std::size_t how_often(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("papers are known by their names, which lead back to them") {
  for (const auto one : kOfficePapers) CHECK(office_paper_from(to_string(one)) == one);
  CHECK_FALSE(office_paper_from("minutes"));
}

TEST_CASE("each paper is made in both languages and leads to its meeting") {
  for (const auto one : kOfficePapers) {
    for (const auto lang : {Lang::zh, Lang::en}) {
      const auto html = paper(one, two_heads(), lang);
      CHECK_THAT(html, Contains("https://a.example/m/m1"));
      CHECK_THAT(html, Contains("data:image/png;base64,"));
      CHECK_THAT(html, !Contains("{{"));
      CHECK(html.find("<!-- document -->") < html.find("<!-- /document -->"));
    }
  }
}

TEST_CASE("a sign-in sheet has a row for each household, and a line to sign on") {
  const auto html = paper(OfficePaper::sign_in, two_heads());
  CHECK_THAT(html, Contains("签到表"));
  CHECK_THAT(html, Contains("<td>1</td><td>12号 101室</td><td>王建国</td><td></td><td></td>"));
  CHECK_THAT(html, !Contains("表决票"));
  const auto csv = as_csv(rows_of_document(html));
  CHECK_THAT(csv, Contains("1,12号 101室,王建国,"));
  // A spreadsheet computes no name.
  CHECK_THAT(csv, Contains("2,12号 102室,'=1+1,"));
}

TEST_CASE("an agenda names nobody of the roll") {
  const auto html = paper(OfficePaper::agenda, two_heads());
  CHECK_THAT(html, Contains("是否同意加装 &lt;电梯&gt;"));
  CHECK_THAT(html, !Contains("王建国"));
}

TEST_CASE("a ballot paper is one for each household, a secret one is nobody's") {
  const auto named = paper(OfficePaper::ballots, two_heads());
  CHECK(how_often(named, "<section class=\"slip\">") == 2);
  CHECK_THAT(named, Contains("□&nbsp;同意　□&nbsp;反对　□&nbsp;弃权"));
  CHECK_THAT(named, Contains("王建国"));
  CHECK_THAT(named, Contains("（盖章）"));
  auto facts = two_heads();
  facts.secret = true;
  const auto secret = paper(OfficePaper::ballots, facts);
  CHECK(how_often(secret, "<section class=\"slip\">") == 1);
  CHECK_THAT(secret, Contains("无记名表决"));
  CHECK_THAT(secret, !Contains("王建国") && !Contains("房号</dt>") && !Contains("签名"));
}

TEST_CASE("a proxy form says for what, how far and how long") {
  const auto html = paper(OfficePaper::proxy, two_heads());
  for (const auto* said : {"授权委托书", "代理权限", "委托期限", "是否同意加装", "签名或者盖章"}) {
    CHECK_THAT(html, Contains(said));
  }
  CHECK_THAT(html, !Contains("王建国"));
}

TEST_CASE("hands are counted on a sheet for each matter, with the boxes of its rule") {
  const auto html = paper(OfficePaper::hand_count, {});
  CHECK_THAT(html, Contains("是否同意加装 &lt;电梯&gt;") &&
                       Contains("<th>同意</th><th>反对</th><th>弃权</th>"));
  const auto without = render_office_paper(sample::templates(), paper_model(false),
                                           OfficePaper::hand_count, {}, Lang::zh);
  CHECK_THAT(without, Contains("<th>反对</th><th>计票人签名</th>"));
}

TEST_CASE(
    "the emergency kit says what to do, and holds every sheet that a hall without a line needs") {
  const auto html = paper(OfficePaper::kit, two_heads());
  for (const auto* part : {"断网", "议程", "本人或代理人签名", "计票人签名", "会议记录纸",
                           "表决人（签名）", "王建国"}) {
    CHECK_THAT(html, Contains(part));
  }
  // One document: whoever turns it into PDF takes what stands between the marks.
  CHECK(html.find("<main") == html.rfind("<main"));
  CHECK(html.find("<!-- document -->") == html.rfind("<!-- document -->"));
  CHECK_THAT(render_office_paper(sample::templates(), paper_model(), OfficePaper::kit, two_heads(),
                                 Lang::en),
             Contains("Emergency kit") && Contains("Counted by"));
}

TEST_CASE("a delivery register has columns for how, when and by whom") {
  const auto html = paper(OfficePaper::delivery, two_heads());
  CHECK_THAT(html, Contains("<th>送达方式</th><th>送达日期</th><th>签收人</th><th>送达人</th>"));
  CHECK_THAT(html, Contains("12号 102室"));
}

TEST_CASE("who is on a roll of persons stands on papers by name, without a flat") {
  OfficePaperFacts persons;
  persons.heads = {{"", "李代表", ""}};
  const auto sheet = paper(OfficePaper::sign_in, persons);
  CHECK_THAT(sheet, Contains("<td>1</td><td>李代表</td><td></td><td></td>"));
  CHECK_THAT(sheet, !Contains("房号"));
  const auto ballots = paper(OfficePaper::ballots, persons);
  CHECK_THAT(ballots, Contains("<dd>李代表</dd>"));
  CHECK_THAT(ballots, !Contains("<dt>房号</dt>"));
}

TEST_CASE("a ballot paper has no box for abstaining where its rule asks for none") {
  for (const auto which : {OfficePaper::ballots, OfficePaper::proxy}) {
    CHECK_THAT(paper(which, two_heads()), Contains("弃权"));
    const auto without =
        render_office_paper(sample::templates(), paper_model(false), which, two_heads(), Lang::zh);
    CHECK_THAT(without, Contains("同意") && !Contains("弃权"));
  }
}
