// The part of `verify` that looks at what stands beside the entries: `moved` and `answer` say again
// what checkpoints and headers say, and whoever follows the log or sends a command again relies on
// them. (Rows of `answer` are compared with the entries where those are read, entry_check.hpp;
// what is due and what is to be erased only the domain can read in the entries.)
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "log/finding.hpp"
#include "log/values.hpp"

namespace SQLite {
class Database;
}

namespace roundtable::log {

class BesideCheck {
 public:
  using Tell = std::function<void(Said place, Said what)>;
  /// The first schema that has these tables.
  static constexpr int kSchema = 3;

  BesideCheck(SQLite::Database& database, Tell found);
  ~BesideCheck();

  /// A checkpoint's word on a stream: what it moved it from and to.
  void head(const Said& place, const Moved& moved);
  /// When all entries and checkpoints were shown: there must be no other rows. So many of `answer`
  /// were right.
  void end(std::uint64_t right_answers);

 private:
  void check_no_more(const char* table, std::uint64_t right);

  SQLite::Database& database_;
  const Tell found_;
  struct Statements;
  const std::unique_ptr<Statements> statements_;
  std::uint64_t right_moved_ = 0;
};

}  // namespace roundtable::log
