#include "readmodel/search.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "log/database.hpp"
#include "readmodel/search_writer.hpp"
#include "readmodel/tables.hpp"
#include "support/log_helpers.hpp"

using namespace roundtable;
using namespace roundtable::readmodel;

namespace {

using domain::GridLevel;
using domain::GridNode;

GridNode node(const char* id, const char* name, GridLevel level, const char* above = nullptr) {
  return {GridId(id), name, level, above ? std::optional(GridId(above)) : std::nullopt, ""};
}

/// A small town in a file of its own.
struct Town {
  Town() : database(open_tables_to_write(path())), writer(*database), file(path()), search(file) {
    writer.put_grids({node("31", "上海市", GridLevel::city),
                      node("3101", "浦东新区", GridLevel::district, "31"),
                      node("310101", "三林镇", GridLevel::subdistrict, "3101"),
                      node("310101a", "环林居民区", GridLevel::neighbourhood, "310101"),
                      node("310101b", "浦东", GridLevel::neighbourhood, "310101"),
                      node("310101b-2", "2号楼", GridLevel::building, "310101b"),
                      node("3102", "长宁区", GridLevel::district, "31"),
                      node("310201", "华阳路街道", GridLevel::subdistrict, "3102")});
  }
  std::string path() const { return folder.path() + "/model.db"; }

