#include "readmodel/grid_numbers.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace roundtable::readmodel {

GridNumbers::GridNumbers(SQLite::Database& database) : database_(database), above_(1, 0) {
  SQLite::Statement known(database, "SELECT n, id, above FROM grid ORDER BY n");
  while (known.executeStep()) {
    const auto number = known.getColumn(0).getInt64();
    above_.resize(static_cast<std::size_t>(number) + 1);
    above_.back() = known.getColumn(2).getInt64();
    numbers_.emplace(known.getColumn(1).getString(), number);
  }
}

std::int64_t GridNumbers::add(const domain::GridNode& node) {
  const auto number = static_cast<std::int64_t>(above_.size());
  const auto above = node.parent ? numbers_.at(node.parent->str()) : 0;
  SQLite::Statement put(database_, "INSERT INTO grid VALUES (?, ?, ?)");
  put.bind(1, number);
  put.bind(2, node.id.str());
  put.bind(3, above);
  put.exec();
  above_.push_back(above);
  numbers_.emplace(node.id.str(), number);
  return number;
}

std::vector<std::int64_t> GridNumbers::upwards(const GridId& id) const {
  std::vector<std::int64_t> path;
  const auto found = numbers_.find(id.str());
  if (found == numbers_.end()) return path;
  for (auto number = found->second; number != 0;
       number = above_[static_cast<std::size_t>(number)]) {
    path.push_back(number);
  }
  return path;
}

}  // namespace roundtable::readmodel
