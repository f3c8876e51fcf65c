#include "log/sqlite_rows.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace roundtable::log {

void bind_text(SQLite::Statement& statement, int index, const std::string& text) {
  statement.bindNoCopy(index, text);
}

void bind_number(SQLite::Statement& statement, int index, std::uint64_t number) {
  statement.bind(index, static_cast<std::int64_t>(number));
}

void bind_bytes(SQLite::Statement& statement, int index, const std::string& bytes) {
  statement.bindNoCopy(index, static_cast<const void*>(bytes.data()),
                       static_cast<int>(bytes.size()));
}

const char* const kReadEntries =
    "SELECT version, header, payload, hash FROM entry WHERE stream = ? AND version > ? "
    "ORDER BY version LIMIT ?";

std::vector<Entry> read_entries(SQLite::Statement& statement, std::string_view stream,
                                std::uint64_t after, std::int64_t rows_max) {
  const std::string name(stream);
  bind_text(statement, 1, name);
  bind_number(statement, 2, after);
  statement.bind(3, rows_max);
  std::vector<Entry> entries;
  while (statement.executeStep()) {
    entries.push_back({name, static_cast<std::uint64_t>(statement.getColumn(0).getInt64()),
                       statement.getColumn(1).getString(), statement.getColumn(2).getString(),
                       statement.getColumn(3).getString()});
  }
  statement.reset();
  return entries;
}

}  // namespace roundtable::log
