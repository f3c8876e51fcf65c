// What can be wrong with a file an office hands in, and where. A problem keeps the whole import
// back; a notice is told beside it and keeps nothing back. Codes are stable (docs/imports.md);
// problem_sentences.hpp puts them into sentences.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace roundtable::imports {

enum class Code {
  // the file as a whole
  file_empty,
  file_too_large,
  file_not_text,
  file_bad_bytes,
  file_lost_characters,
  file_control_character,
  file_no_converter,
  file_no_rows,
  file_too_many_problems,
  // a workbook
  workbook_damaged,
  workbook_locked,
  workbook_old_format,
  workbook_other_file,
  workbook_too_large,
  workbook_no_sheet,
  workbook_several_sheets,
  // its form
  csv_quote_open,
  csv_after_quote,
  csv_too_many_rows,
  csv_row_too_wide,
  csv_field_too_long,
  header_not_found,
  header_column_missing,
  header_column_twice,
  // any field
  field_missing,
  field_too_long,
  field_spreadsheet_error,
  field_spreadsheet_date,
  field_rounded,
  field_formula_without_value,
  // grids
  grid_code_form,
  grid_code_reserved,
  grid_level_unknown,
  grid_kind_unknown,
  grid_code_twice,
  grid_code_taken,
  grid_parent_unknown,
  grid_cycle,
  grid_wrong_level,
  grid_second_root,
  // a roll
  roll_area_form,
  roll_area_decimals,
  roll_area_negative,
  roll_area_zero,
  roll_area_absurd,
  roll_area_source_unknown,
  roll_room_twice,
  roll_room_is_a_date,
  roll_kind_unknown,
  roll_delivered_unknown,
  roll_delivered_contradiction,
  roll_owner_rounded,
  roll_owner_nobody,
  roll_owner_check,
  roll_owner_too_many,
  roll_too_many_questions,
  roll_file_of_households,
  roll_file_of_owners,
  // notices
  notice_column_ignored,
  notice_rows_skipped,
  notice_area_sources_mixed,
  notice_representative_differs,
  notice_mark_twice,
  notice_decimals_removed,
  notice_column_partly_filled,
  notice_sheet_read,
  notice_sheets_hidden,
  notice_rows_hidden,
  notice_columns_hidden,
  notice_merged_read,
  notice_merged_not_read,
};
/// "grid.parent_unknown": the first underscore of the enumerator is the dot.
std::string_view to_string(Code code);
std::span<const Code> all_codes();

/// Line and column count from 1, the column in characters; `cell` is how a spreadsheet names the
/// field ("D3"), "" where there is none.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
  std::string cell;
  friend bool operator==(const Place&, const Place&) = default;
};

/// `fields` holds what the sentence names; "field" is a column's English name. Never an owner's
/// key.
struct Problem {
  Code code = Code::file_empty;
  Place place;
  std::map<std::string, std::string> fields;
};
using Problems = std::vector<Problem>;

/// True where so many are listed (kProblemsMax) that reading ends: the last of them says so, at
/// that place.
bool are_enough(Problems& problems, const Place& place);

}  // namespace roundtable::imports
