// Refusals about proposals, amendments and motions, as rows of the table (refusals_test.cpp).
#include <algorithm>

#include "domain/limits.hpp"
#include "domain/refusal_rows.hpp"

namespace scenario {
namespace {

ProposalText text() {
  return {"架空层改造", {"拆掉旧棚。", "装充电口。"}, "居委会", "架空层"};
}

/// Moved by household 1.
void tabled(Scenario& scene) {
  scene.in_session().given(TableProposal{scene.item, speaker(1), text()});
}
ProposalId the_proposal(const Scenario& scene) {
  return scene.meeting.proposals.begin()->first;
}
AmendmentId the_amendment(const Scenario& scene) {
  return scene.meeting.amendments.begin()->first;
}
void discussed(Scenario& scene) {
  tabled(scene);
  scene.given(DiscussProposal{the_proposal(scene)});
}
/// Moved by household 2, while the proposal is discussed.
void amended(Scenario& scene) {
  discussed(scene);
  scene.given(TableAmendment{the_proposal(scene), speaker(2), "p1", "旧棚留着。"});
}
void amended_but_not_discussed(Scenario& scene) {
  tabled(scene);
  scene.given(TableAmendment{the_proposal(scene), speaker(2), "p1", "旧棚留着。"});
}
void withdrawn(Scenario& scene) {
  tabled(scene);
  scene.given(WithdrawProposal{the_proposal(scene), speaker(1)});
}
void amendment_withdrawn(Scenario& scene) {
  amended(scene);
  scene.given(WithdrawAmendment{the_amendment(scene), speaker(2)});
}
void put(Scenario& scene) {
  discussed(scene);
  scene.given(PutProposal{the_proposal(scene)});
}
void amendment_put(Scenario& scene) {
  amended(scene);
  scene.given(PutAmendment{the_amendment(scene)});
}

Command table(Scenario& scene) {
  return TableProposal{scene.item, speaker(1), text()};
}
Command reword(Scenario& scene) {
  return EditProposal{the_proposal(scene), speaker(1), 0, text()};
}
Command withdraw(Scenario& scene) {
  return WithdrawProposal{the_proposal(scene), speaker(1)};
}
Command support(Scenario& scene) {
  return SupportProposal{the_proposal(scene), speaker(3)};
}
Command discuss(Scenario& scene) {
  return DiscussProposal{the_proposal(scene)};
}
Command defer(Scenario& scene) {
  return DeferProposal{the_proposal(scene), "改天"};
}
Command put_it(Scenario& scene) {
  return PutProposal{the_proposal(scene)};
}
Command amend(Scenario& scene) {
  return TableAmendment{the_proposal(scene), speaker(2), "p2", "装八个充电口。"};
}
Command accept(Scenario& scene) {
  return AcceptAmendment{the_amendment(scene), speaker(1)};
}
Command take_back(Scenario& scene) {
  return WithdrawAmendment{the_amendment(scene), speaker(2)};
}
/// More households than it takes to move all that a meeting holds.
constexpr int kMovers = 30;
void tabled_by_many(Scenario& scene, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto mover = speaker(1 + static_cast<int>(i / kProposalsPerMoverMax));
    scene.given(TableProposal{scene.item, mover, text()});
  }
}
Command amended_by(Scenario& scene, int mover) {
  return TableAmendment{the_proposal(scene), speaker(mover), "p2", "装八个充电口。"};
}
void amended_by_many(Scenario& scene, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    scene.given(amended_by(scene, 1 + static_cast<int>(i / kAmendmentsPerMoverMax)));
  }
}
/// Two amendments to the same paragraph, one of them put to the vote.
void rival_put(Scenario& scene) {
  amended(scene);
  const auto first = the_amendment(scene);
  scene.given(TableAmendment{the_proposal(scene), speaker(3), "p1", "旧棚修一修。"});
  scene.given(PutAmendment{first});
}
Command accept_the_rival(Scenario& scene) {
  const auto& amendments = scene.meeting.amendments;
  const auto rival = std::find_if(amendments.begin(), amendments.end(),
                                  [](const auto& known) { return known.second.ballot.empty(); });
  return AcceptAmendment{rival->first, speaker(1)};
}
/// An amendment's vote, then its proposal's, both closed.
void decided_after_an_amendment(Scenario& scene) {
  amendment_put(scene);
  scene.ballot = *scene.meeting.open_ballot;
  scene.given(scene.cast(1, Paper{"yes"})).given(CloseBallot{scene.ballot});
  const auto first = scene.ballot;
  scene.given(PutProposal{the_proposal(scene)});
  scene.given(CloseBallot{*scene.meeting.open_ballot});
  scene.ballot = first;
}

