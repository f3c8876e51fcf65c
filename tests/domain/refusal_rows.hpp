// What the tables of refusals share, and the tables that stand in files of their own.
#pragma once

#include <functional>
#include <vector>

#include "domain/scenario.hpp"

namespace scenario {

struct Row {
  const char* promise;
  std::function<void(Scenario&)> given;
  std::function<Command(Scenario&)> when;
  std::function<Refusal(Scenario&)> refused;
  int flats = 12;  // of the building
};

inline Refusal malformed(const char* field, const char* why) {
  return {Code::command_malformed, {{"field", field}, {"why", why}}};
}
/// Of a character that shows nothing, or hides what is written.
inline Refusal hides(const char* field, const char* character, std::int64_t place) {
  auto refusal = malformed(field, "control_character");
  refusal.fields.emplace_back("character", character);
  refusal.fields.emplace_back("at", place);
  return refusal;
}
/// A command and a refusal that do not depend on the scene.
inline auto always(Command command) {
  return [command](Scenario&) { return command; };
}
inline auto with(Refusal refusal) {
  return [refusal](Scenario&) { return refusal; };
}

/// Where many rows begin, and what they end with.
inline Refusal wrong_phase(const char* phase, const char* needs) {
  return {Code::meeting_wrong_phase, {{"phase", phase}, {"needs", needs}}};
}
inline Refusal about_ballot(Code code, Scenario& scene) {
  return {code, {{"ballot", scene.ballot.str()}}};
}

inline auto with_ballot(Code code) {
  return [code](Scenario& scene) { return about_ballot(code, scene); };
}

inline void announced(Scenario& scene) {
  scene.announced();
}
inline void doors_open(Scenario& scene) {
  scene.doors_open();
}
inline void in_session(Scenario& scene) {
  scene.in_session();
}
inline void ballot_open(Scenario& scene) {
  scene.in_session().ballot_open();
}
inline void closed(Scenario& scene) {
  scene.in_session().given(CloseMeeting{});
}

/// Votes entered for others, and reopening (refusals_vote.cpp).
std::vector<Row> vote_rows();
/// The meeting's life, its agenda, who is there (refusals_meeting.cpp).
std::vector<Row> meeting_rows();
std::vector<Row> reschedule_rows();
std::vector<Row> agenda_rows();
std::vector<Row> attendance_rows();
/// Asking for the floor and giving it, speeches, cards and agenda steps (refusals_floor.cpp).
std::vector<Row> floor_rows();
std::vector<Row> speech_rows();
std::vector<Row> card_and_item_rows();
/// Proposals, putting them to the vote, and amendments (refusals_proposal.cpp).
std::vector<Row> table_proposal_rows();
std::vector<Row> later_proposal_rows();
std::vector<Row> motion_rows();
std::vector<Row> amendment_rows();
std::vector<Row> amendment_vote_rows();
/// The minutes and what was agreed (refusals_minutes.cpp).
std::vector<Row> minutes_rows();
std::vector<Row> decision_rows();
std::vector<Row> objection_rows();
std::vector<Row> objection_room_rows();
/// Files of the meeting (refusals_files.cpp).
std::vector<Row> file_rows();

}  // namespace scenario
