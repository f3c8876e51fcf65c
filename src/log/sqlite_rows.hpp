// How rows of log.db become values, for the files of this folder that hold a connection. Throws
// what SQLiteCpp throws.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "log/hash_chain.hpp"

namespace SQLite {
class Statement;
}

namespace roundtable::log {

/// Without copying: `text` must live until the statement has been stepped.
void bind_text(SQLite::Statement& statement, int index, const std::string& text);
void bind_number(SQLite::Statement& statement, int index, std::uint64_t number);
void bind_bytes(SQLite::Statement& statement, int index, const std::string& bytes);

/// For `read_entries`: entries of one stream after a version, in order.
extern const char* const kReadEntries;
inline constexpr std::int64_t kNoRowLimit = -1;
std::vector<Entry> read_entries(SQLite::Statement& statement, std::string_view stream,
                                std::uint64_t after, std::int64_t rows_max);

}  // namespace roundtable::log
