#include "http/decision_json.hpp"

#include <algorithm>

#include "records/masking.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

/// A household by its building and representative, a member by the name he or she sits under,
/// anybody else by what was typed at the door.
void put_responsible(json& out, const Services& services, const views::ListedMeeting& meeting,
                     const SpeakerId& responsible) {
  auto& directory = services.directory;
  const HeadId head(responsible.str());
  const auto roll = services.registry.roll(meeting.roll);
  std::string who;
  const auto has = [&](const auto& unit) { return unit.head == head; };
  if (roll != nullptr) {
    const auto unit = std::find_if(roll->units.begin(), roll->units.end(), has);
    if (unit != roll->units.end()) {
      out["household"] = true;
      if (!unit->building.empty()) out["building"] = unit->building;
      who = records::public_representative(
          directory.label(directory::detail_id("representative", head.str())).value_or(""));
    } else {
      const bool member =
          std::find(roll->heads.begin(), roll->heads.end(), head) != roll->heads.end();
      const auto name = directory.label(responsible.str()).value_or("");
      who = member ? name : records::public_name(name);
    }
  }
  if (!who.empty()) out["who"] = who;
}

}  // namespace

void put_decisions(json& out, const Services& services, const views::ListedMeeting& meeting,
                   const IssueId& issue) {
  json rows = json::array();
  for (const auto& decision : meeting.decisions) {
    if (!issue.empty() && decision.issue != issue) continue;
    json row = {{"text", decision.text}, {"item", decision.item}};
    if (!decision.party.empty()) row["who"] = decision.party;
    if (!decision.responsible.empty()) {
      put_responsible(row, services, meeting, decision.responsible);
    }
    if (decision.due) row["due"] = to_iso(*decision.due);
    rows.push_back(std::move(row));
  }
  if (!rows.empty()) out["decisions"] = std::move(rows);
}

}  // namespace roundtable::http
