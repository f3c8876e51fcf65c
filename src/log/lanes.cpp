#include "log/lanes.hpp"

#include <algorithm>

namespace roundtable::log {

Lanes::Lanes(std::size_t threads, std::size_t waiting_max)
    : waiting_max_(waiting_max), lanes_(std::max<std::size_t>(1, threads)) {
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this, i] { work(lanes_[i]); });
  }
}

Lanes::~Lanes() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  posted_.notify_all();
  for (auto& thread : threads_) thread.join();
}

std::size_t Lanes::emptiest() const {
  const std::scoped_lock lock(mutex_);
  const auto found =
      std::min_element(lanes_.begin(), lanes_.end(),
                       [](const Lane& a, const Lane& b) { return a.weight < b.weight; });
  return static_cast<std::size_t>(found - lanes_.begin());
}

void Lanes::post(std::size_t lane, std::size_t weight, std::function<void()> task) {
  if (threads_.empty()) return task();
  {
    std::unique_lock lock(mutex_);
    // One task may weigh more than all that may wait.
    done_.wait(lock, [&] { return weight_ == 0 || weight_ + weight <= waiting_max_ || thrown_; });
    rethrow();
    lanes_[lane].waiting.push_back({weight, std::move(task)});
    lanes_[lane].weight += weight;
    weight_ += weight;
  }
  posted_.notify_all();
}

void Lanes::finish() {
  std::unique_lock lock(mutex_);
  done_.wait(lock, [&] { return weight_ == 0 || thrown_; });
  rethrow();
}

void Lanes::rethrow() const {
  if (thrown_) std::rethrow_exception(thrown_);
}

void Lanes::work(Lane& lane) {
  std::unique_lock lock(mutex_);
  for (;;) {
    posted_.wait(lock, [&] { return ending_ || !lane.waiting.empty(); });
    if (ending_) return;
    const auto task = std::move(lane.waiting.front());
    lane.waiting.pop_front();
    lock.unlock();
    std::exception_ptr thrown;
    try {
      task.run();
    } catch (...) {
      thrown = std::current_exception();
    }
    lock.lock();
    if (thrown && !thrown_) thrown_ = thrown;
    lane.weight -= task.weight;
    weight_ -= task.weight;
    done_.notify_all();
  }
}

}  // namespace roundtable::log
