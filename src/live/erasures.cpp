#include "live/erasures.hpp"

#include <utility>

namespace roundtable::live {

Erasures::Erasures(log::EventLog& log, std::function<void(std::string_view)> report)
    : log_(log), report_(std::move(report)) {}

void Erasures::add(std::vector<std::string> commitments) {
  const std::scoped_lock lock(mutex_);
  for (auto& commitment : commitments) due_.insert(std::move(commitment));
}

std::size_t Erasures::due() const {
  const std::scoped_lock lock(mutex_);
  return due_.size();
}

void Erasures::carry_out(Workers& workers) {
  {
    const std::scoped_lock lock(mutex_);
    if (due_.empty() || at_work_) return;
    at_work_ = true;
  }
  if (workers.run([this] { work(); })) return;
  const std::scoped_lock lock(mutex_);
  at_work_ = false;
}

// One at a time: erasing makes the log's writer wait for the disk. What is gone already is asked
// for all the same, because the log may still call it pending.
void Erasures::work() {
  std::string commitment;  // the one before; "" at the beginning
  for (;;) {
    {
      const std::scoped_lock lock(mutex_);
      const auto next = due_.upper_bound(commitment);
      if (next == due_.end()) {
        at_work_ = false;
        return;
      }
      commitment = *next;
    }
    try {
      log_.erase_sealed(commitment);
      const std::scoped_lock lock(mutex_);
      due_.erase(commitment);
    } catch (const log::LogFailure& failure) {
      report_(failure.what());  // tried again in a minute
    }
  }
}

}  // namespace roundtable::live
