#include "readmodel/search.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cctype>

#include "log/database.hpp"
#include "log/event_log.hpp"
#include "readmodel/grid_terms.hpp"
#include "readmodel/tables.hpp"
#include "views/lists.hpp"

namespace roundtable::readmodel {
namespace {

/// Grids whose name a word may be, where another word says what is looked for there.
constexpr std::size_t kGridsOfWordMax = 6;

/// A question made ready: an expression a word, and what is there besides them.
struct Prepared {
  const Query& query;
  std::vector<std::string> expressions;  // by word
  std::vector<bool> above;               // by word: it may be the name of a grid above
  bool exact = true;                     // whatever the index gives fits
  bool near = false;
  std::string below;     // term of the grid asked for; ""
  std::int64_t row = 0;  // of that grid
};

std::string joined(const Prepared& asked, const std::string& besides = "") {
  std::string out;
  const auto add = [&out](const std::string& part) {
    if (part.empty()) return;
    if (!out.empty()) out += " AND ";
    out += part;
  };
  for (const auto& expression : asked.expressions) add(expression);
  if (!asked.below.empty()) add(in_quotes(asked.below));
  if (!besides.empty()) add(in_quotes(besides));
  return out;
}

/// The least direct of its words' fits; nothing where one does not fit, or all are but names above.
std::optional<Fit> fit_of_all(const Prepared& asked, const Row& row) {
  const auto name = text_of(row.name);
  const auto rest = text_of(row.text);
  Fit all;
  bool own = false;
  for (std::size_t i = 0; i < asked.query.words.size(); ++i) {
    const auto& word = asked.query.words[i];
    auto fit = asked.near ? near_fit_of(word, name, rest) : fit_of(word, name, rest);
    own = own || fit.has_value();
    if (!fit && asked.above[i]) fit = Fit{Where::above, Why::written};
    if (!fit) return std::nullopt;
    all.where = std::max(all.where, fit->where);
    all.why = std::max(all.why, fit->why);
  }
  return own ? std::optional(all) : std::nullopt;
}

}  // namespace

class Search::Connection {
 public:
  Connection(std::unique_ptr<SQLite::Database> database, std::uint64_t making)
      : database_(std::move(database)),
        making_(making),
        grid_number_(*database_, "SELECT n FROM grid WHERE id = ?") {
    for (const auto kind : kKinds) of_kind_.push_back(std::make_unique<OfKind>(*database_, kind));
  }

  std::uint64_t making() const { return making_; }

  std::vector<Group> find(const Asked& asked) {
    const auto query = query_of(asked.query);
    std::vector<Group> groups;
    if (query.words.empty()) return groups;
    Prepared prepared{query, {}, {}, true, false, "", 0};
    if (asked.grid) {
      prepared.below = below(*asked.grid);
      if (prepared.below.empty()) return groups;
      prepared.row = row_of_grid(*asked.grid);
    }
    prepare(prepared);
    for (const auto kind : asked.kinds) {
      auto group =
          kind == Kind::grid ? find_grids(asked, prepared) : find_rows(asked, prepared, kind);
      if (!group.found.empty()) groups.push_back(std::move(group));
    }
    if (!groups.empty() || !prepare_near(prepared)) return groups;
    for (const auto kind : asked.kinds) {
      auto group = find_rows(asked, prepared, kind);
      if (!group.found.empty()) groups.push_back(std::move(group));
    }
    return groups;
  }

 private:
  struct OfKind {
    OfKind(SQLite::Database& database, Kind kind)
        : match(database, "SELECT rowid FROM " + terms_table(kind) + " WHERE " + terms_table(kind) +
                              " MATCH ? ORDER BY rowid DESC LIMIT ?"),
          count(database, "SELECT count(*) FROM (SELECT rowid FROM " + terms_table(kind) +
                              " WHERE " + terms_table(kind) + " MATCH ? LIMIT ?)"),
          read(database, "SELECT id, grid, name, text, at, state, shown FROM " + item_table(kind) +
                             " WHERE n = ?") {}
    SQLite::Statement match;
    SQLite::Statement count;
    SQLite::Statement read;
  };

  std::string below(const GridId& grid) {
    grid_number_.reset();
    grid_number_.bind(1, grid.str());
    std::string term;
    if (grid_number_.executeStep()) term = below_term(grid_number_.getColumn(0).getInt64());
    grid_number_.reset();
    return term;
  }

