// The public page around a published document.
#include "records/page.hpp"

#include <catch2/catch.hpp>

#include "sample.hpp"

using namespace roundtable;
using namespace roundtable::records;
using Catch::Matchers::Contains;

namespace {

PageFacts page_facts() {
  auto meeting = sample::elevator_meeting();
  const auto facts = sample::facts();
  const auto document =
      render_outcome(sample::templates(), meeting, sample::only_ballot(meeting), facts, Lang::zh);
  PageFacts page;
  page.path = {{GridId("g1"), "上海市"}, {GridId("g2"), "12号楼"}};
  page.record.id = RecordId("r1");
  page.record.number = facts.number;
  page.record.title = {document.title, document.title};
  page.record.sha256 = {document.sha256, document.sha256};
  page.record.published_at = facts.published_at;
  page.record.objection_from = facts.objection_from;
  page.record.objection_until = facts.objection_until;
  page.document = document.bytes;
  page.stream = "meeting:m1";
  page.version = 214;
  page.hash = std::string(64, 'e');
  page.checkpoint = CheckpointStamp{89, std::string(64, 'f')};
  page.key = std::string(16, 'b') + std::string(16, '7');
  page.today = {2026, 11, 26};
  return page;
}

std::string render(const PageFacts& facts, Lang lang = Lang::zh) {
  return render_page(sample::templates(), facts, lang);
}

}  // namespace

TEST_CASE("the page shows the document's main part word for word") {
  const auto facts = page_facts();
  const auto main = std::string(main_part(facts.document));
  CHECK_THAT(main, Contains("<main lang=\"zh-CN\">") && Contains("</main>"));
  CHECK_THAT(render(facts), Contains(main));
}

