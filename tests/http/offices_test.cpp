// Method: who issues documents and under which marks, entered over HTTP by people with other roles
// on other grids; the grids and the meeting are the scene's.
#include "live/offices.hpp"

#include <future>
#include <set>

#include "doors.hpp"

namespace roundtable::http::test {
namespace {

using nlohmann::json;

const std::string kNeighbourhood = "/api/v1/grids/grid-0/offices";
const std::string kBuilding = "/api/v1/grids/grid-1/offices";

struct Entering {
  net::HttpResponse enter(const json& said, const std::string& path = kNeighbourhood) {
    return doors.answer(post(path, said, "k" + std::to_string(++step), secretary));
  }
  std::string refused(const json& said, const std::string& path = kNeighbourhood) {
    const auto answer = enter(said, path);
    CHECK(answer.status >= 400);
    return code_of(answer);
  }
  /// What is refused of results under that mark.
  std::string mark(const std::string& text) {
    return refused({{"body", "convener"}, {"name", "居民委员会"}, {"results", text}});
  }
  json office(const std::string& body, const std::string& path = kNeighbourhood) {
    const auto rows = json::parse(*doors.answer(get(path, secretary)).body).at("offices");
    for (const auto& row : rows) {
      if (row.at("body") == body) return row;
    }
    return {};
  }

  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  live::test::Scene scene;
  Doors doors{scene, *directory};
  std::string secretary = doors.person("secretary", "grid-0");
  int step = 0;
};

}  // namespace

TEST_CASE("of two offices that want one mark at the same moment one gets it") {
  Entering desk;
  for (int i = 0; i < 8; ++i) {
    const auto mark = "同时" + std::string(1, static_cast<char>('A' + i));
    const auto enter = [&](const std::string& path) {
      const json said = {{"body", "convener"}, {"name", "居民委员会"}, {"results", mark}};
      return desk.doors
          .answer(post(path, said, "race" + std::to_string(i) + path.substr(14, 6), desk.secretary))
          .status;
    };
    auto above = std::async(std::launch::async, enter, kNeighbourhood);
    const auto below = enter(kBuilding);
    CHECK(std::multiset<unsigned>{above.get(), below} == std::multiset<unsigned>{200, 409});
  }
}

TEST_CASE("offices are entered and read by who keeps the grid's registers, and by nobody else") {
  Entering desk;
  const json said = {{"body", "convener"}, {"name", "开鲁二村居民委员会"}, {"results", "开二居"}};
  const auto other = desk.doors.person("secretary", "grid-2");
  const auto facilitator = desk.doors.person("facilitator", "grid-0");
  CHECK(desk.doors.answer(get(kNeighbourhood)).status == 401);
  CHECK(desk.doors.answer(get(kNeighbourhood, other)).status == 403);
  CHECK(desk.doors.answer(get(kNeighbourhood, facilitator)).status == 403);
  CHECK(desk.doors.answer(post(kNeighbourhood, said, "a")).status == 401);
  CHECK(desk.doors.answer(post(kNeighbourhood, said, "b", other)).status == 403);
  CHECK(desk.doors.answer(post(kNeighbourhood, said, "c", facilitator)).status == 403);
  CHECK_FALSE(desk.office("convener").contains("name"));
  CHECK(desk.enter(said).status == 200);
  CHECK(desk.office("convener").at("name") == "开鲁二村居民委员会");
  CHECK(desk.office("convener").at("results") == "开二居");
  CHECK_FALSE(desk.office("convener").contains("minutes"));
  CHECK(desk.enter({{"body", "convener"}, {"name", ""}}).status == 200);
  CHECK_FALSE(desk.office("convener").contains("name"));
}

TEST_CASE("what is no office is refused: an unknown body, other members, a name over its bound") {
  Entering desk;
  CHECK(desk.refused({{"body", "nobody"}, {"name", "居委会"}}) == "http.body");
  CHECK(desk.refused({{"body", "convener"}}) == "http.body");
  CHECK(desk.refused({{"body", "convener"}, {"name", 7}}) == "http.body");
  CHECK(desk.refused({{"body", "convener"}, {"name", "居"}, {"mark", "开"}}) == "http.body");
  CHECK(desk.refused({{"body", "convener"}, {"name", std::string(241, 'x')}}) == "http.body");
  CHECK(desk.enter({{"body", "convener"}, {"name", std::string(240, 'x')}}).status == 200);
  for (const auto* blank : {" ", "　", "\u200b", "\u3164", "一\n二", "居\u202e委"}) {
    CHECK(desk.refused({{"body", "convener"}, {"name", blank}}) == "http.body");
  }
}

TEST_CASE(
    "a mark is a short word: no blanks, digits or brackets in any form, and not a common one") {
  Entering desk;
  for (const auto* mark : {" ",
                           "　",
                           "\u3164",
                           "\u200b",
                           "开 二",
                           "开　二",
                           "开\n二",
                           "开\u3164二",
                           "开2",
                           "开２",
                           "开[",
                           "开［",
                           "开〔",
                           "开〕",
                           "开（",
                           "开)",
                           "开【",
                           "会议纪要",
                           "会议\u3164纪要",
                           "公告",
                           "一二三四五六七八九十一"}) {
    INFO(mark);
    CHECK(desk.mark(mark) == "office.mark");
  }
  CHECK(desk.enter({{"body", "convener"}, {"name", "居"}, {"results", "一二三四五六七八九十"}})
            .status == 200);
}

TEST_CASE("no two series have marks that look the same, of one office or of several") {
  Entering desk;
  CHECK(desk.refused(
            {{"body", "convener"}, {"name", "居"}, {"results", "KE"}, {"minutes", "ｋｅ"}}) ==
        "office.same_mark");
  CHECK(
      desk.refused({{"body", "convener"}, {"name", "居"}, {"minutes", "开"}, {"notices", "开"}}) ==
      "office.same_mark");
  const json said = {
      {"body", "convener"}, {"name", "居委会"}, {"results", "KE"}, {"notices", "开告"}};
  CHECK(desk.enter(said).status == 200);
  CHECK(desk.enter(said).status == 200);  // its own marks are not another's
  CHECK(desk.refused({{"body", "owners_group"}, {"name", "业主小组"}, {"minutes", "ｋe"}}) ==
        "office.mark_taken");
  const auto below =
      desk.enter({{"body", "owners_group"}, {"name", "小组"}, {"results", "开告"}}, kBuilding);
  CHECK(below.status == 409);
  CHECK(code_of(below) == "office.mark_taken");
  // An office that is taken away leaves its marks.
  CHECK(desk.enter({{"body", "convener"}, {"name", ""}}).status == 200);
  CHECK(desk.enter({{"body", "owners_group"}, {"name", "小组"}, {"results", "开告"}}, kBuilding)
            .status == 200);
}

TEST_CASE("a mark is kept in letters of plain width") {
  Entering desk;
  CHECK(desk.enter({{"body", "convener"}, {"name", "居"}, {"results", "ＫE二"}}).status == 200);
  CHECK(desk.office("convener").at("results") == "KE二");
}

TEST_CASE("whose name a meeting's documents bear is told to who runs it") {
  Entering desk;
  desk.scene.done(desk.scene.chair, desk.scene.convening());
  const auto path = "/api/v1/meetings/" + desk.scene.meeting.str() + "/issuing";
  const auto runs = desk.doors.person("facilitator", "grid-1");
  CHECK(desk.doors.answer(get(path)).status == 401);
  CHECK(desk.doors.answer(get(path, desk.doors.person("facilitator", "grid-2"))).status == 403);
  CHECK(desk.doors.answer(get("/api/v1/meetings/none/issuing", runs)).status == 404);
  const auto told = [&](const std::string& who) {
    return json::parse(*desk.doors.answer(get(path, who)).body);
  };
  CHECK(told(runs).at("body") == "owners_group");
  CHECK(told(runs).at("grid").at("id") == "grid-1");
  CHECK_FALSE(told(runs).contains("name"));
  CHECK(told(runs).at("may_change") == false);
  const json said = {{"body", "owners_group"}, {"name", "一号楼业主小组"}, {"notices", "一业告"}};
  CHECK(desk.enter(said, kBuilding).status == 200);
  CHECK(told(runs).at("name") == "一号楼业主小组");
  CHECK(told(runs).at("notices") == "一业告");
}

}  // namespace roundtable::http::test
