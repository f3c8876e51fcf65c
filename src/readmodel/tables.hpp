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
std::unique_ptr<SQLite::Database> open_tables_to_read(const std::string& path);

/// "item_issue", and "terms_issue" with the terms of its rows under the same row numbers.
std::string item_table(Kind kind);
std::string terms_table(Kind kind);

/// The term that stands for the grid of that number and everything below it.
std::string below_term(std::int64_t grid_number);

}  // namespace roundtable::readmodel
