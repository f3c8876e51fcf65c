// The phones of one's own household: which are signed in, a way in for one more, and putting one
// out. Who has one of them has the household's vote, on whichever phone it is given.
#include <algorithm>

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

/// A household leads its phones to meetings that are its own.
bool is_on_roll(const Call& call, const HeadId& head, const RollId& roll) {
  const auto rolls = call.services.registry.rolls_with(head);
  return std::any_of(rolls.begin(), rolls.end(), [&](const auto& one) { return one->id == roll; });
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

// Shown once, in this answer, and good for a quarter of an hour. A household has one such code:
// asked for again it is another, and the one before is worth nothing.
Answer add_own_phone(const Call& call) {
  const auto head = own_household(call);
  if (!head) return problem("session.required");
  const MeetingId meeting(text_member(call.body, "meeting"));
  const auto listed = call.services.lists.meeting(meeting);
  if (!listed || !is_on_roll(call, *head, listed->roll)) return problem("meeting.unknown");
  const auto made = call.services.identity.invite_phone(head->str(), meeting.str());
  return json_response(200, {{"token", made.token},
                             {"code", live::grouped_code(made.code)},
                             {"until", made.until.micros}});
}

Answer revoke_own_phone(const Call& call) {
  const auto head = own_household(call);
  if (!head) return problem("session.required");
  // A code that it had made for itself before lets nobody in any more.
  call.services.directory.drop_unused_invitations(head->str(), live::kPhoneKind);
  return revoke_named_session(call, head->str());
}

}  // namespace roundtable::http
