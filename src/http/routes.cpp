#include "http/routes.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <memory>
#include <utility>

#include "base/memory.hpp"
#include "http/device_sessions.hpp"
#include "http/page_address.hpp"
#include "http/refusal_status.hpp"
#include "log/event_log.hpp"

namespace roundtable::http {
namespace {

constexpr std::string_view kPageLabel = "pages";
constexpr unsigned kNotFound = 404;
constexpr std::string_view kUnknownHost =
    "这台服务器不叫这个名字。请用公布的网址打开；运行服务器的人可在设置 host_names 中添加此名字。\n"
    "This server does not go by that name. Open it by its published address; whoever runs it can "
    "add the name to the setting host_names.\n";

/// What of the path is no page of the client's, whatever follows.
bool is_of_the_table(std::string_view path) {
  return path.starts_with("/api/") || path.starts_with("/records/") || path.starts_with("/files/");
}

/// Of a page or file of the table that was asked for with a tail, its own address; else nothing.
std::optional<std::string> meant(const net::HttpRequest& request) {
  const auto path = without_tail(request.path);
  if (path.size() == request.path.size()) return std::nullopt;
  const auto found = find_route(request.method, path);
  if (found.route == nullptr) return std::nullopt;
  const auto form = found.route->answer;
  if (form != Form::page && form != Form::file) return std::nullopt;
  return std::string(path) + (request.query.empty() ? "" : "?" + request.query);
}

Answer elsewhere(const std::string& address) {
  Answer answer;
  answer.status = 302;
  answer.headers.emplace_back("location", address);
  return answer;
}

Answer no_such_method(const std::string& allow) {
  auto answer = problem("http.method");
  answer.headers.emplace_back("allow", allow);
  return answer;
}

// A person who opens a page has no client yet that knows the words for codes.
Answer unknown_host(const net::HttpRequest& head) {
  if (is_of_the_table(head.path)) return problem("http.host_unknown");
  const auto status = *status_of("http.host_unknown");
  auto answer = text_response(status, "text/plain; charset=utf-8", std::string(kUnknownHost));
  answer.code = "http.host_unknown";
  return answer;
}

/// What the head and the body alone tell, before anybody is asked who she is.
std::optional<std::string> refused_unread(const Route& route, const net::HttpRequest& request) {
  if (route.method == "GET") return std::nullopt;
  if (!same_origin(request)) return "http.origin";
  if (!request.body.empty() && !is_content_type_of(route.body, request.header("content-type"))) {
    return "http.content_type";
  }
  return std::nullopt;
}

/// What only asks is not noted: a GET writes nothing.
void note_use(const Call& call) {
  const auto& session = call.subject().session;
  if (session.empty()) return;
  call.services.identity.note_use(session, device_of(call.http.header("user-agent")));
}

bool needs_key(const Route& route, const Call& call) {
  if (route.key == Key::unless_check) return query_value(call.http, "check") != "1";
  return route.key == Key::required;
}

/// Reads what the route says the request carries into the call.
std::optional<Answer> unreadable(const Route& route, Call& call) {
  const bool wrong_key = call.key.empty() ? needs_key(route, call) : !is_id(call.key);
  if (route.key != Key::none && wrong_key) return problem("http.idempotency_key");
  const bool has_json =
      route.body == Body::object || (route.body == Body::object_if_any && !call.http.body.empty());
  if (!has_json) return std::nullopt;
  auto read = json_body(call.http);
  if (auto* refused = std::get_if<Answer>(&read)) return std::move(*refused);
  call.body = std::get<nlohmann::json>(std::move(read));
  return std::nullopt;
}

}  // namespace

void Routes::on_request(net::HttpRequest request, std::size_t /*shard*/, net::Respond respond) {
  if (const auto address = meant(request)) return send(nullptr, respond, elsewhere(*address));
  auto found = find_route(request.method, request.path);
  if (found.route == nullptr) {
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (!found.allow.empty()) return send(nullptr, respond, no_such_method(found.allow));
    if (is_of_the_table(request.path)) return send(nullptr, respond, problem("http.not_found"));
    if (!reads) return send(nullptr, respond, no_such_method("GET, HEAD"));
    if (services_.first.serves(request)) return open_page(std::move(request), respond);
    auto file = services_.files.find(request);
    return send(nullptr, respond, file ? Answer(std::move(*file)) : problem("http.not_found"));
  }
  const auto& route = *found.route;
  if (const auto code = refused_unread(route, request)) {
    return send(&route, respond, problem(*code));
  }
  if (route.lane == Lane::shard) {
    return send(&route, respond, answer(route, request, std::move(found.ids)));
  }
  auto shared = std::make_shared<net::HttpRequest>(std::move(request));
  const bool taken =
      run(route.lane, shared->remote, [this, shared, respond, &route, ids = std::move(found.ids)] {
        send(&route, respond, answer(route, *shared, ids));
      });
  if (!taken) send(&route, respond, problem("server.busy"));
}

live::Workers& Routes::workers_of(Lane lane) const {
  switch (lane) {
    case Lane::enter:
      return services_.entrances;
    case Lane::sign_in:
      return services_.sign_ins;
    case Lane::import:
      return services_.imports;
    case Lane::shard:
    case Lane::worker:
      break;
  }
  return services_.workers;
}

// Whoever asks for more than its share waits for itself: a half of what may wait stays for others.
bool Routes::run(Lane lane, const std::string& remote, std::function<void()> task) const {
  const auto line = net::line_of(remote);
  const auto site = net::site_of(remote);
  if (!owed_.enter(line, site)) return false;
  const bool reads_tables = lane == Lane::import;
  const bool taken =
      workers_of(lane).run([this, line, site, reads_tables, task = std::move(task)]() mutable {
        task();
        task = nullptr;  // and with it what was sent
        if (reads_tables) give_memory_back();
        owed_.leave(line, site);
      });
  if (!taken) owed_.leave(line, site);
  return taken;
}

void Routes::send(const Route* route, const net::Respond& respond, Answer answer) const {
  if (answer.later) {
    const auto later = std::move(answer.later);
    return later([this, route, respond](const Answer& made) { send(route, respond, made); });
  }
  services_.meters.answered(route == nullptr ? "" : label_of(*route), answer.status);
  if (!answer.code.empty()) services_.meters.refusal(answer.code);
  respond(std::move(answer));
}

std::optional<net::HttpResponse> Routes::refusal(const net::HttpRequest& head) const {
  if (services_.hosts.allow(head.header("host"))) return std::nullopt;
  auto answer = unknown_host(head);
  services_.meters.answered("", answer.status);
  services_.meters.refusal(answer.code);
  return answer;
}

Answer Routes::answer(const Route& route, const net::HttpRequest& request,
                      std::vector<std::string> ids) const {
  try {
    if (route.lane == Lane::shard) return tried(route, request, ids);
    if (const auto code = too_early(request)) return problem(*code);
    return sure([&] { return tried(route, request, ids); });
  } catch (const views::NotYet&) {
    return problem("server.busy");
  } catch (const log::LogFailure& failure) {
    return failed(route, failure.what(), true);
  } catch (const std::exception& failure) {
    return failed(route, failure.what(), false);
  }
}

Answer Routes::tried(const Route& route, const net::HttpRequest& request,
                     const std::vector<std::string>& ids) const {
  Call call(services_, request, ids);
  if (const auto code = kept_out(route, call)) return problem(*code);
  if (auto refused = unreadable(route, call)) return std::move(*refused);
  if (route.method != "GET") note_use(call);
  auto answer = route.handler(call);
  if (route.method != "GET" && answer.status < 300) say_place(answer);
  return answer;
}

// A link is followed without saying what its reader was told: that something is not there is said
// of lists that have everything.
Answer Routes::sure(const std::function<Answer()>& ask) const {
  const bool current = services_.lists_are_current();
  auto answer = ask();
  if (answer.status != kNotFound || current) return answer;
  const auto newest = services_.log.checkpoint();
  if (newest && !services_.lists_have(newest->number)) return problem("server.busy");
  return ask();
}

// Whoever was told that something is done names its place: the lists have it before anything is
// said of them. What a shard answers itself asks no list, and waits for none.
std::optional<std::string> Routes::too_early(const net::HttpRequest& request) const {
  const auto named = request.header("after");
  if (named.empty()) return std::nullopt;
  std::uint64_t number = 0;
  const auto* end = named.data() + named.size();
  const auto read = std::from_chars(named.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return "http.malformed";
  return services_.lists_have(number) ? std::nullopt : std::optional<std::string>("server.busy");
}

void Routes::say_place(Answer& answer) const {
  if (const auto newest = services_.log.checkpoint()) {
    answer.headers.emplace_back("after", std::to_string(newest->number));
  }
}

// The path itself may hold what is nobody's business; the pattern never does.
void Routes::tell(std::string_view method, std::string_view route, std::string_view cause) const {
  services_.lines.error("request_failed",
                        {{"method", method}, {"route", route}, {"detail", cause}});
}

Answer Routes::failed(const Route& route, std::string_view cause, bool of_the_log) const {
  const bool reads = route.method == "GET";
  const auto* what = route.answer == Form::page ? "record_unreadable" : "read";
  services_.meters.failure(reads ? what : "directory");
  tell(route.method, route.path, cause);
  // Whether something was written before it went wrong is in doubt: the same request tells.
  if (!reads) return problem("log.unknown");
  return problem(of_the_log ? "log.unavailable" : "server.failed");
}

// An id that is none names nothing; a record's page says so as a page.
std::optional<std::string> Routes::kept_out(const Route& route, Call& call) const {
  const bool ids =
      std::all_of(call.ids.begin(), call.ids.end(), [](const auto& id) { return is_id(id); });
  if (!ids && route.answer != Form::page) return "http.not_found";
  if (route.who == Who::anyone) return std::nullopt;
  if (route.who == Who::operators) {
    return may_operate(call.http) ? std::nullopt : std::optional<std::string>("http.metrics");
  }
  if (!may(Who::staff, call.subject(), {})) return "session.required";
  if (call.subject().locked) return "session.locked";
  live::Roles roles;
  if (place_of(route.who) == On::grid) {
    if (services_.registry.grids()->find(call.grid()) == nullptr) return "grid.unknown";
    roles = call.roles_on(call.grid());
  }
  if (place_of(route.who) == On::meeting) {
    call.meeting = services_.lists.meeting(MeetingId(call.ids.front()));
    if (!call.meeting) return "meeting.unknown";
    roles = call.roles_at(*call.meeting);
  }
  if (may(route.who, call.subject(), roles)) return std::nullopt;
  return call.subject().ended ? "account.ended" : "permission.denied";
}

// Counters tell how a meeting goes: they are for whoever runs the machine. What came through a
// proxy was asked for from outside, also where the proxy is not known as one.
bool Routes::may_operate(const net::HttpRequest& request) const {
  const auto& from = services_.metrics_from;
  return request.header("x-forwarded-for").empty() &&
         std::find(from.begin(), from.end(), request.remote) != from.end();
}

std::optional<std::size_t> Routes::body_bytes_max(const net::HttpRequest& head) const {
  auto found = find_route(head.method, head.path);
  if (found.route == nullptr) return std::nullopt;
  const auto most = http::body_bytes_max(found.route->body);
  if (!most) return std::nullopt;
  Call call(services_, head, std::move(found.ids));
  try {
    return kept_out(*found.route, call) ? std::nullopt : most;
  } catch (const std::exception& failure) {
    // What cannot be read now is told when the request is answered.
    tell(found.route->method, found.route->path, failure.what());
    return most;
  }
}

// Whoever opens a page gets one, also when every worker is taken: then the client asks for the
// rest.
void Routes::open_page(net::HttpRequest request, const net::Respond& respond) const {
  auto shared = std::make_shared<net::HttpRequest>(std::move(request));
  const bool taken = run(Lane::worker, shared->remote, [this, shared, respond] {
    try {
      auto answer = sure([&] { return Answer(services_.first.page(*shared)); });
      if (!answer.code.empty()) answer = Answer(services_.first.plain_page(*shared));
      send(nullptr, respond, std::move(answer));
    } catch (const std::exception& failure) {
      services_.meters.failure("page");
      tell("GET", kPageLabel, failure.what());
      send(nullptr, respond, Answer(services_.first.plain_page(*shared)));
    }
  });
  if (!taken) send(nullptr, respond, Answer(services_.first.plain_page(*shared)));
}

}  // namespace roundtable::http
