// ThreadStrand: a strand that is a thread of its own, for hosts that no shard carries.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "live/strand.hpp"

namespace roundtable::live {

class ThreadStrand final : public Strand {
 public:
  /// Told what a task threw; the others go on.
  using Report = std::function<void(std::string_view what, const std::string& detail)>;

  explicit ThreadStrand(Report report);
  ~ThreadStrand() override;

  void post(std::function<void()> task) override;
  void post_after(std::chrono::milliseconds delay, std::function<void()> task) override;
  /// Returns when the task under way has ended; what waits and what is posted later never runs.
  void stop();

 private:
  using Moment = std::chrono::steady_clock::time_point;
  void run();

  const Report report_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> ready_;
  std::multimap<Moment, std::function<void()>> later_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace roundtable::live
