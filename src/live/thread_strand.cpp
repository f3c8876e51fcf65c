#include "live/thread_strand.hpp"

#include <utility>

namespace roundtable::live {

ThreadStrand::ThreadStrand(Report report)
    : report_(std::move(report)), thread_([this] { run(); }) {}

ThreadStrand::~ThreadStrand() {
  stop();
}

void ThreadStrand::stop() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void ThreadStrand::post(std::function<void()> task) {
  {
    const std::scoped_lock lock(mutex_);
    ready_.push_back(std::move(task));
  }
  changed_.notify_one();
}

void ThreadStrand::post_after(std::chrono::milliseconds delay, std::function<void()> task) {
  {
    const std::scoped_lock lock(mutex_);
    later_.emplace(std::chrono::steady_clock::now() + delay, std::move(task));
  }
  changed_.notify_one();
}

void ThreadStrand::run() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    while (!later_.empty() && later_.begin()->first <= std::chrono::steady_clock::now()) {
      ready_.push_back(std::move(later_.begin()->second));
      later_.erase(later_.begin());
    }
    if (ready_.empty()) {
      if (later_.empty()) {
        changed_.wait(lock);
      } else {
        const auto due = later_.begin()->first;
        changed_.wait_until(lock, due);
      }
      continue;
    }
    auto task = std::move(ready_.front());
    ready_.pop_front();
    lock.unlock();
    try {
      task();
    } catch (const std::exception& broken) {
      report_("broken_invariant", broken.what());
    }
    task = nullptr;  // what it held may post when it goes
    lock.lock();
  }
}

}  // namespace roundtable::live
