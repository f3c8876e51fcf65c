#include "domain/refusal.hpp"

namespace roundtable::domain {

std::string_view to_string(Code code) {
  switch (code) {
    case Code::command_malformed: return "command.malformed";
    case Code::command_id_reused: return "command.id_reused";
    case Code::command_unknown_type: return "command.unknown_type";
    case Code::permission_denied: return "permission.denied";
    case Code::session_required: return "session.required";
    case Code::meeting_unknown: return "meeting.unknown";
    case Code::meeting_exists: return "meeting.exists";
    case Code::meeting_wrong_phase: return "meeting.wrong_phase";
    case Code::meeting_notice_too_short: return "meeting.notice_too_short";
    case Code::meeting_ballot_open: return "meeting.ballot_open";
    case Code::agenda_unknown_item: return "agenda.unknown_item";
    case Code::agenda_item_state: return "agenda.item_state";
    case Code::agenda_full: return "agenda.full";
    case Code::attendance_unknown_head: return "attendance.unknown_head";
    case Code::attendance_not_checked_in: return "attendance.not_checked_in";
    case Code::attendance_already: return "attendance.already";
    case Code::attendance_full: return "attendance.full";
    case Code::ballot_unknown: return "ballot.unknown";
    case Code::ballot_another_open: return "ballot.another_open";
    case Code::ballot_closed: return "ballot.closed";
    case Code::ballot_annulled: return "ballot.annulled";
    case Code::ballot_not_eligible: return "ballot.not_eligible";
    case Code::ballot_not_present: return "ballot.not_present";
    case Code::ballot_already_cast: return "ballot.already_cast";
    case Code::ballot_live_and_confidential: return "ballot.live_and_confidential";
    case Code::ballot_deadline_past: return "ballot.deadline_past";
    case Code::ballot_empty_roll: return "ballot.empty_roll";
    case Code::ballot_still_open: return "ballot.still_open";
    case Code::ballot_not_noticed: return "ballot.not_noticed";
    case Code::ballot_too_many: return "ballot.too_many";
    case Code::rule_unknown: return "rule.unknown";
    case Code::rule_scope: return "rule.scope";
    case Code::record_already_published: return "record.already_published";
    case Code::server_busy: return "server.busy";
    case Code::server_stopping: return "server.stopping";
    case Code::log_unavailable: return "log.unavailable";
  }
  return "";
}

}  // namespace roundtable::domain
