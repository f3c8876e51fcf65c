// Refusals: why a command was not done. The codes are stable and documented in docs/protocol.md;
// the client puts them into words. A refusal leaves no trace.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace roundtable::domain {

enum class Code {
  command_malformed,
  command_id_reused,
  command_unknown_type,
  permission_denied,
  permission_owners_papers,
  session_required,
  meeting_unknown,
  meeting_exists,
  meeting_wrong_phase,
  meeting_notice_too_short,
  meeting_member_count,
  meeting_ballot_open,
  agenda_unknown_item,
  agenda_item_state,
  agenda_full,
  attendance_unknown_head,
  attendance_not_checked_in,
  attendance_already,
  attendance_full,
  attendance_unknown_person,
  attendance_has_acted,
  attendance_no_proxy,
  attendance_counted,
  issue_unknown,
  issue_exists,
  issue_withdrawn,
  issue_stale,
  floor_closed,
  floor_unknown_speaker,
  floor_already,
  floor_turns_used,
  floor_chair_has_no_stance,
  floor_full,
  floor_not_called,
  floor_person_full,
  floor_unknown_speech,
  floor_speech_state,
  floor_not_yours,
  floor_busy,
  floor_out_of_turn,
  card_unknown,
  card_already,
  card_settled,
  proposal_unknown,
  proposal_state,
  proposal_stale,
  proposal_not_yours,
  proposal_supported,
  proposal_full,
  proposal_mover_full,
  proposal_amendments_open,
  proposal_not_discussed,
  amendment_unknown,
  amendment_state,
  amendment_of_amendment,
  amendment_not_yours,
  amendment_no_paragraph,
  amendment_unchanged,
  amendment_full,
  amendment_mover_full,
  floor_still_wanted,
  ballot_no_abstention,
  ballot_plan_count,
  ballot_plan_twice,
  ballot_no_such_option,
  ballot_method,
  ballot_unknown,
  ballot_another_open,
  ballot_closed,
  ballot_annulled,
  ballot_not_eligible,
  ballot_not_present,
  ballot_already_cast,
  ballot_cast_by_household,
  ballot_reason_needed,
  ballot_nothing_to_release,
  ballot_nothing_to_object,
  ballot_objected_already,
  ballot_rested_on,
  ballot_live_and_confidential,
  ballot_too_few_for_secrecy,
  ballot_deadline_past,
  ballot_empty_roll,
  roll_moved,
  roll_changed,
  roll_unchanged,
  ballot_still_open,
  ballot_not_noticed,
  ballot_other_matter,
  ballot_other_rule,
  ballot_other_day,
  ballot_party_review,
  ballot_named_only,
  ballot_too_few_present,
  ballot_too_many,
  rule_unknown,
  rule_scope,
  minutes_stale,
  minutes_moved,
  minutes_locked,
  minutes_state,
  minutes_signed,
  minutes_objections_full,
  decision_unknown,
  decision_withdrawn,
  decision_full,
  record_already_published,
  record_changed,
  record_issuer_needed,
  record_template,
  file_unknown,
  file_withdrawn,
  file_type,
  file_too_large,
  file_full,
  limit_rate,
  server_busy,
  log_unavailable,
};

/// "ballot.closed" …: the first underscore of the enumerator is the dot.
std::string_view to_string(Code code);

/// Named values that belong to an answer or a refusal.
using Fields = std::vector<std::pair<std::string, std::variant<std::string, std::int64_t>>>;

struct Refusal {
  Code code;
  Fields fields;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

}  // namespace roundtable::domain
