#include "log/sqlite_rows.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace roundtable::log {

Prepared::Prepared(SQLite::Database& database, const char* query)
    : database_(database), query_(query) {}

Prepared::~Prepared() = default;

SQLite::Statement& Prepared::operator*() {
  if (statement_ == nullptr) statement_ = std::make_unique<SQLite::Statement>(database_, query_);
  return *statement_;
}

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

void bind_limit(SQLite::Statement& statement, int index, std::size_t rows_max) {
  statement.bind(index, static_cast<std::int64_t>(std::min(rows_max, std::size_t{1} << 31U)));
}

std::uint64_t number_in(SQLite::Statement& row, int column) {
  return static_cast<std::uint64_t>(row.getColumn(column).getInt64());
}

Checkpoint checkpoint_in(SQLite::Statement& row) {
  return {number_in(row, 0), row.getColumn(1).getString(), row.getColumn(2).getString(),
          row.getColumn(3).getString()};
}

const char* const kReadMoved =
    "SELECT number, stream, \"from\", \"to\" FROM moved WHERE number > ? AND number <= ? "
    "ORDER BY number, stream";
const char* const kReadPlace = "SELECT hash FROM checkpoint WHERE number = ?";
const char* const kReadLastPlace =
    "SELECT number, hash FROM checkpoint WHERE number <= ? ORDER BY number DESC LIMIT 1";

// Three readings and no transaction: a chain only grows, and what is read last ends where the
// second one did.
MovedAfter read_moved(const MovedStatements& statements, const Place& place,
                      std::size_t numbers_max) {
  auto& [here, last, moved] = statements;
  MovedAfter after{true, place, {}};
  if (place.number > 0) {
    bind_number(here, 1, place.number);
    after.known = here.executeStep() && here.getColumn(0).getString() == place.hash;
    here.reset();
    if (!after.known) return after;
  }
  constexpr std::size_t kNumbersMax = std::size_t{1} << 31U;
  bind_number(last, 1, place.number + std::min(numbers_max, kNumbersMax));
  if (last.executeStep()) after.place = {number_in(last, 0), last.getColumn(1).getString()};
  last.reset();
  bind_number(moved, 1, place.number);
  bind_number(moved, 2, after.place.number);
  while (moved.executeStep()) {
    after.moved.push_back({number_in(moved, 0), moved.getColumn(1).getString(), number_in(moved, 2),
                           number_in(moved, 3)});
  }
  moved.reset();
  return after;
}

const char* const kReadEntries =
    "SELECT version, header, payload, hash FROM entry WHERE stream = ? AND version > ? "
    "ORDER BY version LIMIT ?";

std::vector<Entry> read_entries(SQLite::Statement& statement, std::string_view stream,
                                std::uint64_t after, std::size_t rows_max) {
  const std::string name(stream);
  bind_text(statement, 1, name);
  bind_number(statement, 2, after);
  bind_limit(statement, 3, rows_max);
  std::vector<Entry> entries;
  while (statement.executeStep()) {
    entries.push_back({name, number_in(statement, 0), statement.getColumn(1).getString(),
                       statement.getColumn(2).getString(), statement.getColumn(3).getString()});
  }
  statement.reset();
  return entries;
}

}  // namespace roundtable::log
