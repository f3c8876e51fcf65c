// What followers see: patches lead to exactly the view a fresh snapshot gives, for every audience
// and from every version; who lags gets one frame when it has caught up; nobody sees more than its
// view.
#include "live/limits.hpp"
#include "live/scene.hpp"

namespace roundtable::live::test {
namespace {

using domain::Paper;

std::string made_in(const std::string& result, const char* what) {
  return json::parse(result).at(what).get<std::string>();
}

using Act = std::function<std::string(const std::shared_ptr<const Subject>&, domain::Command)>;

/// Hands raised, spoken, taken back, undone; cards; two subjects.
void hold_talk(Scene& scene, const Act& act) {
  using domain::Stance;
  const auto ask = [&](int flat, Stance stance) {
    return SpeechId(made_in(act(scene.resident(flat), domain::RequestFloor{{}, stance}), "speech"));
  };
  act(scene.chair, domain::SetFloor{{90, 3, true}});
  const auto first = ask(0, Stance::in_favour);
  const auto second = ask(1, Stance::in_favour);
  const auto third = ask(2, Stance::against);
  act(scene.chair, domain::GrantFloor{first});
  act(scene.resident(3), domain::RaiseCard{domain::CardKind::off_topic, {}, {}});
  act(scene.chair, domain::ExtendSpeech{first, 30});
  act(scene.resident(0), domain::FinishSpeech{first, {}});
  act(scene.chair, domain::GrantFloor{third});
  act(scene.chair, domain::UndoSpeech{third});
  // A hand that is left behind has no place until its owner is back.
  act(scene.resident(2), domain::LeaveMeeting{});
  act(scene.resident(2), domain::CheckIn{});
  act(scene.resident(1), domain::WithdrawSpeech{second, {}});
  act(scene.chair, domain::SetChair{SpeakerId(Scene::head(5).str())});
}

/// A proposal worded, supported, amended twice and put to the vote; another edited and withdrawn.
void hold_deliberation(Scene& scene, const AgendaItemId& item, const Act& act) {
  const domain::ProposalText text{
      "车棚", {"拆掉旧棚。", "装十二个充电口。", "年底前完工。"}, "居委会", "架空层"};
  const auto shorter = domain::ProposalText{"车棚", {"先听听大家的。"}, "居委会", "架空层"};
  const auto table = [&](int flat) {
    const auto done = act(scene.resident(flat), domain::TableProposal{item, {}, text});
    return ProposalId(made_in(done, "proposal"));
  };
  const auto dropped = table(1);
  act(scene.resident(1), domain::EditProposal{dropped, {}, 0, shorter});
  act(scene.resident(1), domain::WithdrawProposal{dropped, {}});
  const auto proposal = table(0);
  act(scene.resident(2), domain::SupportProposal{proposal, {}, true});
  act(scene.resident(2), domain::SupportProposal{proposal, {}, false});
  act(scene.chair, domain::DiscussProposal{proposal});
  const auto amend = [&](int flat, const char* words) {
    const auto done = act(scene.resident(flat), domain::TableAmendment{proposal, {}, "p2", words});
    return AmendmentId(made_in(done, "amendment"));
  };
  const auto vote = [&](const BallotId& ballot, int for_it) {
    for (int flat = 0; flat < 4; ++flat) {
      const auto choice = flat < for_it ? Paper{"yes"} : Paper{"no"};
      act(scene.resident(flat), domain::CastBallot{ballot, {}, choice, domain::Channel::phone});
    }
    act(scene.chair, domain::CloseBallot{ballot});
  };
  const auto ten = amend(1, "装十个充电口。");
  const auto none = amend(3, "不装充电口。");
  act(scene.resident(3), domain::WithdrawAmendment{none, {}});
  const BallotId first(made_in(act(scene.chair, domain::PutAmendment{ten}), "ballot"));
  vote(first, 3);
  act(scene.chair, domain::AnnulBallot{first, "数错了"});
  act(scene.resident(0), domain::AcceptAmendment{ten, {}});
  vote(BallotId(made_in(act(scene.chair, domain::PutProposal{proposal}), "ballot")), 3);
  act(scene.chair, domain::DeferProposal{table(2), "下次再议"});
}

/// After the meeting: members see nothing of the draft, then all of it.
void hold_minutes(Scene& scene, const AgendaItemId& item, const std::function<void()>& look) {
  const auto act = [&](domain::Command command) {
    const auto done = scene.done(scene.chair, std::move(command));
    look();
    return done;
  };
  act(domain::EditMinutes{{item.str(), 0, "低层住户关心采光。"}});
  const DecisionId wrong(made(act(domain::RecordDecision{item, "比价", {}, {}}), "decision"));
  const FileId plan(made(act(paper("方案平面示意", item)), "file"));
  act(domain::ProposeMinutes{});
  act(paper("情况说明"));
  act(domain::WithdrawFile{plan, "有住户电话"});
  const auto object = [&](const std::string& section, std::int64_t base, std::int64_t line) {
    scene.done(scene.resident(1), domain::ObjectToMinutes{{}, section, base, line, "不对"});
    look();
  };
  object("opening", 1, 1);
  object(wrong.str(), 0, 0);
  act(domain::CorrectMinutes{{"opening", 1, "大家都到齐了。"}, "漏了一字"});
  act(domain::WithdrawDecision{wrong});
  object("opening", 2, 0);
  object("opening", 2, 0);
  scene.done(scene.resident(1), domain::SignMinutes{});
  look();
  object(item.str(), 1, 1);
  act(domain::AdoptMinutes{});
  act(domain::PublishRecord{{}, "居委会"});
}

void choose_among_plans(Scene& scene, const AgendaItemId& item, const Act& act) {
  domain::OpenBallot among;
  among.item = item;
  among.question = "选哪个方案？";
  among.rule = "owners-group-ordinary";
  among.scope = {domain::ScopeKind::building, "1", ""};
  among.plans = {"方案一", "方案二"};
  const BallotId plans(made_in(act(scene.chair, among), "ballot"));
  for (int flat = 0; flat < 7; ++flat) {
    const auto choice = flat == 0 ? Paper{"none"} : Paper{flat == 1 ? "o1" : "o2"};
    act(scene.resident(flat), domain::CastBallot{plans, HeadId{}, choice, domain::Channel::phone});
  }
  act(scene.chair, domain::CloseBallot{plans});
}

/// Who took a request back and speaks after all: what was taken back is numbered after it.
void withdraw_and_speak(Scene& scene, const Act& act) {
  const auto asks = [&] {
    const domain::RequestFloor ask{{}, domain::Stance::in_favour};
    return SpeechId(made_in(act(scene.resident(1), ask), "speech"));
  };
  act(scene.resident(1), domain::WithdrawSpeech{asks(), {}});
  act(scene.chair, domain::GrantFloor{asks()});
}

/// Acts of a whole meeting; `look` is called after each.
void hold_meeting(Scene& scene, const std::function<void()>& look) {
  const auto act = [&](const std::shared_ptr<const Subject>& who, domain::Command command) {
    scene.done(who, std::move(command));
    look();
  };
  const Act told = [&](const auto& who, domain::Command command) {
    const auto done = scene.done(who, std::move(command));
    look();
    return done.result;
  };
  const AgendaItemId second(made(
      scene.done(scene.chair, domain::AddAgendaItem{"第二项", domain::ItemKind::report}), "item"));
  look();
  for (int flat = 0; flat < 5; ++flat) act(scene.resident(flat), domain::CheckIn{});
  act(scene.chair, domain::UndoCheckIn{Scene::head(4)});
  act(scene.resident(4), domain::CheckIn{});
  act(scene.resident(3), domain::LeaveMeeting{});
  act(scene.chair, domain::ExcuseHead{Scene::head(6), "出差"});
  act(scene.chair, domain::AdmitPerson{PersonId("guest"), domain::Category::observer});
  hold_talk(scene, told);
  act(scene.chair,
      domain::EditAgendaItem{second, {"第二项", domain::ItemKind::report, 10, SpeakerId("guest")}});
  act(scene.chair, domain::MoveAgendaItem{second, {}});
  act(scene.chair, domain::DeferAgendaItem{second, "材料不全"});
  act(scene.chair, domain::ResetAgendaItem{second});
  TestSocket console;
  const auto looking = scene.connect(console, scene.chair);
  const AgendaItemId item(console.view["current"]["item"].get<std::string>());
  scene.hub->closed(looking);
  scene.hall->leave(looking, scene.meeting);
  hold_deliberation(scene, item, told);
  const auto hidden =
      scene.open_ballot(item, domain::Secrecy::confidential, domain::Counts::hidden);
  look();
  for (int flat = 0; flat < 3; ++flat) {
    act(scene.resident(flat),
        domain::CastBallot{hidden, HeadId{}, Paper{"yes"}, domain::Channel::phone});
  }
  act(scene.chair, domain::AnnulBallot{hidden, "问题写错了"});
  const auto ballot = scene.open_ballot(item);
  look();
  for (int flat = 0; flat < 7; ++flat) {
    act(scene.resident(flat),
        domain::CastBallot{ballot, HeadId{}, flat == 1 ? Paper{"no"} : Paper{"yes"},
                           domain::Channel::phone});
  }
  act(scene.resident(0),
      domain::CastBallot{ballot, HeadId{}, Paper{"abstain"}, domain::Channel::phone});
  act(scene.chair, domain::CastBallot{ballot, Scene::head(7), Paper{"yes"}, domain::Channel::helper,
                                      "上门登记"});
  act(scene.resident(7), domain::ObjectToVote{ballot, HeadId{}});
  act(scene.chair, domain::CloseBallot{ballot});
  act(scene.chair, domain::PublishRecord{ballot, "居委会"});
  choose_among_plans(scene, item, told);
  act(scene.chair, domain::StartAgendaItem{second});
  withdraw_and_speak(scene, told);
  act(scene.resident(0), domain::RequestFloor{{}, domain::Stance::question});
  act(scene.chair, domain::RecessMeeting{});
  act(scene.chair, domain::ResumeMeeting{});
  act(scene.chair, domain::EditMinutes{{"opening", 0, "大家到齐了。"}});
  act(scene.chair, domain::RecordDecision{item, "报价", SpeakerId("guest"), Date{2026, 12, 31}});
  act(scene.chair, domain::CloseMeeting{});
  hold_minutes(scene, item, look);
}

/// The viewers whose views are compared, the Hall among them.
struct Watcher {
  std::shared_ptr<const Subject> subject;
  bool hall = false;
  TestSocket live;
  std::vector<std::uint64_t> versions;
  std::vector<json> views;
};

}  // namespace

TEST_CASE("patches go out ten times a second, and less often where thousands follow") {
  using namespace std::chrono_literals;
  CHECK(fold_interval(1) == 100ms);
  CHECK(fold_interval(2'000) == 100ms);
  CHECK(fold_interval(10'000) == 500ms);
}

TEST_CASE("patches lead every audience to the view a fresh snapshot shows") {
  Scene scene;
  scene.start_sitting();
  std::vector<std::unique_ptr<Watcher>> watchers;
  const auto nobody = std::make_shared<const Subject>();
  for (const auto& [subject, hall] : {std::pair{scene.chair, false},
                                      {scene.resident(0), false},
                                      {nobody, false},
                                      {scene.chair, true}}) {
    watchers.push_back(std::make_unique<Watcher>());
    watchers.back()->subject = subject;
    watchers.back()->hall = hall;
    scene.connect(watchers.back()->live, subject, std::nullopt, hall);
  }
  hold_meeting(scene, [&] {
    scene.settle();
    for (auto& watcher : watchers) {
      TestSocket fresh;
      const auto ref = scene.connect(fresh, watcher->subject, std::nullopt, watcher->hall);
      CHECK(json::diff(fresh.view, watcher->live.view) == json::array());
      CHECK(fresh.me == watcher->live.me);
      CHECK(fresh.seq == watcher->live.seq);
      watcher->versions.push_back(fresh.seq);
      watcher->views.push_back(fresh.view);
      scene.hub->closed(ref);
      scene.hall->leave(ref, scene.meeting);
    }
  });
  SECTION("one patch brings a client from any version it has seen to the newest view") {
    for (auto& watcher : watchers) {
      for (std::size_t i = 0; i < watcher->versions.size(); ++i) {
        TestSocket returning;
        returning.view = watcher->views[i];
        const auto ref =
            scene.connect(returning, watcher->subject, watcher->versions[i], watcher->hall);
        scene.hub->closed(ref);
        scene.hall->leave(ref, scene.meeting);
        REQUIRE(returning.frames.front()["op"] == "patch");
        CHECK(json::diff(watcher->live.view, returning.view) == json::array());
      }
    }
  }
}

TEST_CASE("a client that has seen more than the server has gets a snapshot") {
  Scene scene;
  scene.start_sitting();
  TestSocket socket;
  scene.connect(socket, scene.chair, 1'000'000);
  CHECK(socket.frames.front()["op"] == "snapshot");
}

TEST_CASE("a burst of votes is folded into few patches") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot = scene.open_ballot(item);
  scene.settle();
  TestSocket socket;
  scene.connect(socket, std::make_shared<const Subject>());
  scene.log.hold();
  for (int flat = 0; flat < 8; ++flat) {
    scene.submit(scene.resident(flat),
                 domain::CastBallot{ballot, HeadId{}, Paper{"yes"}, domain::Channel::phone});
  }
  scene.run_ready();
  scene.log.release();
  scene.strand.run_until([&] { return scene.hall->quiet(); });
  scene.settle();
  const auto patches = std::count_if(socket.frames.begin(), socket.frames.end(),
                                     [](const json& frame) { return frame["op"] == "patch"; });
  CHECK(patches == 1);
  CHECK(socket.view["ballots"][ballot.str()]["participation"]["heads"] == 8);
}

TEST_CASE("a follower that lags is left out and then brought up to date with one frame") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot = scene.open_ballot(item);
  scene.settle();
  TestSocket slow;
  const auto ref = scene.connect(slow, std::make_shared<const Subject>());
  TestSocket quick;
  scene.connect(quick, std::make_shared<const Subject>());
  scene.settle();
  const auto before = slow.frames.size();
  slow.behind = true;
  for (int flat = 0; flat < 4; ++flat) {
    scene.done(scene.resident(flat),
               domain::CastBallot{ballot, HeadId{}, Paper{"yes"}, domain::Channel::phone});
    scene.settle();
  }
  CHECK(slow.frames.size() == before);
  slow.behind = false;
  scene.hub->drained(ref);
  scene.settle();
  CHECK(slow.frames.size() == before + 1);
  CHECK(slow.view == quick.view);
}

TEST_CASE("an own part is sent again where it has changed, and not where it is what it was") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot = scene.open_ballot(item);
  TestSocket socket;
  const auto ref = scene.connect(socket, scene.resident(0));
  scene.settle();
  const auto own_parts = [&] {
    return std::count_if(socket.frames.begin(), socket.frames.end(), [](const json& frame) {
      return frame["op"] == "patch" && frame.contains("me");
    });
  };
  const auto add = [&](const char* title) {
    scene.done(scene.chair, domain::AddAgendaItem{title, domain::ItemKind::report});
    scene.settle();
  };
  const auto cast = [&](const char* choice) {
    scene.done(scene.resident(0),
               domain::CastBallot{ballot, HeadId{}, Paper{choice}, domain::Channel::phone});
    scene.settle();
  };
  const auto before = socket.seq;
  add("第二项");
  add("第三项");
  CHECK(socket.seq == before + 2);
  CHECK(own_parts() == 0);
  cast("yes");
  CHECK(own_parts() == 1);
  CHECK(socket.me["ballots"][ballot.str()]["cast"]["choice"] == "yes");
  SECTION("who lagged is sent it with what she missed, and the next change of it too") {
    socket.behind = true;
    cast("no");
    socket.behind = false;
    scene.hub->drained(ref);
    scene.hub->drained(ref);
    scene.settle();
    CHECK(socket.me["ballots"][ballot.str()]["cast"]["choice"] == "no");
    cast("abstain");
    CHECK(socket.me["ballots"][ballot.str()]["cast"]["choice"] == "abstain");
  }
}

TEST_CASE("presence told between two patches swallows neither for one who begins to lag") {
  Scene scene;
  const auto item = scene.start_sitting();
  const auto ballot = scene.open_ballot(item);
  scene.settle();
  TestSocket slow;
  const auto ref = scene.connect(slow, std::make_shared<const Subject>());
  const auto pass = [&](std::int64_t milliseconds) {
    scene.clock.forward(milliseconds * 1'000);
    scene.run_ready();
  };
  const auto cast = [&](int flat) {
    scene.done(scene.resident(flat),
               domain::CastBallot{ballot, HeadId{}, Paper{"yes"}, domain::Channel::phone});
  };
  pass(950);  // presence is due at 1,000 ms
  cast(0);    // goes out at once
  cast(1);    // waits for the next tenth of a second
  pass(60);
  slow.behind = true;
  pass(100);
  slow.behind = false;
  scene.hub->drained(ref);
  scene.settle();
  CHECK(slow.view["ballots"][ballot.str()]["participation"]["heads"] == 2);
}

TEST_CASE("presence counts people: no screen of the hall, no second tab") {
  Scene scene;
  scene.start_sitting();
  const auto phone = [](const char* session) {
    return std::make_shared<const Subject>(Subject{
        SubjectKind::resident, ActorId(Scene::head(0).str()), Scene::head(0), "", {}, session});
  };
  TestSocket console;
  scene.connect(console, scene.chair);
  const auto online = [&] {
    scene.settle();
    for (auto frame = console.frames.rbegin(); frame != console.frames.rend(); ++frame) {
      if ((*frame)["op"] == "live") return (*frame)["presence"]["online"].get<int>();
    }
    return -1;
  };
  CHECK(online() == 1);
  TestSocket screen;
  scene.connect(screen, scene.chair, std::nullopt, true);
  TestSocket second_screen;
  scene.connect(second_screen, phone("one"), std::nullopt, true);
  TestSocket second_desk;
  scene.connect(second_desk, scene.chair);
  CHECK(online() == 1);
  TestSocket tab;
  const auto first = scene.connect(tab, phone("one"));
  TestSocket other_tab;
  const auto second = scene.connect(other_tab, phone("one"));
  CHECK(online() == 2);
  TestSocket spouse;
  scene.connect(spouse, phone("two"));
  CHECK(online() == 3);
  scene.hall->leave(first, scene.meeting);
  CHECK(online() == 3);
  scene.hall->leave(second, scene.meeting);
  CHECK(online() == 2);
}

TEST_CASE("staff are told what waits for the ballot under way, residents are not") {
  Scene scene;
  const auto item = scene.start_sitting();
  TestSocket console;
  scene.connect(console, scene.chair);
  TestSocket phone;
  scene.connect(phone, scene.resident(0));
  CHECK_FALSE(console.me.contains("held"));
  const auto ballot = scene.open_ballot(item);
  scene.settle();
  for (const auto* type : {"meeting.recess", "meeting.close", "agenda.finish", "minutes.propose"}) {
    INFO(type);
    CHECK(console.me["held"].value(type, "") == "meeting.ballot_open");
    CHECK_FALSE(console.me["may"].contains(type));
  }
  CHECK_FALSE(console.me["held"].contains("meeting.start"));
  CHECK_FALSE(phone.me.contains("held"));
  scene.done(scene.chair, domain::CloseBallot{ballot});
  scene.settle();
  CHECK_FALSE(console.me.contains("held"));
  CHECK(console.me["may"].contains("meeting.recess"));
}

TEST_CASE("who speaks is told by name to neighbours and staff, not to everybody") {
  Scene scene;
  scene.start_sitting();
  TestSocket neighbour;
  scene.connect(neighbour, scene.resident(1));
  TestSocket stranger;
  scene.connect(stranger, std::make_shared<const Subject>());
  TestSocket screen;
  scene.connect(screen, scene.chair, std::nullopt, true);
  const auto head = Scene::head(0).str();
  const auto knows = [&](const TestSocket& socket) {
    return std::any_of(socket.frames.begin(), socket.frames.end(), [&](const json& frame) {
      return frame["op"] == "live" && frame["labels"].contains(head);
    });
  };
  CHECK_FALSE(knows(neighbour));
  scene.done(scene.resident(0), domain::RequestFloor{{}, domain::Stance::in_favour});
  scene.settle();
  CHECK(knows(neighbour));
  CHECK(knows(screen));
  CHECK_FALSE(knows(stranger));
  const auto& speeches = stranger.view["floor"]["speeches"];
  REQUIRE(speeches.size() == 1);
  CHECK(speeches.begin().value()["stance"] == "for");
  CHECK(speeches.begin().value()["place"] == 1);
}

TEST_CASE("what a speaker chose to be called by goes to who sees names, and stands in no view") {
  Scene scene;
  scene.start_sitting();
  TestSocket neighbour;
  scene.connect(neighbour, scene.resident(1));
  TestSocket stranger;
  scene.connect(stranger, std::make_shared<const Subject>());
  TestSocket screen;
  scene.connect(screen, scene.chair, std::nullopt, true);
  const auto id = "called:" + Scene::head(0).str();
  const auto told = [&](const TestSocket& socket) {
    std::string last = "-";
    for (const auto& frame : socket.frames) {
      if (frame["op"] != "live" || !frame["labels"].contains(id)) continue;
      last = frame["labels"][id].get<std::string>();
    }
    return last;
  };
  scene.done(scene.resident(0), domain::CallSpeaker{{}, "王阿姨"});
  scene.settle();
  TestSocket late;
  scene.connect(late, scene.chair);
  for (const auto* socket : {&neighbour, &screen, &late}) {
    CHECK(told(*socket) == "王阿姨");
    CHECK(socket->view.dump().find("王阿姨") == std::string::npos);
  }
  CHECK(told(stranger) == "-");
  for (const auto& entry : scene.inner->read("meeting:" + scene.meeting.str(), 0, 1'000)) {
    CHECK((entry.header + entry.payload).find("王阿姨") == std::string::npos);
  }
  CHECK(scene.refused(scene.chair, domain::CallSpeaker{SpeakerId(Scene::head(0).str()), "老王"})
            .code == domain::Code::permission_denied);
  CHECK(scene.to_erase.empty());
  scene.done(scene.chair, domain::NumberSpeaker{SpeakerId(Scene::head(0).str())});
  scene.settle();
  for (const auto* socket : {&neighbour, &screen, &late}) CHECK(told(*socket) == "");
  REQUIRE(scene.to_erase.size() == 1);
  CHECK(scene.inner->sealed(scene.to_erase.front())->value == "王阿姨");
}

TEST_CASE("labels of rooms go to staff and to their own household alone") {
  Scene scene;
  scene.start_sitting();
  const auto labels = [&](const std::shared_ptr<const Subject>& who, bool hall) {
    TestSocket socket;
    const auto ref = scene.connect(socket, who, std::nullopt, hall);
    scene.hub->closed(ref);
    scene.hall->leave(ref, scene.meeting);
    for (const auto& frame : socket.frames) {
      if (frame["op"] == "live" && !frame["labels"].empty()) return frame["labels"].size();
    }
    return std::size_t{0};
  };
  CHECK(labels(scene.chair, false) == 16);  // eight units and eight heads
  CHECK(labels(scene.resident(2), false) == 1);
  CHECK(labels(std::make_shared<const Subject>(), false) == 0);
  CHECK(labels(scene.chair, true) == 0);
}

TEST_CASE("before it is announced a meeting is there for its staff and its households alone") {
  Scene scene;
  scene.done(scene.chair, scene.convening());
  const auto stranger = std::make_shared<const Subject>();
  const auto join = [&](const std::shared_ptr<const Subject>& who, bool as_hall) {
    TestSocket socket;
    std::string refused = "shown";
    const auto ref = scene.hub->opened(0, socket, "");
    scene.hall->join(ref, who, StreamName(scene.meeting), {as_hall, std::nullopt, ""},
                     [&](std::string_view code) { refused = code; });
    scene.run_ready();
    if (refused != "shown") CHECK(socket.frames.empty());
    scene.hall->leave(ref, StreamName(scene.meeting));
    scene.run_ready();
    scene.hub->closed(ref);
    return refused;
  };
  const bool as_hall = GENERATE(false, true);
  CHECK(join(stranger, as_hall) == "meeting.unknown");
  CHECK(join(scene.resident(3), as_hall) == "shown");
  CHECK(join(scene.chair, as_hall) == "shown");
  scene.done(scene.chair, domain::AnnounceMeeting{});
  CHECK(join(stranger, as_hall) == "shown");
}

}  // namespace roundtable::live::test
