#include "readmodel/list_reader.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <set>

#include "codec/entry_json.hpp"
#include "log/database.hpp"
#include "log/event_log.hpp"
#include "readmodel/listed_json.hpp"
#include "readmodel/query.hpp"
#include "readmodel/tables.hpp"

namespace roundtable::readmodel {

using domain::Issue;
using views::ListedMeeting;
using views::ListedRecord;

class ListReader::Connection {
 public:
  Connection(std::unique_ptr<SQLite::Database> database, std::uint64_t making)
      : database_(std::move(database)),
        making_(making),
        meeting_(*database_, "SELECT n, row, more FROM meeting WHERE id = ?"),
        record_(*database_, "SELECT row FROM record WHERE id = ?"),
        records_(*database_, "SELECT row FROM record WHERE meeting = ? ORDER BY id"),
        on_grid_(*database_, "SELECT n, row FROM meeting WHERE grid = ? ORDER BY at DESC"),
        of_roll_(*database_, "SELECT row FROM meeting WHERE roll = ? ORDER BY id"),
        demonstration_(*database_, "SELECT 1 FROM meeting WHERE demonstration LIMIT 1"),
        grid_(*database_, "SELECT n, above FROM grid WHERE id = ?"),
        above_(*database_, "SELECT above FROM grid WHERE n = ?"),
        all_held_(*database_,
                  "SELECT meeting.n, meeting.row FROM held JOIN meeting ON meeting.n = held.n "
                  "WHERE held.list IN (0, 2) AND held.grid = ?"),
        meetings_(
            *database_,
            "SELECT meeting.n, meeting.row FROM held JOIN meeting ON meeting.n = held.n WHERE "
            "held.list = 0 AND held.grid = ? ORDER BY held.turn, held.place, held.id LIMIT ? "
            "OFFSET ?"),
        held_records_(
            *database_,
            "SELECT record.row FROM held JOIN record ON record.n = held.n WHERE held.list = 1 AND "
            "held.grid = ? ORDER BY held.turn, held.place, held.id LIMIT ? OFFSET ?"),
        counted_(*database_, "SELECT rows FROM counted WHERE list = ? AND grid = ?"),
        taken_up_(*database_,
                  "SELECT meeting.n, meeting.row FROM taken_up JOIN meeting ON meeting.n = "
                  "taken_up.meeting "
                  "WHERE taken_up.issue = ? ORDER BY meeting.id"),
        numbers_(*database_,
                 "SELECT record.number FROM meeting JOIN record ON record.meeting = meeting.n "
                 "WHERE meeting.grid = ?"),
        issue_numbers_(*database_, "SELECT rowid FROM " + terms_table(Kind::issue) + " WHERE " +
                                       terms_table(Kind::issue) +
                                       " MATCH ? ORDER BY rowid DESC LIMIT ?"),
        issue_(*database_, "SELECT id, grid, name, text, at, state FROM " +
                               item_table(Kind::issue) + " WHERE n = ?") {}

  std::uint64_t making() const { return making_; }

  std::optional<ListedMeeting> meeting(const MeetingId& id) {
    std::optional<ListedMeeting> found;
    std::int64_t number = 0;
    each(
        meeting_,
        [&](auto& row) {
          number = row.getColumn(0).getInt64();
          found = meeting_from(row.getColumn(1).getString());
          add_more(*found, row.getColumn(2).getString());
        },
        id.str());
    if (found) add_records(*found, number);
    return found;
  }

  std::optional<ListedRecord> record(const RecordId& id) {
    std::optional<ListedRecord> found;
    each(
        record_, [&](auto& row) { found = record_from(row.getColumn(0).getString()); }, id.str());
    return found;
  }

  std::vector<ListedMeeting> on_grid(const GridId& grid) {
    Numbered found;
    each(
        on_grid_, [&](auto& row) { found.add(row); }, grid.str());
    return with_records(std::move(found));
  }

  std::vector<ListedMeeting> of_roll(const RollId& roll) {
    std::vector<ListedMeeting> found;
    each(
        of_roll_, [&](auto& row) { found.push_back(meeting_from(row.getColumn(0).getString())); },
        roll.str());
    return found;
  }

