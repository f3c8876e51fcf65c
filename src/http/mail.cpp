// Letters for one's own household: where they go, that somebody reads them there, and their end.
// Staff see no address: none of this is asked for anybody else.
#include "http/call.hpp"
#include "http/route_table.hpp"
#include "mail/address.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

/// Whose letters these are, or why nothing is said of them.
std::optional<Answer> refused(const Call& call) {
  if (call.subject().head.empty()) return problem("session.required");
  if (call.services.mail == nullptr) return problem("mail.not_offered");
  return std::nullopt;
}

const std::string& own_head(const Call& call) {
  return call.subject().head.str();
}

json told(const Call& call) {
  json out = {{"offered", true}};
  const auto address = call.services.mail->of(own_head(call));
  if (!address) return out;
  if (!address->email.empty()) {
    out["email"] = mail::masked(address->email);
    out["lang"] = address->lang;
  }
  if (!address->asked_email.empty() && address->code_until > call.services.clock.now()) {
    out["asked"] = mail::masked(address->asked_email);
  }
  if (!address->trouble.empty()) out["trouble"] = address->trouble;
  return out;
}

}  // namespace

Answer tell_own_mail(const Call& call) {
  if (call.subject().head.empty()) return problem("session.required");
  if (call.services.mail == nullptr) return json_response(200, {{"offered", false}});
  return json_response(200, told(call));
}

Answer ask_for_mail(const Call& call) {
  if (auto answer = refused(call)) return std::move(*answer);
  return call.once([&] {
    const auto refusal = call.services.mail->ask(own_head(call), text_member(call.body, "email"),
                                                 text_member(call.body, "lang"));
    return refusal.empty() ? json_response(200, told(call)) : problem(refusal);
  });
}

Answer confirm_mail(const Call& call) {
  if (auto answer = refused(call)) return std::move(*answer);
  return call.once([&] {
    const bool right = call.services.mail->confirm(own_head(call), text_member(call.body, "code"));
    return right ? json_response(200, told(call)) : problem("mail.code_wrong");
  });
}

Answer remove_mail(const Call& call) {
  if (auto answer = refused(call)) return std::move(*answer);
  call.services.mail->remove(own_head(call));
  return json_response(200, told(call));
}

// Whoever holds the link in a letter may end them, whoever she is: it is worth nothing else.
Answer leave_mail(const Call& call) {
  if (call.services.mail == nullptr) return problem("mail.not_offered");
  const bool known = call.services.mail->leave(text_member(call.body, "token"));
  return known ? json_response(200, json::object()) : problem("mail.link_unknown");
}

}  // namespace roundtable::http
