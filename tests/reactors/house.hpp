// A server's life for tests of reactors: hosts and a runner on the test's thread, over a log on
// disk from which the life can be cut off at any of its steps.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "live/scene.hpp"
#include "reactors/runner.hpp"
#include "support/forwarding_log.hpp"

namespace roundtable::reactors::test {

/// Passes everything on until so many steps were made; then nothing is written and nobody is
/// answered any more, as of a process that was killed. A note and an append are two steps each: the
/// one before it is written, the one after it.
class MortalLog final : public log::test::ForwardingLog {
 public:
  explicit MortalLog(log::EventLog& disk) : ForwardingLog(disk), disk_(disk) {}
  void die_after(int steps) { *left_ = steps; }
  bool dead() const { return *left_ == 0; }

  void append(log::Batch batch, std::function<void(log::Outcome)> done) override;
  void note(const log::ReactorNotes& notes) override;

 private:
  /// False for the dead.
  static bool step(std::atomic<int>& left);

  log::EventLog& disk_;
  const std::shared_ptr<std::atomic<int>> left_ = std::make_shared<std::atomic<int>>(-1);
};

class House {
 public:
  /// `disk` must outlive the house.
  House(log::EventLog& disk, std::vector<std::unique_ptr<const Reactor>> reactors);
  ~House();

  /// Until nothing is left to be done, or the house is dead.
  void settle();

  MortalLog* mortal = nullptr;
  live::test::Scene scene;
  std::unique_ptr<Runner> runner;
};

std::vector<std::unique_ptr<const Reactor>> only_deadlines();
/// A second later than everything that comes due within so many.
void pass(House& house, std::int64_t seconds);

}  // namespace roundtable::reactors::test
