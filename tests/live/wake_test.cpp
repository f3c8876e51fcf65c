// Waking: what a host makes of the log alone is what one shows that heard every entry, and a start
// finds the meetings of every shard.
#include <set>

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
               domain::CastBallot{ballot, {}, domain::Choice::yes, domain::Channel::phone});
  }
  scene.done(scene.chair, domain::CloseBallot{ballot});
  scene.done(scene.chair, domain::EditMinutes{{item.str(), 0, "各户依次发言。"}});
  scene.done(scene.chair, domain::PublishRecord{ballot, "居委会"});
}

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

TEST_CASE("a start finds every meeting once, on whichever shard it lives") {
  Scene scene;
  sit(scene);
  constexpr int kMeetings = 40;
  for (int i = 0; i < kMeetings; ++i) {
    Submission submission;
    submission.subject = scene.chair;
    submission.id = CommandId("convene");
    domain::ConveneMeeting convene;
    convene.title = "楼事会";
    convene.place = "底楼大厅";
    convene.body = "owners_group";
    convene.grid = scene.registry->roll(scene.roll)->grid;
    convene.roll = scene.roll;
    convene.scope = {domain::ScopeKind::building, "1", ""};
    convene.rules = {"owners-group-ordinary"};
    convene.scheduled_at = scene.clock.now();
    submission.command_sha256 = log::sha256_hex("convene");
    submission.command = convene;
    auto answered = std::make_shared<bool>(false);
    submission.reply = [answered](const Answer& answer) {
      *answered = true;
      CHECK(std::holds_alternative<Done>(answer));
    };
    scene.hall->submit(MeetingId("other-" + std::to_string(i)), std::move(submission));
    scene.strand.run_until([&] { return *answered; });
  }

  TestStrand strands[3];
  Hub hub({&strands[0], &strands[1], &strands[2]});
  std::mutex mutex;
  std::multiset<std::string> found;
  const auto& old = *scene.services;
  HostServices services{scene.log,
                        scene.clock,
                        scene.randomness,
                        scene.rules,
                        *scene.registry,
                        hub,
                        old.render_record,
                        old.labels,
                        [&](const views::ViewState& state) {
                          const std::scoped_lock lock(mutex);
                          found.insert(state.meeting.id.str());
                        },
                        [&](std::string_view what, const std::string& detail) {
                          const std::scoped_lock lock(mutex);
                          found.insert(std::string(what) + detail);
                        },
                        old.erase};
  MeetingHall hall(services);
  hall.wake_all();
  CHECK(found.size() == kMeetings + 1);
  CHECK(std::set<std::string>(found.begin(), found.end()).size() == kMeetings + 1);
  CHECK(found.contains(scene.meeting.str()));
  CHECK(services.counters->replays == kMeetings + 1);
}

}  // namespace roundtable::live::test
