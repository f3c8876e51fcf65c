// The phones of one's own household: which are signed in, a way in for one more, and putting one
// out. Who has one of them has the household's vote, on whichever phone it is given.
#include "http/device_sessions.hpp"
#include "http/route_table.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

/// Whose phones these are; nothing for whoever is of no household.
std::optional<HeadId> own_household(const Call& call) {
  if (call.subject().head.empty()) return std::nullopt;
  return call.subject().head;
}

}  // namespace

Answer list_own_phones(const Call& call) {
  const auto head = own_household(call);
  if (!head) return problem("session.required");
  json phones = json::array();
  for (const auto& session : open_sessions(call.services, head->str())) {
    auto row = session_json(session);
    if (session.token_sha256 == call.subject().session) row["this"] = true;
    phones.push_back(std::move(row));
  }
  return json_response(200, {{"phones", std::move(phones)}});
}

// Shown once, in this answer. A household has one way in that nobody has used: asked for again it
// is another, and the one before is worth nothing.
Answer add_own_phone(const Call& call) {
  const auto head = own_household(call);
  if (!head) return problem("session.required");
  const MeetingId meeting(text_member(call.body, "meeting"));
  if (!call.services.lists.meeting(meeting)) return problem("meeting.unknown");
  const auto made = call.services.identity.invite_households({head->str()}, meeting.str()).front();
  return json_response(200, {{"token", made.token},
                             {"code", live::grouped_code(made.code)},
                             {"until", made.until.micros}});
}

Answer revoke_own_phone(const Call& call) {
  const auto head = own_household(call);
  if (!head) return problem("session.required");
  return revoke_named_session(call, head->str());
}

}  // namespace roundtable::http
