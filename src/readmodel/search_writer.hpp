// Writes what search finds: rows and their terms, newest last. Used by one thread; several changes
// stand in one transaction of the caller's. Throws log::LogFailure.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "domain/grid.hpp"
#include "readmodel/grid_numbers.hpp"
#include "readmodel/row.hpp"

namespace SQLite {
class Database;
}

namespace roundtable::readmodel {

class SearchWriter {
 public:
  explicit SearchWriter(SQLite::Database& database);
  ~SearchWriter();
  SearchWriter(const SearchWriter&) = delete;
  SearchWriter& operator=(const SearchWriter&) = delete;

  /// Parents before their children, as a tree has them. Those that are there stay as they are.
  void put_grids(const std::vector<domain::GridNode>& nodes);
  /// Where it is known. Its place and what lies in it stay.
  void rename_grid(const GridId& id, const std::string& name);
  /// New, or in place of the row of the same kind and id. What lies in no known grid is found, but
  /// below none.
  /// True where other text stood there before: bytes of it may be left (`forget_removed`).
  bool put(const Row& row);
  /// False where there was none.
  bool remove(Kind kind, const std::string& id);
  /// Leaves no byte of what was removed in the terms; the file itself is cut by the caller
  /// (log::truncate_wal), after the transaction.
  void forget_removed();

  const GridNumbers& grids() const { return grids_; }

 private:
  struct Statements;
  std::string all_terms(const Row& row) const;
  std::int64_t free_number(const Row& row);
  void insert(const Row& row, std::int64_t number);
  void put_grid(const domain::GridNode& node);

  SQLite::Database& database_;
  std::vector<std::unique_ptr<Statements>> statements_;  // by kind
  GridNumbers grids_;
};

}  // namespace roundtable::readmodel
