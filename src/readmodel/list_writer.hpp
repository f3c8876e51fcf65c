// Writes the lists: meetings with their records, where they lie in the tree and which issues they
// take up. Used by one thread; several changes stand in one transaction of the caller's. Throws
// SQLite::Exception.
#pragma once

#include <cstdint>
#include <memory>

#include "readmodel/grid_numbers.hpp"
#include "readmodel/tables.hpp"
#include "views/lists.hpp"

namespace roundtable::readmodel {

class ListWriter {
 public:
  /// `grids` must outlive it. What lies in none of them stands in no list of a grid.
  ListWriter(SQLite::Database& database, const GridNumbers& grids);
  ~ListWriter();
  ListWriter(const ListWriter&) = delete;
  ListWriter& operator=(const ListWriter&) = delete;

  /// New, or in place of what was there of that meeting.
  void put(const views::ListedMeeting& meeting);

 private:
  struct Statements;
  struct Held {
    HeldList list = HeldList::meetings;
    std::int64_t turn = 0;
    std::int64_t place = 0;
    std::string id;
    std::int64_t number = 0;
    friend bool operator==(const Held&, const Held&) = default;
  };
  std::int64_t put_meeting(const views::ListedMeeting& meeting);
  void put_record(const views::ListedRecord& record, std::int64_t meeting);
  void put_issues(const views::ListedMeeting& meeting, std::int64_t number);
  void hold(const Held& held, const GridId& grid);
  void let_go(const Held& held, const GridId& grid);

  std::unique_ptr<Statements> statements_;
  const GridNumbers& grids_;
};

}  // namespace roundtable::readmodel
