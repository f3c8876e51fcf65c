#include "report.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>

namespace roundtable::bench {
namespace {

void cell(const std::optional<double>& value, int width, int digits) {
  if (value) {
    std::printf(" %*.*f", width, digits, *value);
  } else {
    std::printf(" %*s", width, "-");
  }
}

std::optional<double> milliseconds(const std::optional<Percentiles>& delays,
                                   std::int64_t Percentiles::*which) {
  if (!delays) return std::nullopt;
  return static_cast<double>((*delays).*which) / 1'000;
}

}  // namespace

void Report::add_options(CLI::App& app) {
  app.add_flag("--no-head", no_head_, "rows without the table's head");
}

void Report::head() const {
  if (no_head_) return;
  std::printf("%-50s %7s %8s %8s %8s %7s %8s %8s %8s %8s %7s\n", "", "sockets", "total ms",
              "a second", "CPU us", "x bare", "p50 ms", "p95 ms", "p99 ms", "max ms", "KB each");
}

void Report::row(const Row& row) const {
  std::printf("%-50s", row.what.c_str());
  cell(row.sockets == 0 ? std::nullopt : std::optional<double>(row.sockets), 7, 0);
  cell(row.total_ms, 8, 0);
  cell(row.per_second, 8, 0);
  cell(row.cpu_us, 8, 2);
  cell(row.times_bare, 7, 2);
  for (const auto which :
       {&Percentiles::p50_us, &Percentiles::p95_us, &Percentiles::p99_us, &Percentiles::max_us}) {
    cell(milliseconds(row.delays, which), 8, 2);
  }
  cell(row.kb_each, 7, 1);
  std::printf("\n");
}

void Report::target(const std::string& what, double value, double at_most, const char* unit) const {
  std::printf("target: %s: %.2f%s, aimed at no more than %.2f%s: %s\n", what.c_str(), value, unit,
              at_most, unit, value <= at_most ? "held" : "MISSED");
}

void Report::target_at_least(const std::string& what, double value, double at_least,
                             const char* unit) const {
  std::printf("target: %s: %.0f%s, aimed at no less than %.0f%s: %s\n", what.c_str(), value, unit,
              at_least, unit, value >= at_least ? "held" : "MISSED");
}

}  // namespace roundtable::bench
