// An office for the tests of imports: a log, a Directory in a folder, a small tree of grids, staff
// with roles, and the importer between them.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>
#include <memory>
#include <set>
#include <string>

#include "http/importer.hpp"
#include "live/scene.hpp"
#include "log/hash_chain.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::http::test {

using nlohmann::json;
using Outcome = ImportAnswer::Outcome;

inline const std::string kGridsHeader = "code,name,level,parent\n";
inline const std::string kRollHeader = "building,stair,room,area,source,owner,representative\n";
inline const std::string kTree =
    "31,上海市,city,\n310110,杨浦区,district,31\n310118,青浦区,district,31\n"
    "n1,开鲁二村,neighbourhood,310110\nb12,12号楼,building,n1\n";
inline const std::string kRoll =
    "12,1,101,68.10,survey,11010519491231002X,王建国\n"
    "12,1,102,76.60,survey,赵六,\n";

struct Office {
  live::test::SteppedClock clock;
  live::test::SeededRandomness randomness{7};
  log::test::TemporaryFolder folder;
  std::unique_ptr<log::EventLog> log;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  std::unique_ptr<live::Registry> registry;
  std::unique_ptr<Importer> importer;

  explicit Office(std::unique_ptr<log::EventLog> with = nullptr) : log(std::move(with)) {
    if (!log) log = log::open_memory_log(clock);
    restart();
  }

  void restart() {
    importer.reset();
    registry = std::make_unique<live::Registry>(*log, clock);
    importer = std::make_unique<Importer>(*registry, *directory, randomness);
  }

  static ImportAsk ask(const std::string& id, bool check = false) {
    return {ActorId("admin"), CommandId(id), check, {}, {}};
  }
  ImportAnswer grids(const std::string& id, const std::string& rows, bool check = false) {
    return importer->grids(ask(id, check), kGridsHeader + rows,
                           [](const auto&, const auto&) { return true; });
  }
  /// As a person who looks at the check and confirms what it asks, and joins `join`.
  ImportAnswer roll(const std::string& id, const std::string& rows, bool check = false,
                    const std::string& roll = "", const std::set<std::string>& join = {}) {
    auto looked_at = ask(id, true);
    looked_at.join = join;
    auto checked = importer->roll(looked_at, GridId("b12"), roll, kRollHeader + rows);
    if (check) return checked;
    looked_at.check = false;
    looked_at.confirm = checked.confirm;
    return importer->roll(looked_at, GridId("b12"), roll, kRollHeader + rows);
  }

  std::shared_ptr<const domain::Roll> only_roll() const {
    const auto rolls = registry->rolls_of(GridId("b12"));
    REQUIRE(rolls.size() == 1);
    return rolls.front();
  }
  /// Every label of the Directory: id -> text.
  std::map<std::string, std::string> labels() const {
    const SQLite::Database file(folder.file("directory.db"));
    SQLite::Statement rows(file, "SELECT id, text FROM label");
    std::map<std::string, std::string> found;
    while (rows.executeStep()) {
      found[rows.getColumn(0).getString()] = rows.getColumn(1).getString();
    }
    return found;
  }
  /// Every byte the log holds: headers, payloads and contents.
  std::string log_bytes() const {
    std::string all;
    for (const auto& head : log->heads("")) {
      for (const auto& entry : log->read(head.stream, 0, 1'000)) {
        all += entry.header + entry.payload;
        const auto payload = json::parse(entry.payload);
        for (const auto& event : payload.at("events")) {
          if (event.contains("content"))
            all += log->content(event.at("content").get<std::string>()).value();
        }
      }
    }
    return all;
  }
};

}  // namespace roundtable::http::test
