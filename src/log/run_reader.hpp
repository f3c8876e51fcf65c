// How `verify` reads the entries of a log: in order, a run of one stream at a time.
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "log/values.hpp"

namespace SQLite {
class Database;
class Statement;
}  // namespace SQLite

namespace roundtable::log {

/// A row of the table of answers: which entry that command has become.
struct AnswerRow {
  std::string actor;
  std::string id;
  std::uint64_t version = 0;
};

/// Entries of one stream that were read one after another.
struct Run {
  std::string stream;
  bool starts = false;      // there are none of this stream before
  bool ends = false;        // nor after
  std::uint64_t order = 0;  // of the first entry among all that is read
  std::vector<Entry> entries;
  /// What the table of answers has of the stream; known at its end, where the log has that table.
  std::optional<std::vector<AnswerRow>> answers;
};

class RunReader {
 public:
  RunReader(SQLite::Database& database, bool with_answers);
  ~RunReader();

  /// Nothing after the last. Should the file break off, what was read before is given first; then
  /// throws SQLite::Exception.
  std::optional<Run> next();

 private:
  void read_row();
  void end(Run& run);

  std::unique_ptr<SQLite::Statement> rows_;
  std::unique_ptr<SQLite::Statement> answers_;
  std::optional<Entry> ahead_;  // the row that was read last
  std::string stream_;          // of the run before
  bool any_ = false;
  std::uint64_t order_ = 0;
  std::exception_ptr broken_;
};

}  // namespace roundtable::log
