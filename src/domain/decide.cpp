#include "domain/decide.hpp"

#include <algorithm>
#include <array>

#include "domain/decide_parts.hpp"

namespace roundtable::domain {
namespace {

struct Decider {
  const Meeting& meeting;
  const Context& context;

  Decision operator()(const ConveneMeeting& c) const { return decide_convene(meeting, c, context); }
  Decision operator()(const AnnounceMeeting& c) const {
    return decide_announce(meeting, c, context);
  }
  Decision operator()(const OpenMeeting& c) const { return decide_open(meeting, c, context); }
  Decision operator()(const StartMeeting& c) const { return decide_start(meeting, c, context); }
  Decision operator()(const RecessMeeting& c) const { return decide_recess(meeting, c, context); }
  Decision operator()(const ResumeMeeting& c) const { return decide_resume(meeting, c, context); }
  Decision operator()(const CloseMeeting& c) const { return decide_close(meeting, c, context); }
  Decision operator()(const CancelMeeting& c) const { return decide_cancel(meeting, c, context); }
  Decision operator()(const RescheduleMeeting& c) const {
    return decide_reschedule(meeting, c, context);
  }
  Decision operator()(const AddAgendaItem& c) const { return decide_add_item(meeting, c, context); }
  Decision operator()(const StartAgendaItem& c) const {
    return decide_start_item(meeting, c, context);
  }
  Decision operator()(const FinishAgendaItem& c) const {
    return decide_finish_item(meeting, c, context);
  }
  Decision operator()(const CheckIn& c) const { return decide_check_in(meeting, c, context); }
  Decision operator()(const UndoCheckIn& c) const {
    return decide_undo_check_in(meeting, c, context);
  }
  Decision operator()(const LeaveMeeting& c) const { return decide_leave(meeting, c, context); }
  Decision operator()(const ExcuseHead& c) const { return decide_excuse(meeting, c, context); }
  Decision operator()(const AdmitPerson& c) const { return decide_admit(meeting, c, context); }
  Decision operator()(const DismissPerson& c) const { return decide_dismiss(meeting, c, context); }
  Decision operator()(const EditAgendaItem& c) const {
    return decide_edit_item(meeting, c, context);
  }
  Decision operator()(const MoveAgendaItem& c) const {
    return decide_move_item(meeting, c, context);
  }
  Decision operator()(const DeferAgendaItem& c) const {
    return decide_defer_item(meeting, c, context);
  }
  Decision operator()(const ResetAgendaItem& c) const {
    return decide_reset_item(meeting, c, context);
  }
  Decision operator()(const SetFloor& c) const { return decide_set_floor(meeting, c, context); }
  Decision operator()(const SetChair& c) const { return decide_set_chair(meeting, c, context); }
  Decision operator()(const RequestFloor& c) const {
    return decide_request_floor(meeting, c, context);
  }
  Decision operator()(const WithdrawSpeech& c) const {
    return decide_withdraw_speech(meeting, c, context);
  }
  Decision operator()(const GrantFloor& c) const { return decide_grant_floor(meeting, c, context); }
  Decision operator()(const FinishSpeech& c) const {
    return decide_finish_speech(meeting, c, context);
  }
  Decision operator()(const ExtendSpeech& c) const {
    return decide_extend_speech(meeting, c, context);
  }
  Decision operator()(const UndoSpeech& c) const { return decide_undo_speech(meeting, c, context); }
  Decision operator()(const RaiseCard& c) const { return decide_raise_card(meeting, c, context); }
  Decision operator()(const SettleCard& c) const { return decide_settle_card(meeting, c, context); }
  Decision operator()(const TableProposal& c) const {
    return decide_table_proposal(meeting, c, context);
  }
  Decision operator()(const EditProposal& c) const {
    return decide_edit_proposal(meeting, c, context);
  }
  Decision operator()(const WithdrawProposal& c) const {
    return decide_withdraw_proposal(meeting, c, context);
  }
  Decision operator()(const SupportProposal& c) const {
    return decide_support_proposal(meeting, c, context);
  }
  Decision operator()(const DiscussProposal& c) const {
    return decide_discuss_proposal(meeting, c, context);
  }
  Decision operator()(const DeferProposal& c) const {
    return decide_defer_proposal(meeting, c, context);
  }
  Decision operator()(const PutProposal& c) const {
    return decide_put_proposal(meeting, c, context);
  }
  Decision operator()(const TableAmendment& c) const {
    return decide_table_amendment(meeting, c, context);
  }
  Decision operator()(const AcceptAmendment& c) const {
    return decide_accept_amendment(meeting, c, context);
  }
  Decision operator()(const WithdrawAmendment& c) const {
    return decide_withdraw_amendment(meeting, c, context);
  }
  Decision operator()(const PutAmendment& c) const {
    return decide_put_amendment(meeting, c, context);
  }
  Decision operator()(const OpenBallot& c) const { return decide_open_ballot(meeting, c, context); }
  Decision operator()(const CastBallot& c) const { return decide_cast_ballot(meeting, c, context); }
  Decision operator()(const CloseBallot& c) const {
    return decide_close_ballot(meeting, c, context);
  }
  Decision operator()(const CloseBallotAtDeadline& c) const {
    return decide_close_at_deadline(meeting, c, context);
  }
  Decision operator()(const AnnulBallot& c) const {
    return decide_annul_ballot(meeting, c, context);
  }
  Decision operator()(const EditMinutes& c) const {
    return decide_edit_minutes(meeting, c, context);
  }
  Decision operator()(const ProposeMinutes& c) const {
    return decide_propose_minutes(meeting, c, context);
  }
  Decision operator()(const CorrectMinutes& c) const {
    return decide_correct_minutes(meeting, c, context);
  }
  Decision operator()(const AdoptMinutes& c) const {
    return decide_adopt_minutes(meeting, c, context);
  }
  Decision operator()(const SignMinutes& c) const {
    return decide_sign_minutes(meeting, c, context);
  }
  Decision operator()(const RecordDecision& c) const {
    return decide_record_decision(meeting, c, context);
  }
  Decision operator()(const WithdrawDecision& c) const {
    return decide_withdraw_decision(meeting, c, context);
  }
  Decision operator()(const PublishRecord& c) const {
    return c.ballot.empty() ? decide_publish_minutes(meeting, c, context)
                            : decide_publish(meeting, c, context);
  }
  Decision operator()(const AddFile& c) const { return decide_add_file(meeting, c, context); }
  Decision operator()(const WithdrawFile& c) const {
    return decide_withdraw_file(meeting, c, context);
  }
};

/// Marks that turn the direction of a text or have no width let a question read otherwise than it
/// is written: U+200B, U+200E-F, U+202A-E, U+2066-9, U+FEFF.
bool hides_text(std::string_view text, std::size_t i) {
  const auto at = [&](std::size_t k) {
    return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
  };
  if (at(0) == 0xEF) return at(1) == 0xBB && at(2) == 0xBF;
  if (at(0) != 0xE2) return false;
  if (at(1) == 0x80) {
    return at(2) == 0x8B || at(2) == 0x8E || at(2) == 0x8F || (at(2) >= 0xAA && at(2) <= 0xAE);
  }
  return at(1) == 0x81 && at(2) >= 0xA6 && at(2) <= 0xA9;
}

/// Every control character but the line break: U+0000-U+001F, U+007F-U+009F, and what hides text.
bool has_control_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F || hides_text(text, i)) return true;
    if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      return true;
    }
  }
  return false;
}

}  // namespace

