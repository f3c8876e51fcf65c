// Who asks, as her session says, and what she may follow.
#include "http/call.hpp"
#include "http/device_sessions.hpp"
#include "http/home_grid.hpp"
#include "http/list_json.hpp"
#include "http/organisation_json.hpp"
#include "http/reachable.hpp"
#include "http/route_table.hpp"
#include "http/unannounced.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

/// The meetings a household may follow, and its units.
void add_household(const Services& services, const HeadId& head, json& out) {
  for (const auto& roll : services.registry.rolls_with(head)) {
    const auto meetings = services.lists.of_roll(roll->id);
    if (meetings.empty()) continue;
    for (const auto& meeting : meetings) {
      out["meetings"][meeting.id.str()] = meeting_json(meeting);
    }
    for (const auto& unit : roll->units) {
      if (unit.head != head) continue;
      out["units"][unit.id.str()] = services.directory.label(unit.id.str()).value_or("");
    }
  }
}

/// For whom she may act, and for whom she does.
void add_organisations(const Services& services, const live::Subject& subject, json& out) {
  for (const auto& id : subject.organisations) {
    const auto organisation = services.directory.organisation(id);
    if (organisation) out["organisations"][id] = organisation_json(*organisation);
  }
  if (!subject.acting_for.empty()) out["acting_for"] = subject.acting_for;
}

}  // namespace

Answer tell_who_asks(const Call& call) {
  const auto& services = call.services;
  const auto& request = call.http;
  const auto& subject = call.subject();
  json out = {{"kind", to_string(subject.kind)},
              {"units", json::object()},
              {"meetings", json::object()},
              {"roles", json::object()}};
  if (subject.session.empty() && services.identity.awaits_first_administrator()) {
    out["setup"] = true;
  }
  const auto home = home_grid(subject, services.registry, services.lists);
  if (!home.empty()) out["home"] = home.str();
  if (!subject.actor.empty()) out["actor"] = subject.actor.str();
  if (!subject.name.empty()) out["name"] = subject.name;
  for (const auto& held : subject.roles) {
    out["roles"][held.grid.str()][std::string(to_string(held.role))] = true;
  }
  if (!subject.organisations.empty()) add_organisations(services, subject, out);
  if (subject.kind == live::SubjectKind::staff) {
    const bool on = services.identity.has_second_factor(subject.actor.str());
    if (subject.ended) out["ended"] = true;
    if (const auto seconds = services.identity.locks_in(subject.session)) {
      out["locks_in"] = *seconds;
      if (subject.locked) out["locked"] = true;
    }
    out["second_factor"] = subject.needs_second ? "needed" : on ? "on" : "off";
  }
  if (!subject.head.empty()) out["head"] = subject.head.str();
  for (const auto& meeting : services.lists.below(grids_of_roles(subject))) {
    if (!may_know_of(meeting, subject, services.registry)) continue;
    out["meetings"][meeting.id.str()] = meeting_json(meeting);
  }
  if (!subject.head.empty()) add_household(services, subject.head, out);
  if (services.lists.has_demonstration()) out["demonstration"] = true;
  // Only who sits at this machine needs to be told; others came by an address that works.
  if (is_loopback(request.remote)) out["addresses"] = services.reachable();
  return json_response(200, out);
}

}  // namespace roundtable::http
