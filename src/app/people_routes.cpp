#include "app/people_routes.hpp"

#include "app/gateway.hpp"
#include "domain/decide.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::app {
net::HttpResponse name_person(const RouteServices& services, const net::HttpRequest& request,
                              const MeetingId& meeting) {
  const auto listed = services.lists.meeting(meeting);
  if (!listed) return problem(404, "meeting.unknown");
  const auto subject = services.identity.subject(cookie_value(request, kSessionCookie));
  const auto roles = live::roles_on(subject, *services.registry.grids(), listed->grid);
  if (!live::permitted(subject, roles, domain::AdmitPerson{})) {
    return problem(403, "permission.denied");
  }
  const auto body = json_body(request);
  const auto name = body ? text_member(*body, "name") : "";
  if (domain::text_problem("name", name, kNameBytesMax)) return problem(400, "http.body");
  const std::string key(request.header("idempotency-key"));
  if (!is_id(key)) return problem(400, "http.idempotency_key");
  // From the request itself, so that it makes one person however often it comes.
  const auto person =
      log::sha256_hex(subject.actor.str() + "\n" + meeting.str() + "\n" + key).substr(0, 32);
  if (const auto known = services.directory.label(person)) {
    if (*known != name) return problem(409, "command.id_reused");
  } else {
    services.directory.put_labels({{person, "person", name}});
  }
  return json_response(200, {{"person", person}});
}

}  // namespace roundtable::app
