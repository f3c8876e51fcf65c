// A small pool for slow work (Argon2id, the Directory's disk, rendering), so that no shard waits
// for it. Bounded: `run` says false when too much is waiting, and the caller answers `server.busy`.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace roundtable::live {

class Workers {
 public:
  explicit Workers(std::size_t threads, std::size_t waiting_max = 1'000);
  /// Finishes what waits, then ends the threads.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  bool run(std::function<void()> task);
  /// Tasks nobody has begun yet.
  std::size_t waiting() const;

 private:
  void work();

  std::size_t waiting_max_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> waiting_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace roundtable::live
