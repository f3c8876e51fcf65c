#include "imports/problem.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "imports/limits.hpp"

namespace roundtable::imports {
namespace {

constexpr std::pair<Code, std::string_view> kCodeNames[] = {
    {Code::file_empty, "file.empty"},
    {Code::file_too_large, "file.too_large"},
    {Code::file_not_text, "file.not_text"},
    {Code::file_bad_bytes, "file.bad_bytes"},
    {Code::file_lost_characters, "file.lost_characters"},
    {Code::file_control_character, "file.control_character"},
    {Code::file_no_converter, "file.no_converter"},
    {Code::file_no_rows, "file.no_rows"},
    {Code::file_too_many_problems, "file.too_many_problems"},
    {Code::workbook_damaged, "workbook.damaged"},
    {Code::workbook_locked, "workbook.locked"},
    {Code::workbook_old_format, "workbook.old_format"},
    {Code::workbook_other_file, "workbook.other_file"},
    {Code::workbook_too_large, "workbook.too_large"},
    {Code::workbook_no_sheet, "workbook.no_sheet"},
    {Code::workbook_several_sheets, "workbook.several_sheets"},
    {Code::csv_quote_open, "csv.quote_open"},
    {Code::csv_after_quote, "csv.after_quote"},
    {Code::csv_too_many_rows, "csv.too_many_rows"},
    {Code::csv_row_too_wide, "csv.row_too_wide"},
    {Code::csv_field_too_long, "csv.field_too_long"},
    {Code::header_not_found, "header.not_found"},
    {Code::header_column_missing, "header.column_missing"},
    {Code::header_column_twice, "header.column_twice"},
    {Code::field_missing, "field.missing"},
    {Code::field_too_long, "field.too_long"},
    {Code::field_spreadsheet_error, "field.spreadsheet_error"},
    {Code::field_spreadsheet_date, "field.spreadsheet_date"},
    {Code::field_rounded, "field.rounded"},
    {Code::field_formula_without_value, "field.formula_without_value"},
    {Code::grid_code_form, "grid.code_form"},
    {Code::grid_code_reserved, "grid.code_reserved"},
    {Code::grid_level_unknown, "grid.level_unknown"},
    {Code::grid_kind_unknown, "grid.kind_unknown"},
    {Code::grid_code_twice, "grid.code_twice"},
    {Code::grid_code_taken, "grid.code_taken"},
    {Code::grid_parent_unknown, "grid.parent_unknown"},
    {Code::grid_cycle, "grid.cycle"},
    {Code::grid_wrong_level, "grid.wrong_level"},
    {Code::grid_second_root, "grid.second_root"},
    {Code::roll_area_form, "roll.area_form"},
    {Code::roll_area_decimals, "roll.area_decimals"},
    {Code::roll_area_negative, "roll.area_negative"},
    {Code::roll_area_zero, "roll.area_zero"},
    {Code::roll_area_absurd, "roll.area_absurd"},
    {Code::roll_area_source_unknown, "roll.area_source_unknown"},
    {Code::roll_room_twice, "roll.room_twice"},
    {Code::roll_room_is_a_date, "roll.room_is_a_date"},
    {Code::roll_kind_unknown, "roll.kind_unknown"},
    {Code::roll_delivered_unknown, "roll.delivered_unknown"},
    {Code::roll_delivered_contradiction, "roll.delivered_contradiction"},
    {Code::roll_owner_rounded, "roll.owner_rounded"},
    {Code::roll_owner_nobody, "roll.owner_nobody"},
    {Code::roll_owner_check, "roll.owner_check"},
    {Code::roll_owner_too_many, "roll.owner_too_many"},
    {Code::roll_too_many_questions, "roll.too_many_questions"},
    {Code::roll_file_of_households, "roll.file_of_households"},
    {Code::roll_file_of_owners, "roll.file_of_owners"},
    {Code::notice_column_ignored, "notice.column_ignored"},
    {Code::notice_rows_skipped, "notice.rows_skipped"},
    {Code::notice_area_sources_mixed, "notice.area_sources_mixed"},
    {Code::notice_representative_differs, "notice.representative_differs"},
    {Code::notice_mark_twice, "notice.mark_twice"},
    {Code::notice_decimals_removed, "notice.decimals_removed"},
    {Code::notice_column_partly_filled, "notice.column_partly_filled"},
    {Code::notice_sheet_read, "notice.sheet_read"},
    {Code::notice_sheets_hidden, "notice.sheets_hidden"},
    {Code::notice_rows_hidden, "notice.rows_hidden"},
    {Code::notice_columns_hidden, "notice.columns_hidden"},
    {Code::notice_merged_read, "notice.merged_read"},
    {Code::notice_merged_not_read, "notice.merged_not_read"},
};

constexpr auto kCodes = [] {
  std::array<Code, std::size(kCodeNames)> codes{};
  std::transform(std::begin(kCodeNames), std::end(kCodeNames), codes.begin(),
                 [](const auto& row) { return row.first; });
  return codes;
}();

}  // namespace

std::string_view to_string(Code code) {
  const auto* found = std::find_if(std::begin(kCodeNames), std::end(kCodeNames),
                                   [&](const auto& row) { return row.first == code; });
  return found == std::end(kCodeNames) ? std::string_view() : found->second;
}

std::span<const Code> all_codes() {
  return kCodes;
}

bool are_enough(Problems& problems, const Place& place) {
  if (problems.size() < kProblemsMax) return false;
  if (problems.back().code != Code::file_too_many_problems) {
    problems.push_back(
        {Code::file_too_many_problems, place, {{"max", std::to_string(kProblemsMax)}}});
  }
  return true;
}

}  // namespace roundtable::imports
