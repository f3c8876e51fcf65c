#include "app/routes.hpp"

#include <algorithm>

#include "app/desk_routes.hpp"
#include "app/gateway.hpp"
#include "app/home_grid.hpp"
#include "app/issue_routes.hpp"
#include "app/list_json.hpp"
#include "app/member_routes.hpp"
#include "app/people_routes.hpp"
#include "app/reachable.hpp"
#include "app/roll_routes.hpp"
#include "app/session_cookie.hpp"
#include "app/written.hpp"

namespace roundtable::app {
namespace {

using nlohmann::json;

/// A clause reference and a sentence; it stands on every card and notice.
constexpr std::size_t kBasisBytesMax = 2'000;

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

/// What follows `prefix` in the path, if it is one id.
std::string id_after(std::string_view path, std::string_view prefix) {
  if (!starts_with(path, prefix)) return "";
  path.remove_prefix(prefix.size());
  return is_id(path) ? std::string(path) : "";
}

std::string id_between(std::string_view path, std::string_view prefix, std::string_view suffix) {
  if (!path.ends_with(suffix)) return "";
  path.remove_suffix(suffix.size());
  return id_after(path, prefix);
}

unsigned status_of(std::string_view code) {
  if (code == "invitation.used" || code == "invitation.expired") return 410;
  if (code == "invitation.unknown" || code == "meeting.unknown") return 404;
  if (starts_with(code, "limit.")) return 429;
  if (code == "sign_in.too_long") return 400;
  return 401;
}

/// The key of a request that may come again: "" where it names none, nothing where it is no id.
std::optional<std::string> request_key(const net::HttpRequest& request) {
  const auto key = request.header("idempotency-key");
  if (!key.empty() && !is_id(key)) return std::nullopt;
  return std::string(key);
}

constexpr std::string_view kFileTypes[] = {"application/octet-stream", "application/pdf",
                                           "image/png", "image/jpeg"};

/// JSON, and for imports and papers a file: types that no form of another site can send. An empty
/// body needs none.
bool has_right_type(const net::HttpRequest& request) {
  if (request.body.empty()) return true;
  const auto named = request.header("content-type");
  const auto type = named.substr(0, named.find(';'));
  if (FileRoutes::takes_file(request)) {
    return std::find(std::begin(kFileTypes), std::end(kFileTypes), type) != std::end(kFileTypes);
  }
  if (!ImportRoutes::takes_file(request)) return type == "application/json";
  return type == "text/csv" || type == "application/octet-stream";
}

}  // namespace

Routes::Routes(RouteServices services) : services_(std::move(services)) {}

void Routes::on_request(net::HttpRequest request, std::size_t /*shard*/, net::Respond respond) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (services_.first.serves(request)) {
    open_page(std::move(request), respond);
    return;
  }
  if (reads && !starts_with(request.path, "/api/") && !starts_with(request.path, "/records/") &&
      !FileRoutes::serves_file(request)) {
    respond(read(request));
    return;
  }
  if (!reads && request.method != "POST") {
    respond(problem(405, "http.method"));
    return;
  }
  if (!reads && !same_origin(request)) {
    respond(problem(403, "http.origin"));
    return;
  }
  if (!reads && !has_right_type(request)) {
    respond(problem(415, "http.content_type"));
    return;
  }
  const bool hashes = request.path == "/api/v1/sign-in" || hashes_password(request);
  auto& lane = hashes ? services_.sign_ins : services_.workers;
  auto shared = std::make_shared<net::HttpRequest>(std::move(request));
  const bool taken = lane.run([this, shared, respond, reads] {
    respond(reads ? read_guarded(*shared) : write_api(*shared));
  });
  if (!taken) respond(problem(503, "server.busy"));
}

// Whoever opens a page gets one, also when every worker is taken: then the client asks for the
// rest.
void Routes::open_page(net::HttpRequest request, const net::Respond& respond) {
  auto shared = std::make_shared<net::HttpRequest>(std::move(request));
  const bool taken = services_.workers.run([this, shared, respond] {
    try {
      respond(services_.first.page(*shared));
    } catch (const std::exception&) {
      services_.meters.failure("page");
      respond(services_.first.plain_page(*shared));
    }
  });
  if (!taken) respond(services_.first.plain_page(*shared));
}

// Counters tell how a meeting goes: they are for whoever runs the machine. What came through a
// proxy was asked for from outside, also where the proxy is not known as one.
bool Routes::may_read_metrics(const net::HttpRequest& request) const {
  const auto& from = services_.metrics_from;
  return request.header("x-forwarded-for").empty() &&
         std::find(from.begin(), from.end(), request.remote) != from.end();
}

