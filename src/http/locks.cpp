// A computer that others use too: it stays open while somebody touches it, and is opened again by
// whoever is signed in on it. Asked by a session that has no rights at the moment, so each looks
// for itself who asks.
#include "http/call.hpp"
#include "http/route_table.hpp"

namespace roundtable::http {
namespace {

bool is_staff(const Call& call) {
  return call.subject().kind == live::SubjectKind::staff;
}

Answer open_for(const Call& call) {
  auto out = nlohmann::json::object();
  const auto seconds = call.services.identity.locks_in(call.subject().session);
  if (seconds) out["locks_in"] = *seconds;
  return json_response(200, out);
}

}  // namespace

Answer stay_open(const Call& call) {
  if (!is_staff(call)) return problem("session.required");
  if (call.subject().locked) return problem("session.locked");
  call.services.identity.note_input(call.subject().session);
  return open_for(call);
}

Answer lock_session(const Call& call) {
  if (!is_staff(call)) return problem("session.required");
  call.services.identity.lock(call.subject().session);
  return open_for(call);
}

Answer unlock_session(const Call& call) {
  if (!is_staff(call)) return problem("session.required");
  const auto why = call.services.identity.unlock(call.subject(), text_member(call.body, "password"),
                                                 call.caller());
  return why ? problem(*why) : open_for(call);
}

}  // namespace roundtable::http
