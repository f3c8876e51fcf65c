// One agenda, worked through item by item.
#include "domain/decide_parts.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

Refusal wrong_state(const AgendaItem& item) {
  return {Code::agenda_item_state,
          {{"item", item.id.str()}, {"state", std::string(to_string(item.state))}}};
}

}  // namespace

Decision decide_add_item(const Meeting& meeting, const AddAgendaItem& command,
                         const Context& context) {
  if (auto problem = phase_problem(meeting, {Phase::convened, Phase::announced, Phase::open,
                                             Phase::in_session, Phase::recess})) {
    return *problem;
  }
  if (auto problem = text_problem("title", command.title, kTitleBytesMax)) return *problem;
  if (meeting.agenda.size() >= kAgendaItemsMax) {
    return Refusal{Code::agenda_full, {{"max", std::int64_t{kAgendaItemsMax}}}};
  }
  const AgendaItemId item(context.fresh_id);
  return Accepted{{AgendaItemAdded{item, command.title, command.kind}}, {{"item", item.str()}}};
}

Decision decide_start_item(const Meeting& meeting, const StartAgendaItem& command, const Context&) {
  if (auto problem = phase_problem(meeting, {Phase::in_session})) return *problem;
  const auto found = meeting.agenda.find(command.item);
  if (found == meeting.agenda.end()) {
    return Refusal{Code::agenda_unknown_item, {{"item", command.item.str()}}};
  }
  if (found->second.state != ItemState::waiting) return wrong_state(found->second);
  if (meeting.open_ballot) {
    return Refusal{Code::meeting_ballot_open, {{"ballot", meeting.open_ballot->str()}}};
  }
  std::vector<Event> events;
  if (meeting.current_item) events.push_back(AgendaItemFinished{*meeting.current_item});
  events.push_back(AgendaItemStarted{command.item});
  return Accepted{std::move(events), {{"item", command.item.str()}}};
}

Decision decide_finish_item(const Meeting& meeting, const FinishAgendaItem& command,
                            const Context&) {
  if (auto problem = phase_problem(meeting, {Phase::in_session})) return *problem;
  const auto found = meeting.agenda.find(command.item);
  if (found == meeting.agenda.end()) {
    return Refusal{Code::agenda_unknown_item, {{"item", command.item.str()}}};
  }
  if (found->second.state != ItemState::current) return wrong_state(found->second);
  if (meeting.open_ballot) {
    return Refusal{Code::meeting_ballot_open, {{"ballot", meeting.open_ballot->str()}}};
  }
  return Accepted{{AgendaItemFinished{command.item}}, {{"item", command.item.str()}}};
}

}  // namespace roundtable::domain