net::HttpResponse Routes::read_guarded(const net::HttpRequest& request) {
  try {
    return read(request);
  } catch (const std::exception&) {
    services_.meters.failure("read");
    return problem(503, "log.unavailable");
  }
}

net::HttpResponse Routes::read(const net::HttpRequest& request) {
  const auto& path = request.path;
  if (path == "/healthz") return text_response(200, "text/plain; charset=utf-8", "ok\n");
  if (path == "/readyz") {
    return services_.ready ? text_response(200, "text/plain; charset=utf-8", "ready\n")
                           : text_response(503, "text/plain; charset=utf-8", "not ready\n");
  }
  if (path == "/metrics") {
    if (!may_read_metrics(request)) return problem(403, "http.metrics");
    return text_response(200, "text/plain; version=0.0.4; charset=utf-8", services_.meters.text());
  }
  if (starts_with(path, "/api/")) return read_api(request);
  if (starts_with(path, "/records/")) return read_record(request);
  if (FileRoutes::serves_file(request)) return services_.papers.read(request);
  if (auto file = services_.files.find(request)) return std::move(*file);
  return problem(404, "http.not_found");
}

net::HttpResponse Routes::read_record(const net::HttpRequest& request) {
  constexpr std::string_view kDocument = "/document";
  std::string_view path = request.path;
  const bool document = path.ends_with(kDocument);
  if (document) path.remove_suffix(kDocument.size());
  const RecordId record(id_after(path, "/records/"));
  try {
    return document ? services_.records.document(request, record)
                    : services_.records.page(request, record);
  } catch (const std::exception&) {
    services_.meters.failure("record_unreadable");
    return problem(503, "log.unavailable");
  }
}

net::HttpResponse Routes::read_api(const net::HttpRequest& request) {
  if (auto imported = services_.imports.read(request)) return std::move(*imported);
  const auto& path = request.path;
  if (path == "/api/v1/me") return me(request);
  if (path == "/api/v1/checkpoint") return checkpoint();
  if (path == "/api/v1/meeting-templates") return list_templates(services_.meetings);
  if (path == "/api/v1/meetings") return list_meetings(services_.meetings, request);
  if (path == "/api/v1/grids") return find_grids(grid_services(), request);
  if (path == "/api/v1/rolls") return list_rolls(services_.meetings, request);
  if (const auto id = id_after(path, "/api/v1/rolls/"); !id.empty()) {
    return read_roll({services_.identity, services_.registry, services_.directory}, request,
                     RollId(id));
  }
  if (const auto id = id_between(path, "/api/v1/grids/", "/issues"); !id.empty()) {
    return list_issues({services_.identity, services_.registry, services_.lists}, request,
                       GridId(id));
  }
  if (const auto id = id_after(path, "/api/v1/grids/"); !id.empty()) {
    return read_grid(grid_services(), request, id);
  }
  if (const auto id = id_after(path, "/api/v1/meetings/"); !id.empty()) return meeting(id);
  if (const auto id = id_after(path, "/api/v1/records/"); !id.empty()) return record(id);
  if (auto answer = desk_answer(services_, request)) return std::move(*answer);
  return problem(404, "http.not_found");
}

net::HttpResponse Routes::write_api(const net::HttpRequest& request) {
  try {
    if (auto imported = services_.imports.answer(request)) return std::move(*imported);
    if (FileRoutes::takes_file(request)) return services_.papers.add(request);
    const auto& path = request.path;
    if (path == "/api/v1/invitations/look") return look(request);
    if (path == "/api/v1/join") return join(request);
    if (path == "/api/v1/sign-in") return sign_in(request);
    if (path == "/api/v1/sign-out") return sign_out(request);
    if (path == "/api/v1/meetings") return convene_meeting(services_.meetings, request);
    if (const auto id = id_between(path, "/api/v1/grids/", "/standing"); !id.empty()) {
      return record_standing(request, id);
    }
    if (path == "/api/v1/grids") return services_.imports.one_grid(request);
    if (const auto id = id_between(path, "/api/v1/grids/", "/issues"); !id.empty()) {
      return report_issue({services_.identity, services_.registry, services_.lists}, request,
                          GridId(id));
    }
    if (const auto id = id_between(path, "/api/v1/grids/", "/members"); !id.empty()) {
      return add_members({services_.identity, services_.registry, services_.directory}, request,
                         GridId(id));
    }
    if (const auto id = id_between(path, "/api/v1/meetings/", "/people"); !id.empty()) {
      return name_person(services_, request, MeetingId(id));
    }
    if (auto answer = desk_answer(services_, request)) return std::move(*answer);
    return problem(404, "http.not_found");
  } catch (const std::exception&) {
    // The Directory could not be read or written, or its last write is in doubt: the same request
    // tells.
    services_.meters.failure("directory");
    return problem(503, "log.unknown");
  }
}

