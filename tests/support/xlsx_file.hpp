// Workbooks for tests and benchmarks, as spreadsheet programs write them: a zip of XML, made here
// part by part, so that each test says what is odd in its own.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roundtable::test {

using Parts = std::vector<std::pair<std::string, std::string>>;

/// `password`: each member is locked with it.
std::string zipped(const Parts& parts, const std::string& password = "");

struct XlsxSheet {
  std::string name = "业主";
  std::string rows;  // within sheetData
  std::string state = "visible";
  std::string cols;    // before the rows
  std::string behind;  // after them: mergeCells
};

struct XlsxBook {
  std::vector<XlsxSheet> sheets;
  std::string strings;     // <si>… of the shared ones
  std::string formats;     // <numFmt …/>
  std::string styles;      // <xf …/>, what cells name by s="0", s="1", …
  std::string properties;  // of workbookPr
  bool strict = false;     // the strict namespaces
};
Parts parts_of(const XlsxBook& book);
std::string xlsx(const XlsxBook& book);
/// One sheet with these rows.
std::string xlsx(const std::string& rows);

/// A row whose cells hold these: text, or a number where it is digits with a point at most. "" is
/// no cell.
std::string row(std::size_t number, const std::vector<std::string>& cells);
/// The rows of plain CSV: commas, and no quotes.
std::string rows_of_csv(std::string_view csv);

}  // namespace roundtable::test
