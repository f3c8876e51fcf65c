#include "app/import_routes.hpp"

#include <algorithm>
#include <string_view>

#include "app/gateway.hpp"
#include "app/http_json.hpp"
#include "app/import_json.hpp"
#include "imports/limits.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::app {
namespace {

constexpr std::string_view kGridsPath = "/api/v1/import/grids";
constexpr std::string_view kGridPrefix = "/api/v1/grids/";
constexpr std::string_view kRollSuffix = "/roll";
/// A page shows no more; the count is told, and `roundtable import --check` lists them all.
constexpr std::size_t kListedMax = 1'000;

/// The grid in /api/v1/grids/{id}/roll; "" for other paths.
std::string grid_of_roll(std::string_view path) {
  if (!path.starts_with(kGridPrefix) || !path.ends_with(kRollSuffix)) return "";
  if (path.size() <= kGridPrefix.size() + kRollSuffix.size()) return "";
  path.remove_prefix(kGridPrefix.size());
  path.remove_suffix(kRollSuffix.size());
  return is_id(path) ? std::string(path) : "";
}

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

/// The grid's members as texts; nothing where there are others.
std::optional<nlohmann::json> grid_body(const net::HttpRequest& request) {
  auto body = json_body(request);
  if (!body) return std::nullopt;
  for (const auto& [name, value] : body->items()) {
    const bool known =
        std::find(std::begin(kGridFields), std::end(kGridFields), name) != std::end(kGridFields);
    if (!known || !value.is_string()) return std::nullopt;
  }
  return body;
}

}  // namespace

ImportRoutes::ImportRoutes(Importer& importer, const live::Identity& identity,
                           const live::Registry& registry, Meters& meters)
    : importer_(importer), identity_(identity), registry_(registry), meters_(meters) {}

bool ImportRoutes::takes_file(const net::HttpRequest& request) {
  return request.method == "POST" &&
         (request.path == kGridsPath || !grid_of_roll(request.path).empty());
}

std::optional<std::size_t> ImportRoutes::body_bytes_max(const net::HttpRequest& head) const {
  if (!takes_file(head)) return std::nullopt;
  const auto subject = identity_.subject(cookie_value(head, kSessionCookie));
  if (subject.kind != live::SubjectKind::staff) return std::nullopt;
  return imports::kFileBytesMax;
}

std::optional<net::HttpResponse> ImportRoutes::kept_out(const live::Subject& subject,
                                                        const GridId& grid) const {
  const auto tree = registry_.grids();
  if (tree->find(grid) == nullptr) return problem(404, "grid.unknown");
  if (live::keeps_registers(live::roles_on(subject, *tree, grid))) return std::nullopt;
  return problem(403, "permission.denied");
}

std::optional<net::HttpResponse> ImportRoutes::read(const net::HttpRequest& request) const {
  const auto id = grid_of_roll(request.path);
  if (id.empty()) return std::nullopt;
  const auto subject = identity_.subject(cookie_value(request, kSessionCookie));
  if (subject.kind != live::SubjectKind::staff) return problem(401, "session.required");
  if (auto out = kept_out(subject, GridId(id))) return std::move(*out);
  auto rolls = nlohmann::json::array();
  for (const auto& roll : registry_.rolls_of(GridId(id))) rolls.push_back(roll_json(*roll));
  return json_response(200, {{"rolls", std::move(rolls)}});
}

std::optional<net::HttpResponse> ImportRoutes::answer(const net::HttpRequest& request) {
  if (!takes_file(request)) return std::nullopt;
  const auto subject = identity_.subject(cookie_value(request, kSessionCookie));
  if (subject.kind != live::SubjectKind::staff) return problem(401, "session.required");
  const bool check = query_value(request, "check") == "1";
  if (!check && !is_id(request.header("idempotency-key"))) {
    return problem(400, "http.idempotency_key");
  }
  if (request.path == kGridsPath) return grids(request, subject);
  return roll(request, subject, GridId(grid_of_roll(request.path)));
}

