// How a command waits for what is made for it away from its shard: from durable state alone, again
// where that no longer says the same, and as if it had just been given.
#include "live/scene.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::live::test {
namespace {

using domain::Code;

/// A closed ballot, and workers that make documents when the test says so.
struct Press {
  Press() {
    item = scene.start_sitting();
    ballot = scene.open_ballot(item);
    scene.done(scene.resident(0), yes(ballot));
    scene.services->make = [this](std::function<void()> task) {
      waiting.push_back(std::move(task));
      return true;
    };
  }
  static domain::CastBallot yes(const BallotId& ballot) {
    return {ballot, HeadId{}, domain::Paper{"yes"}, domain::Channel::phone};
  }
  void close() { scene.done(scene.chair, domain::CloseBallot{ballot}); }
  std::shared_ptr<std::optional<Answer>> publish(const std::string& id = "p1") {
    auto answer = scene.submit(scene.chair, domain::PublishRecord{ballot, "居委会"}, id);
    scene.run_ready();
    return answer;
  }
  /// Makes what waits, and runs what that brings.
  void make() {
    for (auto& task : std::exchange(waiting, {})) {
      ++rounds;
      task();
    }
    scene.run_ready();
  }
  void add_file(const std::string& title) {
    const auto file = paper(title);
    scene.done(scene.chair, file);
  }
  /// What the entry says that published.
  json published(const Answer& answer) const {
    const auto& done = std::get<Done>(answer);
    const auto stream = "meeting:" + scene.meeting.str();
    const auto entries = scene.inner->read(stream, done.version - 1, 1);
    return json::parse(entries.front().payload).at("events").front();
  }

  Scene scene;
  AgendaItemId item;
  BallotId ballot;
  std::vector<std::function<void()>> waiting;
  int rounds = 0;
};

Answer answer_of(Press& press, const std::shared_ptr<std::optional<Answer>>& slot) {
  press.scene.strand.run_until([&] { return slot->has_value(); });
  return **slot;
}

Code refusal_of(const Answer& answer) {
  REQUIRE(std::holds_alternative<domain::Refusal>(answer));
  return std::get<domain::Refusal>(answer).code;
}

}  // namespace

TEST_CASE("a record may be published as soon as its ballot is closed") {
  Press press;
  TestSocket before;
  press.scene.connect(before, press.scene.chair);
  CHECK_FALSE(before.me["may"].contains("record.publish"));
  press.close();
  TestSocket after;
  press.scene.connect(after, press.scene.chair);
  CHECK(after.me["may"].contains("record.publish"));
}

TEST_CASE("votes and talk while a document is made need no second one") {
  Press press;
  press.close();
  const auto answer = press.publish();
  REQUIRE(press.waiting.size() == 1);
  press.scene.done(press.scene.resident(1), domain::CheckIn{});
  const auto other = press.scene.open_ballot(press.item);
  press.scene.done(press.scene.resident(2), Press::yes(other));
  CHECK_FALSE(answer->has_value());
  press.make();
  const auto event = press.published(answer_of(press, answer));
  CHECK(press.rounds == 1);
  CHECK(event.at("model") == log::sha256_hex("0 files"));
  CHECK(press.scene.inner->content(event.at("model").get<std::string>()) == "0 files");
}

TEST_CASE("a document that would say something else by now is made again") {
  Press press;
  press.close();
  const auto answer = press.publish();
  press.add_file("方案");
  press.make();
  CHECK_FALSE(answer->has_value());
  press.make();
  const auto event = press.published(answer_of(press, answer));
  CHECK(press.rounds == 2);
  CHECK(event.at("model") == log::sha256_hex("1 files"));
}

TEST_CASE("what keeps changing is not published, and can be afterwards") {
  Press press;
  press.close();
  const auto answer = press.publish();
  for (int i = 1; i <= kPublishRoundsMax; ++i) {
    press.add_file("方案" + std::to_string(i));
    press.make();
  }
  CHECK(refusal_of(answer_of(press, answer)) == Code::record_changed);
  CHECK(press.rounds == kPublishRoundsMax);
  const auto again = press.publish();
  press.make();
  CHECK(std::holds_alternative<Done>(answer_of(press, again)));
}

TEST_CASE("a document is made of what is durable alone") {
  Press press;
  press.scene.log.hold();
  const auto closed = press.scene.submit(press.scene.chair, domain::CloseBallot{press.ballot});
  const auto answer = press.publish();
  CHECK_FALSE(closed->has_value());
  CHECK(press.waiting.empty());
  press.scene.log.release();
  press.scene.strand.run_until([&] { return !press.waiting.empty(); });
  CHECK(closed->has_value());
  press.make();
  CHECK(std::holds_alternative<Done>(answer_of(press, answer)));
}

TEST_CASE("what cannot be published has nothing made for it") {
  Press press;
  CHECK(refusal_of(answer_of(press, press.publish())) == Code::ballot_still_open);
  CHECK(press.waiting.empty());
}

TEST_CASE("a command that is sent again while its document is made publishes once") {
  Press press;
  press.close();
  const auto first = press.publish();
  const auto second = press.publish();
  press.make();
  const auto told = std::get<Done>(answer_of(press, first));
  CHECK(std::get<Done>(answer_of(press, second)).version == told.version);
}

TEST_CASE("two that publish the same ballot: the later one is told which record it is") {
  Press press;
  press.close();
  const auto first = press.publish("p1");
  const auto second = press.publish("p2");
  press.make();
  CHECK(std::holds_alternative<Done>(answer_of(press, first)));
  CHECK(refusal_of(answer_of(press, second)) == Code::record_already_published);
}

TEST_CASE("a template that fails is refused with its line, and the meeting goes on") {
  Press press;
  press.close();
  const auto prepare = press.scene.services->prepare_record;
  press.scene.services->prepare_record = [](const PublishAsked&) -> MakeRecord {
    return [] {
      auto made = std::make_shared<MadeRecord>();
      made->made = domain::BadTemplate{"minutes.zh", 7};
      made->model_now = [](const PublishAsked&) { return std::string(); };
      return made;
    };
  };
  const auto answer = press.publish();
  press.make();
  const auto told = answer_of(press, answer);
  CHECK(std::get<domain::Refusal>(told) ==
        domain::Refusal{Code::record_template, {{"template", "minutes.zh"}, {"line", 7}}});
  CHECK(press.scene.reports.empty());
  press.scene.services->prepare_record = prepare;
  const auto again = press.publish();
  press.make();
  CHECK(std::holds_alternative<Done>(answer_of(press, again)));
}

TEST_CASE("where a document cannot be made just now nothing is written and somebody is told") {
  Press press;
  press.close();
  press.scene.services->prepare_record = [](const PublishAsked&) -> MakeRecord {
    return []() -> std::shared_ptr<const MadeRecord> { throw log::LogFailure("the disk is full"); };
  };
  const auto answer = press.publish();
  press.make();
  CHECK(refusal_of(answer_of(press, answer)) == Code::log_unavailable);
  CHECK(press.scene.reports == std::vector<std::string>{"document_not_made: the disk is full"});
}

TEST_CASE("where too much waits for the workers one is asked to come again") {
  Press press;
  press.close();
  press.scene.services->make = [](const auto&) { return false; };
  CHECK(refusal_of(answer_of(press, press.publish())) == Code::server_busy);
}

}  // namespace roundtable::live::test
