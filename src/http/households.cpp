// The households of a meeting: who has been let in and by which device, printed invitations, and
// what to do when a phone is lost.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "domain/limits.hpp"
#include "http/device_sessions.hpp"
#include "http/route_table.hpp"
#include "http/slips.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

domain::RollSnapshot households_of(const Call& call) {
  const auto roll = call.services.registry.roll(call.meeting->roll);
  return roll == nullptr ? domain::RollSnapshot{}
                         : domain::take_snapshot(*roll, call.meeting->scope);
}

std::string label_of(const Call& call, const HeadId& head, const domain::SnapshotHead& seat) {
  auto& directory = call.services.directory;
  if (auto label = directory.label(head.str())) return std::move(*label);
  std::string units;
  for (const auto& unit : seat.units) {
    if (!units.empty()) units += " ";
    units += directory.label(unit.str()).value_or(unit.str());
  }
  return units.empty() ? head.str() : units;
}

/// What the person is called who stands for each household, as far as the roll says it.
std::map<std::string, std::string> names_of(const Call& call,
                                            const std::vector<std::string>& heads) {
  std::vector<std::string> ids;
  std::map<std::string, std::string> head_of;
  for (const auto& head : heads) {
    ids.push_back(directory::detail_id("representative", head));
    head_of[ids.back()] = head;
  }
  std::map<std::string, std::string> names;
  for (auto& label : call.services.directory.labels(ids)) {
    if (!label.text.empty()) names[head_of.at(label.id)] = std::move(label.text);
  }
  return names;
}

std::map<std::string, std::string> names_of(const Call& call,
                                            const domain::RollSnapshot& households) {
  std::vector<std::string> heads;
  for (const auto& [head, seat] : households.heads) heads.push_back(head.str());
  return names_of(call, heads);
}

/// The newest invitation speaks for the household: "none", "ready", "used" or "expired".
void put_invitation(json& row, const std::vector<directory::Invitation>& invitations, Time now) {
  row["invitation"] = "none";
  const directory::Invitation* newest = nullptr;
  for (const auto& one : invitations) {
    if (one.kind == "resident" && (newest == nullptr || !one.used_at)) newest = &one;
  }
  if (newest == nullptr) return;
  row["until"] = newest->expires_at.micros;
  row["invitation"] = newest->used_at && !newest->reusable ? "used" : "ready";
  if (!newest->used_at && newest->expires_at <= now) row["invitation"] = "expired";
}

/// `names`: of the households, by head.
json slip_json(const Call& call, const live::HouseholdSlip& slip, const domain::SnapshotHead& seat,
               const std::map<std::string, std::string>& names) {
  json out = {{"head", slip.head},
              {"label", label_of(call, HeadId(slip.head), seat)},
              {"token", slip.token},
              {"code", live::grouped_code(slip.code)},
              {"until", slip.until.micros}};
  // An envelope needs to say to whom.
  const auto name = names.find(slip.head);
  if (name != names.end()) out["name"] = name->second;
  return out;
}

json place_of(const domain::Unit& unit) {
  json place = {{"building", unit.building}};
  if (!unit.stair.empty()) place["stair"] = unit.stair;
  return place;
}

/// Building and stair of a household: those of its first unit. Where its units lie on several, each
/// unit's too, since its label names the rooms alone.
void put_place(json& row, const Call& call, const domain::Roll& roll, const HeadId& head) {
  json units = json::array();
  std::set<std::pair<std::string, std::string>> places;
  for (const auto& unit : roll.units) {
    if (unit.head != head) continue;
    if (units.empty()) row.update(place_of(unit));
    places.emplace(unit.building, unit.stair);
    auto one = place_of(unit);
    one["label"] = call.services.directory.label(unit.id.str()).value_or(unit.id.str());
    units.push_back(std::move(one));
  }
  if (places.size() > 1) row["units"] = std::move(units);
}

bool has_slip(const Call& call, const std::string& head) {
  return has_unused_slip(call.services.directory, head, call.services.clock.now());
}