net::HttpResponse Routes::me(const net::HttpRequest& request) {
  const auto subject = services_.identity.subject(cookie_value(request, kSessionCookie));
  json out = {{"kind", to_string(subject.kind)},
              {"units", json::object()},
              {"meetings", json::object()},
              {"roles", json::object()}};
  if (!subject.session.empty()) {
    services_.identity.note_use(subject.session, device_of(request.header("user-agent")));
  } else if (services_.identity.awaits_first_administrator()) {
    out["setup"] = true;
  }
  const auto grids = services_.registry.grids();
  const auto home = home_grid(subject, services_.registry, services_.lists);
  if (!home.empty()) out["home"] = home.str();
  if (!subject.actor.empty()) out["actor"] = subject.actor.str();
  if (!subject.name.empty()) out["name"] = subject.name;
  for (const auto& held : subject.roles) {
    out["roles"][held.grid.str()][std::string(to_string(held.role))] = true;
  }
  if (!subject.head.empty()) out["head"] = subject.head.str();
  const auto by_role = [&](const GridId& grid) {
    return !live::roles_on(subject, *grids, grid).empty();
  };
  if (!subject.roles.empty()) {
    for (const auto& meeting : services_.lists.on_grids(by_role)) {
      out["meetings"][meeting.id.str()] = meeting_json(meeting);
    }
  }
  if (!subject.head.empty()) add_household(subject.head, out);
  if (services_.lists.has_demonstration()) out["demonstration"] = true;
  // Only who sits at this machine needs to be told; others came by an address that works.
  if (is_loopback(request.remote)) out["addresses"] = services_.reachable();
  return json_response(200, out);
}

/// The meetings a household may follow, and its units.
void Routes::add_household(const HeadId& head, json& out) {
  for (const auto& roll : services_.registry.rolls_with(head)) {
    const auto meetings = services_.lists.of_roll(roll->id);
    if (meetings.empty()) continue;
    for (const auto& meeting : meetings) {
      out["meetings"][meeting.id.str()] = meeting_json(meeting);
    }
    for (const auto& unit : roll->units) {
      if (unit.head != head) continue;
      out["units"][unit.id.str()] = services_.directory.label(unit.id.str()).value_or("");
    }
  }
}

net::HttpResponse Routes::meeting(const std::string& id) {
  const auto meeting = services_.lists.meeting(MeetingId(id));
  if (!meeting) return problem(404, "meeting.unknown");
  auto out = meeting_json(*meeting);
  out["grid"] = meeting->grid.str();
  return json_response(200, out);
}

net::HttpResponse Routes::checkpoint() {
  const auto newest = services_.log.checkpoint();
  if (!newest) return problem(404, "log.empty");
  return json_response(200, {{"number", newest->number},
                             {"hash", newest->hash},
                             {"body", newest->body},
                             {"signature", newest->signature},
                             {"public_key", services_.log.public_key()}});
}

net::HttpResponse Routes::record(const std::string& id) {
  const auto listed = services_.lists.record(RecordId(id));
  if (!listed) return problem(404, "record.unknown");
  const auto stream = "meeting:" + listed->meeting.str();
  const auto entries = services_.log.read(stream, listed->version - 1, 1);
  if (entries.empty()) return problem(503, "log.unavailable");
  auto out = record_row(*listed);
  out["meeting"] = listed->meeting.str();
  if (!listed->record.ballot.empty()) out["ballot"] = listed->record.ballot.str();
  out["sha256"] = {{"zh", listed->record.sha256.zh}, {"en", listed->record.sha256.en}};
  out["objection_from"] = to_iso(listed->record.objection_from);
  const auto& entry = entries.front();
  out["entry"] = {{"stream", entry.stream},
                  {"version", entry.version},
                  {"hash", entry.hash},
                  {"header", entry.header},
                  {"payload", entry.payload}};
  if (const auto covering = services_.log.checkpoint_listing(stream, listed->version)) {
    out["checkpoint"] = {{"number", covering->number},
                         {"hash", covering->hash},
                         {"body", covering->body},
                         {"signature", covering->signature},
                         {"public_key", services_.log.public_key()}};
  }
  auto response = json_response(200, out);
  response.headers.emplace_back("x-robots-tag", "noindex");
  return response;
}

