// Method: the program itself is started on files and folders, alone and beside what answers on the
// local socket as a server would; its exit code and what it printed are looked at.
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/control_socket.hpp"
#include "app/folder_lock.hpp"
#include "app/import_control.hpp"
#include "http/office.hpp"
#include "support/xlsx_file.hpp"

namespace roundtable::cli::test {
namespace {

using http::test::kGridsHeader;
using http::test::kRoll;
using http::test::kRollHeader;
using http::test::kTree;
using http::test::Office;
using nlohmann::json;

struct Ran {
  int code = -1;
  std::string said;
};

/// A folder for files, and one for data.
struct Place {
  log::test::TemporaryFolder files;
  log::test::TemporaryFolder data;

  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream out(files.file(name), std::ios::binary);
    out << bytes;
    return files.file(name);
  }
  Ran run(const std::string& arguments) const {
    const auto output = files.file("output");
    const auto status = std::system(
        (std::string(ROUNDTABLE_PROGRAM) + " import " + arguments + " >" + output + " 2>&1")
            .c_str());
    return {WEXITSTATUS(status), log::test::bytes_of_file(output)};
  }
  std::vector<std::string> data_files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(data.path())) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE(
    "every problem is printed with file, line, column and reason, in the language asked for") {
  const Place place;
  const auto file = place.file("grids.csv", kGridsHeader + "31,上海市,city,\n1,,area,99\n");
  const auto zh = place.run("grids " + file + " --check --lang zh --data " + place.data.path());
  CHECK(zh.code == 2);
  CHECK(zh.said == file + ":3:3: B3：“名称”没有填写。\n" + file + ":3:9: D3：找不到上级“99”。\n" +
                       file + "：共 2 处问题，什么都没有改动。\n");
  const auto en = place.run("grids " + file + " --lang en --data " + place.data.path());
  CHECK(en.code == 2);
  CHECK(has(en.said, file + ":3:9: D3: The parent 99 is not known.\n"));
}

TEST_CASE("a check of a folder without data makes none") {
  const Place place;
  const auto file = place.file("grids.csv", kGridsHeader + kTree);
  const auto ran = place.run("grids " + file + " --check --lang en --data " + place.data.path());
  CHECK(ran.code == 0);
  CHECK(has(ran.said, "5 rows: 5 grids to add, 0 the same."));
  CHECK(place.data_files().empty());
}

TEST_CASE("grids and a roll are imported into an empty folder, and the roll's id is told") {
  const Place place;
  const auto in = " --lang en --data " + place.data.path();
  const auto grids = place.file("grids.csv", kGridsHeader + kTree);
  const auto roll = place.file("roll.csv", kRollHeader + kRoll);
  CHECK(has(place.run("grids " + grids + in).said, "5 grids added"));
  const auto ran = place.run("roll " + roll + " --grid b12 --roll r12" + in);
  CHECK(ran.code == 0);
  CHECK(has(ran.said, "2 units added, 0 changed, 0 the same, 0 gone; 2 heads, 144.70 m²."));
  CHECK(has(ran.said, "roll: r12\n"));
  CHECK(has(place.run("roll " + roll + " --grid b12 --check" + in).said, "2 the same"));
  CHECK(place.run("roll " + roll + " --grid b99" + in).code == 1);
}

TEST_CASE("what a later file changes is printed by kinds") {
  const Place place;
  const auto in = " --data " + place.data.path();
  place.run("grids " + place.file("grids.csv", kGridsHeader + kTree) + in);
  const auto first = place.run("roll " + place.file("roll.csv", kRollHeader + kRoll) +
                               " --grid b12 --lang en" + in);
  CHECK_FALSE(has(first.said, "on the roll that is there"));
  const auto later = place.file("later.csv", kRollHeader +
                                                 "12,1,101,68.10,survey,钱七,王建国\n"
                                                 "12,1,102,76.70,survey,赵六,\n");
  CHECK(has(place.run("roll " + later + " --grid b12 --check --lang en" + in).said,
            later + ": on the roll that is there: 1 sold, 1 other area.\n"));
  CHECK(has(place.run("roll " + later + " --grid b12 --check --lang zh" + in).said,
            later + "：与现有名册相比：产权人变更 1，面积变更 1。\n"));
}

TEST_CASE("who is one head is printed, and imported with the word that the check printed") {
  const Place place;
  const auto in = " --lang en --data " + place.data.path();
  place.run("grids " + place.file("grids.csv", kGridsHeader + kTree) + in);
  const auto roll =
      place.file("roll.csv", kRollHeader + "12,1,101,50,survey,王伟,\n13,1,102,50,survey,王伟,\n");
  const auto first = place.run("roll " + roll + " --grid b12" + in);
  CHECK(first.code == 3);
  CHECK(has(first.said, roll + ":2:20: please check name_elsewhere-2: The same name"));
  CHECK(has(first.said, "12-1-101 (line 2), 13-1-102 (line 3)"));
  CHECK(has(first.said, "nothing was imported: a person has to check who is one head."));
  const auto zh =
      place.run("roll " + roll + " --grid b12 --check --lang zh --data " + place.data.path());
  CHECK(zh.code == 0);
  CHECK(has(zh.said, "请核对 name_elsewhere-2：几幢楼里有同一个姓名"));
  const std::string flag = "--confirm ";
  const auto at = first.said.find(flag) + flag.size();
  const auto word = first.said.substr(at, first.said.find(';', at) - at);
  CHECK(place.run("roll " + roll + " --grid b12 --confirm no" + in).code == 3);
  const auto done =
      place.run("roll " + roll + " --grid b12 --join name_elsewhere-2 --confirm " + word + in);
  CHECK(done.code == 0);
  CHECK(has(done.said, "2 units added, 0 changed, 0 the same, 0 gone; 1 heads, 100.00 m²."));
}

TEST_CASE("what is not the file's fault is told in a sentence, with exit code 1") {
  const Place place;
  const auto file = place.file("grids.csv", kGridsHeader + kTree);
  CHECK(place.run("grids " + file + " --data " + place.files.file("nowhere")).code == 1);
  CHECK_FALSE(std::filesystem::exists(place.files.file("nowhere")));
  CHECK(place.run("grids " + place.files.file("none.csv") + " --data " + place.data.path()).code ==
        1);
  const app::FolderLock held(place.data.path());
  const auto ran = place.run("grids " + file + " --data " + place.data.path());
  CHECK(ran.code == 1);
  CHECK(has(ran.said, "another server is running on the data folder"));
  CHECK(has(ran.said, "import at the Desk"));
}

TEST_CASE("beside a running server the import is done by the server") {
  const Place place;
  Office office;
  const app::FolderLock held(place.data.path());
  const app::ControlSocket server(place.data.path(), [&](std::string request) {
    return app::answer_control(*office.importer, std::move(request));
  });
  const auto file = place.file("grids.csv", kGridsHeader + kTree);
  const auto ran = place.run("grids " + file + " --lang en --data " + place.data.path());
  CHECK(ran.code == 0);
  CHECK(has(ran.said, "5 grids added"));
  CHECK(office.registry->grids()->size() == 5);
}

TEST_CASE("the local socket is the user's own, works in any folder, and goes with its server") {
  const log::test::TemporaryFolder folder;
  const auto deep = folder.file(std::string(120, 'd'));
  std::filesystem::create_directory(deep);
  CHECK_FALSE(app::ask_server(deep, "nobody there").has_value());
  {
    const app::ControlSocket server(deep, [](std::string request) { return "heard " + request; });
    const auto large = std::string(3'000'000, 'x');
    CHECK(app::ask_server(deep, large) == "heard " + large);
    CHECK(app::ask_server(deep, "again") == "heard again");
    CHECK(std::filesystem::status(deep + "/control.sock").permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
  }
  CHECK_FALSE(app::ask_server(deep, "nobody there").has_value());
  CHECK(std::filesystem::is_empty(deep));
}

TEST_CASE("a workbook is read whatever its name, and a problem names sheet and cell") {
  const Place place;
  const auto file = place.file("名册.csv", roundtable::test::xlsx(roundtable::test::rows_of_csv(
                                               kGridsHeader + "31,上海市,city,\n1,,area,31\n")));
  const auto asked = "grids " + file + " --check --data " + place.data.path();
  const auto zh = place.run(asked + " --lang zh");
  CHECK(zh.code == 2);
  CHECK(has(zh.said, file + ":3:2: 工作表“业主”第 3 行 B 列：“名称”没有填写。\n"));
  CHECK(has(place.run(asked + " --lang en").said, file + ":3:2: 业主!B3: Name is empty.\n"));
}

TEST_CASE("half a request imports nothing") {
  Office office;
  const auto request = app::write_control({"grids", "", "", false, "a"}, kGridsHeader + kTree);
  const auto half = request.substr(0, request.size() - 30);
  CHECK(json::parse(app::answer_control(*office.importer, half)).contains("failure"));
  CHECK(json::parse(app::answer_control(*office.importer, "")).contains("failure"));
  CHECK(json::parse(app::answer_control(*office.importer, "[]\n")).contains("failure"));
  CHECK(office.log->heads("").empty());
  CHECK(json::parse(app::answer_control(*office.importer, request)).at("outcome") == "imported");
}

}  // namespace roundtable::cli::test
