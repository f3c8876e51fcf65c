// Convening from a template: the meeting with its rules and its whole agenda, or nothing.
#include <algorithm>

#include "codec/frame_json.hpp"
#include "http/call.hpp"
#include "http/route_table.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::http {
namespace {

using namespace domain;
using nlohmann::json;

constexpr std::string_view kConveneFields[] = {"template", "grid",        "title", "scheduled_at",
                                               "place",    "roll",        "scope", "agenda",
                                               "language", "roll_version"};
constexpr std::string_view kItemFields[] = {"title", "kind", "minutes", "issue", "matter", "rule"};

/// A refusal on the way: thrown by the steps below, answered by `convene_meeting`.
struct NotConvened {
  std::string code;
  json fields = json::object();
};

NotConvened malformed(std::string field, std::string why) {
  return {"command.malformed", {{"field", std::move(field)}, {"why", std::move(why)}}};
}

NotConvened refused(const Refusal& refusal) {
  return {std::string(to_string(refusal.code)), json::parse(codec::fields_json(refusal.fields))};
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
/// asked, with the agenda as it grows and the rules that the meeting would have.
void check_agenda(const std::vector<AddAgendaItem>& agenda, const live::Registry& registry,
                  const GridId& grid, std::vector<FixedRule> rules) {
  Meeting sketch;
  sketch.phase = Phase::convened;
  sketch.rules = std::move(rules);
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

std::vector<FixedRule> rules_named(const live::RuleBook& book, const std::vector<std::string>& ids,
                                   Date day) {
  std::vector<FixedRule> rules;
  for (const auto& id : ids) {
    if (const auto* rule = book.find(id, day)) rules.push_back(*rule);
  }
  return rules;
}

Plan read_plan(const Services& services, const json& body) {
  expect_fields(body, kConveneFields);
  const auto* meeting = services.templates.find(text_member(body, "template"));
  if (meeting == nullptr) throw NotConvened{"template.unknown"};
  json command = {{"type", "meeting.convene"}, {"body", meeting->body}, {"rules", json::array()}};
  for (const char* name :
       {"grid", "title", "scheduled_at", "place", "roll", "roll_version", "scope"}) {
    if (body.contains(name)) command[name] = body[name];
  }
  Plan plan{read_as<ConveneMeeting>(command), read_agenda(body, *meeting)};
  auto& convene = plan.convene;
  if (meeting->forum) convene.forum = meeting->name;
  const auto now = services.clock.now();
  const auto today = shanghai_date(now);
  convene.rules = live::usable_rules(*meeting, services.rules, convene.scope.kind, today);
  check_agenda(plan.agenda, services.registry, convene.grid,
               rules_named(services.rules, convene.rules, today));

  const auto grids = services.registry.grids();
  const auto* place = grids->find(convene.grid);
  if (place == nullptr) throw NotConvened{"grid.unknown"};
  if (place->retired) throw NotConvened{"grid.retired"};
  const auto roll = services.registry.roll(convene.roll);
  if (roll == nullptr) throw NotConvened{"roll.unknown"};
  if (!roll_fits(meeting->roll, *roll)) {
    throw NotConvened{"template.roll_kind", {{"needs", to_string(meeting->roll)}}};
  }
  if (convene.rules.empty()) {
    throw NotConvened{"template.scope", {{"scope", to_string(convene.scope.kind)}}};
  }
  if (!domain::may_be_scheduled(convene.scheduled_at, now)) {
    throw malformed("scheduled_at", "out_of_range");
  }
  return plan;
}

/// What the entries of one request are known by: its key names them, its text is what they stand
/// for.
struct ConveneRequest {
  std::shared_ptr<const live::Subject> subject;
  std::string key;   // SHA-256
  std::string body;  // SHA-256
  MeetingId meeting() const { return MeetingId(key.substr(0, 32)); }
};

live::Done give(const Services& services, const ConveneRequest& request, std::size_t step,
                Command command) {
  live::Submission submission;
  submission.subject = request.subject;
  submission.id = CommandId(request.key.substr(32, 24) + "-" + std::to_string(step));
  submission.command_sha256 = log::sha256_hex(request.body + "\n" + std::to_string(step));
  submission.command = std::move(command);
  auto got = submit_and_wait(services.hall, request.meeting(), std::move(submission));
  if (const auto* refusal = std::get_if<Refusal>(&got)) throw refused(*refusal);
  if (std::holds_alternative<live::Unknown>(got)) throw NotConvened{"log.unknown"};
  return std::get<live::Done>(std::move(got));
}

json carry_out(const Services& services, const ConveneRequest& request, Plan plan) {
  give(services, request, 0, std::move(plan.convene));
  // One after the other: where one is in doubt, none of those after it may stand before it.
  for (std::size_t i = 0; i < plan.agenda.size(); ++i) {
    give(services, request, i + 1, std::move(plan.agenda[i]));
  }
  return {{"meeting", request.meeting().str()}};
}

}  // namespace

// The meeting's id and those of its commands come from the request's key: whatever became of an
// earlier try, the same request completes it.
Answer convene_meeting(const Call& call) {
  try {
    auto plan = read_plan(call.services, call.body);
    const ConveneRequest known{
        call.shared_subject(),
        log::sha256_hex("convene\n" + call.subject().actor.str() + "\n" + call.key),
        log::sha256_hex(call.body.dump())};
    return json_response(200, carry_out(call.services, known, std::move(plan)));
  } catch (const NotConvened& refused) {
    return problem(refused.code, refused.fields);
  }
}

}  // namespace roundtable::http
