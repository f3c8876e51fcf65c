// The numbers that stand for grids in the file, so that a row can say in a few bytes what lies
// above it. The tree only grows: a number, once given, keeps its place. Used by one thread; throws
// SQLite::Exception.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/grid.hpp"

namespace SQLite {
class Database;
}

namespace roundtable::readmodel {

class GridNumbers {
 public:
  /// With those that the file has.
  explicit GridNumbers(SQLite::Database& database);

  bool knows(const GridId& id) const { return numbers_.contains(id.str()); }
  /// Its parent must be known.
  std::int64_t add(const domain::GridNode& node);
  /// The grid itself first, then what lies above it; empty where it is not known.
  std::vector<std::int64_t> upwards(const GridId& id) const;

 private:
  SQLite::Database& database_;
  std::unordered_map<std::string, std::int64_t> numbers_;
  std::vector<std::int64_t> above_;  // by number; 0: none
};

}  // namespace roundtable::readmodel
