// Power losses: whatever was answered `stored` is there afterwards, whole, and the chain holds. The
// same test must see losses when SQLite is told not to sync, or it would prove nothing.
#include <catch2/catch.hpp>

#include "workload.hpp"

namespace roundtable::log::test {
namespace {

constexpr std::uint64_t kFirstSeed = 1;
constexpr int kRounds = 14;

std::string one_after_another(const std::vector<std::string>& sentences) {
  std::string text;
  for (const auto& sentence : sentences) text += sentence + "\n";
  return text;
}

std::vector<std::string> lose_power(std::uint64_t seed, const std::string& synchronous) {
  LyingVfs vfs(seed);
  Workload workload(vfs, seed, synchronous);
  std::mt19937_64 chance(seed);
  vfs.crash_at(1 + chance() % 260);
  workload.run(kRounds);
  return workload.broken_promises();
}

}  // namespace

TEST_CASE("a power loss at any write loses nothing that was answered stored") {
  int crashes = 0;
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + 250; ++seed) {
    CAPTURE(seed);
    LyingVfs vfs(seed);
    Workload workload(vfs, seed, "FULL");
    std::mt19937_64 chance(seed);
    vfs.crash_at(1 + chance() % 260);
    workload.run(kRounds);
    crashes += vfs.has_crashed() ? 1 : 0;
    CHECK(one_after_another(workload.broken_promises()).empty());
  }
  CHECK(crashes > 200);
}

TEST_CASE("the same power losses do lose entries when nothing is synced") {
  int losses = 0;
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + 40; ++seed) {
    losses += lose_power(seed, "OFF").empty() ? 0 : 1;
  }
  CHECK(losses > 20);
}

TEST_CASE("the same power losses do lose entries when commits are not synced one by one") {
  int losses = 0;
  for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + 40; ++seed) {
    losses += lose_power(seed, "NORMAL").empty() ? 0 : 1;
  }
  CHECK(losses > 10);
}

}  // namespace roundtable::log::test
