// Rows of a spreadsheet as an .xlsx workbook of one sheet, which an office opens without being
// asked for letters or commas. Every cell is text: a flat keeps its leading zero, and nothing is
// ever taken for a formula.
#pragma once

#include <string>

#include "records/csv_sheet.hpp"

namespace roundtable::records {

/// `title`: a property of the file. A text longer than a cell may hold goes on in the rows below.
/// Writes to the system's folder of temporary files on its way; throws std::runtime_error where
/// that fails.
std::string as_xlsx(const SheetRows& rows, const std::string& title);

}  // namespace roundtable::records
