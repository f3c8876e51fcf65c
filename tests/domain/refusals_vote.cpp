// Refusals about votes that somebody else enters, and about going on with a closed ballot.
#include "domain/limits.hpp"
#include "domain/refusal_rows.hpp"

namespace scenario {
namespace {

Command reopen(Scenario& scene) {
  return ReopenBallot{scene.ballot, "误触"};
}
Command release_it(Scenario& scene) {
  return ReleaseVote{scene.ballot, head(1)};
}
Command object_to_it(Scenario& scene) {
  return ObjectToVote{scene.ballot, head(1)};
}
Command by_helper(Scenario& scene) {
  auto command = scene.cast(1, Paper{"yes"}, Channel::helper);
  command.reason = " \u3000";
  return command;
}
Command by_hand(Scenario& scene) {
  return scene.cast(1, Paper{"yes"}, Channel::hand);
}

void closed_with(Scenario& scene, const OpenBallot& open, int votes) {
  scene.ballot_open(open).votes(votes, Paper{"yes"}).given(CloseBallot{scene.ballot});
}
void ballot_over(Scenario& scene) {
  scene.in_session();
  closed_with(scene, scene.open_ballot(), 0);
}
void secret_told(Scenario& scene) {
  scene.in_session();
  auto open = scene.open_ballot();
  open.secrecy = Secrecy::confidential;
  open.counts = Counts::hidden;
  closed_with(scene, open, 1);
}
void annulled_ballot(Scenario& scene) {
  scene.in_session().ballot_open().given(AnnulBallot{scene.ballot, "错"});
}
void voted_by_phone(Scenario& scene) {
  scene.in_session().ballot_open().given(scene.cast(1, Paper{"yes"}));
}
void objected(Scenario& scene) {
  scene.in_session().present(1).ballot_open().given(by_hand(scene)).given(object_to_it(scene));
}

auto rested_on(const char* what) {
  return [what](Scenario& scene) {
    return Refusal{Code::ballot_rested_on, {{"ballot", scene.ballot.str()}, {"what", what}}};
  };
}
auto about_first_head(Code code) {
  return [code](Scenario& scene) {
    return Refusal{code, {{"ballot", scene.ballot.str()}, {"head", "h1"}}};
  };
}

std::vector<Row> entering_rows() {
  return {
      {"a hand is of who is here", ballot_open, by_hand,
       with({Code::attendance_not_checked_in, {{"head", "h1"}}})},
      {"a helper says why who is not here votes through her", ballot_open, by_helper,
       about_first_head(Code::ballot_reason_needed)},
      {"why has a length", ballot_open,
       [](Scenario& scene) {
         auto command = scene.cast(1, Paper{"yes"}, Channel::helper);
         command.reason = std::string(kReasonBytesMax + 1, 'x');
         return Command(command);
       },
       with(malformed("reason", "too_long"))},
      {"the own vote is not overwritten", voted_by_phone, by_helper,
       about_first_head(Code::ballot_cast_by_household)},
      {"without an own vote there is none to release", ballot_open, release_it,
       with_ballot(Code::ballot_nothing_to_release)},
      {"it is released once",
       [](Scenario& scene) {
         voted_by_phone(scene);
         scene.given(release_it(scene));
       },
       release_it, with_ballot(Code::ballot_nothing_to_release)},
      {"against the own vote there is nothing to say", voted_by_phone, object_to_it,
       with_ballot(Code::ballot_nothing_to_object)},
      {"where nobody voted either", ballot_open, object_to_it,
       with_ballot(Code::ballot_nothing_to_object)},
      {"an objection is said once", objected, object_to_it,
       with_ballot(Code::ballot_objected_already)},
      {"an annulled ballot has no votes to object to", annulled_ballot, object_to_it,
       with_ballot(Code::ballot_annulled)},
      {"a ballot to object to must be there", in_session,
       always(ObjectToVote{BallotId("no"), head(1)}),
       with({Code::ballot_unknown, {{"ballot", "no"}}})},
      {"a ballot to release a vote of must be there", in_session,
       always(ReleaseVote{BallotId("no"), head(1)}),
       with({Code::ballot_unknown, {{"ballot", "no"}}})},
  };
}

std::vector<Row> reopening_rows() {
  return {
      {"a ballot to reopen must be there", in_session, always(ReopenBallot{BallotId("no"), "x"}),
       with({Code::ballot_unknown, {{"ballot", "no"}}})},
      {"an open ballot is not reopened", ballot_open, reopen, with_ballot(Code::ballot_still_open)},
      {"an annulled one neither", annulled_ballot, reopen, with_ballot(Code::ballot_annulled)},
      {"a reopening has a reason", ballot_over,
       [](Scenario& scene) {
         return Command(ReopenBallot{scene.ballot, "\u3000"});
       },
       with(malformed("reason", "empty"))},
      {"what its deadline has ended stays so",
       [](Scenario& scene) {
         scene.in_session();
         auto open = scene.open_ballot();
         open.deadline = kEvening + kMinute;
         scene.ballot_open(open).at(*open.deadline).given(CloseBallotAtDeadline{scene.ballot});
       },
       reopen, with({Code::ballot_deadline_past, {{"deadline", (kEvening + kMinute).micros}}})},
      {"a published result stands",
       [](Scenario& scene) {
         ballot_over(scene);
         scene.given(PublishRecord{scene.ballot, "居委会"});
       },
       reopen,
       [](Scenario& scene) {
         return Refusal{Code::record_already_published,
                        {{"record", scene.the_ballot().record.str()}}};
       }},
  };
}

std::vector<Row> resting_rows() {
  return {
      {"one ballot at a time",
       [](Scenario& scene) {
         ballot_over(scene);
         const auto first = scene.ballot;
         scene.ballot_open();
         scene.ballot = first;
       },
       reopen,
       [](Scenario& scene) {
         return Refusal{Code::ballot_another_open, {{"ballot", scene.meeting.open_ballot->str()}}};
       }},
      {"a later vote rests on it",
       [](Scenario& scene) {
         ballot_over(scene);
         const auto first = scene.ballot;
         closed_with(scene, scene.open_ballot(), 0);
         scene.ballot = first;
       },
       reopen, rested_on("ballot")},
      {"the meeting has gone on to another item",
       [](Scenario& scene) {
         ballot_over(scene);
         scene.given(AddAgendaItem{"下一项", ItemKind::report});
         scene.given(StartAgendaItem{AgendaItemId(scene.made)});
       },
       reopen, rested_on("agenda")},
      {"something was agreed on it",
       [](Scenario& scene) {
         ballot_over(scene);
         scene.given(RecordDecision{scene.item, "请三家报价", {}, {}, {}});
       },
       reopen, rested_on("decision")},
      {"of two outcomes of a secret vote a single one could be told", secret_told, reopen,
       rested_on("secrecy")},
      {"members have minutes before them that tell it",
       [](Scenario& scene) {
         ballot_over(scene);
         scene.given(ProposeMinutes{});
       },
       reopen, rested_on("minutes")},
      {"not again and again",
       [](Scenario& scene) {
         ballot_over(scene);
         for (std::size_t i = 0; i < kReopeningsMax; ++i) {
           scene.given(reopen(scene)).given(CloseBallot{scene.ballot});
         }
       },
       reopen, rested_on("often")},
  };
}

}  // namespace

std::vector<Row> vote_rows() {
  auto rows = entering_rows();
  for (auto* more : {reopening_rows, resting_rows}) {
    for (auto& row : more()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace scenario
