// A roll of 20,000 flats as an Excel workbook: read, and compared with the roll that is there, in
// which every fortieth flat had another owner. One process writes the file, another reads it: its
// memory is that of the reading, with the roll that is there.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "directory/keyed_hash.hpp"
#include "imports/roll_plan.hpp"
#include "setup.hpp"
#include "support/xlsx_file.hpp"

namespace {

using namespace roundtable;
using namespace roundtable::bench;

constexpr double kExcelSecondsMax = 3;
constexpr double kExcelMbMax = 300;
constexpr std::size_t kFlatsOfBuilding = 80;
constexpr std::size_t kSoldEach = 40;
const std::string kHashKey(32, 'k');

/// Nine columns, as an office has them. `sale`: which owner the sold flats have.
std::string book_of(std::size_t flats, const std::string& sale) {
  auto rows = roundtable::test::row(1, {"楼号", "单元", "室号", "专有面积", "面积来源",
                                        "产权人标识", "代表", "用途", "是否交付"});
  for (std::size_t i = 0; i < flats; ++i) {
    const auto within = i % kFlatsOfBuilding;
    const auto owner = "业主" + std::to_string(i) + (i % kSoldEach == 0 ? sale : "");
    rows += roundtable::test::row(
        i + 2, {std::to_string(i / kFlatsOfBuilding + 1), std::to_string(within / 40 + 1),
                std::to_string((within / 4 + 1) * 100 + within % 4 + 1),
                std::to_string(50 + i % 90) + "." + std::to_string(11 + i % 88), "不动产登记簿",
                owner, owner, "住宅", "是"});
  }
  return roundtable::test::xlsx(rows);
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

std::string bytes_at(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Planned {
  imports::RollPlan plan;
  std::vector<imports::FlatChange> changes;  // told while it is planned: the comparing
};

Planned plan_of(const std::string& path, const std::optional<imports::PresentRoll>& there,
                int& ids) {
  auto file = imports::read_roll(bytes_at(path), [](std::string_view owner) {
    return directory::keyed_hash(kHashKey, owner);
  });
  if (!file.report.problems.empty()) throw std::runtime_error("the workbook has a problem");
  auto plan = imports::plan_roll(file, RollId("r"), GridId("g"), there,
                                 [&] { return "id" + std::to_string(++ids); });
  return {std::move(plan), std::move(file.report.changes)};
}

/// Every flat that has another owner is told, and nothing else.
void need_sales(const Planned& planned, std::size_t flats) {
  std::size_t sold = 0;
  for (const auto& change : planned.changes) {
    if (change.kind == imports::ChangeKind::sold) ++sold;
  }
  if (!planned.plan.differs || sold != (flats + kSoldEach - 1) / kSoldEach ||
      planned.changes.size() != sold) {
    throw std::runtime_error("the sales are not seen");
  }
}

void read_both(Lines& lines, const std::string& before, const std::string& after,
               std::size_t flats) {
  int ids = 0;
  auto first = plan_of(before, std::nullopt, ids).plan;
  const imports::PresentRoll there{std::move(first.roll), std::move(first.rooms),
                                   std::move(first.households)};
  const auto began = std::chrono::steady_clock::now();
  const auto planned = plan_of(after, there, ids);
  const auto took = std::chrono::steady_clock::now() - began;
  need_sales(planned, flats);
  lines.say(std::to_string(std::chrono::duration_cast<std::chrono::microseconds>(took).count()));
  lines.wait_for_end();
}

int run(int argc, char** argv) {
  Setup setup;
  std::size_t flats = 20'000;
  CLI::App app{"A roll as an Excel workbook, read and compared with the one that is there"};
  app.add_option("--flats", flats, "flats of the roll");
  setup.add_options(app);
  CLI11_PARSE(app, argc, argv);
  setup.prepare(0);

  const DataFolder folder(setup.data());
  const auto before = folder.path() + "/before.xlsx";
  const auto after = folder.path() + "/after.xlsx";
  {
    Child writer([&](Lines& lines) {
      write_file(before, book_of(flats, ""));
      write_file(after, book_of(flats, "的买家"));
      lines.say("written");
    });
    writer.need();
  }
  Child reader([&](Lines& lines) { read_both(lines, before, after, flats); });
  const auto us = std::stod(reader.need());
  const auto mb = static_cast<double>(reader.peak_memory_kb()) / 1'024;

  setup.report().head();
  Row row;
  row.what = "excel: " + std::to_string(flats) + " flats read and compared";
  row.total_ms = us / 1'000;
  row.per_second = static_cast<double>(flats) * 1'000'000 / us;
  row.kb_each = mb * 1'024 / static_cast<double>(flats);
  setup.report().row(row);
  setup.report().target("an .xlsx of " + std::to_string(flats) + " flats, read and compared",
                        us / 1'000'000, kExcelSecondsMax, " s");
  setup.report().target("the most memory of the process that does it", mb, kExcelMbMax, " MB");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  return benchmark_main([&] { return run(argc, argv); });
}
