#include "house.hpp"

#include "reactors/deadlines.hpp"

namespace roundtable::reactors::test {

bool MortalLog::step(std::atomic<int>& left) {
  if (left == 0) return false;
  if (left > 0) --left;
  return left != 0;
}

void MortalLog::append(log::Batch batch, std::function<void(log::Outcome)> done) {
  if (!step(*left_)) return;
  disk_.append(std::move(batch), [left = left_, done = std::move(done)](log::Outcome outcome) {
    if (step(*left)) done(outcome);
  });
}

void MortalLog::note(const log::ReactorNotes& notes) {
  if (!step(*left_)) throw log::LogFailure("the process was killed");
  disk_.note(notes);
  if (!step(*left_)) throw log::LogFailure("the process was killed");
}

House::House(log::EventLog& disk, std::vector<std::unique_ptr<const Reactor>> reactors)
    : scene([&] {
        auto made = std::make_unique<MortalLog>(disk);
        mortal = made.get();
        return made;
      }()) {
  runner = std::make_unique<Runner>(
      RunnerServices{scene.log, scene.clock,
                     [this](const StreamName& stream, live::Submission submission) {
                       scene.hall->submit(stream, std::move(submission));
                     },
                     scene.services->report},
      std::move(reactors));
}

House::~House() {
  runner.reset();
}

void House::settle() {
  scene.strand.run_until([this] {
    const auto next = runner->step();
    const bool idle = runner->waiting() == 0 && (!next || *next > scene.clock.now());
    return idle || mortal->dead();
  });
  scene.run_ready();
}

std::vector<std::unique_ptr<const Reactor>> only_deadlines() {
  std::vector<std::unique_ptr<const Reactor>> all;
  all.push_back(std::make_unique<Deadlines>());
  return all;
}

void pass(House& house, std::int64_t seconds) {
  house.scene.clock.forward((seconds + 1) * kMicrosPerSecond);
}

}  // namespace roundtable::reactors::test
