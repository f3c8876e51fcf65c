// Waking: what a host makes of the log alone is what one shows that heard every entry, and a start
// wakes none for nothing.
#include <algorithm>
#include <array>
#include <deque>

#include "codec/frame_json.hpp"
#include "live/limits.hpp"
#include "live/scene.hpp"

namespace roundtable::live::test {
namespace {

/// Some of everything that leaves a trace in the view.
void sit(Scene& scene) {
  const auto item = scene.start_sitting();
  for (int flat = 0; flat < 5; ++flat) scene.done(scene.resident(flat), domain::CheckIn{});
  const SpeechId speech(
      made(scene.done(scene.resident(0), domain::RequestFloor{{}, domain::Stance::in_favour}),
           "speech"));
  scene.done(scene.chair, domain::GrantFloor{speech});
  scene.done(scene.chair, domain::FinishSpeech{speech, {}});
  domain::TableProposal table;
  table.item = item;
  table.text = {"按楼层分摊", {"二楼以上分摊。", "一楼不出。"}, "业主小组", "1号楼"};
  const ProposalId proposal(made(scene.done(scene.resident(1), table), "proposal"));
  scene.done(scene.resident(2), domain::SupportProposal{proposal, {}, true});
  scene.done(scene.resident(3),
             domain::TableAmendment{proposal, {}, "p2", "一楼不出，电费也不出。"});
  const auto ballot = scene.open_ballot(item);
  for (int flat = 0; flat < 4; ++flat) {
    scene.done(scene.resident(flat),
               domain::CastBallot{ballot, {}, domain::Paper{"yes"}, domain::Channel::phone});
  }
  scene.done(scene.chair, domain::CloseBallot{ballot});
  scene.done(scene.chair, domain::EditMinutes{{item.str(), 0, "各户依次发言。"}});
  scene.done(scene.chair, domain::PublishRecord{ballot, "居委会"});
}

MeetingId other(int number) {
  return MeetingId("other-" + std::to_string(number));
}

Submission submission_of(Scene& scene, const std::string& id, domain::Command command,
                         std::function<void(const Answer&)> reply) {
  Submission submission;
  submission.subject = scene.chair;
  submission.id = CommandId(id);
  submission.command_sha256 = log::sha256_hex(codec::write_command(command));
  submission.command = std::move(command);
  submission.reply = std::move(reply);
  return submission;
}

void convene_other(Scene& scene, int number) {
  auto convene = scene.convening();
  convene.title = "楼事会";
  auto answered = std::make_shared<bool>(false);
  scene.hall->submit(other(number),
                     submission_of(scene, "convene", convene, [answered](const Answer& answer) {
                       *answered = true;
                       CHECK(std::holds_alternative<Done>(answer));
                     }));
  scene.strand.run_until([&] { return *answered; });
}

SocketRef join_other(Scene& scene, TestSocket& socket, int number) {
  const auto ref = scene.hub->opened(0, socket, "");
  scene.hall->join(ref, scene.chair, other(number), {},
                   [](std::string_view code) { FAIL(std::string(code)); });
  return ref;
}

/// Workers that do their next task only when told to.
struct Bench {
  explicit Bench(Scene& scene) {
    scene.services->work = [this](std::function<void()> task) {
      waiting.push_back(std::move(task));
      return true;
    };
  }
  void work_once() {
    REQUIRE_FALSE(waiting.empty());
    const auto task = std::move(waiting.front());
    waiting.pop_front();
    task();
  }
  std::deque<std::function<void()>> waiting;
};

/// Does something, once, when somebody has just read a stream to its end.
class LogThatGoesOn final : public log::test::ForwardingLog {
 public:
  using ForwardingLog::ForwardingLog;
  std::vector<log::Entry> read(std::string_view stream, std::uint64_t after,
                               std::size_t limit) override {
    auto entries = ForwardingLog::read(stream, after, limit);
    if (entries.empty()) {
      if (const auto next = std::exchange(at_the_end, nullptr)) next();
    }
    return entries;
  }
  std::function<void()> at_the_end;
};

}  // namespace

TEST_CASE("a meeting woken from the log is shown as to those who saw all of it happen") {
  Scene scene;
  sit(scene);
  TestSocket before;
  scene.connect(before, scene.chair);
  scene.settle();
  scene.restart();
  TestSocket woken;
  scene.connect(woken, scene.chair);
  scene.settle();
  REQUIRE(before.view["records"].size() == 1);
  CHECK(woken.seq == before.seq);
  CHECK(woken.view == before.view);
}

TEST_CASE("a start wakes no meeting") {
  Scene scene;
  scene.start_sitting();
  for (int i = 0; i < 5; ++i) convene_other(scene, i);
  scene.restart();
  scene.clock.forward(2 * kMicrosPerDay);
  scene.settle();
  CHECK(scene.services->counters->replays == 0);
}

TEST_CASE("of every entry of a meeting somebody is told, whether or not lists show it") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot = scene.open_ballot(item);
  scene.settle();
  const auto opened = scene.listed.at(scene.meeting).meeting.version;
  scene.done(scene.resident(1),
             domain::CastBallot{ballot, {}, domain::Paper{"yes"}, domain::Channel::phone});
  CHECK(scene.listed.at(scene.meeting).meeting.version == opened);
  CHECK(scene.passed.at(scene.meeting) == opened + 1);
}

