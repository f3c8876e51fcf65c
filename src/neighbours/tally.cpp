#include "neighbours/tally.hpp"

#include <algorithm>
#include <cstdio>

namespace roundtable::neighbours {
namespace {

std::uint64_t sum(const std::map<std::string, std::uint64_t>& counts) {
  std::uint64_t all = 0;
  for (const auto& [name, count] : counts) all += count;
  return all;
}

std::string line(const char* what, std::uint64_t count, const std::string& details = "") {
  char text[64];
  std::snprintf(text, sizeof text, "  %-20s %8llu", what, static_cast<unsigned long long>(count));
  return text + (details.empty() ? "" : "  " + details) + "\n";
}

std::string line(const char* what, const std::map<std::string, std::uint64_t>& counts) {
  std::string details;
  for (const auto& [name, count] : counts) {
    details += (details.empty() ? "" : ", ") + name + " " + std::to_string(count);
  }
  return line(what, sum(counts), details);
}

std::string percentiles(std::vector<std::uint32_t> values) {
  if (values.empty()) return "";
  char text[96];
  const auto ms = [&](std::size_t permille) { return permille_of(values, permille) / 1'000.0; };
  std::snprintf(text, sizeof text, "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms", ms(500),
                ms(950), ms(990), ms(1'000));
  return text;
}

}  // namespace

std::uint32_t permille_of(std::vector<std::uint32_t>& values, std::size_t permille) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const auto rank = (values.size() * permille + 999) / 1'000;
  return values[std::min(rank == 0 ? 0 : rank - 1, values.size() - 1)];
}

std::string Tally::told() const {
  return line("people", people) + line("arrived", arrived) + line("kept out", kept_out) +
         line("commands", commands, percentiles(answer_us)) + line("done", by_type) +
         line("refused", refused) + line("unknown", unknown) + line("errors", errors) +
         line("snapshots", snapshots) + line("patches", patches) + line("connections lost", lost) +
         line("closed by the server", closed) +
         line("resumed by patch", resumed_by_patch, percentiles(resume_us)) +
         line("resumed by snapshot", resumed_by_snapshot) +
         line("views that differ", view_differences);
}

}  // namespace roundtable::neighbours
