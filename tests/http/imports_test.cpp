// Method: requests as the server hands them on, by people with other roles on other grids.
#include "doors.hpp"
#include "imports/limits.hpp"
#include "office.hpp"
#include "support/xlsx_file.hpp"

namespace roundtable::http::test {
namespace {

struct ImportDesk {
  live::test::Scene scene;
  Office office;
  Doors doors{
      scene,
      {*office.directory, *office.registry, *office.log, office.clock, office.importer.get()}};

  explicit ImportDesk(bool with_tree = true) {
    if (with_tree) REQUIRE(office.grids("tree", kTree).outcome == Outcome::imported);
  }

  std::string person(const std::string& role, const std::string& grid,
                     const std::string& kind = "staff") {
    return doors.person(role, grid, kind);
  }
  static net::HttpRequest request(const std::string& path, const std::string& cookie,
                                  const std::string& body, const std::string& query = "check=1") {
    net::HttpRequest asked;
    asked.method = "POST";
    asked.path = path;
    asked.query = query;
    asked.headers = {{"cookie", cookie}, {"content-type", "text/csv"}};
    asked.body = body;
    return asked;
  }
  json answer(const net::HttpRequest& asked) {
    const auto response = doors.answer(asked);
    auto body = json::parse(*response.body);
    body["status"] = response.status;
    return body;
  }
  unsigned status(const std::string& path, const std::string& cookie, const std::string& body) {
    return answer(request(path, cookie, body)).at("status").get<unsigned>();
  }
};

const std::string kGridsPath = "/api/v1/import/grids";
const std::string kRollPath = "/api/v1/grids/b12/roll";

net::HttpRequest with_key(net::HttpRequest request, const std::string& key,
                          const std::string& query = "") {
  request.query = query;
  request.headers.emplace_back("idempotency-key", key);
  return request;
}

}  // namespace

TEST_CASE("who may import where") {
  ImportDesk desk;
  const auto below = kGridsHeader + "n2,新凯,neighbourhood,310118\n";
  const auto roll = kRollHeader + kRoll;
  struct Row {
    const char* role;
    const char* grid;
    unsigned grids;
    unsigned roll;
  };
  const Row rows[] = {
      {"administrator", "31", 200, 200},     {"administrator", "310110", 403, 200},
      {"administrator", "310118", 200, 403}, {"secretary", "31", 200, 200},
      {"second_secretary", "b12", 403, 200}, {"facilitator", "31", 403, 403},
      {"recorder", "31", 403, 403},          {"supervisor", "31", 403, 403},
      {"administrator", "n9", 403, 403},
  };
  for (const auto& row : rows) {
    INFO(row.role << " on " << row.grid);
    const auto cookie = desk.person(row.role, row.grid);
    CHECK(desk.status(kGridsPath, cookie, below) == row.grids);
    CHECK(desk.status(kRollPath, cookie, roll) == row.roll);
  }
  CHECK(desk.status(kGridsPath, "", below) == 401);
  CHECK(desk.status(kRollPath, "rt_session=unknown", roll) == 401);
  CHECK(desk.status(kRollPath, desk.person("", "h", "resident"), roll) == 401);
  CHECK(desk.status("/api/v1/grids/n9/roll", desk.person("administrator", "310110x"), roll) == 404);
}

TEST_CASE("an empty tree is set up by any administrator, and by nobody else") {
  ImportDesk empty(false);
  const auto tree = kGridsHeader + kTree;
  CHECK(empty.status(kGridsPath, empty.person("administrator", "31"), tree) == 200);
  CHECK(empty.status(kGridsPath, empty.person("secretary", "31"), tree) == 403);
}

TEST_CASE("a check answers with everything a person looks at") {
  ImportDesk desk;
  const auto cookie = desk.person("administrator", "31");
  const auto preview = desk.answer(ImportDesk::request(
      kRollPath, cookie,
      kRollHeader + "12,1,101,68.10,survey,甲,王建国\n12,1,102,50,survey,甲+乙,\n"));
  CHECK(preview.at("rows") == 2);
  CHECK(preview.at("added") == 2);
  CHECK(preview.at("heads") == 2);
  CHECK(preview.at("area") == 11'810);
  CHECK(preview.at("encoding") == "UTF-8");
  CHECK(preview.at("area_sources") == json{{"survey", 2}});
  CHECK(preview.at("overlap_count") == 1);
  CHECK(preview.at("overlaps").at(0).at("units").at(1).at("room") == "102");
  CHECK(preview.at("sample").at(0).at("representative") == "王建国");
  CHECK(preview.dump().find("甲") == std::string::npos);

  const auto wrong =
      desk.answer(ImportDesk::request(kRollPath, cookie, kRollHeader + "12,1,101,-5,survey,甲,\n"));
  CHECK(wrong.at("status") == 200);
  CHECK(wrong.at("problem_count") == 1);
  const auto& problem = wrong.at("problems").at(0);
  CHECK(problem.at("line") == 2);
  CHECK(problem.at("column") == 10);
  CHECK(problem.at("cell") == "D2");
  CHECK(problem.at("code") == "roll.area_negative");
  CHECK(problem.at("fields").at("value") == "-5");
  CHECK(problem.at("text").at("zh") == "面积“-5”是负数。");
}

TEST_CASE("an import needs a key, is done once, and is refused whole with its problems") {
  ImportDesk desk;
  const auto cookie = desk.person("administrator", "31");
  const auto good = ImportDesk::request(kRollPath, cookie, kRollHeader + kRoll, "");
  CHECK(desk.answer(good).at("code") == "http.idempotency_key");
  const auto first = desk.answer(with_key(good, "k1"));
  CHECK(first.at("status") == 200);
  CHECK(first.at("added") == 2);
  CHECK(first.at("roll") == desk.office.only_roll()->id.str());
  CHECK(desk.answer(with_key(good, "k1")) == first);
  const auto other =
      ImportDesk::request(kRollPath, cookie, kRollHeader + "12,1,9,9,survey,,\n", "");
  CHECK(desk.answer(with_key(other, "k1")).at("status") == 409);
  const auto bad = ImportDesk::request(kRollPath, cookie, kRollHeader + "12,1,9,0,survey,,\n", "");
  const auto refused = desk.answer(with_key(bad, "k2"));
  CHECK(refused.at("status") == 422);
  CHECK(refused.at("code") == "import.refused");
  CHECK(refused.at("fields").at("problems").at(0).at("code") == "roll.area_zero");
  CHECK(desk.office.log->heads("roll:").front().version == 1);
}

TEST_CASE("who is one head is asked with every flat, and imported only when it was confirmed") {
  ImportDesk desk;
  const auto cookie = desk.person("administrator", "31");
  const auto file = kRollHeader + "12,1,101,50,survey,王伟,王伟\n13,2,102,50,survey,王伟,\n";
  const auto preview = desk.answer(ImportDesk::request(kRollPath, cookie, file));
  CHECK(preview.at("heads") == 2);
  CHECK(preview.at("question_count") == 1);
  const auto& question = preview.at("questions").at(0);
  CHECK(question.at("id") == "name_elsewhere-2");
  CHECK(question.at("joinable") == true);
  CHECK(question.at("known") == false);
  CHECK(question.at("unit_count") == 2);
  CHECK(question.at("units").at(1).at("room") == "102");
  CHECK(question.at("units").at(1).at("line") == 3);
  const auto unconfirmed =
      desk.answer(with_key(ImportDesk::request(kRollPath, cookie, file, ""), "k1"));
  CHECK(unconfirmed.at("status") == 409);
  CHECK(unconfirmed.at("code") == "import.unconfirmed");
  CHECK(unconfirmed.at("fields").at("confirm") == preview.at("confirm"));
  CHECK(desk.office.log->heads("roll:").empty());
  const auto joined =
      desk.answer(ImportDesk::request(kRollPath, cookie, file, "check=1&join=name_elsewhere-2"));
  CHECK(joined.at("heads") == 1);
  CHECK(joined.at("confirm") == preview.at("confirm"));
  const auto done = desk.answer(
      with_key(ImportDesk::request(kRollPath, cookie, file, ""), "k1",
               "join=name_elsewhere-2&confirm=" + preview.at("confirm").get<std::string>()));
  CHECK(done.at("status") == 200);
  CHECK(done.at("heads") == 1);
}

TEST_CASE("who may import a roll sees how large the rolls of that grid are, and nobody else") {
  ImportDesk desk;
  const auto cookie = desk.person("secretary", "310110");
  const auto read = [&](const std::string& path, const std::string& who) {
    auto request = ImportDesk::request(path, who, "");
    request.method = "GET";
    const auto response = desk.doors.answer(request);
    return std::pair(response.status, json::parse(*response.body));
  };
  CHECK(read(kRollPath, cookie).second == json{{"rolls", json::array()}});
  const auto rows = kRoll + "13,,1,10,survey,11010519491231002x,\n";
  const auto file = kRollHeader + rows;
  const auto confirm = desk.answer(ImportDesk::request(kRollPath, cookie, file)).at("confirm");
  desk.answer(with_key(ImportDesk::request(kRollPath, cookie, file, ""), "k1",
                       "confirm=" + confirm.get<std::string>()));
  const json there = {{"id", desk.office.only_roll()->id.str()},
                      {"kind", "owners"},
                      {"buildings", 2},
                      {"units", 3},
                      {"heads", 2},
                      {"area", 15'470}};
  CHECK(read(kRollPath, cookie).second == json{{"rolls", json::array({there})}});
  CHECK(read(kRollPath, "").first == 401);
  CHECK(read(kRollPath, desk.person("facilitator", "31")).first == 403);
  CHECK(read("/api/v1/grids/none/roll", cookie).first == 404);
}

TEST_CASE("only staff may send a large body, and only to the two paths of imports") {
  ImportDesk desk;
  const auto staff = desk.person("administrator", "31");
  CHECK(desk.doors.routes.body_bytes_max(ImportDesk::request(kGridsPath, staff, "")) ==
        imports::kFileBytesMax);
  CHECK(desk.doors.routes.body_bytes_max(ImportDesk::request(kRollPath, staff, "")) ==
        imports::kFileBytesMax);
  CHECK(desk.doors.routes.body_bytes_max(ImportDesk::request(kGridsPath, "", "")) == std::nullopt);
  CHECK(desk.doors.routes.body_bytes_max(ImportDesk::request("/api/v1/join", staff, "")) ==
        std::nullopt);
  CHECK(desk.doors.routes.body_bytes_max(
            ImportDesk::request("/api/v1/grids/b12/standing", staff, "")) == std::nullopt);
  auto reading = ImportDesk::request(kRollPath, staff, "");
  reading.method = "GET";
  CHECK(desk.doors.routes.body_bytes_max(reading) == std::nullopt);
}

TEST_CASE("a roll comes to the same from a workbook as from CSV: plan, entry and hash") {
  using roundtable::test::rows_of_csv;
  using roundtable::test::xlsx;
  const auto csv = kRollHeader + kRoll + "13,,1,100.5,land_register,赵六,\n";
  const auto book = xlsx(rows_of_csv(csv));
  const auto imported = [](ImportDesk& desk, const std::string& cookie, const std::string& body) {
    auto preview = desk.answer(ImportDesk::request(kRollPath, cookie, body, "check=1&roll=r1"));
    REQUIRE(preview.at("problem_count") == 0);
    const auto done =
        desk.answer(with_key(ImportDesk::request(kRollPath, cookie, body, ""), "k1",
                             "roll=r1&confirm=" + preview.at("confirm").get<std::string>()));
    CHECK(done.at("status") == 200);
    for (const auto* own : {"confirm", "encoding", "sheet"}) preview.erase(own);
    // In a text columns count characters, in a sheet cells.
    for (auto& question : preview.at("questions")) {
      for (auto& unit : question.at("units")) unit.erase("column");
    }
    return std::pair(preview, desk.office.log->read("roll:r1", 0, 10).back().payload);
  };
  ImportDesk from_csv;
  ImportDesk from_book;
  const auto cookie = from_csv.person("administrator", "31");
  const auto other = from_book.person("administrator", "31");
  const auto [csv_preview, csv_entry] = imported(from_csv, cookie, csv);
  const auto [book_preview, book_entry] = imported(from_book, other, book);
  CHECK(book_preview == csv_preview);
  CHECK(book_entry == csv_entry);  // it names the roll by its SHA-256

  const auto again = from_csv.answer(ImportDesk::request(kRollPath, cookie, book));
  CHECK(again.at("encoding") == "XLSX");
  CHECK(again.at("sheet") == "业主");
  CHECK(again.at("same") == 3);
  CHECK(again.at("added").get<int>() + again.at("changed").get<int>() == 0);
  CHECK(again.at("confirm") == "");

  const auto wrong = from_csv.answer(ImportDesk::request(
      kRollPath, cookie, xlsx(rows_of_csv(kRollHeader + "12,1,101,-5,survey,甲,\n"))));
  const auto& problem = wrong.at("problems").at(0);
  CHECK(problem.at("sheet") == "业主");
  CHECK(problem.at("cell") == "D2");
  CHECK(problem.at("line") == 2);
  CHECK(problem.at("code") == "roll.area_negative");
}

namespace {

/// The building of a scene, whose flats have rooms from 100 on, before a later file of it.
struct LaterFile {
  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  Doors doors{scene, *directory};

  LaterFile() {
    std::vector<directory::Label> labels;
    for (int i = 0; i < 8; ++i) {
      const auto number = std::to_string(i);
      labels.push_back({directory::detail_id("room", "unit-" + number), "room", "10" + number});
      labels.push_back({directory::detail_id("representative", live::test::Scene::head(i).str()),
                        "representative", "户主" + number});
    }
    directory->put_labels(labels);
  }

  /// One flat is larger than it was, another is new.
  static std::string file() {
    auto rows = kRollHeader;
    for (int i = 0; i < 9; ++i) {
      const auto area = i < 7 ? 70 + i : i == 7 ? 80 : 40;
      rows += "1," + std::string(i % 2 == 0 ? "1" : "2") + ",10" + std::to_string(i) + "," +
              std::to_string(area) + ",land_register,," +
              (i < 8 ? "户主" + std::to_string(i) : std::string("新来")) + "\n";
    }
    return rows;
  }
  json preview(const std::string& role) {
    auto response = doors.answer(
        ImportDesk::request("/api/v1/grids/grid-1/roll", doors.person(role, "grid-1"), file()));
    REQUIRE(response.status == 200);
    return json::parse(*response.body);
  }
};

}  // namespace

TEST_CASE("a later file is told flat by flat, and what it means for a meeting with a ballot") {
  LaterFile later;
  const auto item = later.scene.start_sitting();
  later.scene.open_ballot(item, domain::Secrecy::named, domain::Counts::live, std::nullopt);
  const auto preview = later.preview("secretary");
  const auto& changes = preview.at("changes");
  CHECK(changes.at("counts").at("added") == 1);
  CHECK(changes.at("counts").at("area") == 1);
  CHECK(changes.at("counts").at("sold") == 0);
  REQUIRE(changes.at("flats").size() == 2);
  const auto& area = changes.at("flats").at(1);
  CHECK(area.at("before").at(0).at("area") == 7'700);
  CHECK(area.at("before").at(0).at("representative") == "户主7");
  CHECK(area.at("after").at(0).at("area") == 8'000);
  CHECK(area.at("after").at(0).at("room") == "107");

  REQUIRE(preview.at("meetings").size() == 1);
  CHECK(preview.at("meetings_untold") == 0);
  const auto& meeting = preview.at("meetings").at(0);
  CHECK(meeting.at("title") == "加装电梯圆桌会");
  CHECK(meeting.at("phase") == "in_session");
  CHECK(meeting.at("before") == json{{"heads", 8}, {"area", 58'800}});
  CHECK(meeting.at("after") == json{{"heads", 9}, {"area", 63'100}});
  CHECK(meeting.at("came") == 1);
  CHECK(meeting.at("went") == 0);
  CHECK(meeting.at("changed") == 1);
  CHECK(meeting.at("ballot") == json{{"question", "同意吗？"}, {"heads", 8}, {"area", 58'800}});
}

TEST_CASE("a meeting that nobody was told of is only counted for who may not know of it") {
  LaterFile later;
  later.scene.done(later.scene.chair, later.scene.convening());
  const auto kept = later.preview("administrator");
  CHECK(kept.at("meetings").empty());
  CHECK(kept.at("meetings_untold") == 1);
  CHECK(later.preview("secretary").at("meetings").size() == 1);
}

TEST_CASE("a new roll changes nothing that was there, and no meeting") {
  ImportDesk desk;
  const auto preview = desk.answer(
      ImportDesk::request(kRollPath, desk.person("administrator", "31"), kRollHeader + kRoll));
  CHECK(preview.at("changes").at("flats").empty());
  CHECK(preview.at("changes").at("counts").at("added") == 0);
  CHECK(preview.at("meetings").empty());
}

TEST_CASE("a grid has a roll of owners and one of households, each changed by its own files") {
  ImportDesk desk;
  const auto cookie = desk.person("administrator", "31");
  const std::string households = "building,room,representative\n12,101,王建国\n12,102,\n12,103,\n";
  const auto send = [&](const std::string& file, const std::string& key, const std::string& query) {
    auto request = ImportDesk::request(kRollPath, cookie, file, "");
    return desk.answer(with_key(request, key, query));
  };
  CHECK(send(kRollHeader + kRoll, "k1", "").at("status") == 200);
  const auto listed = send(households, "k2", "kind=households");
  CHECK(listed.at("status") == 200);
  CHECK(listed.at("heads") == 3);
  CHECK(listed.at("added") == 3);
  const auto again =
      desk.answer(ImportDesk::request(kRollPath, cookie, households, "check=1&kind=households"));
  CHECK(again.at("same") == 3);
  CHECK(again.at("roll") == listed.at("roll"));
  CHECK(desk.answer(ImportDesk::request(kRollPath, cookie, kRollHeader + kRoll)).at("same") == 2);

  const auto rolls = json::parse(*desk.doors.answer(get(kRollPath, cookie)).body).at("rolls");
  std::set<std::string> kinds;
  for (const auto& roll : rolls) kinds.insert(roll.at("kind").get<std::string>());
  CHECK(kinds == std::set<std::string>{"households", "owners"});

  const auto named = "roll=" + listed.at("roll").get<std::string>();
  CHECK(send(kRollHeader + kRoll, "k3", named).at("code") == "roll.other_kind");
  CHECK(send(households, "k4", "kind=electors").at("code") == "roll.kind");
  CHECK(send(households, "k5", "").at("fields").at("problems").at(0).at("code") ==
        "roll.file_of_households");
}

}  // namespace roundtable::http::test
