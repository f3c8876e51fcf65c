#include "log/beside_check.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>
#include <utility>

#include "log/sqlite_rows.hpp"

namespace roundtable::log {

struct BesideCheck::Statements {
  explicit Statements(SQLite::Database& database)
      : moved(database, R"(SELECT "from", "to" FROM moved WHERE number = ? AND stream = ?)") {}
  SQLite::Statement moved;
};

BesideCheck::BesideCheck(SQLite::Database& database, Tell found)
    : database_(database),
      found_(std::move(found)),
      statements_(std::make_unique<Statements>(database)) {}

BesideCheck::~BesideCheck() = default;

void BesideCheck::head(const Said& place, const Moved& moved) {
  auto& row = statements_->moved;
  bind_number(row, 1, moved.number);
  bind_text(row, 2, moved.stream);
  const bool right =
      row.executeStep() && number_in(row, 0) == moved.from && number_in(row, 1) == moved.to;
  row.reset();
  if (right) {
    ++right_moved_;
  } else {
    found_(place, say(Found::moved_differs, moved.stream));
  }
}

void BesideCheck::end(std::uint64_t right_answers) {
  check_no_more("moved", right_moved_);
  check_no_more("answer", right_answers);
}

// Rows that are right were counted; what is more than those was put there by somebody else.
void BesideCheck::check_no_more(const char* table, std::uint64_t right) {
  const auto rows = static_cast<std::uint64_t>(
      database_.execAndGet(std::string("SELECT count(*) FROM ") + table).getInt64());
  if (rows > right) {
    found_("log.db", say(Found::rows_beyond, table, rows - right));
  }
}

}  // namespace roundtable::log
