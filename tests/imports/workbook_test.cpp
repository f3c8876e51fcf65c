// Method: workbooks are made part by part (support/xlsx_file.hpp), one oddity each, and read as
// rolls; what comes of them is compared with what a person sees in the spreadsheet.
#include <catch2/catch.hpp>

#include "imports/grids.hpp"
#include "imports/problem_sentences.hpp"
#include "imports/roll_plan.hpp"
#include "sample.hpp"
#include "support/xlsx_file.hpp"

namespace roundtable::imports::test {
namespace {

using roundtable::test::row;
using roundtable::test::rows_of_csv;
using roundtable::test::xlsx;
using roundtable::test::XlsxBook;
using roundtable::test::XlsxSheet;

const std::string kListHeader = row(1, {"楼号", "单元", "室号", "面积", "面积来源", "产权人"});
const std::string kListRow = row(2, {"12", "1", "502", "68.1", "测绘", "王伟"});

/// A cell of a list in row 2 in the place of the one in `column`; the others are as they should be.
std::string with_cell(char column, const std::string& cell) {
  std::string cells;
  const std::vector<std::string> good = {"12", "1", "502", "68.1", "测绘", "王伟"};
  for (std::size_t i = 0; i < good.size(); ++i) {
    if (static_cast<char>('A' + i) == column) {
      cells += cell;
      continue;
    }
    std::vector<std::string> alone(i + 1);
    alone[i] = good[i];
    const auto whole = row(2, alone);
    const auto begin = whole.find("<c ");
    cells += whole.substr(begin, whole.rfind("</row>") - begin);
  }
  return kListHeader + "<row r=\"2\">" + cells + "</row>";
}

RollFile read(const std::string& bytes) {
  return read_roll(bytes, plainly_hashed);
}
RollFile read_rows(const std::string& rows) {
  return read(xlsx(rows));
}

/// "roll.area_form D2" of each problem.
std::vector<std::string> told(const Problems& problems) {
  std::vector<std::string> out;
  for (const auto& problem : problems) {
    out.push_back(std::string(to_string(problem.code)) +
                  (problem.place.cell.empty() ? "" : " " + problem.place.cell));
    const auto text = sentence(problem);
    for (const auto* gap : {"“”", "{", "}", "  "}) {
      CHECK(text.zh.find(gap) == std::string::npos);
      CHECK(text.en.find(gap) == std::string::npos);
    }
  }
  return out;
}
std::vector<std::string> problems_of(const std::string& rows) {
  return told(read_rows(rows).report.problems);
}
using Told = std::vector<std::string>;

std::string notice(const Report& report, Code code, const std::string& field) {
  for (const auto& one : report.notices) {
    if (one.code == code) return one.fields.at(field);
  }
  return "(none)";
}

}  // namespace

TEST_CASE("a list is read from a workbook as from CSV: the same rows, places and plan") {
  const std::string csv =
      "building,stair,room,area,source,owner,representative\n"
      "12,1,501,68.10,survey,11010519491231002X,王建国\n"
      "12,1,502,76.6,survey,赵六+钱七,\n"
      "13,,2,100,land_register,赵六,\n";
  auto text = read(csv);
  const auto file_of_book = [&] { return read(xlsx(rows_of_csv(csv))); };
  auto book = file_of_book();
  CHECK(text.report.encoding == Encoding::utf8);
  CHECK(book.report.encoding == Encoding::xlsx);
  CHECK(book.report.sheet == "业主");
  CHECK(told(book.report.problems).empty());
  CHECK(told(book.report.notices) == told(text.report.notices));
  FreshIds first;
  FreshIds second;
  const auto of = [](RollFile& file, FreshIds& ids) {
    return plan_roll(file, RollId("r"), GridId("g"), std::nullopt, std::ref(ids));
  };
  const auto from_text = of(text, first);
  const auto from_book = of(book, second);
  CHECK(from_book.roll.units.size() == 3);
  CHECK(from_book.rooms == from_text.rooms);
  CHECK(from_book.labels == from_text.labels);
  const PresentRoll there{from_text.roll, from_text.rooms, from_text.households};
  FreshIds none;
  auto again = file_of_book();
  CHECK_FALSE(plan_roll(again, RollId("r"), GridId("g"), there, std::ref(none)).differs);
  REQUIRE(book.report.questions.size() == text.report.questions.size());
  for (std::size_t i = 0; i < text.report.questions.size(); ++i) {
    CHECK(book.report.questions[i].id == text.report.questions[i].id);
  }
  CHECK(book.lines[2].owner_at == Place{4, 6, "F4"});
}

TEST_CASE("grids come from a workbook too, and problems have their cells") {
  const auto import = read_grids(xlsx(rows_of_csv("代码,名称,层级,上级\n"
                                                  "31,上海市,市,\n310110,杨浦区,区,31\n")),
                                 domain::GridTree());
  CHECK(told(import.report.problems).empty());
  CHECK(import.added.size() == 2);
  const auto wrong =
      read_grids(xlsx(rows_of_csv("代码,名称,层级,上级\n31,上海市,星,\n")), domain::GridTree());
  CHECK(told(wrong.report.problems) == Told{"grid.level_unknown C2"});
}

TEST_CASE("title rows, gaps and empty rows with styles are passed over") {
  const auto file = read_rows(
      row(1, {"", "开鲁二村业主名册"}) + row(4, {"楼号", "室号", "面积", "面积来源", "产权人"}) +
      row(6, {"12", "502", "68.1", "测绘", "王伟"}) +
      "<row r=\"7\" s=\"1\"><c r=\"A7\" s=\"1\"/><c r=\"B7\" s=\"1\"/></row>"
      "<row r=\"1048576\"><c r=\"A1048576\" s=\"1\"/></row>");
  CHECK(told(file.report.problems).empty());
  REQUIRE(file.lines.size() == 1);
  CHECK(file.lines[0].owner_at.cell == "E6");
  CHECK(problems_of(row(1, {"只有一行字"})) == Told{"header.not_found"});
  CHECK(problems_of("") == Told{"file.empty"});
  CHECK(problems_of(kListHeader) == Told{"file.no_rows"});
}

TEST_CASE("rows and cells that do not say where they are follow each other") {
  const std::string rows =
      "<row><c t=\"inlineStr\"><is><t>楼号</t></is></c><c t=\"inlineStr\"><is><t>室号</t></is></c>"
      "<c t=\"inlineStr\"><is><t>面积</t></is></c><c t=\"inlineStr\"><is><t>面积来源</t></is></c>"
      "<c t=\"inlineStr\"><is><t>产权人</t></is></c></row>"
      "<row><c><v>12</v></c><c><v>502</v></c><c><v>68.1</v></c>"
      "<c t=\"str\"><f>B1</f><v>测绘</v></c><c/></row>";
  const auto file = read_rows(rows);
  CHECK(told(file.report.problems).empty());
  REQUIRE(file.lines.size() == 1);
  CHECK(file.lines[0].area == Area{6'810});
}

TEST_CASE("numbers are what the spreadsheet shows") {
  struct Number {
    const char* value;
    std::int64_t centi;
  };
  for (const auto& [value, centi] :
       {Number{"86.499999999999986", 8'650}, Number{"68.1", 6'810},
        Number{"68.099999999999994", 6'810}, Number{"90", 9'000}, Number{"1.2E2", 12'000},
        Number{"9.5000000000000001E-1", 95}}) {
    INFO(value);
    const auto file =
        read_rows(with_cell('D', "<c r=\"D2\"><v>" + std::string(value) + "</v></c>"));
    CHECK(told(file.report.problems).empty());
    REQUIRE(file.lines.size() == 1);
    CHECK(file.lines[0].area.centi == centi);
  }
  CHECK(problems_of(with_cell('D', "<c r=\"D2\"><v>68.105</v></c>")) ==
        Told{"roll.area_decimals D2"});
  const auto room = read_rows(with_cell('C', "<c r=\"C2\"><v>502</v></c>"));
  CHECK(room.lines.at(0).room == "502");
  CHECK(problems_of(with_cell('C', "<c r=\"C2\"><v>5.5</v></c>")) == Told{"field.rounded C2"});
  // A spreadsheet has kept 15 digits of an identity number; another program all of them.
  CHECK(problems_of(with_cell('F', "<c r=\"F2\"><v>3.1010119900101124E+17</v></c>")) ==
        Told{"roll.owner_rounded F2"});
  CHECK(problems_of(with_cell('F', "<c r=\"F2\"><v>440524188001010014</v></c>")).empty());
}

TEST_CASE("a number that is shown as a date is a date, and told as from CSV") {
  XlsxBook book;
  book.formats =
      "<numFmt numFmtId=\"164\" formatCode=\"m&quot;月&quot;d&quot;日&quot;\"/>"
      "<numFmt numFmtId=\"165\" formatCode=\"0000\"/>"
      "<numFmt numFmtId=\"166\" formatCode=\"0&quot;号楼&quot;\"/>"
      "<numFmt numFmtId=\"167\" formatCode=\"[Red]0.00&quot;day&quot;\"/>";
  book.styles =
      "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
      "<xf numFmtId=\"166\"/><xf numFmtId=\"167\"/>";
  const auto with = [&](char column, const std::string& cell) {
    auto one = book;
    one.sheets.emplace_back().rows = with_cell(column, cell);
    return read(xlsx(one));
  };
  for (const auto* style : {"1", "2"}) {
    const auto file = with('C', "<c r=\"C2\" s=\"" + std::string(style) + "\"><v>46082</v></c>");
    REQUIRE(told(file.report.problems) == Told{"roll.room_is_a_date C2"});
    CHECK(file.report.problems[0].fields.at("value") == "2026-03-01");
  }
  CHECK(told(with('C', "<c r=\"C2\" t=\"d\"><v>2026-03-01T00:00:00</v></c>").report.problems) ==
        Told{"roll.room_is_a_date C2"});
  CHECK(told(with('B', "<c r=\"B2\" s=\"1\"><v>0.125</v></c>").report.problems) ==
        Told{"roll.room_is_a_date B2"});
  CHECK(with('C', "<c r=\"C2\" s=\"3\"><v>502</v></c>").lines.at(0).room == "0502");
  CHECK(with('A', "<c r=\"A2\" s=\"4\"><v>12</v></c>").lines.at(0).building == "12");
  CHECK(with('D', "<c r=\"D2\" s=\"5\"><v>68.1</v></c>").lines.at(0).area.centi == 6'810);
  book.properties = "date1904=\"1\"";
  CHECK(
      with('C', "<c r=\"C2\" s=\"1\"><v>44620</v></c>").report.problems.at(0).fields.at("value") ==
      "2026-03-01");
}

TEST_CASE("booleans, errors and formulas") {
  const auto header = row(1, {"楼号", "室号", "面积", "面积来源", "产权人", "是否交付", "序号"});
  const auto file = [&](const std::string& delivered) {
    const auto cells = row(2, {"12", "502", "68.1", "测绘", "王伟"});
    return header + cells.substr(0, cells.rfind("</row>")) + delivered + "</row>";
  };
  CHECK(read_rows(file("<c r=\"F2\" t=\"b\"><v>0</v></c>")).lines.at(0).undelivered);
  CHECK_FALSE(read_rows(file("<c r=\"F2\" t=\"b\"><v>1</v></c>")).lines.at(0).undelivered);
  CHECK(problems_of(with_cell('D', "<c r=\"D2\" t=\"e\"><f>B9/0</f><v>#DIV/0!</v></c>")) ==
        Told{"field.spreadsheet_error D2"});
  CHECK(read_rows(with_cell('D', "<c r=\"D2\"><f>60+8.1</f><v>68.1</v></c>")).lines.at(0).area ==
        Area{6'810});
  CHECK(problems_of(with_cell('D', "<c r=\"D2\"><f>60+8.1</f></c>")) ==
        Told{"field.formula_without_value D2"});
  CHECK(problems_of(with_cell('D', "<c r=\"D2\"><f>60+8.1</f><v></v></c>")) ==
        Told{"field.formula_without_value D2"});
  // Where nobody asks for it, it does not matter.
  CHECK(problems_of(file("<c r=\"G2\"><f>ROW()</f></c>")).empty());
}

TEST_CASE("texts: shared, in several runs, with readings, written in place, escaped") {
  XlsxBook book;
  book.strings =
      "<si><r><rPr><b/></rPr><t>王</t></r><r><t xml:space=\"preserve\">建国 </t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>ワン</t></rPh><phoneticPr fontId=\"1\"/></si>"
      "<si><t>测绘</t></si><si/>";
  const auto with = [&](char column, const std::string& cell) {
    auto one = book;
    one.sheets.emplace_back().rows = with_cell(column, cell);
    return read(xlsx(one));
  };
  CHECK(with('F', "<c r=\"F2\" t=\"s\"><v>0</v></c>").lines.at(0).owner == "#王建国");
  CHECK(with('E', "<c r=\"E2\" t=\"s\"><v>1</v></c>").report.problems.empty());
  CHECK(told(with('C', "<c r=\"C2\" t=\"s\"><v>2</v></c>").report.problems) ==
        Told{"field.missing C2"});
  CHECK(told(with('F', "<c r=\"F2\" t=\"s\"><v>3</v></c>").report.problems) ==
        Told{"workbook.damaged F2"});
  const auto inlined = with('F',
                            "<c r=\"F2\" t=\"inlineStr\"><is><r><t>张三_x000D_\n</t></r><r><t>李四"
                            "</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></is></c>");
  CHECK(inlined.lines.at(0).owner ==
        with('F', "<c r=\"F2\" t=\"str\"><v>李四、张三</v></c>").lines.at(0).owner);
  CHECK(told(with('F', "<c r=\"F2\" t=\"str\"><v>王_x0001_</v></c>").report.problems) ==
        Told{"file.control_character F2"});
  CHECK(told(with('F', "<c r=\"F2\" t=\"str\"><v>王\xEF\xBF\xBD</v></c>").report.problems) ==
        Told{"file.lost_characters F2"});
  CHECK(told(with('F', "<c r=\"F2\" t=\"odd\"><v>1</v></c>").report.problems) ==
        Told{"workbook.damaged F2"});
}

TEST_CASE("of several sheets the one with the header is read, and hidden ones are not") {
  XlsxBook book;
  const auto add = [&](const char* name, std::string rows, const char* state = "visible") {
    XlsxSheet sheet;
    sheet.name = name;
    sheet.rows = std::move(rows);
    sheet.state = state;
    book.sheets.push_back(std::move(sheet));
  };
  add("说明", row(1, {"填表说明"}) + row(2, {"楼号", "室号"}));
  add("旧名册", kListHeader + kListRow, "hidden");
  add("存底", kListHeader + kListRow, "veryHidden");
  add("空表", "");
  add("业主", kListHeader + kListRow);
  add("空白样表", kListHeader);
  const auto file = read(xlsx(book));
  CHECK(told(file.report.problems).empty());
  CHECK(file.report.sheet == "业主");
  CHECK(file.lines.size() == 1);
  CHECK(notice(file.report, Code::notice_sheet_read, "names") == "说明、空白样表");
  CHECK(notice(file.report, Code::notice_sheets_hidden, "names") == "旧名册、存底");
  for (const auto& one : file.report.notices) {
    if (one.code == Code::notice_sheet_read) {
      CHECK(sentence(one).en == "The sheet 业主 was read; these were not: 说明, 空白样表.");
    }
  }

  add("二期", kListHeader + kListRow);
  const auto several = read(xlsx(book));
  REQUIRE(told(several.report.problems) == Told{"workbook.several_sheets"});
  CHECK(several.report.problems[0].fields.at("names") == "业主、二期");
  CHECK(several.lines.empty());

  // What is needed and missing is told of the sheet that comes nearest.
  XlsxBook near;
  near.sheets = {book.sheets[0]};
  const auto missing = read(xlsx(near));
  CHECK(missing.report.sheet == "说明");
  CHECK(told(missing.report.problems) == Told{"roll.file_of_households A2"});
  near.sheets = {book.sheets[1]};
  CHECK(told(read(xlsx(near)).report.problems) == Told{"workbook.no_sheet"});
}

TEST_CASE("one building merged over its rows counts for each of them, an owner does not") {
  XlsxBook book;
  auto& sheet = book.sheets.emplace_back();
  sheet.rows = row(1, {"名册"}) + row(2, {"楼号", "单元", "室号", "面积", "面积来源", "产权人"}) +
               row(3, {"12", "1", "101", "50", "测绘", "王伟"}) +
               row(4, {"", "", "102", "50", "测绘", ""}) +
               row(5, {"", "2", "101", "50", "测绘", "赵六"}) +
               row(6, {"13", "", "101", "50", "测绘", "钱七"});
  sheet.behind =
      "<mergeCells><mergeCell ref=\"A1:F1\"/><mergeCell ref=\"A3:A5\"/><mergeCell ref=\"B3:B4\"/>"
      "<mergeCell ref=\"F3:F4\"/></mergeCells>";
  const auto file = read(xlsx(book));
  CHECK(told(file.report.problems).empty());
  REQUIRE(file.lines.size() == 4);
  std::string flats;
  for (const auto& line : file.lines)
    flats += line.building + "-" + line.stair + "-" + line.room + " ";
  CHECK(flats == "12-1-101 12-1-102 12-2-101 13--101 ");
  CHECK(file.lines[1].owner.empty());
  CHECK(notice(file.report, Code::notice_merged_read, "places") == "A3:A5");
  CHECK(notice(file.report, Code::notice_merged_not_read, "field") == "owner_key");
  CHECK(notice(file.report, Code::notice_merged_not_read, "places") == "F3:F4");
}

TEST_CASE("a header of two rows is read where cells are merged over both") {
  XlsxBook book;
  auto& sheet = book.sheets.emplace_back();
  sheet.rows = row(1, {"楼号", "室号", "面积情况", "", "产权人"}) +
               row(2, {"", "", "建筑面积", "面积来源"}) +
               row(3, {"12", "502", "68.1", "测绘", "王伟"});
  sheet.behind =
      "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:B2\"/><mergeCell ref=\"C1:D1\"/>"
      "<mergeCell ref=\"E1:E2\"/></mergeCells>";
  const auto file = read(xlsx(book));
  CHECK(told(file.report.problems).empty());
  CHECK(file.lines.size() == 1);
}

TEST_CASE("hidden rows and columns are read, and a notice says which") {
  XlsxBook book;
  auto& sheet = book.sheets.emplace_back();
  auto third = row(3, {"12", "1", "503", "68.1", "测绘", "赵六"});
  third.replace(0, 4, "<row hidden=\"1\"");
  sheet.rows = kListHeader + kListRow + third;
  sheet.cols =
      "<cols><col min=\"4\" max=\"5\" width=\"9\" hidden=\"1\"/><col min=\"9\" max=\"9\" "
      "hidden=\"1\"/></cols>";
  const auto file = read(xlsx(book));
  CHECK(told(file.report.problems).empty());
  CHECK(file.lines.size() == 2);
  CHECK(notice(file.report, Code::notice_rows_hidden, "places") == "3");
  CHECK(notice(file.report, Code::notice_columns_hidden, "places") == "D、E");
}

TEST_CASE("the strict form, other encodings of XML and odd paths are read as well") {
  XlsxBook book;
  book.sheets.emplace_back().rows = kListHeader + kListRow;
  book.strict = true;
  CHECK(read(xlsx(book)).lines.size() == 1);

  book.strict = false;
  auto parts = roundtable::test::parts_of(book);
  for (auto& [name, bytes] : parts) {
    if (name.find("sheet1") == std::string::npos) continue;
    const auto head = bytes.find("?>") + 2;
    bytes = "\xFE\xFF" +
            encoded("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + bytes.substr(head), "UTF-16BE");
    name = "XL\\worksheets\\Sheet1.xml";
  }
  CHECK(read(roundtable::test::zipped(parts)).lines.size() == 1);
}

}  // namespace roundtable::imports::test
