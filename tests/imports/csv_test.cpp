// Method: what is written is read back (rapidcheck), in every encoding and with every separator;
// places are looked at one by one; noise never breaks the reader.
#include "imports/csv.hpp"

#include <rapidcheck.h>
#include <rapidcheck/catch.h>

#include "imports/grids.hpp"
#include "imports/limits.hpp"
#include "imports/roll.hpp"
#include "imports/text.hpp"
#include "sample.hpp"

namespace roundtable::imports::test {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// As a careful spreadsheet writes: quotes where they are needed.
std::string written(const Rows& rows, const std::string& separator, const std::string& end) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto& text = row[i];
      const bool quoted = row.size() == 1 || text.find(separator) != std::string::npos ||
                          text.find_first_of("\"\r\n") != std::string::npos;
      std::string inside;
      for (const char c : text) inside += c == '"' ? "\"\"" : std::string(1, c);
      out += (i == 0 ? "" : separator) + (quoted ? "\"" + inside + "\"" : text);
    }
    out += end;
  }
  return out;
}

struct Read {
  Rows rows;
  Problems problems;
};

Read read_all(const std::string& text, const std::string& separator) {
  Read read;
  CsvReader reader(text, separator);
  CsvRow row;
  while (reader.next(row, read.problems)) {
    auto& texts = read.rows.emplace_back();
    for (const auto& field : row.fields) texts.push_back(field.text);
  }
  return read;
}

rc::Gen<std::string> any_text() {
  const auto piece = rc::gen::element<std::string>("a", "5", ",", ";", "\t", "\"", "\r\n", "\n",
                                                   "\r", " ", "室", "，", "𠮷", "é", "\u3000");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                      [](const std::vector<std::string>& pieces) {
                        std::string text;
                        for (const auto& one : pieces) text += one;
                        return text;
                      });
}

rc::Gen<Rows> any_rows() {
  return rc::gen::container<Rows>(rc::gen::nonEmpty(
      rc::gen::resize(8, rc::gen::container<std::vector<std::string>>(any_text()))));
}

rc::Gen<std::string> any_separator() {
  return rc::gen::element<std::string>(",", ";", "\t", "，", "；");
}

}  // namespace

TEST_CASE("rows that are written are the rows that are read") {
  rc::prop("for any texts, separator and line end", [] {
    const auto rows = *any_rows();
    const auto separator = *any_separator();
    const auto end = *rc::gen::element<std::string>("\r\n", "\n", "\r");
    const auto read = read_all(written(rows, separator, end), separator);
    RC_ASSERT(read.problems.empty());
    RC_ASSERT(read.rows == rows);
  });
}

TEST_CASE("a text is the same whichever way it was saved") {
  rc::prop("UTF-8 with a mark, UTF-16 and GB18030", [] {
    // Something no short text in GB18030 is mistaken for: see text.hpp.
    const auto text = "代码" + *any_text() + "名称";
    Problems problems;
    const auto same = [&](const std::string& bytes) {
      const auto decoded = decode(bytes, problems);
      return decoded && decoded->utf8 == text;
    };
    RC_ASSERT(same(text));
    RC_ASSERT(same("\xEF\xBB\xBF" + text));
    RC_ASSERT(same("\xFF\xFE" + encoded(text, "UTF-16LE")));
    RC_ASSERT(same("\xFE\xFF" + encoded(text, "UTF-16BE")));
    RC_ASSERT(same(encoded(text, "GB18030")));
    RC_ASSERT(problems.empty());
  });
}

TEST_CASE("noise is read or refused, and never taken for something else") {
  rc::prop("any bytes", [] {
    const auto bytes = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    const auto grids = read_grids(bytes, domain::GridTree());
    const auto roll = read_roll(bytes, plainly_hashed);
    RC_ASSERT(grids.added.empty());
    RC_ASSERT(!grids.report.problems.empty());
    RC_ASSERT(!roll.report.problems.empty());
  });
  rc::prop("any rows below a header", [] {
    const auto rows = *any_rows();
    const auto import =
        read_grids("code,name,level,parent\n" + written(rows, ",", "\n"), domain::GridTree());
    domain::GridTree tree;
    for (const auto& node : import.added) RC_ASSERT(!tree.add(node));
    for (const auto& problem : import.report.problems) {
      RC_ASSERT(problem.place.line >= 2U || problem.code == Code::file_no_rows);
    }
  });
}

TEST_CASE("a field knows its line, its column in characters and its cell") {
  Problems problems;
  CsvReader reader("a,户,c\r\n\"x\ny\",2\n,3", ",");
  CsvRow row;
  REQUIRE(reader.next(row, problems));
  CHECK(row.fields[1].place == Place{1, 3, "B1"});
  CHECK(row.fields[2].place == Place{1, 5, "C1"});
  REQUIRE(reader.next(row, problems));
  CHECK(row.fields[0].place == Place{2, 1, "A2"});
  CHECK(row.fields[1].place == Place{3, 4, "B2"});
  REQUIRE(reader.next(row, problems));
  CHECK(row.number == 3);
  CHECK(row.fields[1].place == Place{4, 2, "B3"});
  CHECK_FALSE(reader.next(row, problems));
  CHECK(problems.empty());
  CHECK(spreadsheet_column(25) == "Z");
  CHECK(spreadsheet_column(26) == "AA");
}

TEST_CASE("what is larger than its limit is refused by name") {
  const auto codes = [](const std::string& bytes) {
    std::vector<std::string> found;
    for (const auto& problem : read_grids(bytes, domain::GridTree()).report.problems) {
      found.emplace_back(to_string(problem.code));
    }
    return found;
  };
  const std::string header = "code,name,level,parent\n";
  CHECK(codes(std::string(kFileBytesMax + 1, 'a')).front() == "file.too_large");
  CHECK(codes(header + "1," + std::string(kFieldBytesMax + 1, 'a') + ",city,\n").front() ==
        "csv.field_too_long");
  CHECK(codes(header + "1," + std::string(kGridNameBytesMax + 1, 'a') + ",city,\n").front() ==
        "field.too_long");
  CHECK(codes(header + "1,a,city," + std::string(kColumnsMax, ',') + "\n").front() ==
        "csv.row_too_wide");
  std::string rows;
  for (std::size_t i = 0; i <= kRowsMax; ++i) rows += "1,a,city,\n";
  CHECK(codes(header + rows) == std::vector<std::string>{"csv.too_many_rows"});
}

}  // namespace roundtable::imports::test
