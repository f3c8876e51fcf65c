#include "readmodel/list_writer.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>

#include "readmodel/listed_json.hpp"

namespace roundtable::readmodel {
namespace {

using views::ListedMeeting;
using views::ListedRecord;
using views::When;

/// In place of When, for a meeting in preparation.
constexpr int kNotPublic = -1;

/// What is to come is told by its day, the next one first; all else the newest first.
std::int64_t place_of(When when, Time at) {
  return when == When::to_come ? at.micros : -at.micros;
}

void done(SQLite::Statement& statement) {
  statement.exec();
  statement.reset();
}

}  // namespace

struct ListWriter::Statements {
  explicit Statements(SQLite::Database& database)
      : find_meeting(database, "SELECT n, turn, at, row, more FROM meeting WHERE id = ?"),
        put_meeting(database,
                    "INSERT INTO meeting (id, grid, roll, at, demonstration, turn, row, more) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET roll = "
                    "excluded.roll, at = excluded.at, demonstration = excluded.demonstration, "
                    "turn = excluded.turn, row = excluded.row, more = excluded.more"),
        find_record(database, "SELECT n, row FROM record WHERE id = ?"),
        put_record(database, "INSERT INTO record (id, meeting, number, row) VALUES (?, ?, ?, ?)"),
        update_record(database, "UPDATE record SET row = ? WHERE n = ?"),
        forget_issues(database, "DELETE FROM taken_up WHERE meeting = ?"),
        put_issue(database, "INSERT INTO taken_up VALUES (?, ?)"),
        hold(database, "INSERT INTO held VALUES (?, ?, ?, ?, ?, ?)"),
        let_go(database,
               "DELETE FROM held WHERE list = ? AND grid = ? AND turn = ? AND place = ? AND id = "
               "?"),
        count(database,
              "INSERT INTO counted VALUES (?, ?, ?) ON CONFLICT (list, grid) DO UPDATE SET rows = "
              "rows + excluded.rows") {}

  SQLite::Statement find_meeting;
  SQLite::Statement put_meeting;
  SQLite::Statement find_record;
  SQLite::Statement put_record;
  SQLite::Statement update_record;
  SQLite::Statement forget_issues;
  SQLite::Statement put_issue;
  SQLite::Statement hold;
  SQLite::Statement let_go;
  SQLite::Statement count;
};

ListWriter::ListWriter(SQLite::Database& database, const GridNumbers& grids)
    : statements_(std::make_unique<Statements>(database)), grids_(grids) {}

ListWriter::~ListWriter() = default;

void ListWriter::put(const ListedMeeting& meeting) {
  const auto number = put_meeting(meeting);
  for (const auto& record : meeting.records) put_record(record, number);
}

// A meeting stays on its grid: only its place among the others moves.
std::int64_t ListWriter::put_meeting(const ListedMeeting& meeting) {
  struct Known {
    std::int64_t number;
    int turn;
    Time at;
    bool same;
  };
  const auto row = row_json(meeting);
  const auto more = more_json(meeting);
  std::optional<Known> known;
  auto& find = statements_->find_meeting;
  find.bindNoCopy(1, meeting.id.str());
  if (find.executeStep()) {
    known = Known{find.getColumn(0).getInt64(), find.getColumn(1).getInt(),
                  Time{find.getColumn(2).getInt64()},
                  find.getColumn(3).getString() == row && find.getColumn(4).getString() == more};
  }
  find.reset();
  if (known && known->same) return known->number;
  const auto turn =
      meeting.is_public ? static_cast<int>(views::when_of(meeting.phase)) : kNotPublic;
  auto& put = statements_->put_meeting;
  put.bindNoCopy(1, meeting.id.str());
  put.bindNoCopy(2, meeting.grid.str());
  put.bindNoCopy(3, meeting.roll.str());
  put.bind(4, meeting.scheduled_at.micros);
  put.bind(5, meeting.demonstration ? 1 : 0);
  put.bind(6, turn);
  put.bindNoCopy(7, row);
  put.bindNoCopy(8, more);
  done(put);
  if (!known) {
    find.bindNoCopy(1, meeting.id.str());
    find.executeStep();
  }
  const auto number = known ? known->number : find.getColumn(0).getInt64();
  find.reset();
  const auto held = [&](int of_turn, Time at) {
    if (of_turn == kNotPublic) {
      return Held{HeldList::in_preparation, 0, at.micros, meeting.id.str(), number};
    }
    return Held{HeldList::meetings, of_turn, place_of(static_cast<When>(of_turn), at),
                meeting.id.str(), number};
  };
  const auto now = held(turn, meeting.scheduled_at);
  if (!known) {
    hold(now, meeting.grid);
  } else if (const auto before = held(known->turn, known->at); !(before == now)) {
    let_go(before, meeting.grid);
    hold(now, meeting.grid);
  }
  put_issues(meeting, number);
  return number;
}

void ListWriter::put_issues(const ListedMeeting& meeting, std::int64_t number) {
  statements_->forget_issues.bind(1, number);
  done(statements_->forget_issues);
  for (const auto& issue : meeting.issues) {
    statements_->put_issue.bindNoCopy(1, issue.str());
    statements_->put_issue.bind(2, number);
    done(statements_->put_issue);
  }
}

void ListWriter::put_record(const ListedRecord& record, std::int64_t meeting) {
  const auto row = record_json(record);
  auto& find = statements_->find_record;
  find.bindNoCopy(1, record.record.id.str());
  const bool known = find.executeStep();
  const auto number = known ? find.getColumn(0).getInt64() : 0;
  const bool same = known && find.getColumn(1).getString() == row;
  find.reset();
  if (same) return;
  if (known) {
    auto& update = statements_->update_record;
    update.bindNoCopy(1, row);
    update.bind(2, number);
    return done(update);
  }
  auto& put = statements_->put_record;
  put.bindNoCopy(1, record.record.id.str());
  put.bind(2, meeting);
  put.bindNoCopy(3, record.record.number);
  put.bindNoCopy(4, row);
  done(put);
  find.bindNoCopy(1, record.record.id.str());
  find.executeStep();
  const auto made = find.getColumn(0).getInt64();
  find.reset();
  hold({HeldList::records, 0, -record.record.published_at.micros, record.record.id.str(), made},
       record.grid);
}

void ListWriter::hold(const Held& held, const GridId& grid) {
  for (const auto above : grids_.upwards(grid)) {
    auto& put = statements_->hold;
    put.bind(1, static_cast<int>(held.list));
    put.bind(2, above);
    put.bind(3, held.turn);
    put.bind(4, held.place);
    put.bindNoCopy(5, held.id);
    put.bind(6, held.number);
    done(put);
    auto& count = statements_->count;
    count.bind(1, static_cast<int>(held.list));
    count.bind(2, above);
    count.bind(3, 1);
    done(count);
  }
}

void ListWriter::let_go(const Held& held, const GridId& grid) {
  for (const auto above : grids_.upwards(grid)) {
    auto& remove = statements_->let_go;
    remove.bind(1, static_cast<int>(held.list));
    remove.bind(2, above);
    remove.bind(3, held.turn);
    remove.bind(4, held.place);
    remove.bindNoCopy(5, held.id);
    done(remove);
    auto& count = statements_->count;
    count.bind(1, static_cast<int>(held.list));
    count.bind(2, above);
    count.bind(3, -1);
    done(count);
  }
}

}  // namespace roundtable::readmodel
