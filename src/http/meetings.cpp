// Meetings as lists: the templates there are, those a person runs, one for everybody; and names of
// people who come without a seat or a phone.
#include "http/call.hpp"
#include "http/home_grid.hpp"
#include "http/list_json.hpp"
#include "http/route_table.hpp"
#include "http/unannounced.hpp"
#include "log/hash_chain.hpp"
#include "views/rule_view.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

json template_json(const domain::MeetingTemplate& meeting, const live::RuleBook& rules, Date day) {
  json out = {{"id", meeting.id},
              {"version", meeting.version},
              {"name", views::text_json(meeting.name)},
              {"purpose", views::text_json(meeting.purpose)},
              {"body", meeting.body},
              {"may_bind", rules.may_bind(meeting.body)},
              {"roll", to_string(meeting.roll)},
              {"levels", json::array()},
              {"notice_days", meeting.notice_days},
              {"earliest", to_iso(domain::first_day_after_notice(meeting.notice_days, day))},
              {"legal_effect", views::text_json(meeting.legal_effect)},
              {"rules", json::array()},
              {"agenda", json::array()},
              {"outputs", json::array()},
              {"sources", json::array()}};
  for (const auto level : meeting.levels) out["levels"].push_back(to_string(level));
  for (const auto& id : meeting.rules) {
    const auto* rule = rules.find(id, day);
    if (rule == nullptr) continue;
    auto facts = views::rule_json(*rule, static_cast<std::int64_t>(out["rules"].size()));
    facts["id"] = id;
    facts["notice_days"] = rule->value->notice_days;
    const auto earliest = domain::first_day_after_notice(*rule->value, day, rules.calendar());
    facts["earliest"] = to_iso(earliest);
    out["rules"].push_back(std::move(facts));
  }
  for (const auto& item : meeting.agenda) {
    out["agenda"].push_back({{"title", views::text_json(item.title)},
                             {"kind", to_string(item.kind)},
                             {"minutes", item.minutes}});
  }
  for (const auto& output : meeting.outputs) out["outputs"].push_back(views::text_json(output));
  for (const auto& source : meeting.sources) {
    json line = {{"name", views::text_json(source.name)}};
    if (!source.place.empty()) line["place"] = source.place;
    out["sources"].push_back(std::move(line));
  }
  return out;
}

}  // namespace

Answer list_templates(const Call& call) {
  const auto& services = call.services;
  const auto day = shanghai_date(services.clock.now());
  json templates = json::array();
  for (const auto& [id, meeting] : services.templates.all()) {
    templates.push_back(template_json(meeting, services.rules, day));
  }
  return json_response(200, {{"templates", std::move(templates)}});
}

// Those on the grids where the person has a role that sees the staff view.
Answer list_meetings(const Call& call) {
  const auto& services = call.services;
  const auto& subject = call.subject();
  const auto grids = services.registry.grids();
  json meetings = json::array();
  for (const auto& meeting : services.lists.below(grids_of_roles(subject))) {
    const auto roles = call.roles_at(meeting);
    if (!live::sees_staff_view(roles)) continue;
    auto row = meeting_json(meeting);
    row["grid"] = grid_row(*grids->find(meeting.grid));
    row["runs"] = live::permitted(subject, roles, domain::AnnounceMeeting{});
    row["records"] = json::array();
    for (const auto& record : meeting.records) row["records"].push_back(record_row(record));
    meetings.push_back(std::move(row));
  }
  return json_response(200, {{"meetings", std::move(meetings)}});
}

Answer read_meeting(const Call& call) {
  const auto meeting = call.services.lists.meeting(MeetingId(call.ids.front()));
  if (!meeting || !may_know_of(*meeting, call.subject(), call.services.registry)) {
    return problem("meeting.unknown");
  }
  auto out = meeting_with_records(*meeting);
  out["grid"] = meeting->grid.str();
  return json_response(200, out);
}

// For `attendance.admit`. The name stands in the Directory alone.
Answer name_person(const Call& call) {
  const auto name = text_member(call.body, "name");
  if (!is_name(name)) return problem("http.body");
  auto& directory = call.services.directory;
  // From the request itself, so that it makes one person however often it comes.
  const auto person =
      log::sha256_hex(call.subject().actor.str() + "\n" + call.meeting->id.str() + "\n" + call.key)
          .substr(0, 32);
  if (const auto known = directory.label(person)) {
    if (*known != name) return problem("command.id_reused");
  } else {
    directory.put_labels({{person, "person", name}});
  }
  return json_response(200, {{"person", person}});
}

}  // namespace roundtable::http
