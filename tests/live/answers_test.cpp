// What a repeated command was answered is read from the log; a fresh command is answered without
// reading anything.
#include "scene.hpp"

namespace roundtable::live::test {
namespace {

/// Counts what is read of entries and of answers, and fails where it is told to.
class CountedLog final : public log::test::ForwardingLog {
 public:
  explicit CountedLog(std::unique_ptr<log::EventLog> inner)
      : ForwardingLog(*inner), inner_(std::move(inner)) {}

  std::vector<log::Entry> read(std::string_view stream, std::uint64_t after,
                               std::size_t limit) override {
    ++reads;
    if (unreadable) throw log::LogFailure("the disk is gone");
    return inner_->read(stream, after, limit);
  }
  std::optional<std::uint64_t> answered_at(std::string_view stream, const ActorId& actor,
                                           const CommandId& id) override {
    ++lookups;
    return inner_->answered_at(stream, actor, id);
  }

  std::atomic<int> reads = 0;
  std::atomic<int> lookups = 0;
  std::atomic<bool> unreadable = false;

 private:
  const std::unique_ptr<log::EventLog> inner_;
};

const SteppedClock kCountedClock;

struct CountedScene {
  CountedLog* log = nullptr;
  Scene scene{[this] {
    auto made = std::make_unique<CountedLog>(log::open_memory_log(kCountedClock));
    log = made.get();
    return made;
  }()};
};

}  // namespace

TEST_CASE("a fresh command is decided, stored and answered without reading the log") {
  CountedScene counted;
  auto& scene = counted.scene;
  const auto ballot = scene.open_ballot(scene.start_sitting());
  counted.log->reads = 0;
  counted.log->lookups = 0;
  for (int round = 0; round < 20; ++round) {
    const domain::Paper paper{round % 2 == 0 ? "yes" : "no"};
    scene.done(scene.resident(round % 8),
               domain::CastBallot{ballot, {}, paper, domain::Channel::phone});
  }
  scene.refused(scene.chair, domain::AnnounceMeeting{});
  CHECK(counted.log->reads == 0);
  CHECK(counted.log->lookups == 0);
}

TEST_CASE("a repeated command costs one entry's reading, and is answered as the first time") {
  CountedScene counted;
  auto& scene = counted.scene;
  const auto ballot = scene.open_ballot(scene.start_sitting());
  const domain::CastBallot vote{ballot, {}, domain::Paper{"yes"}, domain::Channel::phone};
  const auto first = scene.done(scene.resident(0), vote, "my-vote");
  counted.log->reads = 0;
  counted.log->lookups = 0;
  const auto again = scene.done(scene.resident(0), vote, "my-vote");
  CHECK(counted.log->reads == 1);
  CHECK(counted.log->lookups == 1);
  CHECK(again.version == first.version);
  CHECK(again.hash == first.hash);
  CHECK(again.result == first.result);
}

TEST_CASE("while the log cannot be read, a repeated command is told that nothing is known") {
  CountedScene counted;
  auto& scene = counted.scene;
  const auto ballot = scene.open_ballot(scene.start_sitting());
  const domain::CastBallot vote{ballot, {}, domain::Paper{"yes"}, domain::Channel::phone};
  const auto first = scene.done(scene.resident(0), vote, "my-vote");
  counted.log->unreadable = true;
  CHECK(std::holds_alternative<Unknown>(scene.give(scene.resident(0), vote, "my-vote")));
  counted.log->unreadable = false;
  CHECK(scene.done(scene.resident(0), vote, "my-vote").version == first.version);
}

}  // namespace roundtable::live::test
