// An .xlsx workbook (ECMA-376, transitional and strict): which sheets it has, the strings they
// share, and how its numbers are shown. Formulas are never computed: a cell is the value that the
// program which wrote the file left beside its formula.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "imports/sheet_number.hpp"
#include "imports/zip_file.hpp"

namespace roundtable::imports {

struct SheetName {
  std::string name;
  std::string part;  // of the zip
  bool hidden = false;
};

/// What cells refer to.
struct SharedParts {
  std::vector<std::string> strings;
  std::vector<NumberFormat> formats;  // by a cell's style
  bool since_1904 = false;
};

class Workbook {
 public:
  /// `bytes` must outlive it. Throws Unreadable where they are no workbook.
  explicit Workbook(std::string_view bytes);

  const std::vector<SheetName>& sheets() const { return sheets_; }
  const SharedParts& shared() const { return shared_; }
  std::unique_ptr<ByteSource> open(const SheetName& sheet) { return zip_.open(sheet.part); }

 private:
  void read_sheets(const std::string& part);
  void read_strings(const std::string& part);
  void read_formats(const std::string& part);

  ZipFile zip_;
  std::vector<SheetName> sheets_;
  SharedParts shared_;
};

/// True of what an office may take for a workbook: a zip, or the old Office format.
bool is_workbook_like(std::string_view bytes);
/// Throws Unreadable: what the old Office format (OLE) holds is told and not read.
[[noreturn]] void refuse_old_office(std::string_view bytes);

/// "_x000D_" and its like as the character it stands for.
std::string unescaped(std::string_view text);

}  // namespace roundtable::imports
