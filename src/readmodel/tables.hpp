// The tables of a read model's file, and opening it. The file is disposable: one of another
// version, or a damaged one, is removed and made anew. Throws log::LogFailure.
#pragma once

#include <memory>
#include <string>

#include "readmodel/row.hpp"

namespace SQLite {
class Database;
}

namespace roundtable::readmodel {

std::unique_ptr<SQLite::Database> open_tables_to_write(const std::string& path);
void remove_tables(const std::string& path);
std::unique_ptr<SQLite::Database> open_tables_to_read(const std::string& path);

/// "item_issue", and "terms_issue" with the terms of its rows under the same row numbers.
std::string item_table(Kind kind);
std::string terms_table(Kind kind);

/// The term that stands for the grid of that number and everything below it, and for what lies on
/// that grid itself.
std::string below_term(std::int64_t grid_number);
std::string on_term(std::int64_t grid_number);

/// Lists whose rows stand in `held`. Meetings that are not public yet are in one of their own,
/// which is for who prepares them.
enum class HeldList : int { meetings, records, in_preparation };

}  // namespace roundtable::readmodel