Command put_amendment(Scenario& scene) {
  return PutAmendment{the_amendment(scene)};
}

/// With one thing in the text changed.
template <class Change>
auto worded(Change change) {
  return [change](Scenario& scene) {
    auto words = text();
    change(words);
    return Command(TableProposal{scene.item, speaker(1), words});
  };
}

auto with_proposal(Code code) {
  return [code](Scenario& scene) {
    return Refusal{code, {{"proposal", the_proposal(scene).str()}}};
  };
}
auto with_amendment(Code code) {
  return [code](Scenario& scene) {
    return Refusal{code, {{"amendment", the_amendment(scene).str()}}};
  };
}
auto in_state(const char* state) {
  return [state](Scenario& scene) {
    return Refusal{Code::proposal_state,
                   {{"proposal", the_proposal(scene).str()}, {"state", state}}};
  };
}
auto amendment_in_state(const char* state) {
  return [state](Scenario& scene) {
    return Refusal{Code::amendment_state,
                   {{"amendment", the_amendment(scene).str()}, {"state", state}}};
  };
}
Refusal ballot_is_open(Scenario& scene) {
  return {Code::meeting_ballot_open, {{"ballot", scene.meeting.open_ballot->str()}}};
}

}  // namespace

std::vector<Row> table_proposal_rows() {
  return {
      {"a proposal belongs to an item of the agenda", in_session,
       always(TableProposal{AgendaItemId("no"), speaker(1), text()}),
       with({Code::agenda_unknown_item, {{"item", "no"}}})},
      {"and not to one that is done",
       [](Scenario& scene) { scene.in_session().given(FinishAgendaItem{scene.item}); }, table,
       [](Scenario& scene) {
         return Refusal{Code::agenda_item_state, {{"item", scene.item.str()}, {"state", "done"}}};
       }},
      {"only who is on the roll or admitted moves", in_session,
       [](Scenario& scene) {
         return Command(TableProposal{scene.item, SpeakerId("stranger"), text()});
       },
       with({Code::floor_unknown_speaker, {{"speaker", "stranger"}}})},
      {"the chair moves nothing",
       [](Scenario& scene) { scene.in_session().given(SetChair{speaker(1)}); }, table,
       with({Code::floor_chair_has_no_stance, {{"speaker", "h1"}}})},
      {"a proposal has a title", in_session, worded([](auto& words) { words.title = " "; }),
       with(malformed("title", "empty"))},
      {"and says something", in_session, worded([](auto& words) { words.paragraphs.clear(); }),
       with(malformed("text", "empty"))},
      {"in not too many paragraphs", in_session,
       worded([](auto& words) { words.paragraphs.assign(kParagraphsMax + 1, "段"); }),
       with(malformed("text", "too_many"))},
      {"of bearable length", in_session,
       worded([](auto& words) { words.paragraphs = {std::string(kParagraphBytesMax + 1, 'x')}; }),
       with(malformed("text", "too_long"))},
      {"who does it is said", in_session, worded([](auto& words) { words.who = ""; }),
       with(malformed("who", "empty"))},
      {"and where", in_session, worded([](auto& words) { words.where = ""; }),
       with(malformed("where", "empty"))},
      {"and a cost is no fantasy", in_session,
       worded([](auto& words) { words.cost = kCostCentsMax + 1; }),
       with(malformed("cost", "out_of_range"))},
      {"the proposals have an end",
       [](Scenario& scene) {
         scene.in_session();
         tabled_by_many(scene, kProposalsMax);
       },
       [](Scenario& scene) {
         return Command(TableProposal{scene.item, speaker(kMovers), text()});
       },
       with({Code::proposal_full, {{"max", std::int64_t{kProposalsMax}}}}), kMovers},
      {"and one household does not use them up",
       [](Scenario& scene) {
         scene.in_session();
         tabled_by_many(scene, kProposalsPerMoverMax);
       },
       table, with({Code::proposal_mover_full, {{"max", std::int64_t{kProposalsPerMoverMax}}}})},
      {"nor fills one with more than the form takes", in_session, worded([](auto& words) {
         words.paragraphs.assign(3, std::string(kProposalBytesMax / 2, 'x'));
       }),
       with(malformed("text", "too_long"))},
  };
}

