// Proposals and amendments (docs/domain.md 5.1): who does what, where, by when, at what cost;
// amended by paragraph; decided by more for than against, a tie being lost, and never with owners'
// arithmetic.
#include "domain/proposal.hpp"

#include "domain/scenario.hpp"

using namespace scenario;

namespace {

ProposalText text() {
  return {"架空层改成充电车棚",
          {"拆掉旧棚。", "装十二个充电口。"},
          "居委会",
          "12号楼架空层",
          Date{2026, 12, 31},
          3'000'000};
}

/// An item under way with one proposal under discussion, moved by household 1.
class Deliberation : public Scenario {
 public:
  Deliberation() {
    in_session();
    given(TableProposal{item, speaker(1), text()});
    proposal = ProposalId(made);
    given(DiscussProposal{proposal});
  }
  AmendmentId amended(int paragraph, const char* words, int mover = 2) {
    given(TableAmendment{proposal, speaker(mover), "p" + std::to_string(paragraph), words});
    return AmendmentId(made);
  }
  /// A vote on whatever is put: so many for and so many against.
  Deliberation& decided(const Command& put, int for_it, int against) {
    given(put);
    ballot = BallotId(made);
    for (int i = 1; i <= for_it; ++i) given(cast(i, Paper{"yes"}));
    for (int i = for_it + 1; i <= for_it + against; ++i) given(cast(i, Paper{"no"}));
    given(CloseBallot{ballot});
    return *this;
  }
  const Proposal& the_proposal() const { return meeting.proposals.at(proposal); }
  const Amendment& the_amendment(const AmendmentId& id) const { return meeting.amendments.at(id); }
  const std::string& paragraph(std::size_t number) const {
    return the_proposal().text.paragraphs.at(number - 1);
  }

  ProposalId proposal;
};

}  // namespace

TEST_CASE("a proposal is tabled with its mover and counts who supports it, each once") {
  Deliberation scene;
  CHECK(scene.the_proposal().mover == speaker(1));
  scene.given(SupportProposal{scene.proposal, speaker(2)});
  scene.given(SupportProposal{scene.proposal, speaker(3)});
  scene.gives(SupportProposal{scene.proposal, speaker(3)}, {});
  CHECK(scene.the_proposal().supporters.size() == 2);
  scene.given(SupportProposal{scene.proposal, speaker(2), false});
  CHECK(scene.the_proposal().supporters == std::set<SpeakerId>{speaker(3)});
}

TEST_CASE("its mover may word it anew as long as nobody has joined") {
  Deliberation scene;
  auto shorter = text();
  shorter.paragraphs = {"先听听大家的。"};
  scene.given(EditProposal{scene.proposal, speaker(1), 0, shorter});
  CHECK(scene.the_proposal().base == 1);
  CHECK(scene.the_proposal().text == shorter);
}

TEST_CASE("an accepted amendment gives the paragraph its words, and its rivals lapse") {
  Deliberation scene;
  const auto ten = scene.amended(2, "装十个充电口。");
  const auto eight = scene.amended(2, "装八个充电口。", 3);
  const auto other = scene.amended(1, "旧棚留着。", 3);
  scene.given(AcceptAmendment{ten, speaker(1)});
  CHECK(scene.paragraph(2) == "装十个充电口。");
  CHECK(scene.the_proposal().amended_by.at(1) == ten);
  CHECK(scene.the_amendment(eight).state == AmendmentState::lapsed);
  CHECK(scene.the_amendment(other).state == AmendmentState::tabled);
}

TEST_CASE("a vote does not wait for the hand of somebody who has left") {
  Deliberation scene;
  scene.present(5).given(RequestFloor{speaker(3), Stance::against});
  scene.refuses(PutProposal{scene.proposal},
                {Code::floor_still_wanted, {{"waiting", std::int64_t{1}}}});
  scene.given(LeaveMeeting{head(3)}).given(PutProposal{scene.proposal});
  CHECK(scene.meeting.ballots.contains(BallotId(scene.made)));
}

