#include "log/verify_beside.hpp"

#include "log/sqlite_rows.hpp"

namespace roundtable::log {

// Of two entries with one id the first has answered.
void BesideCheck::entry(const Entry& entry, const Header& header, const std::string& place) {
  bind_text(answer_, 1, entry.stream);
  bind_text(answer_, 2, header.actor.str());
  bind_text(answer_, 3, header.command_id.str());
  const auto version = answer_.executeStep() ? number_in(answer_, 0) : 0;
  answer_.reset();
  if (version == entry.version) {
    ++right_answers_;
  } else if (version == 0 || version > entry.version) {
    found_(place, "the table of answers does not lead to it from the id of its command");
  }
}

void BesideCheck::head(const std::string& place, const Moved& moved) {
  bind_number(moved_, 1, moved.number);
  bind_text(moved_, 2, moved.stream);
  const bool right = moved_.executeStep() && number_in(moved_, 0) == moved.from &&
                     number_in(moved_, 1) == moved.to;
  moved_.reset();
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
