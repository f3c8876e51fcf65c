#include "domain/floor.hpp"

#include <algorithm>

#include "domain/meeting.hpp"

namespace roundtable::domain {
namespace {

bool takes_side(Stance stance) {
  return stance == Stance::in_favour || stance == Stance::against;
}

/// The side heard last on that subject; nothing before anybody took one.
std::optional<Stance> last_side(const Meeting& meeting, const FloorSubject& subject) {
  const Speech* last = nullptr;
  for (const auto& [id, speech] : meeting.speeches) {
    if (speech.subject != subject || !speech.granted_at || !takes_side(speech.stance)) continue;
    if (last == nullptr || speech.granted_at > last->granted_at) last = &speech;
  }
  return last == nullptr ? std::nullopt : std::optional(last->stance);
}

}  // namespace

std::string_view to_string(Stance stance) {
  switch (stance) {
    case Stance::in_favour:
      return "for";
    case Stance::against:
      return "against";
    case Stance::question:
      return "question";
    case Stance::neither:
      return "neither";
  }
  return "";
}

std::optional<Stance> stance_from(std::string_view text) {
  for (const auto stance :
       {Stance::in_favour, Stance::against, Stance::question, Stance::neither}) {
    if (to_string(stance) == text) return stance;
  }
  return std::nullopt;
}

std::string_view to_string(SpeechState state) {
  switch (state) {
    case SpeechState::waiting:
      return "waiting";
    case SpeechState::speaking:
      return "speaking";
    case SpeechState::spoken:
      return "spoken";
    case SpeechState::withdrawn:
      return "withdrawn";
  }
  return "";
}

std::string_view to_string(CardKind kind) {
  switch (kind) {
    case CardKind::point_of_order:
      return "point_of_order";
    case CardKind::off_topic:
      return "off_topic";
    case CardKind::civility:
      return "civility";
  }
  return "";
}

std::optional<CardKind> card_kind_from(std::string_view text) {
  for (const auto kind : {CardKind::point_of_order, CardKind::off_topic, CardKind::civility}) {
    if (to_string(kind) == text) return kind;
  }
  return std::nullopt;
}

std::string_view to_string(CardState state) {
  switch (state) {
    case CardState::raised:
      return "raised";
    case CardState::upheld:
      return "upheld";
    case CardState::dismissed:
      return "dismissed";
  }
  return "";
}

std::optional<CardState> card_outcome_from(std::string_view text) {
  for (const auto state : {CardState::upheld, CardState::dismissed}) {
    if (to_string(state) == text) return state;
  }
  return std::nullopt;
}

std::optional<FloorSubject> present_subject(const Meeting& meeting) {
  if (!meeting.current_item) return std::nullopt;
  return FloorSubject{*meeting.current_item, meeting.current_proposal.value_or(ProposalId{})};
}

std::int64_t turns_of(const Meeting& meeting, const FloorSubject& subject,
                      const SpeakerId& speaker) {
  return std::count_if(meeting.speeches.begin(), meeting.speeches.end(), [&](const auto& known) {
    const auto& speech = known.second;
    return speech.speaker == speaker && speech.subject == subject && speech.granted_at.has_value();
  });
}

bool is_away(const Meeting& meeting, const SpeakerId& speaker) {
  const auto found = meeting.attendance.find(HeadId(speaker.str()));
  if (found == meeting.attendance.end()) return false;
  const auto category = found->second.category;
  return category == Category::left || category == Category::excused;
}

std::vector<SpeechId> speaking_order(const Meeting& meeting) {
  const auto subject = present_subject(meeting);
  if (!subject) return {};
  struct Waiting {
    const Speech* speech;
    std::int64_t turns;
  };
  std::map<SpeakerId, std::int64_t> turns;
  for (const auto& [id, speech] : meeting.speeches) {
    if (speech.granted_at && speech.subject == *subject) ++turns[speech.speaker];
  }
  std::vector<Waiting> waiting;
  for (const auto& [id, speech] : meeting.speeches) {
    if (speech.state != SpeechState::waiting || speech.subject != *subject) continue;
    if (is_away(meeting, speech.speaker)) continue;
    waiting.push_back({&speech, turns[speech.speaker]});
  }
  // Who has spoken less goes first, then who asked first.
  std::sort(waiting.begin(), waiting.end(), [](const Waiting& a, const Waiting& b) {
    return std::pair(a.turns, a.speech->order) < std::pair(b.turns, b.speech->order);
  });
  std::vector<SpeechId> order;
  auto side = last_side(meeting, *subject);
  while (!waiting.empty()) {
    const auto of_other_side = [&](const Waiting& one) {
      return takes_side(one.speech->stance) && one.speech->stance != side;
    };
    const bool must_alternate = meeting.floor.alternate && side &&
                                std::any_of(waiting.begin(), waiting.end(), of_other_side);
    const auto next = std::find_if(waiting.begin(), waiting.end(), [&](const Waiting& one) {
      return !must_alternate || one.speech->stance != side;
    });
    if (takes_side(next->speech->stance)) side = next->speech->stance;
    order.push_back(next->speech->id);
    waiting.erase(next);
  }
  return order;
}

}  // namespace roundtable::domain