net::HttpResponse Routes::look(const net::HttpRequest& request) {
  const auto body = json_body(request);
  if (!body) return problem(400, "http.body");
  auto secret = text_member(*body, "token");
  if (secret.empty()) secret = text_member(*body, "code");
  const auto answer = services_.identity.look(secret, net::line_of(request.remote));
  if (const auto* refused = std::get_if<live::NotSignedIn>(&answer)) return not_signed_in(*refused);
  const auto* found = &std::get<live::InvitationLook>(answer);
  json out = {{"kind", found->invitation.kind}, {"state", found->state}};
  const auto label = services_.directory.label(found->invitation.subject);
  if (label) out["label"] = *label;
  if (const auto meeting = services_.lists.meeting(MeetingId(found->invitation.meeting))) {
    out["meeting"] = meeting_json(*meeting);
    const auto grids = services_.registry.grids();
    const auto* node = grids->find(meeting->grid);
    if (node != nullptr) out["meeting"]["grid_name"] = node->name;
    out["meeting"].erase("demonstration");
    if (meeting->demonstration) out["demonstration"] = true;
  }
  return json_response(200, out);
}

net::HttpResponse Routes::join(const net::HttpRequest& request) {
  const auto body = json_body(request);
  if (!body) return problem(400, "http.body");
  const auto key = request_key(request);
  if (!key) return problem(400, "http.idempotency_key");
  const auto observed = text_member(*body, "observe");
  if (!observed.empty()) {
    if (!services_.lists.meeting(MeetingId(observed))) return problem(404, "meeting.unknown");
    return signed_in(request,
                     services_.identity.observe(observed, net::line_of(request.remote), *key));
  }
  auto secret = text_member(*body, "token");
  if (secret.empty()) secret = text_member(*body, "code");
  return signed_in(request, services_.identity.join(secret, net::line_of(request.remote), *key));
}

net::HttpResponse Routes::sign_in(const net::HttpRequest& request) {
  const auto body = json_body(request);
  if (!body) return problem(400, "http.body");
  const auto key = request_key(request);
  if (!key) return problem(400, "http.idempotency_key");
  return signed_in(request, services_.identity.sign_in(text_member(*body, "login"),
                                                       text_member(*body, "password"),
                                                       net::line_of(request.remote), *key));
}

net::HttpResponse Routes::not_signed_in(const live::NotSignedIn& refused) {
  services_.meters.refusal(refused.code);
  return problem(status_of(refused.code), refused.code);
}

net::HttpResponse Routes::signed_in(const net::HttpRequest& request,
                                    const live::SignInAnswer& answer) {
  if (const auto* refused = std::get_if<live::NotSignedIn>(&answer)) return not_signed_in(*refused);
  const auto& session = std::get<live::SignedIn>(answer);
  json out = {{"kind", to_string(session.kind)}};
  if (!session.meeting.empty()) out["meeting"] = session.meeting;
  auto response = json_response(200, out);
  response.headers.emplace_back("set-cookie", session_cookie(request, session));
  return response;
}

net::HttpResponse Routes::sign_out(const net::HttpRequest& request) {
  const auto token = cookie_value(request, kSessionCookie);
  const auto subject = services_.identity.subject(token);
  if (!subject.session.empty()) {
    services_.identity.sign_out(token);
    services_.hub.close_session(subject.session);
  }
  auto response = json_response(200, json::object());
  response.headers.emplace_back("set-cookie", no_session_cookie(request));
  return response;
}

// An administrator records the legal basis on which ballots of a body bind when cast through this
// product (docs/domain.md 2.7). Until then every ballot is an opinion poll.
net::HttpResponse Routes::record_standing(const net::HttpRequest& request,
                                          const std::string& grid) {
  const auto subject = services_.identity.subject(cookie_value(request, kSessionCookie));
  const auto grids = services_.registry.grids();
  if (grids->find(GridId(grid)) == nullptr) return problem(404, "grid.unknown");
  if (!live::roles_on(subject, *grids, GridId(grid)).contains(live::Role::administrator)) {
    return problem(403, "permission.denied");
  }
  const auto body = json_body(request);
  const auto key = std::string(request.header("idempotency-key"));
  // An empty text takes the basis back: from then on ballots are opinion polls again.
  if (!body || text_member(*body, "body").empty() || !body->contains("text")) {
    return problem(400, "http.body");
  }
  if (!is_id(key)) return problem(400, "http.idempotency_key");
  const codec::BindingBasisRecorded basis{GridId(grid), text_member(*body, "body"),
                                          text_member(*body, "text")};
  // It stands on every notice: what a question may not hold, it may not either.
  const auto bad_text = domain::text_problem("text", basis.text, kBasisBytesMax, true);
  if (bad_text || !services_.rules.knows_body(basis.body)) return problem(400, "http.body");
  return written_response(services_.registry.record_basis(subject.actor, CommandId(key), basis));
}

}  // namespace roundtable::app
