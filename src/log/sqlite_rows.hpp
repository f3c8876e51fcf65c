// How rows of log.db become values, for the files of this folder that hold a connection. Throws
// what SQLiteCpp throws.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "log/values.hpp"

namespace SQLite {
class Database;
class Statement;
}  // namespace SQLite

namespace roundtable::log {

/// A statement that is prepared when it is first needed: a folder of an older version lacks tables
/// that nobody asks for. `query` lives for ever, `database` as long as this.
class Prepared {
 public:
  Prepared(SQLite::Database& database, const char* query);
  ~Prepared();
  SQLite::Statement& operator*();

 private:
  SQLite::Database& database_;
  const char* query_;
  std::unique_ptr<SQLite::Statement> statement_;
};

/// Without copying: `text` must live until the statement has been stepped.
void bind_text(SQLite::Statement& statement, int index, const std::string& text);
void bind_number(SQLite::Statement& statement, int index, std::uint64_t number);
void bind_limit(SQLite::Statement& statement, int index, std::size_t rows_max);
void bind_bytes(SQLite::Statement& statement, int index, const std::string& bytes);

/// Numbers of the log fit into SQLite's.
std::uint64_t number_in(SQLite::Statement& row, int column);
/// Of a row of number, body, hash, signature.
Checkpoint checkpoint_in(SQLite::Statement& row);

/// For `read_moved`: what the checkpoints of a span of numbers moved.
extern const char* const kReadMoved;
/// The hash of a checkpoint; and the last one up to a number.
extern const char* const kReadPlace;
extern const char* const kReadLastPlace;
struct MovedStatements {
  SQLite::Statement& place;
  SQLite::Statement& last_place;
  SQLite::Statement& moved;
};
MovedAfter read_moved(const MovedStatements& statements, const Place& place,
                      std::size_t numbers_max);

/// For `read_entries`: entries of one stream after a version, in order.
extern const char* const kReadEntries;
std::vector<Entry> read_entries(SQLite::Statement& statement, std::string_view stream,
                                std::uint64_t after, std::size_t rows_max);

}  // namespace roundtable::log
