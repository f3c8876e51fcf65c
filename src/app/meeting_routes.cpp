#include "app/meeting_routes.hpp"

#include <algorithm>
#include <future>
#include <set>

#include "app/gateway.hpp"
#include "app/http_json.hpp"
#include "app/list_json.hpp"
#include "codec/frame_json.hpp"
#include "log/hash_chain.hpp"
#include "views/rule_view.hpp"

namespace roundtable::app {
namespace {

using namespace domain;
using nlohmann::json;

constexpr std::chrono::seconds kPatience{15};
constexpr std::size_t kGridsPerRollMax = 200;

constexpr std::string_view kConveneFields[] = {
    "template", "grid", "title", "scheduled_at", "place", "roll", "scope", "agenda", "language"};
constexpr std::string_view kItemFields[] = {"title", "kind", "minutes", "issue"};

/// A refusal on the way: thrown by the steps below, answered by `convene_meeting`.
struct NotConvened {
  unsigned status;
  std::string code;
  json fields = json::object();
};

NotConvened malformed(std::string field, std::string why) {
  return {400, "command.malformed", {{"field", std::move(field)}, {"why", std::move(why)}}};
}

NotConvened refused(const Refusal& refusal) {
  const auto code = std::string(to_string(refusal.code));
  auto status = 409U;
  if (refusal.code == Code::command_malformed) status = 400;
  if (refusal.code == Code::permission_denied) status = 403;
  if (refusal.code == Code::limit_rate) status = 429;
  return {status, code, json::parse(codec::fields_json(refusal.fields))};
}

template <std::size_t kSize>
void expect_fields(const json& object, const std::string_view (&known)[kSize]) {
  if (!object.is_object()) throw malformed("agenda", "not_an_object");
  for (const auto& [name, value] : object.items()) {
    if (std::find(std::begin(known), std::end(known), name) == std::end(known)) {
      throw malformed(name, "unknown_field");
    }
  }
}

template <class C>
C read_as(const json& object) {
  auto parsed = codec::parse_command(object.dump());
  if (const auto* refusal = std::get_if<Refusal>(&parsed)) throw refused(*refusal);
  return std::get<C>(std::get<Command>(std::move(parsed)));
}

struct Plan {
  ConveneMeeting convene;
  std::vector<AddAgendaItem> agenda;
};

bool roll_fits(RollKind wanted, const Roll& roll) {
  if (wanted == RollKind::either) return true;
  return (wanted == RollKind::members) == roll.units.empty();
}

/// The items as the person left them; without any word on it, as the template proposes them.
json proposed_agenda(const MeetingTemplate& meeting, const std::string& language) {
  json items = json::array();
  for (const auto& item : meeting.agenda) {
    items.push_back({{"title", language == "en" ? item.title.en : item.title.zh},
                     {"kind", to_string(item.kind)},
                     {"minutes", item.minutes}});
  }
  return items;
}

/// Everything the domain would refuse in an item, before there is a meeting: `decide` itself is
/// asked, with the agenda as it grows.
void check_agenda(const std::vector<AddAgendaItem>& agenda, const live::Registry& registry,
                  const GridId& grid) {
  Meeting sketch;
  sketch.phase = Phase::convened;
  Context context;
  for (std::size_t i = 0; i < agenda.size(); ++i) {
    context.fresh_id = "item-" + std::to_string(i);
    context.issue_title = registry.issue_title(agenda[i].text.issue, grid);
    const auto decision = decide(sketch, agenda[i], context);
    if (const auto* refusal = std::get_if<Refusal>(&decision)) throw refused(*refusal);
    apply_entry(sketch, std::get<Accepted>(decision).events, context.at);
  }
}

std::vector<AddAgendaItem> read_agenda(const json& body, const MeetingTemplate& meeting) {
  const auto language = body.value("language", json("zh"));
  if (language != "zh" && language != "en") throw malformed("language", "unknown_value");
  const auto items = body.contains("agenda")
                         ? body["agenda"]
                         : proposed_agenda(meeting, language.get<std::string>());
  if (!items.is_array()) throw malformed("agenda", "not_a_list");
  std::vector<AddAgendaItem> agenda;
  for (auto item : items) {
    expect_fields(item, kItemFields);
    item["type"] = "agenda.add";
    agenda.push_back(read_as<AddAgendaItem>(item));
  }
  return agenda;
}

Plan read_plan(const MeetingServices& services, const json& body) {
  expect_fields(body, kConveneFields);
  const auto* meeting = services.templates.find(text_member(body, "template"));
  if (meeting == nullptr) throw NotConvened{404, "template.unknown"};
  json command = {{"type", "meeting.convene"}, {"body", meeting->body}, {"rules", json::array()}};
  for (const char* name : {"grid", "title", "scheduled_at", "place", "roll", "scope"}) {
    if (body.contains(name)) command[name] = body[name];
  }
  Plan plan{read_as<ConveneMeeting>(command), read_agenda(body, *meeting)};
  auto& convene = plan.convene;
  if (meeting->forum) convene.forum = meeting->name;
  check_agenda(plan.agenda, services.registry, convene.grid);

  if (services.registry.grids()->find(convene.grid) == nullptr) {
    throw NotConvened{404, "grid.unknown"};
  }
  const auto roll = services.registry.roll(convene.roll);
  if (roll == nullptr) throw NotConvened{404, "roll.unknown"};
  if (!roll_fits(meeting->roll, *roll)) {
    throw NotConvened{409, "template.roll_kind", {{"needs", to_string(meeting->roll)}}};
  }
  const auto now = services.clock.now();
  convene.rules =
      live::usable_rules(*meeting, services.rules, convene.scope.kind, shanghai_date(now));
  if (convene.rules.empty()) {
    throw NotConvened{409, "template.scope", {{"scope", to_string(convene.scope.kind)}}};
  }
  if (!domain::may_be_scheduled(convene.scheduled_at, now)) {
    throw malformed("scheduled_at", "out_of_range");
  }
  return plan;
}

/// What the entries of one request are known by: its key names them, its text is what they stand
/// for.
struct Request {
  std::shared_ptr<const live::Subject> subject;
  std::string key;   // SHA-256
  std::string body;  // SHA-256
  MeetingId meeting() const { return MeetingId(key.substr(0, 32)); }
};

std::future<live::Answer> submit(const MeetingServices& services, const Request& request,
                                 std::size_t step, Command command) {
  auto answered = std::make_shared<std::promise<live::Answer>>();
  live::Submission submission;
  submission.subject = request.subject;
  submission.id = CommandId(request.key.substr(32, 24) + "-" + std::to_string(step));
  submission.command_sha256 = log::sha256_hex(request.body + "\n" + std::to_string(step));
  submission.command = std::move(command);
  submission.reply = [answered](const live::Answer& answer) { answered->set_value(answer); };
  services.hall.submit(request.meeting(), std::move(submission));
  return answered->get_future();
}

/// Nothing is said of what is not known to be on disk: the same request asks again.
live::Done answer_of(std::future<live::Answer> answer) {
  if (answer.wait_for(kPatience) != std::future_status::ready) {
    throw NotConvened{503, "log.unknown"};
  }
  auto got = answer.get();
  if (const auto* refusal = std::get_if<Refusal>(&got)) throw refused(*refusal);
  if (std::holds_alternative<live::Unknown>(got)) throw NotConvened{503, "log.unknown"};
  return std::get<live::Done>(std::move(got));
}

json carry_out(const MeetingServices& services, const Request& request, Plan plan) {
  answer_of(submit(services, request, 0, std::move(plan.convene)));
  // One after the other: where one is in doubt, none of those after it may stand before it.
  for (std::size_t i = 0; i < plan.agenda.size(); ++i) {
    answer_of(submit(services, request, i + 1, std::move(plan.agenda[i])));
  }
  return {{"meeting", request.meeting().str()}};
}

json template_json(const MeetingTemplate& meeting, const live::RuleBook& rules, Date day) {
  json out = {{"id", meeting.id},
              {"version", meeting.version},
              {"name", views::text_json(meeting.name)},
              {"purpose", views::text_json(meeting.purpose)},
              {"body", meeting.body},
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
    facts["earliest"] = to_iso(domain::first_day_after_notice(rule->value->notice_days, day));
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

bool may_convene(const live::Subject& subject, const GridTree& grids, const GridId& grid) {
  return live::permitted(subject, live::roles_on(subject, grids, grid), ConveneMeeting{});
}

/// The grids a meeting on a roll of `grid` may belong to: that one first, then those above it and
/// below it where the person may convene.
json grids_for(const live::Subject& subject, const GridTree& grids, const GridId& grid) {
  json rows = json::array({grid_row(*grids.find(grid))});
  auto above = grids.path(grid);
  std::reverse(above.begin(), above.end());
  for (const auto* node : above) {
    if (node->id != grid && may_convene(subject, grids, node->id)) rows.push_back(grid_row(*node));
  }
  std::vector<const GridNode*> below = grids.children(grid);
  for (std::size_t i = 0; i < below.size() && rows.size() < kGridsPerRollMax; ++i) {
    rows.push_back(grid_row(*below[i]));
    const auto next = grids.children(below[i]->id);
    below.insert(below.end(), next.begin(), next.end());
  }
  return rows;
}

/// Bodies whose votes by this channel bind there: somebody recorded the legal basis.
json binding_bodies(const MeetingServices& services, const GridId& grid) {
  std::set<std::string> bodies;
  for (const auto& [id, meeting] : services.templates.all()) {
    if (services.registry.binding(grid, meeting.body)) bodies.insert(meeting.body);
  }
  return bodies;
}

json roll_json(const Roll& roll, const live::Subject& subject, const GridTree& grids,
               const MeetingServices& services) {
  auto on = grids_for(subject, grids, roll.grid);
  for (auto& row : on) {
    row["binding"] = binding_bodies(services, GridId(row.at("id").get<std::string>()));
  }
  json scopes = json::array();
  for (const auto& size : scopes_of(roll)) {
    json row = {
        {"kind", to_string(size.scope.kind)}, {"heads", size.heads}, {"area", size.area.centi}};
    if (!size.scope.building.empty()) row["building"] = size.scope.building;
    if (!size.scope.stair.empty()) row["stair"] = size.scope.stair;
    scopes.push_back(std::move(row));
  }
  return {{"id", roll.id.str()},
          {"kind", to_string(roll.units.empty() ? RollKind::members : RollKind::households)},
          {"grids", std::move(on)},
          {"scopes", std::move(scopes)}};
}

}  // namespace

net::HttpResponse list_templates(const MeetingServices& services) {
  const auto day = shanghai_date(services.clock.now());
  json templates = json::array();
  for (const auto& [id, meeting] : services.templates.all()) {
    templates.push_back(template_json(meeting, services.rules, day));
  }
  return json_response(200, {{"templates", std::move(templates)}});
}

net::HttpResponse list_meetings(const MeetingServices& services, const net::HttpRequest& request) {
  const auto subject = services.identity.subject(cookie_value(request, kSessionCookie));
  if (subject.kind != live::SubjectKind::staff) return problem(401, "session.required");
  const auto grids = services.registry.grids();
  json meetings = json::array();
  const auto sees_grid = [&](const GridId& grid) {
    return live::sees_staff_view(live::roles_on(subject, *grids, grid));
  };
  for (const auto& meeting : services.lists.on_grids(sees_grid)) {
    const auto roles = live::roles_on(subject, *grids, meeting.grid);
    auto row = meeting_json(meeting);
    row["grid"] = grid_row(*grids->find(meeting.grid));
    row["runs"] = live::permitted(subject, roles, AnnounceMeeting{});
    row["records"] = json::array();
    for (const auto& record : meeting.records) row["records"].push_back(record_row(record));
    meetings.push_back(std::move(row));
  }
  return json_response(200, {{"meetings", std::move(meetings)}});
}

net::HttpResponse list_rolls(const MeetingServices& services, const net::HttpRequest& request) {
  const auto subject = services.identity.subject(cookie_value(request, kSessionCookie));
  if (subject.kind != live::SubjectKind::staff) return problem(401, "session.required");
  const auto grids = services.registry.grids();
  json rolls = json::array();
  for (const auto& roll : services.registry.rolls()) {
    if (!may_convene(subject, *grids, roll->grid)) continue;
    rolls.push_back(roll_json(*roll, subject, *grids, services));
  }
  return json_response(200, {{"rolls", std::move(rolls)}});
}

net::HttpResponse convene_meeting(const MeetingServices& services,
                                  const net::HttpRequest& request) {
  const auto subject = std::make_shared<const live::Subject>(
      services.identity.subject(cookie_value(request, kSessionCookie)));
  if (subject->kind != live::SubjectKind::staff) return problem(401, "session.required");
  const auto body = json_body(request);
  if (!body) return problem(400, "http.body");
  const std::string key(request.header("idempotency-key"));
  if (!is_id(key)) return problem(400, "http.idempotency_key");
  try {
    auto plan = read_plan(services, *body);
    const Request known{subject, log::sha256_hex("convene\n" + subject->actor.str() + "\n" + key),
                        log::sha256_hex(body->dump())};
    return json_response(200, carry_out(services, known, std::move(plan)));
  } catch (const NotConvened& refused) {
    services.meters.refusal(refused.code);
    return problem(refused.status, refused.code, refused.fields);
  }
}

}  // namespace roundtable::app