TEST_CASE("while meetings wake, a live room's turns run between them") {
  Scene scene;
  sit(scene);
  constexpr int kMeetings = 50;
  for (int i = 0; i < kMeetings; ++i) convene_other(scene, i);
  scene.restart();
  TestSocket live;
  scene.connect(live, scene.chair);
  const auto& counters = *scene.services->counters;
  const auto read_so_far = counters.replays.load();

  Bench workers(scene);
  std::array<TestSocket, kMeetings> sockets;
  for (int i = 0; i < kMeetings; ++i) join_other(scene, sockets[static_cast<std::size_t>(i)], i);
  scene.run_ready();
  // Each of them is being read by a worker, none by the shard.
  CHECK(counters.replays == read_so_far);
  CHECK(workers.waiting.size() == kMeetings);
  for (int i = 0; i < kMeetings; ++i) {
    scene.done(scene.chair, domain::AddAgendaItem{"路灯", domain::ItemKind::deliberation});
    CHECK(counters.replays == read_so_far + static_cast<std::uint64_t>(i));
    workers.work_once();
  }
  scene.run_ready();
  for (const auto& socket : sockets) CHECK(socket.view["meeting"]["title"] == "楼事会");
}

TEST_CASE("meetings that were read all at once are taken over one by one, others between them") {
  Scene scene;
  constexpr int kMeetings = 30;
  for (int i = 0; i < kMeetings; ++i) convene_other(scene, i);
  scene.restart();
  Bench workers(scene);
  std::array<TestSocket, kMeetings> sockets;
  for (int i = 0; i < kMeetings; ++i) join_other(scene, sockets[static_cast<std::size_t>(i)], i);
  scene.run_ready();
  while (!workers.waiting.empty()) workers.work_once();

  // What another stream of the shard has to do, again and again.
  int shown = 0;
  int most_between = 0;
  std::function<void()> look = [&] {
    const auto now = static_cast<int>(std::count_if(
        sockets.begin(), sockets.end(), [](const auto& socket) { return !socket.view.is_null(); }));
    most_between = std::max(most_between, now - shown);
    shown = now;
    if (shown < kMeetings) scene.strand.post(look);
  };
  scene.strand.post(look);
  scene.run_ready();
  CHECK(shown == kMeetings);
  CHECK(most_between == 1);
}

TEST_CASE("what is asked of a meeting while it wakes is answered afterwards, in order") {
  Scene scene;
  convene_other(scene, 0);
  scene.restart();
  Bench workers(scene);
  TestSocket socket;
  const auto ref = join_other(scene, socket, 0);
  std::vector<std::uint64_t> answers;
  for (int i = 0; i < 7; ++i) {
    const domain::AddAgendaItem add{"路灯", domain::ItemKind::deliberation};
    scene.hall->submit(
        other(0), submission_of(scene, "a" + std::to_string(i), add, [&](const Answer& answer) {
          answers.push_back(std::get<Done>(answer).version);
        }));
  }
  scene.run_ready();
  CHECK(answers.empty());
  CHECK(workers.waiting.size() == 1);  // read once, however many ask
  workers.work_once();
  scene.strand.run_until([&] { return answers.size() == 7; });
  scene.settle();
  CHECK(answers == std::vector<std::uint64_t>{2, 3, 4, 5, 6, 7, 8});
  CHECK(socket.frames.front()["op"] == "snapshot");
  CHECK(socket.seq == 8);
  scene.hall->leave(ref, other(0));
  scene.run_ready();
}