  std::vector<ListedMeeting> below(const std::vector<GridId>& grids) {
    Numbered found;
    for (const auto& grid : grids) {
      each(
          all_held_, [&](auto& row) { found.add(row); }, number_of(grid));
    }
    return with_records(std::move(found));
  }

  bool has_demonstration() {
    bool any = false;
    each(demonstration_, [&](auto&) { any = true; });
    return any;
  }

  views::ListedWithin within(const GridId& grid, const views::PartsAsked& asked) {
    views::ListedWithin out;
    const auto number = number_of(grid);
    const auto whole = [](std::size_t rows) { return static_cast<std::int64_t>(rows); };
    Numbered listed;
    each(
        meetings_, [&](auto& row) { listed.add(row); }, number, whole(asked.meetings_max),
        whole(asked.meetings_from));
    out.meetings.rows = with_records(std::move(listed));
    each(
        held_records_,
        [&](auto& row) { out.records.rows.push_back(record_from(row.getColumn(0).getString())); },
        number, whole(asked.records_max), whole(asked.records_from));
    out.meetings.total = count(HeldList::meetings, number);
    out.records.total = count(HeldList::records, number);
    return out;
  }

  std::map<IssueId, std::vector<ListedMeeting>> taking_up(const std::vector<IssueId>& issues) {
    std::map<IssueId, std::vector<ListedMeeting>> found;
    for (const auto& issue : issues) {
      each(
          taken_up_,
          [&](auto& row) {
            auto meeting = meeting_from(row.getColumn(1).getString());
            if (!meeting.is_public) return;
            add_records(meeting, row.getColumn(0).getInt64());
            found[issue].push_back(std::move(meeting));
          },
          issue.str());
    }
    return found;
  }

  std::vector<std::string> record_numbers(const GridId& grid) {
    std::vector<std::string> numbers;
    each(
        numbers_, [&](auto& row) { numbers.push_back(row.getColumn(0).getString()); }, grid.str());
    return numbers;
  }

  std::vector<Issue> issues(const views::IssuesAsked& asked) {
    std::vector<Issue> found;
    const auto number = number_of(asked.grid);
    if (number == 0) return found;
    auto expression = in_quotes(below_term(number));
    for (auto above = asked.above ? above_of(number) : 0; above != 0; above = above_of(above)) {
      expression += " OR " + in_quotes(on_term(above));
    }
    std::vector<std::int64_t> rows;
    each(
        issue_numbers_, [&](auto& row) { rows.push_back(row.getColumn(0).getInt64()); }, expression,
        static_cast<std::int64_t>(asked.most));
    for (const auto row : rows) {
      each(
          issue_, [&](auto& of) { found.push_back(issue_from(of)); }, row);
    }
    // Rows are told apart by the second they are of.
    std::sort(found.begin(), found.end(), [](const Issue& a, const Issue& b) {
      return a.reported_at != b.reported_at ? a.reported_at > b.reported_at : a.id < b.id;
    });
    return found;
  }

 private:
  struct Numbered {
    std::set<std::int64_t> numbers;  // a grid may be asked for and one above it too
    std::vector<std::pair<std::int64_t, ListedMeeting>> meetings;

    void add(SQLite::Statement& row) {
      const auto number = row.getColumn(0).getInt64();
      if (!numbers.insert(number).second) return;
      meetings.emplace_back(number, meeting_from(row.getColumn(1).getString()));
    }
  };

  static void bind(SQLite::Statement& statement, int at, const std::string& value) {
    statement.bind(at, value);
  }
  static void bind(SQLite::Statement& statement, int at, std::int64_t value) {
    statement.bind(at, value);
  }

  template <class Take, class... Values>
  static void each(SQLite::Statement& statement, Take take, const Values&... values) {
    statement.reset();
    int at = 0;
    (bind(statement, ++at, values), ...);
    while (statement.executeStep()) take(statement);
    statement.reset();
  }

  static Issue issue_from(SQLite::Statement& row) {
    const auto source = domain::issue_source_from(row.getColumn(5).getString());
    if (!source) throw codec::DecodeFailure("an issue of the lists came from nowhere");
    return {IssueId(row.getColumn(0).getString()),
            GridId(row.getColumn(1).getString()),
            row.getColumn(2).getString(),
            row.getColumn(3).getString(),
            *source,
            Time{row.getColumn(4).getInt64()}};
  }