std::vector<Row> later_proposal_rows() {
  return {
      {"a proposal to edit must be there", in_session,
       always(EditProposal{ProposalId("no"), speaker(1), 0, text()}),
       with({Code::proposal_unknown, {{"proposal", "no"}}})},
      {"nobody words what is another's", tabled,
       [](Scenario& scene) {
         return Command(EditProposal{the_proposal(scene), speaker(2), 0, text()});
       },
       with_proposal(Code::proposal_not_yours)},
      {"an edit of an older wording is refused with the present count",
       [](Scenario& scene) {
         tabled(scene);
         scene.given(reword(scene));
       },
       reword,
       [](Scenario& scene) {
         return Refusal{Code::proposal_stale,
                        {{"proposal", the_proposal(scene).str()}, {"base", std::int64_t{1}}}};
       }},
      {"what others support keeps its words",
       [](Scenario& scene) {
         tabled(scene);
         scene.given(support(scene));
       },
       reword, with_proposal(Code::proposal_supported)},
      {"and what others amend", amended, reword, with_proposal(Code::proposal_supported)},
      {"a withdrawn proposal is not withdrawn again", withdrawn, withdraw, in_state("withdrawn")},
      {"nor while it is voted on", put, withdraw, ballot_is_open},
      {"nor deferred then", put, defer, ballot_is_open},
      {"deferring has a reason", tabled,
       [](Scenario& scene) {
         return Command(DeferProposal{the_proposal(scene), ""});
       },
       with(malformed("reason", "empty"))},
      {"a withdrawn proposal gets no support", withdrawn, support, in_state("withdrawn")},
      {"only who is on the roll or admitted supports", tabled,
       [](Scenario& scene) {
         return Command(SupportProposal{the_proposal(scene), SpeakerId("stranger")});
       },
       with({Code::floor_unknown_speaker, {{"speaker", "stranger"}}})},
      {"a proposal is discussed under its own item",
       [](Scenario& scene) {
         tabled(scene);
         scene.given(FinishAgendaItem{scene.item});
       },
       discuss,
       [](Scenario& scene) {
         return Refusal{Code::agenda_item_state, {{"item", scene.item.str()}, {"state", "done"}}};
       }},
      {"not while another vote is open", put, discuss, ballot_is_open},
  };
}

std::vector<Row> motion_rows() {
  return {
      {"a proposal is discussed before it is put", tabled, put_it,
       with_proposal(Code::proposal_not_discussed)},
      {"and so is what would amend it", amended_but_not_discussed, put_amendment,
       with_proposal(Code::proposal_not_discussed)},
      {"amendments are decided first", amended, put_it,
       with_amendment(Code::proposal_amendments_open)},
      {"who still waits for the floor is heard first",
       [](Scenario& scene) {
         discussed(scene);
         scene.given(RequestFloor{speaker(3), Stance::against});
       },
       put_it, with({Code::floor_still_wanted, {{"waiting", std::int64_t{1}}}})},
      {"and who speaks ends first",
       [](Scenario& scene) {
         discussed(scene);
         scene.given(RequestFloor{speaker(3), Stance::against});
         scene.given(GrantFloor{SpeechId(scene.made)});
       },
       put_it,
       [](Scenario& scene) {
         return Refusal{Code::floor_busy, {{"speech", scene.meeting.current_speech->str()}}};
       }},
      {"one ballot at a time", put, put_it,
       [](Scenario& scene) {
         return Refusal{Code::ballot_another_open, {{"ballot", scene.meeting.open_ballot->str()}}};
       }},
      {"a meeting convened without a rule for motions decides none",
       [](Scenario& scene) {
         scene.without_motions();
         discussed(scene);
       },
       put_it, with({Code::rule_unknown, {{"rule", "deliberation"}}})},
      {"abstentions on a motion are not asked for", put,
       [](Scenario& scene) {
         return Command(
             CastBallot{*scene.meeting.open_ballot, head(1), Paper{"abstain"}, Channel::phone});
       },
       [](Scenario& scene) {
         return Refusal{Code::ballot_no_abstention, {{"ballot", scene.meeting.open_ballot->str()}}};
       }},
  };
}

