// A log on a lying file system, fed in rounds that the seed decides alone: the log's thread is held
// in an answer while the next round is queued, so that each round is one group. Keeps what was
// promised, and compares it with what is on the disk in the end.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "log/event_log.hpp"
#include "lying_vfs.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::log::test {

/// What was appended and what the answer was.
struct Promise {
  Batch batch;
  std::vector<Appended> answers;
  bool is(Appended outcome) const { return answers.size() == 1 && answers[0] == outcome; }
};

class Workload {
 public:
  Workload(LyingVfs& vfs, std::uint64_t seed, std::string synchronous);

  /// False if the log could not be opened.
  bool open();
  void close() { log_.reset(); }
  EventLog* log() { return log_.get(); }
  const std::vector<std::unique_ptr<Promise>>& promises() const { return promises_; }

  /// Queues some batches and answers them all; before that reads where a stream is in doubt, as a
  /// host does.
  void round();
  /// Rounds, an erasure now and then, and now and then closing and opening again, until `rounds`
  /// are done or the power is off.
  void run(int rounds);

  /// Every sentence is a promise broken, after the power went off and came again.
  std::vector<std::string> broken_promises();

 private:
  Batch next_batch(const std::string& stream);
  void settle(const std::string& stream);
  void erase_one();

  const StillClock clock_;
  LyingVfs& vfs_;
  std::mt19937_64 chance_;
  const std::string synchronous_;
  TemporaryFolder folder_;
  std::unique_ptr<EventLog> log_;
  std::map<std::string, StreamHead> heads_;  // as this side believes them to be
  std::set<std::string> in_doubt_;
  std::vector<std::unique_ptr<Promise>> promises_;
  std::set<std::string> erased_;  // commitments; the log has said that they are gone
  std::set<std::string> erasing_;
  int payloads_ = 0;
};

}  // namespace roundtable::log::test