TEST_CASE("an amendment is put to the vote before its proposal") {
  Deliberation scene;
  const auto ten = scene.amended(2, "装十个充电口。");
  scene.decided(PutAmendment{ten}, 3, 2);
  CHECK(scene.the_amendment(ten).state == AmendmentState::adopted);
  CHECK(scene.paragraph(2) == "装十个充电口。");
  CHECK(scene.meeting.current_proposal == scene.proposal);
  scene.decided(PutProposal{scene.proposal}, 4, 1);
  CHECK(scene.the_proposal().state == ProposalState::adopted);
  CHECK_FALSE(scene.meeting.current_proposal);
  CHECK(scene.the_ballot().detail == "拆掉旧棚。\n装十个充电口。");
}

TEST_CASE("a rejected amendment leaves the paragraph as it was") {
  Deliberation scene;
  const auto ten = scene.amended(2, "装十个充电口。");
  scene.decided(PutAmendment{ten}, 2, 3);
  CHECK(scene.the_amendment(ten).state == AmendmentState::rejected);
  CHECK(scene.paragraph(2) == "装十二个充电口。");
}

TEST_CASE("more for than against carries a motion; a tie and silence are lost") {
  struct Row {
    int for_it, against;
    ProposalState state;
  };
  const auto row = GENERATE(values<Row>({{1, 0, ProposalState::adopted},
                                         {4, 3, ProposalState::adopted},
                                         {3, 3, ProposalState::rejected},
                                         {3, 4, ProposalState::rejected},
                                         {0, 0, ProposalState::rejected}}));
  INFO(row.for_it << " for, " << row.against << " against");
  Deliberation scene;
  scene.decided(PutProposal{scene.proposal}, row.for_it, row.against);
  CHECK(scene.the_proposal().state == row.state);
}

TEST_CASE("a motion counts households alone and binds nobody, whatever the body may do") {
  Deliberation scene;
  scene.binding().given(PutProposal{scene.proposal});
  const auto& ballot = scene.meeting.ballots.at(BallotId(scene.made));
  CHECK(ballot.rule.value->body == kDeliberation);
  CHECK_FALSE(ballot.rule.value->by_area);
  CHECK(ballot.standing == Standing::opinion_poll);
  CHECK(ballot.about == Motion{scene.proposal, {}});
}

TEST_CASE("an annulled ballot leaves its motion undecided, with the words it had") {
  Deliberation scene;
  const auto ten = scene.amended(2, "装十个充电口。");
  scene.decided(PutAmendment{ten}, 3, 2).given(AnnulBallot{scene.ballot, "数错了"});
  CHECK(scene.the_amendment(ten).state == AmendmentState::tabled);
  CHECK(scene.paragraph(2) == "装十二个充电口。");
  scene.decided(PutAmendment{ten}, 2, 3);
  scene.decided(PutProposal{scene.proposal}, 3, 2).given(AnnulBallot{scene.ballot, "数错了"});
  CHECK(scene.the_proposal().state == ProposalState::tabled);
}

TEST_CASE("a motion whose ballot goes on is undecided, and what lapsed with it stands again") {
  Deliberation scene;
  const auto ten = scene.amended(2, "装十个充电口。");
  const auto eight = scene.amended(2, "装八个充电口。", 3);
  scene.decided(PutAmendment{ten}, 3, 2);
  CHECK(scene.the_amendment(eight).state == AmendmentState::lapsed);
  scene.given(ReopenBallot{scene.ballot, "误触"});
  CHECK(scene.the_amendment(ten).state == AmendmentState::tabled);
  CHECK(scene.the_amendment(eight).state == AmendmentState::tabled);
  CHECK(scene.paragraph(2) == "装十二个充电口。");
  scene.given(AnnulBallot{scene.ballot, "改日再议"});
  for (const auto& id : {ten, eight}) scene.given(WithdrawAmendment{id, {}});

  scene.decided(PutProposal{scene.proposal}, 3, 2).given(ReopenBallot{scene.ballot, "误触"});
  CHECK(scene.the_proposal().state == ProposalState::tabled);
  CHECK(scene.meeting.current_proposal == scene.proposal);
}