/// In the log before they are made: who makes slips, for whom, and whose earlier ones go. Nothing
/// where it stands there.
std::optional<Answer> refused_slips(const Call& call, domain::MakeSlips slips) {
  const auto answer = note_slips(call.services.hall, call.meeting->id, call.shared_subject(),
                                 call.key, std::move(slips));
  if (const auto* refusal = std::get_if<domain::Refusal>(&answer)) return problem(*refusal);
  if (std::holds_alternative<live::Unknown>(answer)) return problem("log.unknown");
  return std::nullopt;
}

}  // namespace

Answer list_households(const Call& call) {
  auto& services = call.services;
  const auto roll = services.registry.roll(call.meeting->roll);
  const auto households = households_of(call);
  const auto names = names_of(call, households);
  json rows = json::array();
  for (const auto& [head, seat] : households.heads) {
    json row = {{"head", head.str()}, {"label", label_of(call, head, seat)}};
    put_place(row, call, *roll, head);
    if (const auto name = names.find(head.str()); name != names.end()) row["name"] = name->second;
    put_invitation(row, services.directory.invitations_of(head.str()), services.clock.now());
    row["sessions"] = json::array();
    for (const auto& session : open_sessions(services, head.str())) {
      row["sessions"].push_back(session_json(session));
    }
    rows.push_back(std::move(row));
  }
  return json_response(200, {{"households", std::move(rows)}});
}

// Who checks people in at the door asks for names; the meeting's own labels are rooms alone.
Answer list_names(const Call& call) {
  json names = json::object();
  for (auto& [head, name] : names_of(call, households_of(call))) names[head] = name;
  return json_response(200, {{"names", std::move(names)}});
}

// Slips are shown once, in this answer: made again, they replace those that nobody has used.
Answer invite_households(const Call& call) {
  const auto households = households_of(call);
  const auto asked = call.body.find("heads");
  if (asked == call.body.end() || !asked->is_array() || asked->empty() ||
      asked->size() > domain::kSlipsAtOnceMax) {
    return problem("http.body");
  }
  std::vector<std::string> heads;
  for (const auto& one : *asked) {
    if (!one.is_string() || !households.heads.contains(HeadId(one.get<std::string>()))) {
      return problem("household.unknown");
    }
    heads.push_back(one.get<std::string>());
  }
  // Of two slips for one household the second would take the first one's place.
  std::sort(heads.begin(), heads.end());
  heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
  domain::MakeSlips noted;
  for (const auto& head : heads) {
    noted.heads.emplace_back(head);
    if (has_slip(call, head)) noted.replaced.emplace_back(head);
  }
  if (auto refused = refused_slips(call, std::move(noted))) return *std::move(refused);
  json slips = json::array();
  const auto names = names_of(call, heads);
  for (const auto& slip : call.services.identity.invite_households(heads, call.meeting->id.str())) {
    slips.push_back(slip_json(call, slip, households.heads.at(HeadId(slip.head)), names));
  }
  return json_response(200, {{"slips", std::move(slips)}});
}

Answer replace_household_phone(const Call& call) {
  const auto& services = call.services;
  const HeadId head(call.ids[1]);
  const auto households = households_of(call);
  const auto seat = households.heads.find(head);
  if (seat == households.heads.end()) return problem("household.unknown");
  // First of all the lost phone is out, also where the log takes nothing just now.
  const auto ended = open_sessions(services, head.str());
  services.directory.revoke_sessions_of(head.str(), services.clock.now());
  for (const auto& session : ended) services.hub.close_session(session.token_sha256);
  domain::MakeSlips noted{{head}, {}};
  if (has_slip(call, head.str())) noted.replaced = noted.heads;
  if (auto refused = refused_slips(call, std::move(noted))) return *std::move(refused);
  const auto slip = services.identity.replace_phone(head.str(), call.meeting->id.str());
  return json_response(
      200,
      {{"slips", json::array({slip_json(call, slip, seat->second,
                                        names_of(call, std::vector<std::string>{head.str()}))})}});
}

Answer revoke_household_session(const Call& call) {
  const HeadId head(call.ids[1]);
  if (!households_of(call).heads.contains(head)) return problem("household.unknown");
  call.services.directory.drop_unused_invitations(head.str(), live::kPhoneKind);
  return revoke_named_session(call, head.str());
}

}  // namespace roundtable::http
