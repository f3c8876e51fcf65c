#include "http/call.hpp"

#include <future>

#include "domain/decide.hpp"
#include "http/session_cookie.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::http {

Call::Call(const Services& of, const net::HttpRequest& request, std::vector<std::string> in_path)
    : services(of),
      http(request),
      ids(std::move(in_path)),
      key(request.header("idempotency-key")) {}

std::shared_ptr<const live::Subject> Call::shared_subject() const {
  if (subject_ == nullptr) {
    subject_ = std::make_shared<const live::Subject>(
        services.identity.subject(cookie_value(http, kSessionCookie)));
  }
  return subject_;
}

live::Roles Call::roles_on(const GridId& grid, live::Place place) const {
  return live::roles_on(subject(), *services.registry.grids(), grid, place);
}

live::Roles Call::roles_at(const views::ListedMeeting& listed) const {
  return live::roles_on(subject(), *services.registry.grids(), listed.grid,
                        services.registry.place_of(listed.grid, listed.body));
}

bool Call::may(live::DeskAct act, const GridId& grid) const {
  return live::permitted(subject(), roles_on(grid), act);
}

live::Caller Call::caller() const {
  return {net::line_of(http.remote), net::site_of(http.remote), cookie_value(http, kDeviceCookie)};
}

std::string Call::name() const {
  return live::request_name("desk", subject().actor.str(), key);
}

std::string Call::body_sha256() const {
  return log::sha256_hex(http.path + "\n" + body.dump());
}

std::optional<Answer> Call::repeated() const {
  const auto known = services.directory.request_body(name());
  if (!known) return std::nullopt;
  if (*known != body_sha256()) return problem("command.id_reused");
  return json_response(200, nlohmann::json::object());
}

void Call::note() const {
  services.directory.note_request(name(), body_sha256(), services.clock.now());
}

Answer written_answer(live::Written written, const nlohmann::json& done) {
  switch (written) {
    case live::Written::done:
      return json_response(200, done);
    case live::Written::id_reused:
      return problem("command.id_reused");
    case live::Written::stale:
    case live::Written::unavailable:
      return problem("log.unavailable");
    case live::Written::unknown:
      break;
  }
  return problem("log.unknown");
}

live::Answer submit_and_wait(live::Hosts& hall, const StreamName& stream,
                             live::Submission submission, std::chrono::seconds patience) {
  auto answered = std::make_shared<std::promise<live::Answer>>();
  submission.reply = [answered](const live::Answer& answer) { answered->set_value(answer); };
  hall.submit(stream, std::move(submission));
  auto answer = answered->get_future();
  if (answer.wait_for(patience) != std::future_status::ready) return live::Unknown{};
  return answer.get();
}

bool is_name(std::string_view text) {
  return !domain::text_problem("name", text, kNameBytesMax);
}

}  // namespace roundtable::http