  std::int64_t row_of_grid(const GridId& grid) {
    SQLite::Statement asked(*database_,
                            "SELECT n FROM " + item_table(Kind::grid) + " WHERE id = ?");
    asked.bind(1, grid.str());
    return asked.executeStep() ? asked.getColumn(0).getInt64() : 0;
  }

  std::vector<std::int64_t> match(Kind kind, const std::string& expression, std::size_t most) {
    auto& statement = of_kind_[static_cast<std::size_t>(kind)]->match;
    statement.reset();
    statement.bind(1, expression);
    statement.bind(2, static_cast<std::int64_t>(most));
    std::vector<std::int64_t> numbers;
    while (statement.executeStep()) numbers.push_back(statement.getColumn(0).getInt64());
    statement.reset();
    return numbers;
  }

  std::optional<Row> read(Kind kind, std::int64_t number) {
    auto& statement = of_kind_[static_cast<std::size_t>(kind)]->read;
    statement.reset();
    statement.bind(1, number);
    if (!statement.executeStep()) return std::nullopt;
    Row row{kind,
            statement.getColumn(0).getString(),
            GridId(statement.getColumn(1).getString()),
            statement.getColumn(2).getString(),
            statement.getColumn(3).getString(),
            Time{statement.getColumn(4).getInt64()},
            statement.getColumn(5).getString(),
            statement.getColumn(6).getString()};
    statement.reset();
    return row;
  }

  /// Where there are several words, each may also be the name of a grid in which the others are.
  void prepare(Prepared& prepared) {
    for (const auto& word : prepared.query.words) {
      auto expression = expression_of(word);
      prepared.exact = prepared.exact && expression.exact;
      bool above = false;
      if (prepared.query.words.size() > 1) {
        const auto places = places_named(word, prepared);
        above = !places.empty();
        expression.text = "(" + expression.text;
        for (const auto& place : places) expression.text += " OR " + in_quotes(place);
        expression.text += ")";
      }
      prepared.exact = prepared.exact && !above;
      prepared.expressions.push_back(std::move(expression.text));
      prepared.above.push_back(above);
    }
  }

  /// Where the question is held to a grid, only those above it or within it: nothing lies in
  /// others.
  std::vector<std::string> places_named(const Word& word, const Prepared& prepared) {
    std::vector<std::string> places;
    auto expression = expression_of(word).text;
    if (!word.latin) expression += " AND " + in_quotes(beginning_term(word.text));
    for (const auto number : match(Kind::grid, expression, kGridsOfWordMax)) {
      const auto row = read(Kind::grid, number);
      if (!row) continue;
      const auto place = below(row->grid);
      const bool reached =
          prepared.below.empty() || lies_in(number, prepared.below) || lies_in(prepared.row, place);
      if (reached) places.push_back(place);
    }
    return places;
  }

  /// Whether the grid of that row is that one, or below it.
  bool lies_in(std::int64_t row, const std::string& below) {
    auto expression = in_quotes(below);
    SQLite::Statement asked(*database_, "SELECT 1 FROM " + terms_table(Kind::grid) + " WHERE " +
                                            terms_table(Kind::grid) + " MATCH ? AND rowid = ?");
    asked.bind(1, expression);
    asked.bind(2, row);
    return asked.executeStep();
  }

  /// False where no word may be wrong: all are too short for it.
  bool prepare_near(Prepared& prepared) {
    bool any = false;
    for (std::size_t i = 0; i < prepared.query.words.size(); ++i) {
      const auto near = near_expression_of(prepared.query.words[i]);
      if (near.empty()) continue;
      prepared.expressions[i] = "(" + prepared.expressions[i] + " OR " + near + ")";
      any = true;
    }
    prepared.near = true;
    prepared.exact = false;
    return any;
  }