TEST_CASE("a decided amendment stays so once the words were voted on, or written anew") {
  Deliberation scene;
  const auto ten = scene.amended(2, "装十个充电口。");
  scene.decided(PutAmendment{ten}, 3, 2);
  const auto rested = [&](const char* what) {
    return Refusal{Code::ballot_rested_on, {{"ballot", scene.ballot.str()}, {"what", what}}};
  };
  SECTION("on other words") {
    const auto nine = scene.amended(2, "装九个充电口。", 3);
    scene.given(AcceptAmendment{nine, {}});
    scene.refuses(ReopenBallot{scene.ballot, "误触"}, rested("proposal"));
  }
  SECTION("to be amended anew") {
    scene.amended(2, "装九个充电口。", 3);
    scene.refuses(ReopenBallot{scene.ballot, "误触"}, rested("proposal"));
  }
  SECTION("withdrawn since") {
    scene.given(WithdrawProposal{scene.proposal, {}});
    scene.refuses(ReopenBallot{scene.ballot, "误触"}, rested("proposal"));
  }
}

TEST_CASE("the floor is on the proposal under discussion: turns are counted anew for it") {
  Deliberation scene;
  scene.given(RequestFloor{speaker(4), Stance::against});
  CHECK(scene.meeting.speeches.at(SpeechId(scene.made)).subject ==
        FloorSubject{scene.item, scene.proposal});
}

TEST_CASE("a withdrawn or deferred proposal is no longer under discussion") {
  Deliberation scene;
  SECTION("withdrawn by its mover") {
    scene.given(WithdrawProposal{scene.proposal, speaker(1)});
    CHECK(scene.the_proposal().state == ProposalState::withdrawn);
  }
  SECTION("deferred by the chair, with the reason") {
    scene.given(DeferProposal{scene.proposal, "等消防意见"});
    CHECK(scene.the_proposal().state == ProposalState::deferred);
    CHECK(scene.the_proposal().reason == "等消防意见");
  }
  CHECK_FALSE(scene.meeting.current_proposal);
}

TEST_CASE("leaving the item leaves the proposal, which waits for another day") {
  Deliberation scene;
  scene.given(FinishAgendaItem{scene.item});
  CHECK_FALSE(scene.meeting.current_proposal);
  CHECK(scene.the_proposal().state == ProposalState::tabled);
}

TEST_CASE("what one item left open is taken along to a later one and voted on there") {
  Deliberation scene;
  scene.given(FinishAgendaItem{scene.item});
  scene.given(AddAgendaItem{{"就充电车棚表决", ItemKind::decision}});
  const auto later = AgendaItemId(scene.made);
  // Not before that item has begun.
  scene.refuses(DiscussProposal{scene.proposal},
                Refusal{Code::agenda_item_state, {{"item", scene.item.str()}, {"state", "done"}}});
  scene.given(StartAgendaItem{later});
  scene.given(DiscussProposal{scene.proposal});
  CHECK(scene.the_proposal().item == later);
  scene.decided(PutProposal{scene.proposal}, 3, 1);
  CHECK(scene.the_proposal().state == ProposalState::adopted);
}

TEST_CASE("a text is parted at its lines") {
  CHECK(paragraphs_of("一\n\n 二 \n三") == std::vector<std::string>{"一", "二", "三"});
  CHECK(paragraphs_of(" \n ").empty());
  CHECK(paragraph_from("p12") == std::size_t{11});
  for (const char* key : {"p0", "p", "12", "p1x", "p-1", ""}) {
    INFO(key);
    CHECK_FALSE(paragraph_from(key));
  }
}
