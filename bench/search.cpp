// The search over a whole city: Shanghai's divisions with their microgrids, 40,374 grids, and
// issues, meetings and records made up all over it. Builds the index from nothing, then asks a
// mixed list of questions - words inside sentences, long ones, pinyin, initials, numbers,
// traditional letters, places, codes, wrong letters, what is nowhere - everywhere and within a
// grid, one after another, in this process.
#include <sys/stat.h>

#include <SQLiteCpp/SQLiteCpp.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "delays.hpp"
#include "demo/city.hpp"
#include "log/database.hpp"
#include "readmodel/search.hpp"
#include "readmodel/search_writer.hpp"
#include "readmodel/tables.hpp"
#include "setup.hpp"

namespace {

using namespace roundtable;
using namespace roundtable::bench;
using readmodel::Kind;

const std::string kDivisions = BENCH_SOURCE_DIR "/templates/grids/shanghai-divisions.csv";
constexpr double kSearchMsMax = 10;  // the slowest of a hundred
constexpr std::size_t kRowsOfTransaction = 20'000;
constexpr std::int64_t kFirstDay = 20'090;  // 2025-01-02
constexpr std::int64_t kDays = 690;

const std::vector<std::string> kPlaces{"小区门口", "3号楼",    "地下车库", "东门",
                                       "12号楼前", "活动室",   "楼道里",   "车棚",
                                       "垃圾房旁", "南侧绿地", "二期",     "临街商铺"};
const std::vector<std::string> kThings{"加装电梯", "停车位",   "充电桩", "路灯",       "下水道",
                                       "晾衣架",   "健身器材", "门禁",   "电动自行车", "垃圾分类",
                                       "外墙",     "消防通道", "水管",   "广场舞噪音", "绿化"};
const std::vector<std::string> kTroubles{
    "不够用",         "坏了很久没人修", "怎么分摊费用", "意见不统一", "希望尽快解决", "堵住了",
    "老人上下不方便", "收费不透明",     "影响休息",     "方案还没定", "停车难",       "漏水到楼下"};
// The rest as a person would put it; many words that no question asks for.
const std::vector<std::string> kMore{
    "已经反映过两次，请居委会和业委会一起商量。", "六楼的老人说走不动了，盼着装电梯。",
    "晚上十点以后还有人飞线充电，很危险。",       "建议先征求同一楼组的意见，再开圆桌会。",
    "物业说维修资金要三分之二同意才能动用。",     ""};

const std::vector<std::string> kQuestions{"电梯",
                                          "停车",
                                          "加装电梯",
                                          "停车难",
                                          "充电桩",
                                          "漏水到楼下",
                                          "水",
                                          "门禁 漏水",
                                          "3号楼 电梯",
                                          "dianti",
                                          "jiazhuangdianti",
                                          "dt",
                                          "jzdt",
                                          "tcw",
                                          "chongdian",
                                          "ludeng",
                                          "DIANT",
                                          "二号楼",
                                          "十二号楼",
                                          "12号楼前",
                                          "贰期",
                                          "電梯",
                                          "停車難",
                                          "ＬＥＤ",
                                          "垃圾分类 浦东",
                                          "三林 电梯",
                                          "浦东 停车",
                                          "长宁 晾衣架 坏了",
                                          "changning dianti",
                                          "浦东",
                                          "居委会",
                                          "微网格",
                                          "一",
                                          "310115",
                                          "路灯坏了很久没人修",
                                          "意见不统一",
                                          "路灯不亮",
                                          "加状电梯",
                                          "电提",
                                          "外墙漆",
                                          "消防通到",
                                          "石狮子",
                                          "abcdef",
                                          "xyz",
                                          "圆桌会 充电",
                                          "纪要 绿化"};

struct Sizes {
  std::size_t issues = 1'000'000;
  std::size_t records = 100'000;
  std::size_t meetings = 50'000;
};

const std::string& pick(const std::vector<std::string>& from, std::mt19937_64& chance) {
  return from[chance() % from.size()];
}

class Filling {
 public:
  Filling(SQLite::Database& database, const std::vector<domain::GridNode>& city)
      : database_(database), writer_(database), city_(city) {
    SQLite::Transaction transaction(database_);
    writer_.put_grids(city_);
    transaction.commit();
  }

  /// In the order of time, as a log gives them.
  void fill(Kind kind, std::size_t rows, const std::string& named) {
    std::optional<SQLite::Transaction> transaction;
    for (std::size_t i = 0; i < rows; ++i) {
      if (i % kRowsOfTransaction == 0) transaction.emplace(database_);
      readmodel::Row row;
      row.kind = kind;
      row.id = std::string(to_string(kind)) + "-" + std::to_string(i) + "-0123456789abcdef";
      row.grid = city_[chance_() % city_.size()].id;
      row.name = pick(kPlaces, chance_) + pick(kThings, chance_) + pick(kTroubles, chance_) + named;
      row.text = pick(kMore, chance_) + pick(kMore, chance_);
      const auto part = static_cast<std::int64_t>(i) * kDays * kMicrosPerDay;
      row.at = Time{kFirstDay * kMicrosPerDay + part / static_cast<std::int64_t>(rows)};
      row.shown = "{}";
      writer_.put(row);
      if ((i + 1) % kRowsOfTransaction == 0 || i + 1 == rows) {
        transaction->commit();
        transaction.reset();
      }
    }
  }

