#include "support/fault_log.hpp"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>
#include <utility>

#include "log/batch.hpp"
#include "support/forwarding_log.hpp"

namespace roundtable::log::test {
namespace {

class FaultLog final : public ForwardingLog, private log::Listener {
 public:
  FaultLog(std::unique_ptr<EventLog> inner, const Faults& faults)
      : ForwardingLog(*inner), faults_(faults), chance_(faults.seed), inner_(std::move(inner)) {
    inner_->follow(*this);
    thread_ = std::thread([this] { run(); });
  }

  ~FaultLog() override {
    // Finishes what is queued inside, which still delivers and answers through this object.
    inner_.reset();
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }

  void append(Batch batch, std::function<void(Outcome)> done) override {
    check_batch(batch);
    const std::lock_guard order(append_mutex_);
    std::unique_lock lock(mutex_);
    const auto stream = batch.stream;
    // What is queued behind a torn batch of the same stream is torn too.
    if (!happens(faults_.torn_permille) && torn_waiting_[stream] == 0) {
      lock.unlock();
      inner_->append(std::move(batch), [this, done = std::move(done)](Outcome outcome) {
        answer([done, outcome] { done(outcome); });
      });
      return;
    }
    torn_waiting_[stream] += 1;
    const bool stored = happens(faults_.torn_stored_permille);
    if (stored && happens(faults_.forgotten_permille)) {
      forgotten_.insert(batch.entries.front().hash);
    }
    lock.unlock();
    auto tear = [this, stream, done = std::move(done)](Outcome outcome) {
      answer([this, stream, done, outcome] {
        {
          const std::lock_guard settled(mutex_);
          torn_waiting_[stream] -= 1;
        }
        done(outcome == Appended::stored ? Outcome(Appended::unknown) : outcome);
      });
    };
    if (stored) {
      inner_->append(std::move(batch), std::move(tear));
    } else {
      tear(Appended::unknown);
    }
  }

  void follow(log::Listener& follower) override {
    const std::lock_guard lock(followers_mutex_);
    followers_.push_back(&follower);
  }
  void unfollow(log::Listener& follower) override {
    const std::lock_guard lock(followers_mutex_);
    std::erase(followers_, &follower);
  }

 private:
  struct Step {
    std::function<void()> act;
    bool late = false;
  };

  void on_durable(const Delivery& delivery) override {
    const std::lock_guard lock(mutex_);
    if (forgotten_.erase(delivery->entries.front().hash) > 0) return;
    const int times = happens(faults_.repeated_permille) ? 2 : 1;
    for (int i = 0; i < times; ++i)
      waiting_.push_back({[this, delivery] { tell(delivery); }, false});
    wake_.notify_one();
  }

  void tell(const Delivery& delivery) {
    const std::lock_guard lock(followers_mutex_);
    for (auto* follower : followers_) follower->on_durable(delivery);
  }

  void answer(std::function<void()> act) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({std::move(act), happens(faults_.delayed_permille)});
    wake_.notify_one();
  }

  // Under the mutex.
  bool happens(unsigned permille) { return chance_() % 1000 < permille; }

  void run() {
    for (;;) {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      auto step = std::move(waiting_.front());
      waiting_.pop_front();
      if (std::exchange(step.late, false)) {
        waiting_.push_back(std::move(step));
        continue;
      }
      lock.unlock();
      step.act();
    }
  }

  const Faults faults_;
  std::mutex append_mutex_;  // keeps the order of appends through the wrapper
  std::mutex mutex_;
  std::condition_variable wake_;
  std::mt19937_64 chance_;
  std::deque<Step> waiting_;
  std::map<std::string, int> torn_waiting_;
  std::set<std::string> forgotten_;
  bool closing_ = false;
  std::mutex followers_mutex_;
  std::vector<log::Listener*> followers_;
  std::unique_ptr<EventLog> inner_;
  std::thread thread_;
};

}  // namespace

std::unique_ptr<EventLog> make_fault_log(std::unique_ptr<EventLog> inner, const Faults& faults) {
  return std::make_unique<FaultLog>(std::move(inner), faults);
}

}  // namespace roundtable::log::test
