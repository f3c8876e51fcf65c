#include "domain/refusal.hpp"

namespace roundtable::domain {
namespace {

struct NamedCode {
  Code code;
  std::string_view text;
};

/// In the order of the enumeration, which the assertion below holds complete.
constexpr NamedCode kCodes[] = {
    {Code::command_malformed, "command.malformed"},
    {Code::command_id_reused, "command.id_reused"},
    {Code::command_unknown_type, "command.unknown_type"},
    {Code::permission_denied, "permission.denied"},
    {Code::permission_owners_papers, "permission.owners_papers"},
    {Code::session_required, "session.required"},
    {Code::meeting_unknown, "meeting.unknown"},
    {Code::meeting_exists, "meeting.exists"},
    {Code::meeting_wrong_phase, "meeting.wrong_phase"},
    {Code::meeting_notice_too_short, "meeting.notice_too_short"},
    {Code::meeting_member_count, "meeting.member_count"},
    {Code::meeting_ballot_open, "meeting.ballot_open"},
    {Code::agenda_unknown_item, "agenda.unknown_item"},
    {Code::agenda_item_state, "agenda.item_state"},
    {Code::agenda_full, "agenda.full"},
    {Code::attendance_unknown_head, "attendance.unknown_head"},
    {Code::attendance_not_checked_in, "attendance.not_checked_in"},
    {Code::attendance_already, "attendance.already"},
    {Code::attendance_full, "attendance.full"},
    {Code::attendance_unknown_person, "attendance.unknown_person"},
    {Code::attendance_has_acted, "attendance.has_acted"},
    {Code::attendance_no_proxy, "attendance.no_proxy"},
    {Code::attendance_counted, "attendance.counted"},
    {Code::issue_unknown, "issue.unknown"},
    {Code::issue_exists, "issue.exists"},
    {Code::issue_withdrawn, "issue.withdrawn"},
    {Code::issue_stale, "issue.stale"},
    {Code::floor_closed, "floor.closed"},
    {Code::floor_unknown_speaker, "floor.unknown_speaker"},
    {Code::floor_already, "floor.already"},
    {Code::floor_turns_used, "floor.turns_used"},
    {Code::floor_chair_has_no_stance, "floor.chair_has_no_stance"},
    {Code::floor_full, "floor.full"},
    {Code::floor_not_called, "floor.not_called"},
    {Code::floor_person_full, "floor.person_full"},
    {Code::floor_unknown_speech, "floor.unknown_speech"},
    {Code::floor_speech_state, "floor.speech_state"},
    {Code::floor_not_yours, "floor.not_yours"},
    {Code::floor_busy, "floor.busy"},
    {Code::floor_out_of_turn, "floor.out_of_turn"},
    {Code::card_unknown, "card.unknown"},
    {Code::card_already, "card.already"},
    {Code::card_settled, "card.settled"},
    {Code::proposal_unknown, "proposal.unknown"},
    {Code::proposal_state, "proposal.state"},
    {Code::proposal_stale, "proposal.stale"},
    {Code::proposal_not_yours, "proposal.not_yours"},
    {Code::proposal_supported, "proposal.supported"},
    {Code::proposal_full, "proposal.full"},
    {Code::proposal_mover_full, "proposal.mover_full"},
    {Code::proposal_amendments_open, "proposal.amendments_open"},
    {Code::proposal_not_discussed, "proposal.not_discussed"},
    {Code::amendment_unknown, "amendment.unknown"},
    {Code::amendment_state, "amendment.state"},
    {Code::amendment_of_amendment, "amendment.of_amendment"},
    {Code::amendment_not_yours, "amendment.not_yours"},
    {Code::amendment_no_paragraph, "amendment.no_paragraph"},
    {Code::amendment_unchanged, "amendment.unchanged"},
    {Code::amendment_full, "amendment.full"},
    {Code::amendment_mover_full, "amendment.mover_full"},
    {Code::floor_still_wanted, "floor.still_wanted"},
    {Code::ballot_no_abstention, "ballot.no_abstention"},
    {Code::ballot_plan_count, "ballot.plan_count"},
    {Code::ballot_plan_twice, "ballot.plan_twice"},
    {Code::ballot_no_such_option, "ballot.no_such_option"},
    {Code::ballot_method, "ballot.method"},
    {Code::ballot_unknown, "ballot.unknown"},
    {Code::ballot_another_open, "ballot.another_open"},
    {Code::ballot_closed, "ballot.closed"},
    {Code::ballot_annulled, "ballot.annulled"},
    {Code::ballot_not_eligible, "ballot.not_eligible"},
    {Code::ballot_not_present, "ballot.not_present"},
    {Code::ballot_already_cast, "ballot.already_cast"},
    {Code::ballot_cast_by_household, "ballot.cast_by_household"},
    {Code::ballot_reason_needed, "ballot.reason_needed"},
    {Code::ballot_nothing_to_release, "ballot.nothing_to_release"},
    {Code::ballot_nothing_to_object, "ballot.nothing_to_object"},
    {Code::ballot_objected_already, "ballot.objected_already"},
    {Code::ballot_rested_on, "ballot.rested_on"},
    {Code::ballot_live_and_confidential, "ballot.live_and_confidential"},
    {Code::ballot_too_few_for_secrecy, "ballot.too_few_for_secrecy"},
    {Code::ballot_deadline_past, "ballot.deadline_past"},
    {Code::ballot_empty_roll, "ballot.empty_roll"},
    {Code::roll_moved, "roll.moved"},
    {Code::roll_changed, "roll.changed"},
    {Code::roll_unchanged, "roll.unchanged"},
    {Code::ballot_still_open, "ballot.still_open"},
    {Code::ballot_not_noticed, "ballot.not_noticed"},
    {Code::ballot_other_matter, "ballot.other_matter"},
    {Code::ballot_other_rule, "ballot.other_rule"},
    {Code::ballot_other_day, "ballot.other_day"},
    {Code::ballot_party_review, "ballot.party_review"},
    {Code::ballot_named_only, "ballot.named_only"},
    {Code::ballot_too_few_present, "ballot.too_few_present"},
    {Code::ballot_too_many, "ballot.too_many"},
    {Code::rule_unknown, "rule.unknown"},
    {Code::rule_scope, "rule.scope"},
    {Code::minutes_stale, "minutes.stale"},
    {Code::minutes_moved, "minutes.moved"},
    {Code::minutes_locked, "minutes.locked"},
    {Code::minutes_state, "minutes.state"},
    {Code::minutes_signed, "minutes.signed"},
    {Code::minutes_objections_full, "minutes.objections_full"},
    {Code::decision_unknown, "decision.unknown"},
    {Code::decision_withdrawn, "decision.withdrawn"},
    {Code::decision_full, "decision.full"},
    {Code::record_already_published, "record.already_published"},
    {Code::record_changed, "record.changed"},
    {Code::record_issuer_needed, "record.issuer_needed"},
    {Code::record_template, "record.template"},
    {Code::file_unknown, "file.unknown"},
    {Code::file_withdrawn, "file.withdrawn"},
    {Code::file_type, "file.type"},
    {Code::file_too_large, "file.too_large"},
    {Code::file_full, "file.full"},
    {Code::limit_rate, "limit.rate"},
    {Code::server_busy, "server.busy"},
    {Code::log_unavailable, "log.unavailable"},
};

constexpr bool is_complete() {
  std::size_t at = 0;
  for (const auto& named : kCodes) {
    if (static_cast<std::size_t>(named.code) != at++) return false;
  }
  return at == static_cast<std::size_t>(Code::log_unavailable) + 1;
}
static_assert(is_complete());

}  // namespace

std::string_view to_string(Code code) {
  return kCodes[static_cast<std::size_t>(code)].text;
}

}  // namespace roundtable::domain