net::HttpResponse ImportRoutes::grids(const net::HttpRequest& request,
                                      const live::Subject& subject) {
  const ImportAsk ask{subject.actor, CommandId(std::string(request.header("idempotency-key"))),
                      query_value(request, "check") == "1"};
  // Who keeps no register anywhere is not told what a file would do.
  const bool keeps = std::any_of(subject.roles.begin(), subject.roles.end(), [](const auto& held) {
    return live::keeps_registers({held.role});
  });
  if (!keeps) return problem(403, "permission.denied");
  return answered(request,
                  importer_.grids(ask, request.body, [&](const auto& tree, const auto& id) {
                    if (id.empty()) return is_administrator(subject);
                    return live::keeps_registers(live::roles_on(subject, tree, id));
                  }));
}

net::HttpResponse ImportRoutes::one_grid(const net::HttpRequest& request) {
  const auto subject = identity_.subject(cookie_value(request, kSessionCookie));
  if (subject.kind != live::SubjectKind::staff) return problem(401, "session.required");
  const std::string key(request.header("idempotency-key"));
  if (!is_id(key)) return problem(400, "http.idempotency_key");
  auto grid = grid_body(request);
  if (!grid) return problem(400, "http.body");
  if (text_member(*grid, "code").empty()) {
    // From the request itself, so that it makes one grid however often it comes.
    (*grid)["code"] =
        "g" + log::sha256_hex("grid\n" + subject.actor.str() + "\n" + key).substr(0, 15);
  }
  auto file = request;
  file.query.clear();
  file.body = as_file(*grid);
  auto answer = grids(file, subject);
  if (answer.status != 200) return answer;
  return json_response(200, {{"grid", (*grid)["code"]}});
}

net::HttpResponse ImportRoutes::roll(const net::HttpRequest& request, const live::Subject& subject,
                                     const GridId& grid) {
  if (auto out = kept_out(subject, grid)) return std::move(*out);
  const auto roll = query_value(request, "roll");
  if (!roll.empty() && !is_id(roll)) return problem(400, "roll.unknown");
  const ImportAsk ask{subject.actor, CommandId(std::string(request.header("idempotency-key"))),
                      query_value(request, "check") == "1"};
  return answered(request, importer_.roll(ask, grid, roll, request.body));
}

net::HttpResponse ImportRoutes::answered(const net::HttpRequest& request,
                                         const ImportAnswer& answer) {
  using Outcome = ImportAnswer::Outcome;
  const auto refused = [&](unsigned status, std::string_view code,
                           nlohmann::json fields = nlohmann::json::object()) {
    meters_.refusal(code);
    return problem(status, code, std::move(fields));
  };
  switch (answer.outcome) {
    case Outcome::checked:
      return json_response(200, preview_json(answer, kListedMax));
    case Outcome::imported:
      return json_response(200, nlohmann::json::parse(answer.result));
    case Outcome::refused:
      if (query_value(request, "check") == "1") {
        return json_response(200, preview_json(answer, kListedMax));
      }
      return refused(422, "import.refused", preview_json(answer, kListedMax));
    case Outcome::denied:
      return refused(403, "permission.denied");
    case Outcome::grid_unknown:
      return refused(404, "grid.unknown");
    case Outcome::roll_ambiguous:
      return refused(409, "roll.ambiguous", {{"rolls", answer.choice}});
    case Outcome::roll_elsewhere:
      return refused(409, "roll.other_grid");
    case Outcome::roll_of_members:
      return refused(409, "roll.members");
    case Outcome::id_reused:
      return refused(409, "command.id_reused");
    case Outcome::unavailable:
      return refused(503, "log.unavailable");
    case Outcome::unknown:
      break;
  }
  return refused(503, "log.unknown");
}

}  // namespace roundtable::app