std::vector<Row> amendment_rows() {
  return {
      {"an amendment is not amended", amended,
       [](Scenario& scene) {
         return Command(TableAmendment{ProposalId(the_amendment(scene).str()), speaker(3), "p1",
                                       "旧棚搬走。"});
       },
       with_amendment(Code::amendment_of_amendment)},
      {"a proposal to amend must be there", in_session,
       always(TableAmendment{ProposalId("no"), speaker(2), "p1", "x"}),
       with({Code::proposal_unknown, {{"proposal", "no"}}})},
      {"and the paragraph too", tabled,
       [](Scenario& scene) {
         return Command(TableAmendment{the_proposal(scene), speaker(2), "p3", "x"});
       },
       with({Code::amendment_no_paragraph, {{"paragraph", "p3"}}})},
      {"an amendment changes something", tabled,
       [](Scenario& scene) {
         return Command(TableAmendment{the_proposal(scene), speaker(2), "p1", "拆掉旧棚。"});
       },
       with({Code::amendment_unchanged, {{"paragraph", "p1"}}})},
      {"and says something", tabled,
       [](Scenario& scene) {
         return Command(TableAmendment{the_proposal(scene), speaker(2), "p1", " "});
       },
       with(malformed("text", "empty"))},
      {"only who is on the roll or admitted amends", tabled,
       [](Scenario& scene) {
         return Command(
             TableAmendment{the_proposal(scene), SpeakerId("stranger"), "p1", "旧棚留着。"});
       },
       with({Code::floor_unknown_speaker, {{"speaker", "stranger"}}})},
      {"nobody amends what is being voted on", put, amend, ballot_is_open},
      {"the amendments have an end",
       [](Scenario& scene) {
         tabled(scene);
         amended_by_many(scene, kAmendmentsMax);
       },
       [](Scenario& scene) { return amended_by(scene, kMovers); },
       with({Code::amendment_full, {{"max", std::int64_t{kAmendmentsMax}}}}), kMovers},
      {"and one household does not use them up",
       [](Scenario& scene) {
         tabled(scene);
         amended_by_many(scene, kAmendmentsPerMoverMax);
       },
       [](Scenario& scene) { return amended_by(scene, 1); },
       with({Code::amendment_mover_full, {{"max", std::int64_t{kAmendmentsPerMoverMax}}}})},
  };
}

std::vector<Row> amendment_vote_rows() {
  return {
      {"an amendment to accept must be there", tabled,
       always(AcceptAmendment{AmendmentId("no"), speaker(1)}),
       with({Code::amendment_unknown, {{"amendment", "no"}}})},
      {"the mover of the proposal accepts, nobody else", amended,
       [](Scenario& scene) {
         return Command(AcceptAmendment{the_amendment(scene), speaker(2)});
       },
       with_amendment(Code::amendment_not_yours)},
      {"its own mover withdraws it, nobody else", amended,
       [](Scenario& scene) {
         return Command(WithdrawAmendment{the_amendment(scene), speaker(1)});
       },
       with_amendment(Code::amendment_not_yours)},
      {"a withdrawn amendment is not accepted", amendment_withdrawn, accept,
       amendment_in_state("withdrawn")},
      {"nor withdrawn again", amendment_withdrawn, take_back, amendment_in_state("withdrawn")},
      {"nor put to the vote", amendment_withdrawn, put_amendment, amendment_in_state("withdrawn")},
      {"what is voted on is not accepted meanwhile", amendment_put, accept, ballot_is_open},
      {"nor is a rival, which would make it lapse under the vote", rival_put, accept_the_rival,
       ballot_is_open},
      {"nor amended again", amendment_put, amend, ballot_is_open},
      {"nor is its proposal withdrawn", amendment_put, withdraw, ballot_is_open},
      {"nor deferred", amendment_put, defer, ballot_is_open},
      {"once the proposal is decided, the vote on its words is not annulled",
       decided_after_an_amendment,
       [](Scenario& scene) {
         return Command(AnnulBallot{scene.ballot, "数错了"});
       },
       in_state("rejected")},
      {"nor withdrawn", amendment_put, take_back, ballot_is_open},
  };
}

}  // namespace scenario
