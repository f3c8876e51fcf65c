#include "readmodel/search_writer.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

#include "log/event_log.hpp"
#include "readmodel/grid_terms.hpp"
#include "readmodel/tables.hpp"
#include "readmodel/terms.hpp"

namespace roundtable::readmodel {
namespace {

/// Row numbers grow with time, so that the newest are read first: so many a second, from 2020 on.
constexpr std::int64_t kRowsOfSecond = 1'024;
constexpr std::int64_t kSecondZero = 1'577'836'800;

/// Of grids the higher level comes first, then the order of the tree.
std::int64_t grid_row_number(domain::GridLevel level, std::int64_t number) {
  constexpr std::int64_t kOfLevel = std::int64_t{1} << 32;
  constexpr std::int64_t kLevels = 16;
  return (kLevels - static_cast<std::int64_t>(level)) * kOfLevel - number;
}

}  // namespace

struct SearchWriter::Statements {
  Statements(SQLite::Database& database, Kind kind)
      : find(database, "SELECT n, grid, name, text, at, state, shown FROM " + item_table(kind) +
                           " WHERE id = ?"),
        last_before(database,
                    "SELECT n FROM " + item_table(kind) + " WHERE n < ? ORDER BY n DESC LIMIT 1"),
        put_item(database, "INSERT INTO " + item_table(kind) + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
        put_terms(database, "INSERT INTO " + terms_table(kind) + " (rowid, terms) VALUES (?, ?)"),
        update_item(database,
                    "UPDATE " + item_table(kind) + " SET state = ?, shown = ? WHERE n = ?"),
        remove_item(database, "DELETE FROM " + item_table(kind) + " WHERE n = ?"),
        remove_terms(database, "INSERT INTO " + terms_table(kind) + " (" + terms_table(kind) +
                                   ", rowid, terms) VALUES ('delete', ?, ?)") {}

  SQLite::Statement find;
  SQLite::Statement last_before;
  SQLite::Statement put_item;
  SQLite::Statement put_terms;
  SQLite::Statement update_item;
  SQLite::Statement remove_item;
  SQLite::Statement remove_terms;
};

namespace {

struct Known {
  std::int64_t number = 0;
  Row row;
};

std::optional<Known> find_row(SQLite::Statement& find, Kind kind, const std::string& id) {
  find.reset();
  find.bindNoCopy(1, id);
  if (!find.executeStep()) return std::nullopt;
  Known known{find.getColumn(0).getInt64(),
              {kind, id, GridId(find.getColumn(1).getString()), find.getColumn(2).getString(),
               find.getColumn(3).getString(), Time{find.getColumn(4).getInt64()},
               find.getColumn(5).getString(), find.getColumn(6).getString()}};
  find.reset();
  return known;
}

bool found_by_the_same(const Row& a, const Row& b) {
  return a.grid == b.grid && a.name == b.name && a.text == b.text && a.at == b.at;
}

void run(SQLite::Statement& statement) {
  statement.exec();
  statement.reset();
}

}  // namespace

SearchWriter::SearchWriter(SQLite::Database& database) : database_(database), grids_(database) {
  for (const auto kind : kKinds)
    statements_.push_back(std::make_unique<Statements>(database, kind));
}

SearchWriter::~SearchWriter() = default;

void SearchWriter::put_grids(const std::vector<domain::GridNode>& nodes) {
  for (const auto& node : nodes) {
    if (!grids_.knows(node.id)) put_grid(node);
  }
}

void SearchWriter::put_grid(const domain::GridNode& node) {
  const auto number = grids_.add(node);
  const Row row{
      Kind::grid, node.id.str(), node.id, node.name, "", Time{}, std::string(to_string(node.level)),
      node.kind};
  insert(row, grid_row_number(node.level, number));
}

void SearchWriter::rename_grid(const GridId& id, const std::string& name) {
  auto& find = statements_[static_cast<std::size_t>(Kind::grid)]->find;
  auto known = find_row(find, Kind::grid, id.str());
  if (!known || known->row.name == name) return;
  remove(Kind::grid, id.str());
  known->row.name = name;
  insert(known->row, known->number);
}

std::string SearchWriter::all_terms(const Row& row) const {
  const auto name = text_of(row.name);
  auto terms = terms_of(name, text_of(row.text));
  if (row.kind == Kind::grid) terms += grid_terms(name, row.id);
  const auto path = grids_.upwards(row.grid);
  if (!path.empty()) terms += on_term(path.front()) + ' ';
  for (const auto number : path) {
    terms += below_term(number);
    terms += ' ';
  }
  return terms;
}

// Within its second; where that is full, a little later.
std::int64_t SearchWriter::free_number(const Row& row) {
  const auto second = std::max<std::int64_t>(1, row.at.micros / kMicrosPerSecond - kSecondZero);
  const auto first = second * kRowsOfSecond;
  auto& last_before = statements_[static_cast<std::size_t>(row.kind)]->last_before;
  for (auto within = kRowsOfSecond;; within *= 2) {
    last_before.reset();
    last_before.bind(1, first + within);
    const auto last = last_before.executeStep() ? last_before.getColumn(0).getInt64() : 0;
    last_before.reset();
    const auto next = std::max(first, last + 1);
    if (next < first + within) return next;
  }
}

void SearchWriter::insert(const Row& row, std::int64_t number) {
  auto& of = *statements_[static_cast<std::size_t>(row.kind)];
  of.put_item.bind(1, number);
  of.put_item.bindNoCopy(2, row.id);
  of.put_item.bindNoCopy(3, row.grid.str());
  of.put_item.bindNoCopy(4, row.name);
  of.put_item.bindNoCopy(5, row.text);
  of.put_item.bind(6, row.at.micros);
  of.put_item.bindNoCopy(7, row.state);
  of.put_item.bindNoCopy(8, row.shown);
  run(of.put_item);
  const auto terms = all_terms(row);
  of.put_terms.bind(1, number);
  of.put_terms.bindNoCopy(2, terms);
  run(of.put_terms);
}

bool SearchWriter::put(const Row& row) {
  auto& of = *statements_[static_cast<std::size_t>(row.kind)];
  const auto known = find_row(of.find, row.kind, row.id);
  if (known && known->row == row) return false;
  if (!known || !found_by_the_same(known->row, row)) {
    if (known) remove(row.kind, row.id);
    insert(row, free_number(row));
    return known.has_value();
  }
  of.update_item.bindNoCopy(1, row.state);
  of.update_item.bindNoCopy(2, row.shown);
  of.update_item.bind(3, known->number);
  run(of.update_item);
  return false;
}

bool SearchWriter::remove(Kind kind, const std::string& id) {
  auto& of = *statements_[static_cast<std::size_t>(kind)];
  const auto known = find_row(of.find, kind, id);
  if (!known) return false;
  const auto terms = all_terms(known->row);
  of.remove_terms.bind(1, known->number);
  of.remove_terms.bindNoCopy(2, terms);
  run(of.remove_terms);
  of.remove_item.bind(1, known->number);
  run(of.remove_item);
  return true;
}

void SearchWriter::forget_removed() {
  for (const auto kind : kKinds) {
    const auto table = terms_table(kind);
    database_.exec("INSERT INTO " + table + "(" + table + ") VALUES ('optimize')");
  }
}

}  // namespace roundtable::readmodel
