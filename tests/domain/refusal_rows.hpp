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
/// A command and a refusal that do not depend on the scene.
inline auto always(Command command) {
  return [command](Scenario&) { return command; };
}
inline auto with(Refusal refusal) {
  return [refusal](Scenario&) { return refusal; };
}

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

}  // namespace scenario
