#include "views/floor_view.hpp"

#include <map>
#include <nlohmann/json.hpp>

namespace roundtable::views {
namespace {

using namespace domain;
using nlohmann::json;

/// 1 for who is next.
using Places = std::map<SpeechId, std::int64_t>;

Places places_of(const Meeting& meeting) {
  Places places;
  for (const auto& speech : speaking_order(meeting)) {
    const auto place = static_cast<std::int64_t>(places.size()) + 1;
    places.emplace(speech, place);
  }
  return places;
}

/// Which turn of that person on that subject this is or would be.
std::int64_t turn_of(const Meeting& meeting, const Speech& speech) {
  std::int64_t turn = 1;
  for (const auto& [id, other] : meeting.speeches) {
    const bool before =
        other.granted_at && (!speech.granted_at || *other.granted_at < *speech.granted_at);
    if (id != speech.id && before && other.speaker == speech.speaker &&
        other.subject == speech.subject) {
      ++turn;
    }
  }
  return turn;
}

json speech_json(const Meeting& meeting, const Speech& speech, const Places& places,
                 bool patching) {
  json out = {{"order", speech.order},
              {"speaker", speech.speaker.str()},
              {"stance", to_string(speech.stance)},
              {"item", speech.subject.item.str()},
              {"state", to_string(speech.state)},
              {"requested_at", speech.requested_at.micros},
              {"seconds", speech.seconds},
              {"turn", turn_of(meeting, speech)}};
  const auto maybe = [&](const char* key, bool there, json value) {
    if (there) {
      out[key] = std::move(value);
    } else if (patching) {
      out[key] = nullptr;
    }
  };
  maybe("proposal", !speech.subject.proposal.empty(), speech.subject.proposal.str());
  maybe("granted_at", speech.granted_at.has_value(), speech.granted_at.value_or(Time{}).micros);
  maybe("finished_at", speech.finished_at.has_value(), speech.finished_at.value_or(Time{}).micros);
  maybe("entered", speech.entered, true);
  maybe("away", speech.state == SpeechState::waiting && is_away(meeting, speech.speaker), true);
  const auto place = places.find(speech.id);
  maybe("place", place != places.end(), place == places.end() ? 0 : place->second);
  return out;
}

/// What was spoken on the present subject, by side and by person: finished speeches.
void put_sums(json& out, const Meeting& meeting, bool patching) {
  json totals = json::object();
  for (const auto stance :
       {Stance::in_favour, Stance::against, Stance::question, Stance::neither}) {
    totals[std::string(to_string(stance))] = {{"turns", 0}, {"seconds", 0}};
  }
  json people = json::object();
  // A person of an earlier subject must go from a patched view.
  if (patching) {
    for (const auto& [id, speech] : meeting.speeches) people[speech.speaker.str()] = nullptr;
  }
  const auto subject = present_subject(meeting);
  std::map<SpeakerId, std::pair<std::int64_t, std::int64_t>> sums;  // turns, µs
  std::map<Stance, std::int64_t> micros;
  for (const auto& [id, speech] : meeting.speeches) {
    if (!subject || speech.subject != *subject || !speech.finished_at) continue;
    const auto took = *speech.finished_at - *speech.granted_at;
    auto& [turns, person_micros] = sums[speech.speaker];
    ++turns;
    person_micros += took;
    auto& side = totals[std::string(to_string(speech.stance))];
    side["turns"] = side["turns"].get<std::int64_t>() + 1;
    micros[speech.stance] += took;
  }
  for (const auto& [stance, took] : micros) {
    totals[std::string(to_string(stance))]["seconds"] = took / kMicrosPerSecond;
  }
  for (const auto& [speaker, sum] : sums) {
    people[speaker.str()] = {{"turns", sum.first}, {"seconds", sum.second / kMicrosPerSecond}};
  }
  out["totals"] = std::move(totals);
  out["people"] = std::move(people);
}

void put_floor(json& out, const Meeting& meeting, const Places& places, bool patching) {
  const auto maybe = [&](const char* key, const std::string& id) {
    if (!id.empty()) {
      out[key] = id;
    } else if (patching) {
      out[key] = nullptr;
    }
  };
  maybe("current", meeting.current_speech.value_or(SpeechId{}).str());
  std::string next;
  for (const auto& [id, place] : places) {
    if (place == 1) next = id.str();
  }
  maybe("next", next);
  maybe("chair", meeting.chair.str());
  put_sums(out, meeting, patching);
}

}  // namespace

json floor_json(const Meeting& meeting) {
  const auto places = places_of(meeting);
  json out = {{"speeches", json::object()}};
  for (const auto& [id, speech] : meeting.speeches) {
    out["speeches"][id.str()] = speech_json(meeting, speech, places, false);
  }
  put_floor(out, meeting, places, false);
  return out;
}

json floor_patch(const Meeting& meeting, const Changed& changed) {
  const auto places = places_of(meeting);
  json out = json::object();
  const auto put = [&](const SpeechId& id) {
    out["speeches"][id.str()] = speech_json(meeting, meeting.speeches.at(id), places, true);
  };
  for (const auto& id : changed.speeches) put(id);
  for (const auto& [id, speech] : meeting.speeches) {
    if (speech.state == SpeechState::waiting) put(id);
  }
  put_floor(out, meeting, places, true);
  return out;
}

json card_json(const Card& card) {
  json out = {{"order", card.order},
              {"kind", to_string(card.kind)},
              {"raised_by", card.raised_by.str()},
              {"at", card.at.micros},
              {"state", to_string(card.state)}};
  if (!card.about.empty()) out["about"] = card.about.str();
  return out;
}

}  // namespace roundtable::views