TEST_CASE("a page that is pasted into a chat says what it is and where it is") {
  auto facts = page_facts();
  CHECK_THAT(render(facts), Contains("<meta name=\"description\" content=\"12号楼 · 2026年") &&
                                Contains("<meta property=\"og:title\"") && !Contains("og:url"));
  facts.origin = "https://rt.example";
  CHECK_THAT(render(facts),
             Contains(R"(<meta property="og:url" content="https://rt.example/records/r1">)"));
  CHECK_THAT(render(facts, Lang::en), Contains("12号楼 · published"));
}

TEST_CASE("at the foot of every sheet stands the page's address, or that it has none") {
  auto facts = page_facts();
  CHECK_THAT(render(facts), Contains("class=\"print-foot\"") &&
                                Contains("打印时没有其他设备能打开的网址") &&
                                !Contains("data-address"));
  facts.others = "https://rt.example";
  CHECK_THAT(render(facts), Contains(R"(data-address="https://rt.example/records/r1")") &&
                                Contains("本页网址：") && !Contains("打印时没有"));
  CHECK_THAT(render(facts, Lang::en), Contains(R"(data-address="https://rt.example/records/r1")"));
}

TEST_CASE("a result's page leads to the minutes of its meeting, where there are any") {
  auto facts = page_facts();
  CHECK_THAT(render(facts), !Contains("会议纪要"));
  facts.minutes.emplace();
  facts.minutes->id = RecordId("r9");
  facts.minutes->number = "〔2026〕4号";
  CHECK_THAT(render(facts), Contains(R"(<a href="/records/r9?lang=zh">会议纪要〔2026〕4号</a>)"));
  CHECK_THAT(render(facts, Lang::en), Contains("Minutes 〔2026〕4号</a>"));
}

TEST_CASE("a page lists the files of the meeting, and says which were withdrawn") {
  auto facts = page_facts();
  CHECK_THAT(render(facts), !Contains("会议材料"));
  facts.meeting = MeetingId("m1");
  facts.files = {
      {FileId("f1"),
       1,
       {},
       "方案<平面>",
       domain::Media::pdf,
       86'211,
       std::string(64, 'a'),
       "c",
       {}},
      {FileId("f2"), 2, {}, "名单", domain::Media::png, 1, std::string(64, 'b'), "d", Time{1}}};
  CHECK_THAT(
      render(facts),
      Contains(R"(<a href="/files/m1/f1" target="_blank" rel="noopener">《方案&lt;平面&gt;》</a>)"
               "（PDF，85 KB，在新窗口打开）") &&
          Contains("《名单》（已撤回）") && !Contains("/files/m1/f2"));
  CHECK_THAT(render(facts, Lang::en), Contains("名单 (withdrawn)") && Contains("PDF, 85 KB"));
}

TEST_CASE("a document without its markers is not shown") {
  auto facts = page_facts();
  facts.document = "<html><body>damaged</body></html>";
  CHECK_THROWS_AS(render(facts), TemplateFailure);
}

TEST_CASE("the page says how long objections may be made") {
  const Date published{2026, 11, 20};
  const Date until{2026, 12, 5};
  CHECK(status_words(published, until, published, Lang::zh) == "公示中 · 还剩 15 天 · 可提异议");
  CHECK(status_words(published, until, {2026, 11, 26}, Lang::zh) ==
        "公示中 · 还剩 9 天 · 可提异议");
  CHECK(status_words(published, until, until, Lang::zh) == "公示中 · 今天截止 · 可提异议");
  CHECK(status_words(published, until, {2026, 12, 6}, Lang::zh) == "公示期已结束");
  CHECK(status_words(published, until, {2026, 12, 4}, Lang::en) ==
        "Open for objections · 1 day left");
  CHECK(status_words(published, published, published, Lang::zh) == "公告");
}

TEST_CASE("the page names what to check: file, log entry and signed list") {
  const auto facts = page_facts();
  const auto page = render(facts);
  CHECK_THAT(page, Contains(facts.record.sha256.zh) && Contains(facts.hash) &&
                       Contains(facts.checkpoint->hash) && Contains("第 214 条"));
  CHECK_THAT(page, Contains("<div id=\"check\" data-record=\"r1\" data-lang=\"zh\"></div>"));
  CHECK_THAT(page, Contains("href=\"/records/r1/document?lang=zh\""));
  CHECK_THAT(page, Contains("roundtable verify --data DIR") && Contains("sha256sum"));
}

TEST_CASE("the page bears the fingerprint of the key, in the call that checks with it too") {
  auto facts = page_facts();
  for (const auto lang : {Lang::zh, Lang::en}) {
    CHECK_THAT(render(facts, lang),
               Contains("<code>bbbb bbbb bbbb bbbb 7777 7777 7777 7777</code>") &&
                   Contains("--key \"bbbb bbbb"));
  }
  facts.key.clear();
  // The document within it bears the key that it was made under.
  CHECK_THAT(render(facts), !Contains("--key"));
}

TEST_CASE("the field for a receipt is hidden until a script can answer it") {
  for (const auto lang : {Lang::zh, Lang::en}) {
    CHECK_THAT(
        render(page_facts(), lang),
        Contains(
            R"(<section class="receipt" id="receipt" aria-labelledby="receipt-title" hidden>)") &&
            Contains(R"(<label for="receipt-text">)") && Contains("1a2b 3c4d 5e6f"));
  }
}

TEST_CASE("the page works without a checkpoint and links to the grids above it") {
  auto facts = page_facts();
  facts.checkpoint.reset();
  const auto page = render(facts);
  CHECK_THAT(page, !Contains("<dt>总清单</dt>"));
  CHECK_THAT(page, Contains("<a href=\"/g/g2\">12号楼</a>"));
  CHECK_THAT(page, Contains("<meta name=\"robots\" content=\"noindex\">"));
}

TEST_CASE("elder mode is one link away and stays on when the language changes") {
  auto facts = page_facts();
  CHECK_THAT(render(facts), Contains("href=\"/records/r1?lang=zh&amp;elder=1\""));
  CHECK_THAT(render(facts), !Contains("class=\"elder\""));
  facts.elder = true;
  CHECK_THAT(render(facts), Contains("<html lang=\"zh-CN\" class=\"elder\">"));
  CHECK_THAT(render(facts), Contains("href=\"/records/r1?lang=en&amp;elder=1\""));
}

TEST_CASE("the only script is the check, from a file of ours") {
  const auto page = render(page_facts());
  CHECK_THAT(page, Contains("<script type=\"module\" src=\"/assets/record-check.js\"></script>"));
  CHECK(page.find("<script") == page.rfind("<script"));
  CHECK_THAT(page, !Contains("style="));
}

TEST_CASE("demonstration pages say so") {
  auto facts = page_facts();
  CHECK_THAT(render(facts), !Contains("演示数据"));
  facts.demonstration = true;
  CHECK_THAT(render(facts), Contains("演示数据"));
}

TEST_CASE("a record that is not there has a page in both languages") {
  const auto templates = sample::templates();
  CHECK_THAT(render_missing_page(templates, Missing::record, Lang::zh), Contains("没有这份公示"));
  CHECK_THAT(render_missing_page(templates, Missing::notice, Lang::en), Contains("No such notice"));
}
