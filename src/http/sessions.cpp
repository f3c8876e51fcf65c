// Ways in and out: invitations, observing, signing in and out.
#include "http/call.hpp"
#include "http/list_json.hpp"
#include "http/route_table.hpp"
#include "http/session_cookie.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

/// The token of a link, or the digits of a slip.
std::string secret_of(const Call& call) {
  auto secret = text_member(call.body, "token");
  return secret.empty() ? text_member(call.body, "code") : secret;
}

Answer sign_in_answer(const Call& call, const live::SignInAnswer& answer) {
  if (const auto* refused = std::get_if<live::NotSignedIn>(&answer)) return problem(refused->code);
  const auto& session = std::get<live::SignedIn>(answer);
  json out = {{"kind", to_string(session.kind)}};
  if (!session.meeting.empty()) out["meeting"] = session.meeting;
  auto response = json_response(200, out);
  response.headers.emplace_back("set-cookie", session_cookie(call.http, session));
  return response;
}

}  // namespace

Answer look_at_invitation(const Call& call) {
  const auto& services = call.services;
  const auto answer = services.identity.look(secret_of(call), call.address());
  if (const auto* refused = std::get_if<live::NotSignedIn>(&answer)) return problem(refused->code);
  const auto* found = &std::get<live::InvitationLook>(answer);
  json out = {{"kind", found->invitation.kind}, {"state", found->state}};
  const auto label = services.directory.label(found->invitation.subject);
  if (label) out["label"] = *label;
  if (const auto meeting = services.lists.meeting(MeetingId(found->invitation.meeting))) {
    out["meeting"] = meeting_json(*meeting);
    const auto grids = services.registry.grids();
    const auto* node = grids->find(meeting->grid);
    if (node != nullptr) out["meeting"]["grid_name"] = node->name;
    out["meeting"].erase("demonstration");
    if (meeting->demonstration) out["demonstration"] = true;
  }
  return json_response(200, out);
}

Answer join_meeting(const Call& call) {
  auto& identity = call.services.identity;
  const auto observed = text_member(call.body, "observe");
  if (observed.empty()) {
    return sign_in_answer(call, identity.join(secret_of(call), call.address(), call.key));
  }
  if (!call.services.lists.meeting(MeetingId(observed))) return problem("meeting.unknown");
  return sign_in_answer(call, identity.observe(observed, call.address(), call.key));
}

Answer sign_in(const Call& call) {
  return sign_in_answer(call, call.services.identity.sign_in(text_member(call.body, "login"),
                                                             text_member(call.body, "password"),
                                                             call.address(), call.key));
}

Answer sign_out(const Call& call) {
  const auto& session = call.subject().session;
  if (!session.empty()) {
    call.services.identity.sign_out(cookie_value(call.http, kSessionCookie));
    call.services.hub.close_session(session);
  }
  auto response = json_response(200, json::object());
  response.headers.emplace_back("set-cookie", no_session_cookie(call.http));
  return response;
}

}  // namespace roundtable::http