TEST_CASE("what others write between the reading of a meeting and its waking is not missed") {
  Scene scene;
  convene_other(scene, 0);
  // Another server on the same log, whose worker reads while this one's meeting goes on.
  LogThatGoesOn log(*scene.inner);
  TestStrand strand;
  Hub hub({&strand});
  const auto& old = *scene.services;
  HostServices services{
      log,      scene.clock,        scene.randomness, scene.rules, *scene.registry,
      hub,      old.prepare_record, old.labels,       old.listed,  old.report,
      old.erase};
  std::deque<std::function<void()>> work;
  services.work = [&](std::function<void()> task) {
    work.push_back(std::move(task));
    return true;
  };
  Hosts hosts(services);
  TestSocket socket;
  hosts.join(hub.opened(0, socket, ""), scene.chair, other(0), {},
             [](std::string_view code) { FAIL(std::string(code)); });
  strand.run_ready();
  REQUIRE(work.size() == 1);
  log.at_the_end = [&] {
    // Two deliveries: the newest is kept, and what lies before it is read.
    for (const std::string id : {"a1", "a2"}) {
      auto answered = std::make_shared<bool>(false);
      const domain::AddAgendaItem add{"路灯", domain::ItemKind::deliberation};
      scene.hall->submit(other(0), submission_of(scene, id, add, [answered](const Answer& answer) {
                           *answered = std::holds_alternative<Done>(answer);
                         }));
      scene.strand.run_until([&] { return *answered; });
    }
  };
  work.front()();
  REQUIRE(log.at_the_end == nullptr);
  strand.run_ready();
  CHECK(socket.frames.front()["op"] == "snapshot");
  CHECK(socket.seq == 3);
  CHECK(socket.view["agenda"].size() == 2);
}

TEST_CASE("a meeting that nobody convened is refused to all who waited for it") {
  Scene scene;
  Bench workers(scene);
  int refused = 0;
  TestSocket socket;
  const auto ref = scene.hub->opened(0, socket, "");
  scene.hall->join(ref, scene.chair, other(0), {}, [&](std::string_view code) {
    CHECK(code == "meeting.unknown");
    ++refused;
  });
  scene.hall->submit(
      other(0), submission_of(scene, "a", domain::AnnounceMeeting{}, [&](const Answer& answer) {
        CHECK(std::get<domain::Refusal>(answer).code == domain::Code::meeting_unknown);
        ++refused;
      }));
  scene.run_ready();
  CHECK(refused == 0);
  workers.work_once();
  scene.run_ready();
  CHECK(refused == 2);
}

TEST_CASE("only so many wait for a meeting that wakes; the others are told to try again") {
  Scene scene;
  convene_other(scene, 0);
  scene.restart();
  Bench workers(scene);
  std::size_t unknown = 0;
  std::size_t answered = 0;
  constexpr std::size_t kTooMany = 3;
  for (std::size_t i = 0; i < kWakingWaitersMax + kTooMany; ++i) {
    scene.hall->submit(other(0), submission_of(scene, "same", domain::AnnounceMeeting{},
                                               [&](const Answer& answer) {
                                                 ++answered;
                                                 if (std::holds_alternative<Unknown>(answer))
                                                   ++unknown;
                                               }));
  }
  scene.run_ready();
  CHECK(unknown == kTooMany);
  workers.work_once();
  scene.strand.run_until([&] { return answered == kWakingWaitersMax + kTooMany; });
  CHECK(unknown == kTooMany);
}

TEST_CASE("when too much is held in memory, the longest unused meeting is forgotten first") {
  Scene scene;
  for (int i = 0; i < 3; ++i) convene_other(scene, i);
  scene.restart();
  const auto& counters = *scene.services->counters;
  const auto look_at = [&](int number) {
    TestSocket socket;
    const auto ref = join_other(scene, socket, number);
    scene.run_ready();
    CHECK(socket.view["meeting"]["title"] == "楼事会");
    scene.hall->leave(ref, other(number));
    scene.hub->closed(ref);
    scene.run_ready();
  };
  look_at(0);
  const auto read = counters.replays.load();
  scene.services->held_bytes_max = 1;  // room for nothing but what is in use
  look_at(1);
  CHECK(counters.meetings_awake == 1);
  look_at(1);
  CHECK(counters.replays == read + 1);  // the last one used is still there
  look_at(0);
  CHECK(counters.replays == read + 2);
}

}  // namespace roundtable::live::test
