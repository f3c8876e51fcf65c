// Lanes: a long row of work divided among threads, where pieces that belong together must be done
// one after another. Each lane is a thread with a queue; who posts chooses the lane. What waits is
// bounded by weight, so that a reader cannot run ahead of those who check.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace roundtable::log {

class Lanes {
 public:
  /// With no threads there is one lane, and a task runs where it is posted.
  Lanes(std::size_t threads, std::size_t waiting_max);
  /// What nobody has begun is dropped.
  ~Lanes();
  Lanes(const Lanes&) = delete;
  Lanes& operator=(const Lanes&) = delete;

  std::size_t count() const { return lanes_.size(); }
  /// The lane with the least to do.
  std::size_t emptiest() const;
  /// Waits while too much is waiting. Throws what an earlier task threw.
  void post(std::size_t lane, std::size_t weight, std::function<void()> task);
  /// Waits until all is done. Throws what a task threw.
  void finish();

 private:
  struct Task {
    std::size_t weight = 0;
    std::function<void()> run;
  };
  struct Lane {
    std::deque<Task> waiting;
    std::size_t weight = 0;  // also of what is being done
  };

  void work(Lane& lane);
  void rethrow() const;

  const std::size_t waiting_max_;
  mutable std::mutex mutex_;  // guards all below but the threads
  std::condition_variable posted_, done_;
  std::vector<Lane> lanes_;
  std::size_t weight_ = 0;
  bool ending_ = false;
  std::exception_ptr thrown_;
  std::vector<std::thread> threads_;
};

}  // namespace roundtable::log