Decision decide(const Meeting& meeting, const Command& command, const Context& context) {
  if (meeting.phase == Phase::none && !std::holds_alternative<ConveneMeeting>(command)) {
    return Refusal{Code::meeting_unknown, {}};
  }
  return std::visit(Decider{meeting, context}, command);
}

std::string_view trimmed(std::string_view text) {
  constexpr std::array<std::string_view, 3> kSpaces = {" ", "\n", "\u3000"};
  for (bool found = true; found;) {
    found = false;
    for (const auto space : kSpaces) {
      if (text.starts_with(space)) {
        text.remove_prefix(space.size());
        found = true;
      }
      if (text.ends_with(space)) {
        text.remove_suffix(space.size());
        found = true;
      }
    }
  }
  return text;
}

std::optional<Refusal> text_problem(const char* field, std::string_view text, std::size_t bytes_max,
                                    bool optional) {
  const auto refuse = [&](const char* why) {
    return Refusal{Code::command_malformed, {{"field", field}, {"why", why}}};
  };
  if (trimmed(text).empty() && !optional) return refuse("empty");
  if (text.size() > bytes_max) return refuse("too_long");
  if (has_control_character(text)) return refuse("control_character");
  return std::nullopt;
}

std::optional<Refusal> ballot_problem(const Meeting& meeting) {
  if (!meeting.open_ballot) return std::nullopt;
  return Refusal{Code::meeting_ballot_open, {{"ballot", meeting.open_ballot->str()}}};
}

std::optional<Refusal> phase_problem(const Meeting& meeting, std::initializer_list<Phase> allowed) {
  if (std::find(allowed.begin(), allowed.end(), meeting.phase) != allowed.end()) {
    return std::nullopt;
  }
  std::string needs;
  for (const auto phase : allowed) {
    if (!needs.empty()) needs += ",";
    needs += to_string(phase);
  }
  return Refusal{Code::meeting_wrong_phase,
                 {{"phase", std::string(to_string(meeting.phase))}, {"needs", needs}}};
}

bool counts_as_present(const Meeting& meeting, const Rule& rule, const HeadId& head) {
  const auto found = meeting.attendance.find(head);
  if (found == meeting.attendance.end()) return false;
  const auto& attendance = found->second;
  if (attendance.category != Category::present) return false;
  return attendance.mode != Mode::proxy || rule.proxies_allowed;
}

Weight weight_of(const RollSnapshot& roll, const HeadId& head) {
  const auto found = roll.heads.find(head);
  if (found == roll.heads.end()) return {};
  return {1, found->second.area};
}

}  // namespace roundtable::domain
