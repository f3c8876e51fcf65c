// Method: a built client of three files, a small tree and one meeting on it; what the server writes
// into the page for whoever opens an address, and for a chat program that asks for a preview.
#include "http/first_page.hpp"

#include <fstream>

#include "http/origin.hpp"
#include "listing.hpp"
#include "office.hpp"

namespace roundtable::http::test {
namespace {

using Catch::Matchers::Contains;

constexpr const char* kShell =
    "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<title>圆桌会</title>\n"
    "<link rel=\"stylesheet\" href=\"/assets/base.css\">\n</head>\n<body>\n"
    "<div id=\"app\"></div>\n</body>\n</html>\n";

/// What tools/screens.mjs writes: every screen has a script of its name.
std::string screens() {
  std::ifstream table(ROUNDTABLE_SOURCE_DIR "/web-ui/src/screens.json");
  auto out = json::parse(table);
  for (auto& [name, row] : out.items()) {
    row["styles"] = {"/assets/base.css", "/assets/" + name + ".css"};
    row["scripts"] = {"/assets/" + name + ".js"};
    row["texts"] = {{"zh", {"/assets/zh.js"}}, {"en", {"/assets/en.js"}}};
  }
  return out.dump();
}

struct Web {
  Web() {
    put("index.html", kShell);
    put("screens.json", screens());
    put("robots.txt", "User-agent: *\n");
  }
  void put(const std::string& name, const std::string& text) const {
    std::ofstream(folder.path() + "/" + name) << text;
  }
  log::test::TemporaryFolder folder;
};

domain::Meeting announced() {
  domain::Meeting meeting;
  meeting.id = MeetingId("m1");
  meeting.title = "加装<电梯>圆桌会";
  meeting.place = "12号楼大厅";
  meeting.grid = GridId("b12");
  meeting.phase = domain::Phase::announced;
  meeting.announced_at = Time{1'795'000'000'000'000};
  meeting.scheduled_at = Time{1'796'468'400'000'000};  // 5 December 2026, 19:00 in Shanghai
  meeting.electorate.value = std::make_shared<const domain::RollSnapshot>();
  return meeting;
}

domain::Meeting voting() {
  auto meeting = announced();
  meeting.phase = domain::Phase::in_session;
  domain::AgendaItem item;
  item.id = AgendaItemId("i1");
  item.text.title = "电梯方案";
  meeting.agenda[item.id] = item;
  meeting.current_item = item.id;
  domain::Ballot ballot;
  ballot.id = BallotId("v1");
  ballot.item = item.id;
  ballot.question = "同意\"方案二\"吗？";
  ballot.detail = "净费用 <b>42</b> 万元";
  meeting.ballots[ballot.id] = ballot;
  meeting.open_ballot = ballot.id;
  return meeting;
}

struct Site {
  Site() { REQUIRE(office.grids("tree", kTree).outcome == Outcome::imported); }

  void hold(const domain::Meeting& meeting) {
    views::ViewState state;
    state.meeting = meeting;
    lists.update(state);
  }
  static net::HttpRequest request(const std::string& path, const std::string& query = "") {
    net::HttpRequest out;
    out.method = "GET";
    out.path = path;
    out.query = query;
    out.headers = {{"host", "hall.test:8080"}};
    return out;
  }
  std::string html(const std::string& path, const std::string& query = "") {
    lists.settle();
    return *pages.page(request(path, query)).body;
  }

  Office office;
  Listing lists{*office.log};
  live::Identity identity{*office.directory, office.clock, office.clock, office.randomness};
  Web web;
  net::StaticFiles files{web.folder.path()};
  FirstPages pages{
      ROUNDTABLE_SOURCE_DIR "/templates/pages", files, *office.registry, lists.lists, identity, ""};
};

std::string field(const net::HttpResponse& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

}  // namespace

TEST_CASE("the page of a meeting that nobody has announced is that of one that is not there") {
  Site site;
  auto prepared = announced();
  prepared.phase = domain::Phase::convened;
  prepared.announced_at.reset();
  site.hold(prepared);
  for (const char* path : {"/m/m1", "/m/m1/hall", "/m/m1/console"}) {
    INFO(path);
    site.lists.settle();
    CHECK(site.pages.page(Site::request(path)).status == 404);
    CHECK(site.html(path).find("加装") == std::string::npos);
  }
  CHECK(site.html("/join", "meeting=m1").find("加装") == std::string::npos);
  site.hold(announced());
  CHECK(site.pages.page(Site::request("/m/m1")).status == 200);
}

TEST_CASE("a meeting's page says what it is before any script has run") {
  Site site;
  site.hold(announced());
  const auto html = site.html("/m/m1");
  CHECK_THAT(html, Contains("<title>加装&lt;电梯&gt;圆桌会 · 圆桌会</title>"));
  CHECK_THAT(html, Contains("<h1>加装&lt;电梯&gt;圆桌会</h1>"));
  CHECK_THAT(html, Contains("时间：2026年12月5日（周六）19:00") && Contains("地点：12号楼大厅"));
  CHECK_THAT(html, Contains("开鲁二村 · 12号楼") && Contains("已通知"));
  CHECK_THAT(html, !Contains("电梯>"));
  CHECK_THAT(site.html("/m/m1", "lang=en"), Contains("<html lang=\"en\">") &&
                                                Contains("Saturday 5 Dec 2026, 19:00") &&
                                                Contains("The meeting has not begun"));
}

TEST_CASE("while a ballot is open the page asks its question, escaped") {
  Site site;
  site.hold(voting());
  const auto html = site.html("/m/m1");
  CHECK_THAT(html, Contains("现在表决"));
  CHECK_THAT(html, Contains("<h2 class=\"question\">同意&quot;方案二&quot;吗？</h2>"));
  CHECK_THAT(html, Contains("净费用 &lt;b&gt;42&lt;/b&gt; 万元") && !Contains("<b>42"));
}

TEST_CASE("a preview card names the page, what it is about and where it is") {
  Site site;
  site.hold(voting());
  const auto html = site.html("/m/m1");
  CHECK_THAT(html, Contains(R"(<meta property="og:title" content="加装&lt;电梯&gt;圆桌会">)"));
  CHECK_THAT(html, Contains("<meta name=\"description\" content=\"2026年12月5日（周六）19:00 · "
                            "12号楼大厅 · 会议中 · 现在表决：同意&quot;方案二&quot;吗？\">"));
  CHECK_THAT(html, Contains(R"(<meta property="og:url" content="http://hall.test:8080/m/m1">)") &&
                       Contains(R"(content="http://hall.test:8080/icon-512.png">)"));
  const auto grid = site.html("/g/b12");
  CHECK_THAT(grid, Contains(R"(<meta property="og:title" content="12号楼">)") &&
                       Contains("上海市 › 杨浦区 › 开鲁二村。会议 1 场"));
}

TEST_CASE("the address a proxy or the operator names stands on the card, a forged one does not") {
  auto request = Site::request("/m/m1");
  CHECK(origin_of(request, "https://rt.example/") == "https://rt.example");
  CHECK(origin_of(request, "") == "http://hall.test:8080");
  request.headers.emplace_back("x-forwarded-proto", "https");
  CHECK(origin_of(request, "") == "https://hall.test:8080");
  request.headers = {{"host", "a\"><script>"}};
  CHECK(origin_of(request, "").empty());
}

TEST_CASE("on paper stands what others can open, or that nothing is known that they can") {
  using Addresses = std::vector<std::string>;
  const Addresses reachable = {"http://127.0.0.1:8080", "http://192.168.1.20:8080"};
  CHECK(origin_for_others("https://rt.example", reachable) == "https://rt.example");
  CHECK(origin_for_others("http://192.168.1.9:8080", {}) == "http://192.168.1.9:8080");
  for (const auto* own : {"http://localhost:8080", "http://chair.localhost:8080",
                          "http://127.0.0.1:8080", "http://[::1]:8080", ""}) {
    INFO(own);
    CHECK(origin_for_others(own, reachable) == "http://192.168.1.20:8080");
    CHECK(origin_for_others(own, {}).empty());
  }
}

TEST_CASE("a place's page lists what is there, and leads down to it") {
  Site site;
  site.hold(voting());
  const auto html = site.html("/g/310110");
  CHECK_THAT(html, Contains("<div id=\"first\" data-grid=\"310110\">") && Contains("<h1>杨浦区"));
  CHECK_THAT(html, Contains("<a class=\"link\" href=\"/g/31\">上海市</a>"));
  CHECK_THAT(html, Contains("<a class=\"button slim\" href=\"/m/m1\">旁听</a>"));
  CHECK_THAT(html, Contains("这里还没有公示。") && Contains("这里还没有登记事项。"));
  CHECK_THAT(site.html("/"), Contains("<h1>上海市</h1>"));
}

TEST_CASE("places are for search engines too, meetings are not") {
  Site site;
  site.hold(announced());
  CHECK(field(site.pages.page(Site::request("/g/b12")), "x-robots-tag").empty());
  CHECK(field(site.pages.page(Site::request("/m/m1")), "x-robots-tag") == "noindex");
}

TEST_CASE("what is not there answers 404 with a page that leads on") {
  Site site;
  for (const auto* path : {"/g/nowhere", "/m/nowhere", "/m/nowhere/hall", "/nothing/here"}) {
    INFO(path);
    const auto response = site.pages.page(Site::request(path));
    CHECK(response.status == 404);
    CHECK_THAT(*response.body, Contains("<a class=\"button\" href=\"/\">首页</a>"));
    CHECK(field(response, "x-robots-tag") == "noindex");
  }
  CHECK_THAT(site.html("/m/nowhere"), Contains("没有找到这个会议"));
  CHECK_THAT(site.html("/g/nowhere"), Contains("没有找到这个网格"));
  CHECK_THAT(site.html("/nothing"), Contains("没有这个页面"));
}

TEST_CASE("an invitation's page tells nothing of it: programs that fetch links read it too") {
  Site site;
  site.hold(announced());
  const auto html = site.html("/join/AbCdEf");
  CHECK_THAT(html, Contains("进入会议") && !Contains("电梯"));
  CHECK_THAT(site.html("/join", "meeting=m1"), Contains("加装&lt;电梯&gt;圆桌会"));
}

TEST_CASE("a page fetches its own screen at once, in the language it is shown in") {
  Site site;
  site.hold(announced());
  const auto html = site.html("/m/m1");
  CHECK_THAT(html,
             Contains(R"(<link rel="stylesheet" crossorigin href="/assets/room.css">)") &&
                 Contains(R"(<link rel="modulepreload" crossorigin href="/assets/room.js">)"));
  CHECK_THAT(html, Contains("/assets/zh.js") && !Contains("/assets/en.js"));
  CHECK(html.find("/assets/base.css") == html.rfind("/assets/base.css"));
  CHECK(html.find("/assets/room.css") < html.find("<body>"));
  CHECK_THAT(site.html("/m/m1/hall"), Contains("/assets/hall.js") && !Contains("/assets/room.js"));
}

TEST_CASE("the page comes as this person has it, by her cookie") {
  Site site;
  auto request = Site::request("/g/b12");
  request.headers.emplace_back("cookie", "rt_show=en.elder.2");
  CHECK_THAT(*site.pages.page(request).body,
             Contains("<html lang=\"en\" class=\"elder size-2\">") && Contains("Meetings"));
  request.query = "lang=zh&elder=0";
  CHECK_THAT(*site.pages.page(request).body, Contains("<html lang=\"zh-CN\">\n"));
  request.headers.back().second = "rt_show=\"><script>";
  CHECK_THAT(*site.pages.page(request).body, !Contains("<script>"));
}

TEST_CASE("every page is under the strict policy, for one reader, and read anew") {
  Site site;
  site.hold(announced());
  for (const auto* path : {"/", "/m/m1", "/m/m1/hall", "/m/m1/console", "/join", "/sign-in",
                           "/setup", "/desk", "/nothing"}) {
    INFO(path);
    for (const auto* query : {"", "lang=en"}) {
      const auto response = site.pages.page(Site::request(path, query));
      CHECK_THAT(field(response, "content-security-policy"),
                 Contains("default-src 'self'") && !Contains("unsafe"));
      CHECK(field(response, "cache-control") == "private, no-cache");
      CHECK_THAT(*response.body, !Contains("style=") && !Contains("<script"));
      CHECK_THAT(*response.body, Contains("<meta name=\"description\" content=\""));
    }
    CHECK(site.pages.plain_page(Site::request(path)).status ==
          (std::string_view(path) == "/nothing" ? 404 : 200));
  }
}

TEST_CASE("files, interfaces and pictures that are not there are no pages") {
  Site site;
  for (const auto* path : {"/robots.txt", "/api/v1/me", "/records/r1", "/metrics", "/healthz",
                           "/no-such.png", "/index.html"}) {
    INFO(path);
    CHECK_FALSE(site.pages.serves(Site::request(path)));
  }
  CHECK(site.pages.serves(Site::request("/")));
  CHECK(site.pages.serves(Site::request("/m/m1")));
  auto by_a_person = Site::request("/no-such.html");
  by_a_person.headers.emplace_back("accept", "text/html,*/*");
  CHECK(site.pages.serves(by_a_person));
}

TEST_CASE("a client that this server does not know is refused at the start") {
  Web other;
  other.put("index.html", "<html><body></body></html>");
  const net::StaticFiles files(other.folder.path());
  CHECK_THROWS_WITH(WebShell(files), Contains("build it again"));
  // Cut off; of an older version, which said no addresses; without the page of what is not there.
  for (const auto* screens :
       {R"({"grid":)", R"({"grid":{"styles":[],"scripts":[],"texts":{}}})", "{}"}) {
    INFO(screens);
    Web damaged;
    damaged.put("screens.json", screens);
    const net::StaticFiles cut(damaged.folder.path());
    CHECK_THROWS_AS(WebShell(cut), std::runtime_error);
    CHECK_THROWS_WITH(WebShell(cut), Contains("screens.json"));
  }
}

}  // namespace roundtable::http::test
