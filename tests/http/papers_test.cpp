// Papers of a meeting over HTTP: who gets them, in which forms, and what is refused.
#include "doors.hpp"
#include "imports/table.hpp"
#include "imports/workbook.hpp"
#include "records/xlsx_sheet.hpp"

namespace roundtable::http::test {
namespace {

struct PaperDesk {
  PaperDesk() { scene.done(scene.chair, scene.convening()); }

  net::HttpResponse paper(const std::string& name, const std::string& who,
                          const std::string& query = "") {
    net::HttpRequest request;
    request.method = "GET";
    request.path = "/api/v1/meetings/" + scene.meeting.str() + "/papers/" + name;
    request.query = query;
    request.headers = {{"cookie", who}};
    return doors.answer(request);
  }

  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  Doors doors{scene, *directory};
  std::string chen = doors.person("facilitator", "grid-0", "staff", "chen");
};

}  // namespace

TEST_CASE("papers that name households are for who may see the roll") {
  PaperDesk desk;
  for (const auto* name : {"sign_in", "agenda", "ballots", "delivery", "hand_count", "kit"}) {
    INFO(name);
    CHECK(desk.paper(name, "").status == 401);
    const auto shown = desk.paper(name, desk.chen);
    CHECK(shown.status == 200);
    CHECK(header_of(shown, "cache-control") == "no-store");
  }
  CHECK(code_of(desk.paper("banknotes", desk.chen)) == "paper.unknown");
}

TEST_CASE(
    "a paper of one building takes its number as people write it, and refuses one that is not "
    "there") {
  PaperDesk desk;
  const auto lines = [](const net::HttpResponse& rows) {
    return std::count(rows.body->begin(), rows.body->end(), '\n');
  };
  const auto whole = desk.paper("sign_in", desk.chen, "form=csv");
  REQUIRE(lines(whole) > 2);
  // All flats of this scene lie in building 1.
  for (const auto* written : {"1", "1号楼", "1幢", "\uFF11"}) {
    INFO(written);
    const auto rows = desk.paper("sign_in", desk.chen, std::string("form=csv&building=") + written);
    CHECK(rows.status == 200);
    CHECK(lines(rows) == lines(whole));
  }
  CHECK_THAT(*desk.paper("sign_in", desk.chen, "building=1").body,
             Catch::Matchers::Contains("1号楼"));
  for (const auto* none : {"999", "999号楼"}) {
    const auto refused = desk.paper("ballots", desk.chen, std::string("building=") + none);
    CHECK(refused.status == 404);
    CHECK(code_of(refused) == "paper.building");
  }
}

TEST_CASE("a room whose number begins like its building is not taken for the building's name") {
  PaperDesk desk;
  const auto roll = desk.scene.registry->roll(RollId("roll-1"));
  REQUIRE(roll != nullptr);
  desk.directory->put_labels({{roll->heads.front().str(), "head", "101室"}});
  CHECK_THAT(*desk.paper("sign_in", desk.chen, "form=csv").body,
             Catch::Matchers::Contains(",1号楼 101室,"));
}

TEST_CASE("a table as a workbook has the rows of the table as text, cell by cell") {
  PaperDesk desk;
  const std::vector<imports::Column> columns = {{"place", true, false, {"序号"}},
                                                {"where", true, false, {"房号"}},
                                                {"name", true, false, {"姓名"}}};
  const auto cells = [&](const std::string& form) {
    const auto file = desk.paper("sign_in", desk.chen, "form=" + form);
    REQUIRE(file.status == 200);
    imports::Report report;
    const auto table = imports::read_table(*file.body, columns, report);
    REQUIRE(table);
    std::vector<std::string> found;
    for (const auto& row : table->rows) {
      for (const auto& cell : row.cells) found.push_back(cell.text);
    }
    return found;
  };
  const auto workbook = cells("xlsx");
  CHECK(workbook.size() > 3 * 3);
  CHECK(workbook == cells("csv"));
  const auto file = desk.paper("delivery", desk.chen, "form=xlsx");
  CHECK(header_of(file, "content-type") ==
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  CHECK(header_of(file, "cache-control") == "no-store");
  CHECK(code_of(desk.paper("kit", desk.chen, "form=xlsx")) == "document.form");
}

TEST_CASE(
    "what looks like a formula, a number or a very long text stays what it is in a workbook") {
  std::string long_text;
  for (int i = 0; i < 12'000; ++i) long_text += std::to_string(i) + ";";
  const records::SheetRows rows = {
      {"room", "note"}, {"007", "=1+1"}, {"+86", "@SUM(A1)"}, {"1e5", long_text}};
  const std::vector<imports::Column> columns = {{"room", true, false, {}},
                                                {"note", true, false, {}}};
  imports::Report report;
  const auto bytes = records::as_xlsx(rows, "一览");
  const auto table = imports::read_table(bytes, columns, report);
  REQUIRE(table);
  REQUIRE(table->rows.size() == 4);
  CHECK(table->rows[0].cells[0].text == "007");
  CHECK(table->rows[0].cells[1].text == "=1+1");
  CHECK(table->rows[1].cells[1].text == "@SUM(A1)");
  CHECK(table->rows[2].cells[0].text == "1e5");
  std::string whole;
  const imports::Workbook book(bytes);
  for (const auto& text : book.shared().strings) {
    if (text.size() > 1'000) whole += text;
  }
  CHECK(whole == long_text);
}

TEST_CASE("of papers the tables are also rows for a spreadsheet") {
  PaperDesk desk;
  const auto rows = desk.paper("sign_in", desk.chen, "form=csv");
  CHECK(rows.status == 200);
  CHECK(header_of(rows, "content-type") == "text/csv; charset=utf-8");
  CHECK(header_of(rows, "cache-control") == "no-store");
  CHECK(code_of(desk.paper("agenda", desk.chen, "form=csv")) == "document.form");
  CHECK(code_of(desk.paper("sign_in", desk.chen, "form=pdf")) == "document.no_converter");
}

TEST_CASE("where others may stand for an owner there is a proxy form, which names nobody") {
  PaperDesk desk;
  const auto shown = desk.paper("proxy", desk.chen);
  CHECK(shown.status == 200);
  CHECK_THAT(*shown.body, Catch::Matchers::Contains("授权委托书"));
}

}  // namespace roundtable::http::test
