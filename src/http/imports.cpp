// Files for an import, whose body is the file itself, and a grid entered by hand (docs/imports.md).
#include <algorithm>
#include <string_view>

#include "http/call.hpp"
#include "http/import_json.hpp"
#include "http/open_meetings.hpp"
#include "http/route_table.hpp"
#include "imports/limits.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::http {
namespace {

/// A page shows no more; the count is told, and `roundtable import --check` lists them all.
constexpr std::size_t kListedMax = 1'000;

/// A new top has nobody above it to ask: any administrator may set up an empty tree.
bool is_administrator(const live::Subject& subject) {
  return std::any_of(subject.roles.begin(), subject.roles.end(),
                     [](const auto& held) { return held.role == live::Role::administrator; });
}

constexpr const char* kGridFields[] = {"code", "name", "level", "parent", "kind"};

/// A grid entered by hand as a file of one line: so it is held against the tree as every file is.
std::string as_file(const nlohmann::json& grid) {
  std::string file = "code,name,level,parent,kind\n";
  for (const char* field : kGridFields) {
    if (file.back() != '\n') file += ',';
    file += '"';
    for (const char c : text_member(grid, field)) file.append(c == '"' ? 2 : 1, c);
    file += '"';
  }
  return file + "\n";
}

/// The grid's members, each a text, and no others.
bool is_grid_body(const nlohmann::json& body) {
  for (const auto& [name, value] : body.items()) {
    const bool known =
        std::find(std::begin(kGridFields), std::end(kGridFields), name) != std::end(kGridFields);
    if (!known || !value.is_string()) return false;
  }
  return true;
}

ImportAsk ask_of(const Call& call) {
  return {call.subject().actor,
          CommandId(call.key),
          query_value(call.http, "check") == "1",
          query_value(call.http, "confirm"),
          import_joins(query_value(call.http, "join")),
          query_value(call.http, "kind") == "households" ? domain::RollOf::households
                                                         : domain::RollOf::owners};
}

/// A roll brings the names of those who speak for its households with it, and means something for
/// the meetings on it.
nlohmann::json preview_for(const Call& call, const ImportAnswer& answer) {
  if (answer.roll.empty()) return preview_json(answer, kListedMax);
  const auto& subject = call.subject();
  const bool owners = query_value(call.http, "kind") != "households";
  const bool names = live::sees_roll(
      subject,
      call.roles_on(call.grid(), {owners ? live::Place::Of::owners : live::Place::Of::others}));
  auto preview = preview_json(answer, kListedMax, names);
  if (answer.planned) preview.update(open_meetings_json(call.services, subject, *answer.planned));
  return preview;
}

Answer import_answer(const Call& call, const ImportAnswer& answer) {
  using Ended = ImportAnswer::Outcome;
  switch (answer.outcome) {
    case Ended::checked:
      return json_response(200, preview_for(call, answer));
    case Ended::imported:
      return json_response(200, nlohmann::json::parse(answer.result));
    case Ended::refused:
      if (query_value(call.http, "check") == "1") {
        return json_response(200, preview_for(call, answer));
      }
      return problem("import.refused", preview_for(call, answer));
    case Ended::unconfirmed:
      return problem("import.unconfirmed", preview_for(call, answer));
    case Ended::denied:
      return problem("permission.denied");
    case Ended::grid_unknown:
      return problem("grid.unknown");
    case Ended::roll_ambiguous:
      return problem("roll.ambiguous", {{"rolls", answer.choice}});
    case Ended::roll_elsewhere:
      return problem("roll.other_grid");
    case Ended::roll_of_members:
      return problem("roll.members");
    case Ended::roll_other_kind:
      return problem("roll.other_kind");
    case Ended::id_reused:
      return problem("command.id_reused");
    case Ended::unavailable:
      return problem("log.unavailable");
    case Ended::unknown:
      break;
  }
  return problem("log.unknown");
}

Answer grids_answer(const Call& call, const ImportAsk& ask, std::string_view file) {
  const auto& subject = call.subject();
  return import_answer(
      call, call.services.importer.grids(ask, file, [&](const auto& tree, const auto& id) {
        if (id.empty()) return is_administrator(subject);
        return live::permitted(subject, live::roles_on(subject, tree, id),
                               live::DeskAct::keep_grids);
      }));
}

}  // namespace

Answer import_grids(const Call& call) {
  return grids_answer(call, ask_of(call), call.http.body);
}

Answer import_roll(const Call& call) {
  const auto roll = query_value(call.http, "roll");
  if (!roll.empty() && !is_id(roll)) return problem("roll.unknown");
  const auto kind = query_value(call.http, "kind");
  if (!kind.empty() && kind != "owners" && kind != "households") return problem("roll.kind");
  return import_answer(
      call, call.services.importer.roll(ask_of(call), call.grid(), roll, call.http.body));
}

// One grid entered by hand: the same checks and permission as a file of one line.
Answer add_grid(const Call& call) {
  if (!is_grid_body(call.body)) return problem("http.body");
  auto grid = call.body;
  if (text_member(grid, "code").empty()) {
    // From the request itself, so that it makes one grid however often it comes.
    const auto seed = log::sha256_hex("grid\n" + call.subject().actor.str() + "\n" + call.key);
    grid["code"] = "g" + seed.substr(0, 15);
  }
  const ImportAsk ask{call.subject().actor, CommandId(call.key), false, {}, {}};
  auto answer = grids_answer(call, ask, as_file(grid));
  if (answer.status != 200) return answer;
  return json_response(200, {{"grid", grid["code"]}});
}

}  // namespace roundtable::http
