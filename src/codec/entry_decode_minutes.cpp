// Stored entries of the minutes and of what was agreed, back to events.
#include "codec/entry_read.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;

/// The text itself comes from the erasable store and may be gone.
template <class E>
E section(const StoredValue& e, const Sources& sources) {
  E out;
  out.section = text_of(e, "section");
  out.text.commitment = text_of(e, "sealed");
  out.text.value = sources.sealed(out.text.commitment);
  return out;
}

Event corrected(const StoredValue& e, const Sources& sources) {
  auto out = section<MinutesCorrected>(e, sources);
  out.note = text_of(e, "note");
  return out;
}

Event minutes_signed(const StoredValue& e, const Sources&) {
  MinutesSigned out;
  read_id(e, "head", out.head);
  return out;
}

Event decision_recorded(const StoredValue& e, const Sources&) {
  DecisionRecorded out;
  read_id(e, "decision", out.decision);
  read_id(e, "item", out.item);
  out.text = text_of(e, "text");
  read_id_or_none(e, "responsible", out.responsible);
  out.party = e.value("party", "");
  if (e.contains("due")) out.due = date_of(e, "due");
  return out;
}

Event decision_withdrawn(const StoredValue& e, const Sources&) {
  DecisionWithdrawn out;
  read_id(e, "decision", out.decision);
  return out;
}

template <class E>
Event plain(const StoredValue&, const Sources&) {
  return E{};
}

}  // namespace

const SealedReaders& minutes_readers() {
  static const SealedReaders kReaders = {
      {"minutes_edited",
       [](const StoredValue& e, const Sources& s) -> Event {
         return section<MinutesEdited>(e, s);
       }},
      {"minutes_proposed", plain<MinutesProposed>},
      {"minutes_corrected", corrected},
      {"minutes_adopted", plain<MinutesAdopted>},
      {"minutes_signed", minutes_signed},
      {"decision_recorded", decision_recorded},
      {"decision_withdrawn", decision_withdrawn},
  };
  return kReaders;
}

}  // namespace roundtable::codec
