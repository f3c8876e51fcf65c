// A log on the test's own thread that does everything the contract of EventLog allows, in an order
// drawn from a seed: batches are stored when `step` gets to them, answers are torn (the outcome
// becomes `unknown`, with the batch stored or not), deliveries come twice or not at all, and for a
// while nothing can be read. Until `misbehave` it stores at once.
#pragma once

#include <deque>
#include <functional>
#include <map>

#include "chance.hpp"
#include "log/event_log.hpp"

namespace simulation {

namespace log = roundtable::log;

class SimLog final : public log::EventLog {
 public:
  explicit SimLog(Chance& chance) : chance_(chance) {}

  void misbehave(bool yes) { misbehaving_ = yes; }
  /// Does one of the things that wait; false where nothing does.
  bool step();
  const std::vector<log::Entry>& entries(const std::string& stream) { return entries_[stream]; }

  void append(log::Batch batch, std::function<void(log::Appended)> done) override;
  std::vector<log::Entry> read(std::string_view stream, std::uint64_t after,
                               std::size_t limit) override;
  std::vector<log::StreamHead> heads(std::string_view prefix) override;
  std::optional<std::string> content(std::string_view sha256) override;
  std::optional<log::Sealed> sealed(std::string_view commitment) override;
  bool erase_sealed(std::string_view) override { return false; }
  std::optional<log::Checkpoint> checkpoint() override { return std::nullopt; }
  std::optional<log::Checkpoint> checkpoint_listing(std::string_view, std::uint64_t) override {
    return std::nullopt;
  }
  std::string public_key() const override { return ""; }
  void follow(log::Follower& follower) override { followers_.push_back(&follower); }
  void unfollow(log::Follower& follower) override { std::erase(followers_, &follower); }

 private:
  struct Waiting {
    log::Batch batch;
    std::function<void(log::Appended)> done;
  };
  bool store(const log::Batch& batch);
  void deliver(const log::Batch& batch);
  void settle(Waiting waiting);

  Chance& chance_;
  bool misbehaving_ = false;
  unsigned unreadable_ = 0;  // so many reads fail from now on
  std::map<std::string, std::vector<log::Entry>, std::less<>> entries_;
  std::map<std::string, std::string, std::less<>> content_;
  std::map<std::string, log::Sealed, std::less<>> sealed_;
  std::deque<Waiting> waiting_;
  std::vector<log::Follower*> followers_;
};

}  // namespace simulation
