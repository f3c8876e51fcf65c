// One agenda, worked through item by item. Every step has its counter-step (`reset`), and both stay
// in history.
#include "domain/decide_parts.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

Refusal wrong_state(const AgendaItem& item) {
  return {Code::agenda_item_state,
          {{"item", item.id.str()}, {"state", std::string(to_string(item.state))}}};
}

Refusal unknown_item(const AgendaItemId& item) {
  return {Code::agenda_unknown_item, {{"item", item.str()}}};
}

std::optional<Refusal> item_text_problem(const Meeting& meeting, const ItemText& text,
                                         const Context& context) {
  if (auto problem = text_problem("title", text.title, kTitleBytesMax)) return problem;
  if (text.minutes < 0 || text.minutes > kItemMinutesMax) {
    return Refusal{Code::command_malformed, {{"field", "minutes"}, {"why", "out_of_range"}}};
  }
  if (!text.presenter.empty() && !meeting.knows(text.presenter)) {
    return Refusal{Code::floor_unknown_speaker, {{"speaker", text.presenter.str()}}};
  }
  if (auto problem = text_problem("matter", text.matter, kQuestionBytesMax, true)) return problem;
  if (auto problem = text_problem("party_note", text.party.note, kReasonBytesMax, true)) {
    return problem;
  }
  // What is still to come has not been studied.
  if (text.party.on && shanghai_date(context.at) < *text.party.on) {
    return Refusal{Code::command_malformed, {{"field", "party_review"}, {"why", "out_of_range"}}};
  }
  if (!text.rule.empty() && meeting.rule(text.rule) == nullptr) {
    return Refusal{Code::rule_unknown, {{"rule", text.rule}}};
  }
  if (!text.issue.empty() && !context.issue_title) {
    return Refusal{Code::issue_unknown, {{"issue", text.issue.str()}}};
  }
  return std::nullopt;
}

ItemText with_issue(ItemText text, const Context& context) {
  text.issue_title = text.issue.empty() ? "" : context.issue_title.value_or("");
  return text;
}

}  // namespace

Decision decide_command(const Meeting& meeting, const AddAgendaItem& command,
                        const Context& context) {
  if (auto problem = item_text_problem(meeting, command.text, context)) return *problem;
  if (meeting.agenda.size() >= kAgendaItemsMax) {
    return Refusal{Code::agenda_full, {{"max", std::int64_t{kAgendaItemsMax}}}};
  }
  const AgendaItemId item(context.fresh_id);
  return Accepted{{AgendaItemAdded{item, with_issue(command.text, context)}},
                  {{"item", item.str()}}};
}

Decision decide_command(const Meeting& meeting, const EditAgendaItem& command,
                        const Context& context) {
  const auto found = meeting.agenda.find(command.item);
  if (found == meeting.agenda.end()) return unknown_item(command.item);
  if (found->second.state == ItemState::done) return wrong_state(found->second);
  if (auto problem = item_text_problem(meeting, command.text, context)) return *problem;
  return Accepted{{AgendaItemEdited{command.item, with_issue(command.text, context)}},
                  {{"item", command.item.str()}}};
}

Decision decide_command(const Meeting& meeting, const MoveAgendaItem& command, const Context&) {
  if (!meeting.agenda.contains(command.item)) return unknown_item(command.item);
  if (command.before == command.item ||
      (!command.before.empty() && !meeting.agenda.contains(command.before))) {
    return unknown_item(command.before);
  }
  return Accepted{{AgendaItemMoved{command.item, command.before}}, {{"item", command.item.str()}}};
}

Decision decide_command(const Meeting& meeting, const StartAgendaItem& command, const Context&) {
  const auto found = meeting.agenda.find(command.item);
  if (found == meeting.agenda.end()) return unknown_item(command.item);
  if (found->second.state != ItemState::waiting) return wrong_state(found->second);
  if (auto problem = ballot_problem(meeting)) return *problem;
  auto events = leave_item(meeting);
  if (meeting.current_item) events.emplace_back(AgendaItemFinished{*meeting.current_item});
  events.emplace_back(AgendaItemStarted{command.item});
  return Accepted{std::move(events), {{"item", command.item.str()}}};
}

Decision decide_command(const Meeting& meeting, const FinishAgendaItem& command, const Context&) {
  const auto found = meeting.agenda.find(command.item);
  if (found == meeting.agenda.end()) return unknown_item(command.item);
  if (found->second.state != ItemState::current) return wrong_state(found->second);
  if (auto problem = ballot_problem(meeting)) return *problem;
  auto events = leave_item(meeting);
  events.emplace_back(AgendaItemFinished{command.item});
  return Accepted{std::move(events), {{"item", command.item.str()}}};
}

Decision decide_command(const Meeting& meeting, const DeferAgendaItem& command, const Context&) {
  const auto found = meeting.agenda.find(command.item);
  if (found == meeting.agenda.end()) return unknown_item(command.item);
  const auto state = found->second.state;
  if (state != ItemState::waiting && state != ItemState::current) {
    return wrong_state(found->second);
  }
  if (auto problem = text_problem("reason", command.reason, kReasonBytesMax)) return *problem;
  std::vector<Event> events;
  if (state == ItemState::current) {
    if (auto problem = ballot_problem(meeting)) return *problem;
    events = leave_item(meeting);
  }
  events.emplace_back(AgendaItemDeferred{command.item, command.reason});
  return Accepted{std::move(events), {{"item", command.item.str()}}};
}

Decision decide_command(const Meeting& meeting, const ResetAgendaItem& command, const Context&) {
  const auto found = meeting.agenda.find(command.item);
  if (found == meeting.agenda.end()) return unknown_item(command.item);
  if (found->second.state == ItemState::waiting) return wrong_state(found->second);
  std::vector<Event> events;
  if (found->second.state == ItemState::current) {
    if (auto problem = ballot_problem(meeting)) return *problem;
    events = leave_item(meeting);
  }
  events.emplace_back(AgendaItemReset{command.item});
  return Accepted{std::move(events), {{"item", command.item.str()}}};
}

}  // namespace roundtable::domain
