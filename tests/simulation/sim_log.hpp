// A log on the test's own thread that does everything the contract of EventLog allows, in an order
// drawn from a seed: batches are stored when `step` gets to them, answers are torn (the outcome
// becomes `unknown`, with the batch stored or not), deliveries come twice or not at all, and for a
// while nothing can be read. Until `misbehave` it stores at once.
#pragma once

#include <deque>
#include <functional>
#include <optional>

#include "chance.hpp"
#include "log/event_log.hpp"
#include "log/memory_tables.hpp"
#include "support/forwarding_log.hpp"

namespace simulation {

namespace log = roundtable::log;

class SimLog final : public log::test::ReadingLog {
 public:
  explicit SimLog(Chance& chance) : ReadingLog(tables_), chance_(chance) {}

  void misbehave(bool yes) { misbehaving_ = yes; }
  /// Does one of the things that wait; false where nothing does.
  bool step();
  std::vector<log::Entry> entries(const std::string& stream) {
    return tables_.read(stream, 0, static_cast<std::size_t>(-1));
  }

  void append(log::Batch batch, std::function<void(log::Outcome)> done) override;
  std::vector<log::Entry> read(std::string_view stream, std::uint64_t after,
                               std::size_t limit) override;
  bool erase_sealed(std::string_view) override { return false; }
  std::optional<log::Checkpoint> checkpoint() override { return std::nullopt; }
  std::string public_key() const override { return ""; }
  // Nobody here changes the key.
  std::string public_key_at(std::uint64_t) override { return public_key(); }
  std::string prepare_key() override { throw log::LogFailure("a simulated log has one key"); }
  bool needs_rebuild() override { return false; }
  void rebuild(const log::Derived&) override {}
  void note(const log::ReactorNotes& notes) override;
  void follow(log::Listener& follower) override { followers_.push_back(&follower); }
  void unfollow(log::Listener& follower) override { std::erase(followers_, &follower); }

 private:
  struct Waiting {
    log::Batch batch;
    std::function<void(log::Outcome)> done;
  };
  std::optional<log::Place> store(const log::Batch& batch);
  void deliver(const log::Batch& batch, const log::Place& place);
  void settle(Waiting waiting);

  Chance& chance_;
  bool misbehaving_ = false;
  unsigned unreadable_ = 0;  // so many reads fail from now on
  log::MemoryTables tables_;
  std::deque<Waiting> waiting_;
  std::vector<log::Listener*> followers_;
};

}  // namespace simulation
