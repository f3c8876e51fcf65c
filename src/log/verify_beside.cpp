#include "log/verify_beside.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <utility>

#include "log/sqlite_rows.hpp"

namespace roundtable::log {

struct BesideCheck::Statements {
  explicit Statements(SQLite::Database& database)
      : moved(database, R"(SELECT "from", "to" FROM moved WHERE number = ? AND stream = ?)"),
        answer(database, "SELECT version FROM answer WHERE stream = ? AND actor = ? AND id = ?") {}
  SQLite::Statement moved;
  SQLite::Statement answer;
};

BesideCheck::BesideCheck(SQLite::Database& database, Found found)
    : database_(database),
      found_(std::move(found)),
      statements_(std::make_unique<Statements>(database)) {}

BesideCheck::~BesideCheck() = default;

// Of two entries with one id the first has answered.
void BesideCheck::entry(const Entry& entry, const Header& header, const std::string& place) {
  auto& answer = statements_->answer;
  bind_text(answer, 1, entry.stream);
  bind_text(answer, 2, header.actor.str());
  bind_text(answer, 3, header.command_id.str());
  const auto version = answer.executeStep() ? number_in(answer, 0) : 0;
  answer.reset();
  if (version == entry.version) {
    ++right_answers_;
  } else if (version == 0 || version > entry.version) {
    found_(place, "the table of answers does not lead to it from the id of its command");
  }
}

void BesideCheck::head(const std::string& place, const Moved& moved) {
  auto& row = statements_->moved;
  bind_number(row, 1, moved.number);
  bind_text(row, 2, moved.stream);
  const bool right =
      row.executeStep() && number_in(row, 0) == moved.from && number_in(row, 1) == moved.to;
  row.reset();
  if (right) {
    ++right_moved_;
  } else {
    found_(place, "the table of what moved does not say what it says of stream " + moved.stream);
  }
}

void BesideCheck::end() {
  check_no_more("moved", right_moved_);
  check_no_more("answer", right_answers_);
}

// Rows that are right were counted; what is more than those was put there by somebody else.
void BesideCheck::check_no_more(const char* table, std::uint64_t right) {
  const auto rows = static_cast<std::uint64_t>(
      database_.execAndGet(std::string("SELECT count(*) FROM ") + table).getInt64());
  if (rows > right) {
    found_("log.db", "the table " + std::string(table) + " has " + std::to_string(rows - right) +
                         " rows that nothing in the log says");
  }
}

}  // namespace roundtable::log