  void add_records(ListedMeeting& meeting, std::int64_t number) {
    each(
        records_,
        [&](auto& row) { meeting.records.push_back(record_from(row.getColumn(0).getString())); },
        number);
    views::put_minutes_first(meeting.records);
  }

  std::vector<ListedMeeting> with_records(Numbered found) {
    std::vector<ListedMeeting> out;
    for (auto& [number, meeting] : found.meetings) {
      add_records(meeting, number);
      out.push_back(std::move(meeting));
    }
    return out;
  }

  /// 0: no such grid.
  std::int64_t number_of(const GridId& grid) {
    std::int64_t number = 0;
    each(
        grid_, [&](auto& row) { number = row.getColumn(0).getInt64(); }, grid.str());
    return number;
  }

  std::int64_t above_of(std::int64_t number) {
    std::int64_t above = 0;
    each(
        above_, [&](auto& row) { above = row.getColumn(0).getInt64(); }, number);
    return above;
  }

  std::size_t count(HeldList list, std::int64_t grid) {
    std::int64_t rows = 0;
    each(
        counted_, [&](auto& row) { rows = row.getColumn(0).getInt64(); },
        static_cast<std::int64_t>(list), grid);
    return static_cast<std::size_t>(rows);
  }

  std::unique_ptr<SQLite::Database> database_;
  const std::uint64_t making_;
  SQLite::Statement meeting_;
  SQLite::Statement record_;
  SQLite::Statement records_;
  SQLite::Statement on_grid_;
  SQLite::Statement of_roll_;
  SQLite::Statement demonstration_;
  SQLite::Statement grid_;
  SQLite::Statement above_;
  SQLite::Statement all_held_;
  SQLite::Statement meetings_;
  SQLite::Statement held_records_;
  SQLite::Statement counted_;
  SQLite::Statement taken_up_;
  SQLite::Statement numbers_;
  SQLite::Statement issue_numbers_;
  SQLite::Statement issue_;
};

ListReader::ListReader(ModelFile& file) : file_(file), pool_(file) {}

ListReader::~ListReader() = default;

template <class Ask>
auto ListReader::ask(Ask question) const {
  if (!file_.answers()) throw views::NotYet();
  try {
    const auto connection = pool_.lend();
    return question(*connection);
  } catch (const SQLite::Exception& error) {
    throw log::LogFailure("cannot read " + log::sentence(file_.path(), error));
  }
}

std::optional<ListedMeeting> ListReader::meeting(const MeetingId& id) const {
  return ask([&](Connection& from) { return from.meeting(id); });
}

std::optional<ListedRecord> ListReader::record(const RecordId& id) const {
  return ask([&](Connection& from) { return from.record(id); });
}

std::vector<ListedMeeting> ListReader::on_grid(const GridId& grid) const {
  return ask([&](Connection& from) { return from.on_grid(grid); });
}

std::vector<ListedMeeting> ListReader::of_roll(const RollId& roll) const {
  return ask([&](Connection& from) { return from.of_roll(roll); });
}

std::vector<ListedMeeting> ListReader::below(const std::vector<GridId>& grids) const {
  return ask([&](Connection& from) { return from.below(grids); });
}

bool ListReader::has_demonstration() const {
  return ask([](Connection& from) { return from.has_demonstration(); });
}

views::ListedWithin ListReader::within(const GridId& grid, const views::PartsAsked& asked) const {
  return ask([&](Connection& from) { return from.within(grid, asked); });
}

std::map<IssueId, std::vector<ListedMeeting>> ListReader::taking_up(
    const std::vector<IssueId>& issues) const {
  return ask([&](Connection& from) { return from.taking_up(issues); });
}

std::vector<std::string> ListReader::record_numbers(const GridId& grid) const {
  if (!file_.has_caught_up()) throw views::NotYet();
  return ask([&](Connection& from) { return from.record_numbers(grid); });
}

std::vector<Issue> ListReader::issues(const views::IssuesAsked& asked) const {
  return ask([&](Connection& from) { return from.issues(asked); });
}

}  // namespace roundtable::readmodel
