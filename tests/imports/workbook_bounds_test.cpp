// Method: files that are no workbook, are damaged byte by byte, or ask for more than a bound
// allows; each is refused by name, and none is taken for something else.
#include <catch2/catch.hpp>
#include <random>

#include "imports/limits.hpp"
#include "imports/problem_sentences.hpp"
#include "imports/roll.hpp"
#include "imports/sheet_number.hpp"
#include "sample.hpp"
#include "support/xlsx_file.hpp"

namespace roundtable::imports::test {
namespace {

using roundtable::test::Parts;
using roundtable::test::parts_of;
using roundtable::test::xlsx;
using roundtable::test::XlsxBook;
using roundtable::test::zipped;

const std::string kSmallList =
    roundtable::test::row(1, {"楼号", "室号", "面积", "面积来源", "产权人"}) +
    roundtable::test::row(2, {"12", "502", "68.1", "测绘", "王伟"});

RollFile small_file(const std::string& bytes) {
  return read_roll(bytes, plainly_hashed);
}

/// "workbook.too_large cells": the one problem, and what it names.
std::string refused(const std::string& bytes) {
  const auto problems = small_file(bytes).report.problems;
  if (problems.size() != 1) return std::to_string(problems.size()) + " problems";
  const auto& problem = problems.front();
  auto text = std::string(to_string(problem.code));
  for (const auto* field : {"kind", "what", "part"}) {
    const auto found = problem.fields.find(field);
    if (found != problem.fields.end()) text += " " + found->second;
  }
  CHECK(sentence(problem).zh.find('{') == std::string::npos);
  CHECK(sentence(problem).en.find('{') == std::string::npos);
  return text;
}

XlsxBook list_book() {
  XlsxBook book;
  book.sheets.emplace_back().rows = kSmallList;
  return book;
}

/// The workbook of the list with one part in the place of its own.
std::string with_part(const std::string& name, const std::string& bytes) {
  auto parts = parts_of(list_book());
  for (auto& part : parts) {
    if (part.first == name) part.second = bytes;
  }
  return zipped(parts);
}

std::string sheet_of(const std::string& inside) {
  return "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" +
         inside + "</worksheet>";
}

const std::string kSheetPart = "xl/worksheets/sheet1.xml";

std::string times(const std::string& text, std::size_t count) {
  std::string out;
  out.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

std::string wide(std::string_view name) {
  std::string out;
  for (const char c : name) out += {c, '\0'};
  return out;
}

}  // namespace

TEST_CASE("what an office may take for a workbook is told by what it is") {
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0');
  CHECK(refused(ole + wide("Workbook")) == "workbook.old_format");
  CHECK(refused(ole + wide("EncryptedPackage")) == "workbook.locked");
  CHECK(refused(ole + wide("WordDocument")) == "workbook.other_file doc");
  const auto ods = [](const std::string& type) {
    return zipped(
        {{"mimetype", "application/vnd.oasis.opendocument." + type}, {"content.xml", "<a/>"}});
  };
  CHECK(refused(ods("spreadsheet")) == "workbook.other_file ods");
  CHECK(refused(ods("text")) == "workbook.other_file odt");
  CHECK(refused(zipped({{"Index/Document.iwa", "x"}})) == "workbook.other_file iwork");
  CHECK(refused(zipped({{"word/document.xml", "<a/>"}})) == "workbook.other_file docx");
  CHECK(refused(zipped({{"ppt/presentation.xml", "<a/>"}})) == "workbook.other_file pptx");
  CHECK(refused(zipped({{"xl/workbook.bin", "x"}})) == "workbook.other_file xlsb");
  CHECK(refused(zipped({{"名册.xlsx", "x"}})) == "workbook.other_file zip");
  CHECK(refused(zipped(parts_of(list_book()), "secret")) == "workbook.locked");
  CHECK(refused("<html><table>…</table></html>") == "file.not_text");
}

TEST_CASE("a workbook that is cut short or damaged is refused, and never read in part") {
  const auto whole = xlsx(list_book());
  REQUIRE(small_file(whole).lines.size() == 1);
  for (std::size_t length = 4; length < whole.size(); length += 7) {
    const auto file = small_file(whole.substr(0, length));
    CHECK(file.report.problems.size() == 1);
    CHECK(file.lines.empty());
  }
  // A byte anywhere: either it matters and is noticed, or the list is the same.
  std::mt19937 chance(1);  // NOLINT(cert-msc51-cpp): the same every time
  for (int i = 0; i < 400; ++i) {
    auto bytes = whole;
    bytes[chance() % bytes.size()] ^= static_cast<char>(1U << (chance() % 8));
    const auto file = small_file(bytes);
    if (!file.report.problems.empty()) continue;
    REQUIRE(file.lines.size() == 1);
    CHECK(file.lines[0].room == "502");
  }
  CHECK(refused(with_part(kSheetPart, "<worksheet")) == "workbook.damaged " + kSheetPart);
  CHECK(refused(with_part("xl/workbook.xml", "<a/>")) == "workbook.other_file zip");
  auto parts = parts_of(list_book());
  std::erase_if(parts, [](const auto& part) { return part.first == kSheetPart; });
  CHECK(refused(zipped(parts)) == "workbook.damaged " + kSheetPart);
  // Two parts of one name: which of them is meant?
  parts = parts_of(list_book());
  parts.emplace_back("XL/worksheets/sheet1.xml", sheet_of(""));
  CHECK(refused(zipped(parts)) == "workbook.damaged " + kSheetPart);
}

TEST_CASE("rows and cells that come twice or out of order are refused") {
  const auto rows = [](const std::string& inside) {
    return refused(with_part(kSheetPart, sheet_of("<sheetData>" + inside + "</sheetData>")));
  };
  const auto broken = "workbook.damaged " + kSheetPart;
  CHECK(rows("<row r=\"2\"/><row r=\"2\"/>") == broken);
  CHECK(rows("<row r=\"2\"/><row r=\"1\"/>") == broken);
  CHECK(rows("<row r=\"1048577\"/>") == broken);
  CHECK(rows("<row r=\"2\"><c r=\"A3\"/></row>") == broken);
  CHECK(rows("<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>") == broken);
  CHECK(rows("<row r=\"2\"><c r=\"XFE2\"/></row>") == broken);
  CHECK(rows("<row r=\"1\"><c><v>INF</v></c></row>") == broken);
}

TEST_CASE("no document type, so nothing expands") {
  const auto laughs =
      "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>" + sheet_of("<a>&b;</a>");
  CHECK(refused(with_part(kSheetPart, laughs)) == "workbook.damaged " + kSheetPart);
  const auto outside = "<!DOCTYPE a SYSTEM \"file:///etc/hostname\">" + sheet_of("");
  CHECK(refused(with_part(kSheetPart, outside)) == "workbook.damaged " + kSheetPart);
}

TEST_CASE("what goes beyond a bound is refused by its name") {
  Parts many;
  for (std::size_t i = 0; i <= kZipMembersMax; ++i) many.emplace_back(std::to_string(i), "");
  CHECK(refused(zipped(many)) == "workbook.too_large members");

  const auto blanks = std::string(kMemberBytesMax + 1, ' ');
  CHECK(refused(with_part(kSheetPart, sheet_of(blanks))) == "workbook.too_large member_bytes");
  const auto dense = sheet_of(std::string(kUnpackedRatioFrom * 4, ' '));
  CHECK(refused(with_part(kSheetPart, dense)) == "workbook.too_large ratio");

  const auto deep = times("<a>", kXmlDepthMax) + times("</a>", kXmlDepthMax);
  CHECK(refused(with_part(kSheetPart, sheet_of(deep))) == "workbook.too_large depth");
  std::mt19937 chance(1);  // NOLINT(cert-msc51-cpp): the same every time
  std::string noise;
  for (std::size_t i = 0; i < 2 * kXmlTokenBytesMax; ++i) {
    noise += static_cast<char>('a' + chance() % 26);
  }
  CHECK(refused(with_part(kSheetPart, sheet_of("<a b=\"" + noise + "\"/>"))) ==
        "workbook.too_large token_bytes");

  XlsxBook sheets;
  sheets.sheets.resize(kSheetsMax + 1);
  CHECK(refused(xlsx(sheets)) == "workbook.too_large sheets");
}

TEST_CASE("rows, columns and texts have the bounds that CSV has") {
  const auto header = kSmallList.substr(0, kSmallList.find("<row r=\"2\""));
  const auto long_text = "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>" +
                         std::string(kFieldBytesMax + 1, 'a') + "</v></c></row>";
  const auto problems = small_file(xlsx(header + long_text)).report.problems;
  REQUIRE(!problems.empty());
  CHECK(problems[0].code == Code::csv_field_too_long);
  CHECK(problems[0].place == Place{2, 1, "A2"});

  const auto good = kSmallList.substr(0, kSmallList.rfind("</row>"));
  const auto wide_row = small_file(xlsx(good + "<c r=\"BM2\"><v>1</v></c></row>"));
  REQUIRE(wide_row.report.problems.size() == 1);
  CHECK(wide_row.report.problems[0].code == Code::csv_row_too_wide);
  CHECK(wide_row.report.problems[0].place.cell == "BM2");
  // A remark beside the list is no matter.
  CHECK(small_file(xlsx(good + "<c r=\"H2\"><v>1</v></c></row>")).report.problems.empty());
}

TEST_CASE("numbers as text") {
  const auto text = [](const char* value) { return number_text(value).value_or("none"); };
  CHECK(text("86.499999999999986") == "86.5");
  CHECK(text("0.99999999999999989") == "1");
  CHECK(text("-5") == "-5");
  CHECK(text("1.5E-3") == "0.0015");
  CHECK(text("0") == "0");
  CHECK(text("101.0") == "101");
  CHECK(text("310115199001011234") == "310115199001011234");
  CHECK(text("3.1011519900101123E+17") == "3.10115199001011E+17");
  CHECK(text("1E+3") == "1000");
  CHECK(text("") == "none");
  CHECK(text("1e") == "none");
  CHECK(text("1E+999999999999") == "none");
  CHECK(text("0x10") == "none");
  const auto day = [](const char* value) { return date_text(value, false).value_or("none"); };
  CHECK(day("1") == "1900-01-01");
  CHECK(day("59") == "1900-02-28");
  CHECK(day("60") == "1900-02-29");
  CHECK(day("61") == "1900-03-01");
  CHECK(day("46082.354166666664") == "2026-03-01 08:30:00");
  CHECK(day("2958465") == "9999-12-31");
  CHECK(day("2958466") == "none");
  CHECK(day("-1") == "none");
  for (const auto* code : {"yyyy/m/d", "m月d日", "[$-804]aaaa\\,d", "[h]:mm", "h:mm AM/PM"}) {
    INFO(code);
    CHECK(number_format(code).date);
  }
  for (const auto* code : {"General", "0.00", "#,##0_);[Red]\\(#,##0\\)", "0\"days\"", "@",
                           "_ * #,##0.00_ ;_ * \\-#,##0.00_ ", "[Red]0", "0;yyyy"}) {
    INFO(code);
    CHECK_FALSE(number_format(code).date);
  }
  CHECK(shown("7", number_format("000")) == "007");
  CHECK(shown("12", number_format("\"B\"0\"号楼\"")) == "B12号楼");
  CHECK(shown("12", number_format("General\"号\"")) == "12号");
  CHECK(shown("301", number_format("0\"-\"00")) == "301");
}

}  // namespace roundtable::imports::test
