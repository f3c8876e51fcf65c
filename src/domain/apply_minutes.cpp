#include "base/ensure.hpp"
#include "domain/apply_parts.hpp"

namespace roundtable::domain {

void MinutesApplier::operator()(const MinutesEdited& e) const {
  write(e.section, e.text);
}

void MinutesApplier::operator()(const MinutesCorrected& e) const {
  write(e.section, e.text).corrected = true;
  if (e.form_only) return;
  lapse_signatures(meeting.minutes);
  answer(e.section);
}

void MinutesApplier::operator()(const MinutesProposed&) const {
  meeting.minutes.state = MinutesState::proposed;
  meeting.minutes.proposed_at = at;
}

void MinutesApplier::operator()(const MinutesAdopted&) const {
  meeting.minutes.state = MinutesState::adopted;
  meeting.minutes.adopted_at = at;
}

void MinutesApplier::operator()(const MinutesSigned& e) const {
  meeting.minutes.lapsed.erase(e.head);
  ensure(meeting.minutes.signed_by.emplace(e.head, at).second, "a household signs once");
  // Who finds all of it right objects to nothing any more.
  for (auto& [order, one] : meeting.minutes.objections) {
    if (one.head == e.head && one.is_open()) one.withdrawn = true;
  }
}

void MinutesApplier::operator()(const MinutesObjected& e) const {
  auto& minutes = meeting.minutes;
  minutes.signed_by.erase(e.head);  // nor does who objects find all of it right
  const auto before = open_objection(minutes, e.head, e.section, e.line);
  auto& said = minutes.objections[before ? *before : meeting.next_order++];
  said = {e.head, e.section, e.base, e.line, at, e.text.value.value_or("")};
}

void MinutesApplier::operator()(const DecisionRecorded& e) const {
  Agreement agreement{e.decision, meeting.next_order++, e.item, e.text, e.responsible, e.due};
  agreement.party = e.party;
  ensure(meeting.minutes.decisions.emplace(e.decision, std::move(agreement)).second,
         "a new decision");
  lapse_signatures(meeting.minutes);
}

void MinutesApplier::operator()(const DecisionWithdrawn& e) const {
  const auto found = meeting.minutes.decisions.find(e.decision);
  ensure(found != meeting.minutes.decisions.end(), "what is withdrawn was recorded");
  found->second.withdrawn = true;
  lapse_signatures(meeting.minutes);
  answer(e.decision.str());
}

void lapse_signatures(Minutes& minutes) {
  for (const auto& [head, when] : minutes.signed_by) minutes.lapsed.insert(head);
  minutes.signed_by.clear();
}

void MinutesApplier::answer(const SectionId& section) const {
  for (auto& [order, one] : meeting.minutes.objections) {
    if (one.section == section && one.is_open()) one.answered = true;
  }
}

MinutesSection& MinutesApplier::write(const SectionId& id, const SealedText& text) const {
  auto [found, is_new] = meeting.minutes.sections.try_emplace(id);
  auto& section = found->second;
  if (is_new) section.order = meeting.next_order++;
  ++section.base;
  section.text = text.value.value_or("");
  return section;
}

}  // namespace roundtable::domain
