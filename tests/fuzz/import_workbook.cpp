#include <algorithm>
#include <string>

#include "fuzz/targets.hpp"
#include "imports/limits.hpp"
#include "imports/problem_sentences.hpp"
#include "imports/roll.hpp"
#include "imports/sheet.hpp"
#include "imports/unreadable.hpp"

namespace roundtable::fuzz {
namespace {

/// Hands out few bytes at a time, so that what is read falls apart anywhere.
class FewBytes final : public imports::ByteSource {
 public:
  explicit FewBytes(std::string_view bytes) : bytes_(bytes) {}
  std::size_t read(char* into, std::size_t room) override {
    constexpr std::size_t kFew = 61;
    const auto count = std::min({bytes_.size(), room, kFew});
    bytes_.copy(into, count);
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
};

void sheet_alone(std::string_view bytes) {
  imports::SharedParts shared;
  shared.strings = {"楼号", "室号"};
  shared.formats = {{}, imports::number_format("yyyy-mm-dd"), imports::number_format("0000\"室\"")};
  FewBytes source(bytes);
  try {
    const auto sheet = imports::read_sheet(source, "sheet", shared);
    std::size_t last = 0;
    for (const auto& row : sheet.rows) {
      promise(row.number > last && row.number <= imports::kSheetRowsMax, "rows come in order");
      last = row.number;
      std::size_t next = 0;
      for (const auto& cell : row.cells) {
        promise(cell.column >= next && cell.column < imports::kColumnsMax, "cells come in order");
        promise(cell.text.size() <= imports::kFieldBytesMax, "a cell is no longer than a field");
        next = cell.column + 1;
      }
    }
  } catch (const imports::Unreadable& end) {
    imports::sentence(end.problem());
  }
}

void number_alone(std::string_view bytes) {
  const auto written = imports::number_text(bytes);
  if (written) promise(imports::number_text(*written) == written, "a number reads the same");
  imports::date_text(bytes, false);
  imports::shown("12", imports::number_format(bytes));
  imports::unescaped(bytes);
}

}  // namespace

void import_workbook(std::string_view bytes) {
  if (bytes.starts_with('<')) return sheet_alone(bytes);
  number_alone(bytes);
  if (!imports::is_workbook_like(bytes)) return;
  const auto file =
      imports::read_roll(bytes, [](std::string_view key) { return std::string(key); });
  for (const auto& problem : file.report.problems) imports::sentence(problem);
  for (const auto& notice : file.report.notices) imports::sentence(notice);
  promise(!file.lines.empty() || !file.report.problems.empty(), "nothing is read in silence");
}

}  // namespace roundtable::fuzz