  void put(Kind kind, const char* id, const char* grid, const char* name, const char* text = "",
           std::int64_t day = 1) {
    writer.put(
        {kind, id, GridId(grid), name, text, Time{(20'000 + day) * kMicrosPerDay}, "", "{}"});
  }

  /// "issue:i1,i2 meeting:m1"
  std::string found(const std::string& query, const char* grid = nullptr) {
    const auto within = grid ? std::optional(GridId(grid)) : std::nullopt;
    std::string out;
    for (const auto& group : search.find({query, within})) {
      out += (out.empty() ? "" : " ") + std::string(to_string(group.kind)) + ":";
      for (const auto& hit : group.found) out += (&hit == &group.found[0] ? "" : ",") + hit.row.id;
    }
    return out;
  }

  Fit fit(const std::string& query) {
    const auto groups = search.find({query, std::nullopt});
    REQUIRE_FALSE(groups.empty());
    return groups.front().found.front().fit;
  }

  log::test::TemporaryFolder folder;
  std::unique_ptr<SQLite::Database> database;
  SearchWriter writer;
  ModelFile file;
  Search search;
};

}  // namespace

TEST_CASE("a word of two letters is found inside a sentence, the newest first") {
  Town town;
  town.put(Kind::issue, "i1", "310101a", "老楼想加装电梯怎么办", "", 1);
  town.put(Kind::issue, "i2", "310201", "出行难", "六楼老人下楼难，盼电梯", 2);
  town.put(Kind::issue, "i3", "310201", "停车难", "", 3);
  CHECK(town.found("电梯") == "issue:i2,i1");
  CHECK(town.found("停车") == "issue:i3");
  CHECK(town.found("电梯", "3101") == "issue:i1");
  CHECK(town.found("电梯", "310101b").empty());
  CHECK(town.fit("电梯").where == Where::text);
}

TEST_CASE("each kind is a group of its own, however many another kind has") {
  Town town;
  for (int i = 0; i < 30; ++i) {
    town.put(Kind::issue, ("i" + std::to_string(i)).c_str(), "310101a", "停车难", "", i);
  }
  town.put(Kind::meeting, "m1", "310101a", "关于停车的圆桌会");
  town.put(Kind::record, "r1", "310101a", "停车方案表决结果公告");
  town.put(Kind::minutes, "r2", "310101a", "停车圆桌会纪要");
  const auto groups = town.search.find({"停车", std::nullopt});
  REQUIRE(groups.size() == 4);
  CHECK(groups[0].found.size() == kFoundMax);
  CHECK(groups[0].found[0].row.id == "i29");
  CHECK(groups[0].total == 30);
  CHECK_FALSE(groups[0].more);
  CHECK(groups[3].kind == Kind::minutes);
  CHECK(town.search.find({"停车", std::nullopt, {Kind::record}}).size() == 1);
}

TEST_CASE("a result says why it fits") {
  Town town;
  town.put(Kind::issue, "i1", "310101a", "2号楼加装电梯");
  CHECK(town.fit("电梯").why == Why::written);
  CHECK(town.fit("電梯").why == Why::traditional);
  CHECK(town.fit("二号楼加装").why == Why::number);
  CHECK(town.fit("dianti").why == Why::pinyin);
  CHECK(town.fit("DT").why == Why::initials);
  CHECK(town.fit("加状电梯").why == Why::near);
}

TEST_CASE("one wrong letter is tolerated only where nothing else fits") {
  Town town;
  town.put(Kind::issue, "i1", "310101a", "充电桩");
  town.put(Kind::issue, "i2", "310101a", "充电站");
  CHECK(town.found("充电桩") == "issue:i1");
  town.writer.remove(Kind::issue, "i1");
  CHECK(town.found("充电桩") == "issue:i2");
  CHECK(town.found("水管").empty());
}

TEST_CASE("long words are compared with the text, not only pair by pair") {
  Town town;
  town.put(Kind::issue, "i1", "310101a", "车棚停车，难题");
  town.put(Kind::issue, "i2", "310101a", "停车难");
  CHECK(town.found("停车难") == "issue:i2");
}

TEST_CASE("grids: the whole name first, then its beginning, then the higher level") {
  Town town;
  CHECK(town.found("浦东") == "grid:310101b,3101");
  CHECK(town.found("林") == "grid:310101,310101a");
  CHECK(town.found("changning") == "grid:3102");
  CHECK(town.found("hyl") == "grid:310201");
  CHECK(town.found("3101") == "grid:3101,310101,310101a,310101b,310101b-2");
  CHECK(town.found("二号楼") == "grid:310101b-2");
  CHECK(town.fit("3102").where == Where::code);
}

TEST_CASE("a word may be the name of a grid above what another word finds") {
  Town town;
  town.put(Kind::issue, "i1", "310101a", "加装电梯");
  town.put(Kind::issue, "i2", "310201", "加装电梯");
  CHECK(town.found("长宁 电梯") == "issue:i2");
  CHECK(town.found("sanlin dianti") == "issue:i1");
  CHECK(town.found("三林 2号楼") == "grid:310101b-2");
  CHECK(town.found("长宁 三林").empty());
  // Also where the question is held to one of them, or to another.
  CHECK(town.found("三林 电梯", "310101a") == "issue:i1");
  CHECK(town.found("三林 电梯", "31") == "issue:i1");
  CHECK(town.found("三林 电梯", "3102").empty());
}

TEST_CASE("what has changed is found by its new words alone") {
  Town town;
  town.put(Kind::meeting, "m1", "310101a", "电梯协商会");
  town.put(Kind::meeting, "m1", "310101a", "停车协商会");
  CHECK(town.found("电梯").empty());
  CHECK(town.found("停车") == "meeting:m1");
  town.writer.put({Kind::meeting, "m1", GridId("310101a"), "停车协商会", "",
                   Time{20'001 * kMicrosPerDay}, "closed", "{}"});
  CHECK(town.search.find({"停车", std::nullopt}).front().found.front().row.state == "closed");
}

TEST_CASE("things of the same second are all kept, and in order") {
  Town town;
  for (int i = 0; i < 3'000; ++i) {
    town.put(Kind::issue, ("i" + std::to_string(i)).c_str(), "310101a", "路灯不亮");
  }
  const auto groups = town.search.find({"路灯", std::nullopt});
  CHECK(groups.front().found.front().row.id == "i2999");
  CHECK(groups.front().total == kCountedMax);
  CHECK(groups.front().more);
}

TEST_CASE("what was removed leaves no byte in the files") {
  Town town;
  town.put(Kind::issue, "i1", "310101a", "张三家漏水", "李四说王五");
  town.put(Kind::issue, "i2", "310101a", "路灯不亮");
  const auto holds = [&](const std::string& word) {
    for (const char* end : {"", "-wal"}) {
      if (log::test::bytes_of_file(town.path() + end).find(word) != std::string::npos) return true;
    }
    return false;
  };
  CHECK(holds("漏水"));
  town.writer.remove(Kind::issue, "i1");
  town.writer.forget_removed();
  CHECK(log::truncate_wal(*town.database, 1'000));
  for (const auto* word : {"漏水", "张三", "李四说", "王五", "zhang0san", "lou0shui"}) {
    INFO(word);
    CHECK_FALSE(holds(word));
  }
  CHECK(holds("路灯"));
}

TEST_CASE("a question of signs, spaces or quotes finds nothing and breaks nothing") {
  Town town;
  town.put(Kind::issue, "i1", "310101a", "电梯");
  for (const auto* query : {"", "  ", "\"", "*", "电\"梯", "' OR 1", "NEAR(", "，。", "\xff\xe7"}) {
    INFO(query);
    CHECK_NOTHROW(town.search.find({query, std::nullopt}));
  }
  CHECK(town.found("电梯\"") == "issue:i1");
}

TEST_CASE("a file that is damaged or of another version is made anew") {
  log::test::TemporaryFolder folder;
  const auto path = folder.path() + "/model.db";
  {
    std::ofstream(path) << "no database at all, but long enough to be looked at as one";
    CHECK_NOTHROW(open_tables_to_write(path));
  }
  { open_tables_to_write(path)->exec("UPDATE version SET number = 1"); }
  auto database = open_tables_to_write(path);
  SQLite::Statement asked(*database, "SELECT number FROM version");
  REQUIRE(asked.executeStep());
  CHECK(asked.getColumn(0).getInt() != 1);
}
