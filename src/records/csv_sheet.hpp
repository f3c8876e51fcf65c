// A published document as rows of a spreadsheet: what it says, in its order, a heading, a paragraph
// or an entry of a list in a row of its own, a row of a table with its cells. It is read from the
// document itself, so that it says neither more nor less than what was published. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace roundtable::records {

using SheetRows = std::vector<std::vector<std::string>>;

/// Of a document made from templates/records, or of the part of it between its two marks.
SheetRows rows_of_document(std::string_view html);

/// UTF-8 with the mark that spreadsheets ask for, lines ended by CR LF (RFC 4180). A cell that a
/// spreadsheet would take for a formula begins with an apostrophe.
std::string as_csv(const SheetRows& rows);

}  // namespace roundtable::records
