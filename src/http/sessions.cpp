// Ways in and out: invitations, observing, signing in and out.
#include "http/call.hpp"
#include "http/device_sessions.hpp"
#include "http/list_json.hpp"
#include "http/page_address.hpp"
#include "http/route_table.hpp"
#include "http/session_cookie.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

/// ０ to ９, as an input method for Chinese writes digits, made 0 to 9.
std::string with_plain_digits(std::string_view typed) {
  constexpr std::string_view kBegin = "\xEF\xBC";
  constexpr unsigned kZero = 0x90;  // of its last byte
  std::string plain;
  while (!typed.empty()) {
    const auto last = typed.size() < 3 ? 0U : static_cast<unsigned char>(typed[2]) - kZero;
    const bool wide = typed.size() >= 3 && typed.starts_with(kBegin) && last < 10;
    plain += wide ? static_cast<char>('0' + last) : typed.front();
    typed.remove_prefix(wide ? 3 : 1);
  }
  return plain;
}

/// The token of a link, or the digits of a slip.
std::string secret_of(const Call& call) {
  const auto token = text_member(call.body, "token");
  if (!token.empty()) return std::string(without_tail(token));
  return with_plain_digits(text_member(call.body, "code"));
}

/// That a slip has been used stands in its meeting's log, once however often it is used. Whoever
/// came in is in and does not wait for that: where it could not be noted the server's log says so,
/// and where the server ends in that moment the slip is one that counts as unused.
void note_slip_used(const Call& call, const live::SignInAnswer& answer) {
  const auto* session = std::get_if<live::SignedIn>(&answer);
  if (session == nullptr || session->slip.empty()) return;
  constexpr std::size_t kIdLength = 32;
  live::Submission submission;
  submission.subject =
      std::make_shared<const live::Subject>(call.services.identity.subject(session->token));
  const auto name = log::sha256_hex("slip\n" + session->slip);
  submission.id = CommandId(name.substr(0, kIdLength));
  submission.command_sha256 = name;
  submission.command = domain::UseSlip{submission.subject->head};
  submission.reply = [&meters = call.services.meters, &lines = call.services.lines,
                      meeting = session->meeting](const live::Answer& noted) {
    if (std::holds_alternative<live::Done>(noted)) return;
    meters.failure("slip_not_noted");
    lines.warning("slip_not_noted", {{"meeting", meeting}});
  };
  call.services.hall.submit(MeetingId(session->meeting), std::move(submission));
}

Answer sign_in_answer(const Call& call, const live::SignInAnswer& answer) {
  if (const auto* refused = std::get_if<live::NotSignedIn>(&answer)) return problem(refused->code);
  const auto& session = std::get<live::SignedIn>(answer);
  json out = {{"kind", to_string(session.kind)}};
  if (!session.meeting.empty()) out["meeting"] = session.meeting;
  if (session.kind == live::SubjectKind::staff &&
      call.services.identity.subject(session.token).needs_second) {
    out["second_factor"] = "needed";
  }
  call.services.identity.note_use(log::sha256_hex(session.token),
                                  device_of(call.http.header("user-agent")));
  auto response = json_response(200, out);
  add_cookies(call.http, session, response);
  return response;
}

}  // namespace

Answer try_cookie(const Call& call) {
  auto response = json_response(200, {{"came", !cookie_value(call.http, kTrialCookie).empty()}});
  response.headers.emplace_back("set-cookie", trial_cookie(call.http));
  return response;
}

Answer look_at_invitation(const Call& call) {
  const auto& services = call.services;
  const auto answer = services.identity.look(secret_of(call), call.caller());
  if (const auto* refused = std::get_if<live::NotSignedIn>(&answer)) return problem(refused->code);
  const auto* found = &std::get<live::InvitationLook>(answer);
  // However a household comes in, it is let in as one.
  const bool by_phone = found->invitation.kind == live::kPhoneKind;
  json out = {{"kind", by_phone ? "resident" : found->invitation.kind}, {"state", found->state}};
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
    const auto answer = identity.join(secret_of(call), call.caller(), call.key);
    note_slip_used(call, answer);
    return sign_in_answer(call, answer);
  }
  const auto meeting = call.services.lists.meeting(MeetingId(observed));
  if (!meeting || !meeting->is_public) return problem("meeting.unknown");
  return sign_in_answer(call, identity.observe(observed, call.caller(), call.key));
}

Answer sign_in(const Call& call) {
  const auto second = with_plain_digits(text_member(call.body, "second"));
  return sign_in_answer(
      call, call.services.identity.sign_in(
                text_member(call.body, "login"), text_member(call.body, "password"), call.caller(),
                call.key, {second, false, call.body.value("shared", json(false)) == true}));
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