  /// Adds what fits of the rows that the index gives, those already there aside.
  void gather(const Asked& asked, const Prepared& prepared, const std::string& expression,
              Group& group) {
    const auto most = std::min(asked.most, kFoundMax);
    auto& statement = of_kind_[static_cast<std::size_t>(group.kind)]->match;
    statement.reset();
    statement.bind(1, expression);
    statement.bind(2, static_cast<std::int64_t>(kCandidatesMax));
    std::size_t compared = 0;
    while (statement.executeStep()) {
      if (group.found.size() >= most) {
        group.more = true;
        break;
      }
      ++compared;
      auto row = read(group.kind, statement.getColumn(0).getInt64());
      const auto fit = row ? fit_of_all(prepared, *row) : std::nullopt;
      if (fit) group.found.push_back({std::move(*row), *fit});
    }
    statement.reset();
    group.total = group.found.size();
    group.more = group.more || compared == kCandidatesMax;
  }

  void count(const Prepared& prepared, Group& group) {
    auto& statement = of_kind_[static_cast<std::size_t>(group.kind)]->count;
    statement.reset();
    statement.bind(1, joined(prepared));
    statement.bind(2, static_cast<std::int64_t>(kCountedMax + 1));
    const auto counted =
        statement.executeStep() ? static_cast<std::size_t>(statement.getColumn(0).getInt64()) : 0;
    statement.reset();
    group.total = std::max(group.found.size(), std::min(counted, kCountedMax));
    group.more = counted > kCountedMax;
  }

  Group find_rows(const Asked& asked, const Prepared& prepared, Kind kind) {
    Group group{kind, {}, 0, false};
    gather(asked, prepared, joined(prepared), group);
    if (prepared.exact && !group.found.empty()) count(prepared, group);
    return group;
  }

  /// The whole name first, then its beginning, then the rest; a code by its beginning.
  Group find_grids(const Asked& asked, const Prepared& prepared) {
    Group best{Kind::grid, {}, 0, false};
    add_by_code(asked, prepared, best);
    if (prepared.query.words.size() == 1) {
      const auto& name = prepared.query.words.front().text;
      for (const auto& term : {whole_name_term(name), beginning_term(name)}) {
        Group part{Kind::grid, {}, 0, false};
        gather(asked, prepared, joined(prepared, term), part);
        add_others(asked, best, part);
      }
    }
    auto all = find_rows(asked, prepared, Kind::grid);
    const auto codes = best.found.empty() ? 0 : best.total;
    add_others(asked, best, all);
    best.total = std::max({codes, all.total, best.found.size()});
    best.more = best.more || all.more;
    return best;
  }

  void add_by_code(const Asked& asked, const Prepared& prepared, Group& best) {
    const bool is_code =
        std::all_of(asked.query.begin(), asked.query.end(), [](unsigned char letter) {
          return std::isalnum(letter) != 0 || letter == '-' || letter == '_';
        });
    const auto term = is_code ? code_term(asked.query) : "";
    if (term.size() < 2) return;
    auto expression = in_quotes(term) + "*";
    if (!prepared.below.empty()) expression += " AND " + in_quotes(prepared.below);
    const auto numbers = match(Kind::grid, expression, kCandidatesMax);
    for (const auto number : numbers) {
      if (best.found.size() == std::min(asked.most, kFoundMax)) break;
      if (auto row = read(Kind::grid, number)) {
        best.found.push_back(Found{std::move(*row), Fit{Where::code, Why::written}});
      }
    }
    best.total = numbers.size();
    best.more = numbers.size() == kCandidatesMax;
  }

  static void add_others(const Asked& asked, Group& best, Group& part) {
    for (auto& found : part.found) {
      if (best.found.size() >= std::min(asked.most, kFoundMax)) return;
      const bool there = std::any_of(best.found.begin(), best.found.end(), [&](const auto& known) {
        return known.row.id == found.row.id;
      });
      if (!there) best.found.push_back(std::move(found));
    }
  }

  std::unique_ptr<SQLite::Database> database_;
  const std::uint64_t making_;
  SQLite::Statement grid_number_;
  std::vector<std::unique_ptr<OfKind>> of_kind_;
};

Search::Search(ModelFile& file) : file_(file), pool_(file) {}

Search::~Search() = default;

std::vector<Group> Search::find(const Asked& asked) {
  if (!file_.answers()) throw views::NotYet();
  try {
    const auto connection = pool_.lend();
    return (*connection).find(asked);
  } catch (const SQLite::Exception& error) {
    throw log::LogFailure("cannot search " + log::sentence(file_.path(), error));
  }
}

}  // namespace roundtable::readmodel
