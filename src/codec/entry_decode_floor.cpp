// Stored events of the agenda, the floor and the cards.
#include "codec/entry_read.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;

template <class Tag>
void read_id_if_any(const StoredValue& object, const char* key, Id<Tag>& id) {
  if (object.contains(key)) read_id_or_none(object, key, id);
}

/// Entries before the agenda had times and presenters lack those members.
ItemText item_text_of(const StoredValue& e) {
  ItemText text;
  text.title = text_of(e, "title");
  read_name(e, "kind", item_kind_from, text.kind);
  if (e.contains("minutes")) text.minutes = number_of(e, "minutes");
  read_id_if_any(e, "presenter", text.presenter);
  if (e.contains("issue")) {
    read_id(e.at("issue"), "id", text.issue);
    text.issue_title = text_of(e.at("issue"), "title");
  }
  return text;
}

template <class E>
Event item_with_text(const StoredValue& e) {
  E out;
  read_id(e, "item", out.item);
  out.text = item_text_of(e);
  return out;
}

template <class E>
Event on_item(const StoredValue& e) {
  E out;
  read_id(e, "item", out.item);
  return out;
}

Event item_moved(const StoredValue& e) {
  AgendaItemMoved out;
  read_id(e, "item", out.item);
  read_id_or_none(e, "before", out.before);
  return out;
}

Event item_deferred(const StoredValue& e) {
  AgendaItemDeferred out;
  read_id(e, "item", out.item);
  out.reason = text_of(e, "reason");
  return out;
}

Event floor_set(const StoredValue& e) {
  return FloorSet{{number_of(e, "seconds"), number_of(e, "turns"), e.at("alternate").get<bool>()}};
}

Event chair_set(const StoredValue& e) {
  ChairSet out;
  read_id_or_none(e, "speaker", out.speaker);
  return out;
}

Event floor_requested(const StoredValue& e) {
  FloorRequested out;
  read_id(e, "speech", out.speech);
  read_id(e, "speaker", out.speaker);
  read_name(e, "stance", stance_from, out.stance);
  read_id(e, "item", out.subject.item);
  read_id_or_none(e, "proposal", out.subject.proposal);
  out.entered = e.at("entered").get<bool>();
  return out;
}

template <class E>
Event on_speech(const StoredValue& e) {
  E out;
  read_id(e, "speech", out.speech);
  return out;
}

template <class E>
Event speech_with_seconds(const StoredValue& e) {
  E out;
  read_id(e, "speech", out.speech);
  out.seconds = number_of(e, "seconds");
  return out;
}

Event card_raised(const StoredValue& e) {
  CardRaised out;
  read_id(e, "card", out.card);
  read_name(e, "kind", card_kind_from, out.kind);
  read_id(e, "raised_by", out.raised_by);
  read_id_or_none(e, "about", out.about);
  return out;
}

Event card_settled(const StoredValue& e) {
  CardSettled out;
  read_id(e, "card", out.card);
  read_name(e, "outcome", card_outcome_from, out.outcome);
  return out;
}

}  // namespace

const PartReaders& floor_readers() {
  static const PartReaders kReaders = {
      {"agenda_item_added", item_with_text<AgendaItemAdded>},
      {"agenda_item_edited", item_with_text<AgendaItemEdited>},
      {"agenda_item_moved", item_moved},
      {"agenda_item_started", on_item<AgendaItemStarted>},
      {"agenda_item_finished", on_item<AgendaItemFinished>},
      {"agenda_item_deferred", item_deferred},
      {"agenda_item_reset", on_item<AgendaItemReset>},
      {"floor_set", floor_set},
      {"chair_set", chair_set},
      {"floor_requested", floor_requested},
      {"speech_withdrawn", on_speech<SpeechWithdrawn>},
      {"floor_granted", speech_with_seconds<FloorGranted>},
      {"speech_finished", on_speech<SpeechFinished>},
      {"speech_extended", speech_with_seconds<SpeechExtended>},
      {"speech_undone", on_speech<SpeechUndone>},
      {"card_raised", card_raised},
      {"card_settled", card_settled},
  };
  return kReaders;
}

}  // namespace roundtable::codec