  void settle() { writer_.forget_removed(); }

 private:
  SQLite::Database& database_;
  readmodel::SearchWriter writer_;
  const std::vector<domain::GridNode>& city_;
  std::mt19937_64 chance_{20'261'201};
};

void build(const std::string& path, const std::vector<domain::GridNode>& city, const Sizes& sizes) {
  const auto database = readmodel::open_tables_to_write(path);
  Filling filling(*database, city);
  filling.fill(Kind::issue, sizes.issues, "");
  filling.fill(Kind::meeting, sizes.meetings, "圆桌会");
  filling.fill(Kind::record, sizes.records / 2, "表决结果公告");
  filling.fill(Kind::minutes, sizes.records - sizes.records / 2, "会议纪要");
  filling.settle();
  log::truncate_wal(*database, 1'000);
}

/// What the same questions took of the processor: the figure that other work on the machine does
/// not change.
struct Slowest {
  Delays cpu;
  std::int64_t us = 0;
  std::string question;
};

/// Each question everywhere and within each of some grids of every level.
Percentiles ask_all(readmodel::Search& search, const std::vector<domain::GridNode>& city,
                    std::size_t rounds, Slowest& slowest, std::size_t& asked) {
  std::mt19937_64 chance(7);
  Delays delays;
  for (std::size_t round = 0; round < rounds; ++round) {
    for (const auto& question : kQuestions) {
      readmodel::Asked of{question, std::nullopt};
      if (round % 2 == 1) of.grid = city[chance() % (round % 4 == 1 ? 250 : city.size())].id;
      const auto cpu_ns = own_cpu_ns();
      const auto began = monotonic_us();
      static_cast<void>(search.find(of));
      const auto took = monotonic_us() - began;
      delays.add(took);
      slowest.cpu.add((own_cpu_ns() - cpu_ns) / 1'000);
      if (took > slowest.us) {
        slowest.us = took;
        slowest.question = question + (of.grid ? " in " + of.grid->str() : "");
      }
      ++asked;
    }
  }
  return delays.percentiles();
}

int run(int argc, char** argv) {
  Setup setup;
  Sizes sizes;
  std::size_t rounds = 40;
  CLI::App app{"The search over a whole city with its issues, meetings and records"};
  app.add_option("--issues", sizes.issues)->check(CLI::Range(1, 10'000'000))->capture_default_str();
  app.add_option("--records", sizes.records)
      ->check(CLI::Range(2, 1'000'000))
      ->capture_default_str();
  app.add_option("--meetings", sizes.meetings)
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  app.add_option("--rounds", rounds)->check(CLI::Range(1, 1'000))->capture_default_str();
  setup.add_options(app);
  CLI11_PARSE(app, argc, argv);
  setup.prepare(1);

  setup.report().head();
  const DataFolder data(setup.data());
  const auto path = data.path() + "/model.db";
  const auto city = demo::make_city(kDivisions, {});
  const auto began = monotonic_us();
  build(path, city, sizes);
  const auto built_ms = static_cast<double>(monotonic_us() - began) / 1'000;
  struct stat file {};
  ::stat(path.c_str(), &file);

  readmodel::ModelFile model(path);
  readmodel::Search search(model);
  Slowest slowest;
  std::size_t asked = 0;
  static_cast<void>(ask_all(search, city, 2, slowest, asked));  // until the pages are in memory
  slowest = {};
  asked = 0;
  const auto started = monotonic_us();
  const auto cpu_ns = own_cpu_ns();
  Row row;
  row.what = "search: a city's issues and records";
  row.delays = ask_all(search, city, rounds, slowest, asked);
  row.total_ms = static_cast<double>(monotonic_us() - started) / 1'000;
  row.per_second = static_cast<double>(asked) * 1'000 / *row.total_ms;
  row.cpu_us = static_cast<double>(own_cpu_ns() - cpu_ns) / 1'000 / static_cast<double>(asked);
  setup.report().row(row);
  const auto cpu = slowest.cpu.percentiles();
  std::printf(
      "note: search: %zu grids, %zu issues, %zu meetings and %zu records indexed in %.1f s, %.0f "
      "MB; "
      "the slowest of %zu questions took %.1f ms: %s; of the processor p50 %.1f ms, p99 %.1f ms\n",
      city.size(), sizes.issues, sizes.meetings, sizes.records, built_ms / 1'000,
      static_cast<double>(file.st_size) / 1e6, asked, static_cast<double>(slowest.us) / 1'000,
      slowest.question.c_str(), static_cast<double>(cpu.p50_us) / 1'000,
      static_cast<double>(cpu.p99_us) / 1'000);
  setup.report().target("search of a city, p99", static_cast<double>(row.delays->p99_us) / 1'000,
                        kSearchMsMax, " ms");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return benchmark_main([&] { return run(argc, argv); });
}
