#include "views/minutes_view.hpp"

#include <nlohmann/json.hpp>

namespace roundtable::views {
namespace {

using namespace domain;
using nlohmann::json;

json section_json(const MinutesSection& section) {
  json out = {{"order", section.order}, {"base", section.base}, {"text", section.text}};
  if (section.corrected) out["corrected"] = true;
  return out;
}

json decision_json(const Agreement& agreement) {
  json out = {{"order", agreement.order}, {"item", agreement.item.str()}, {"text", agreement.text}};
  if (!agreement.responsible.empty()) out["responsible"] = agreement.responsible.str();
  if (!agreement.party.empty()) out["party"] = agreement.party;
  if (agreement.due) out["due"] = to_iso(*agreement.due);
  if (agreement.withdrawn) out["withdrawn"] = true;
  return out;
}

/// Nothing of this is ever taken back, so a patch needs no nulls.
void put_state(json& out, const Minutes& minutes) {
  out["version"] = version_of(minutes);
  out["state"] = to_string(minutes.state);
  if (minutes.proposed_at) out["proposed_at"] = minutes.proposed_at->micros;
  if (minutes.adopted_at) out["adopted_at"] = minutes.adopted_at->micros;
  if (minutes.proposed_at) out["signed"] = minutes.signed_by.size();
  if (minutes.objections.empty()) return;
  const auto objections = objections_to(minutes);
  out["objections"] = objections.made;
  out["answered"] = objections.answered;
}

/// Null where a signature has lapsed, which takes it out of the client's list.
json signer_json(const Minutes& minutes, const HeadId& head) {
  const auto found = minutes.signed_by.find(head);
  return found == minutes.signed_by.end() ? json() : json{{"at", found->second.micros}};
}

/// Whose acceptance something has made void; null once it was given again.
json lapsed_json(const Minutes& minutes, const HeadId& head) {
  return minutes.lapsed.contains(head) ? json(true) : json();
}

/// Null where the household has found the minutes right since.
json objection_json(const LineObjection& objection) {
  if (objection.withdrawn) return {};
  json out = {{"head", objection.head.str()},
              {"section", objection.section},
              {"base", objection.base},
              {"at", objection.at.micros},
              {"text", objection.text}};
  if (objection.line != 0) out["line"] = objection.line;
  if (objection.answered) out["answered"] = true;
  return out;
}

}  // namespace

bool sees_minutes(const Meeting& meeting, Audience audience) {
  if (audience == Audience::staff) return true;
  return audience == Audience::member && meeting.minutes.state != MinutesState::draft;
}

bool touches_minutes(const Changed& changed) {
  return changed.minutes || !changed.sections.empty() || !changed.decisions.empty() ||
         !changed.files.empty();
}

json minutes_json(const Meeting& meeting, Audience audience) {
  const auto& minutes = meeting.minutes;
  json out = {{"sections", json::object()}, {"decisions", json::object()}};
  put_state(out, minutes);
  for (const auto& [id, section] : minutes.sections) out["sections"][id] = section_json(section);
  for (const auto& [id, agreement] : minutes.decisions) {
    out["decisions"][id.str()] = decision_json(agreement);
  }
  if (audience == Audience::staff) {
    auto& signers = out["signers"] = json::object();
    for (const auto& [head, at] : minutes.signed_by) {
      signers[head.str()] = signer_json(minutes, head);
    }
    auto& lapsed = out["lapsed"] = json::object();
    for (const auto& head : minutes.lapsed) lapsed[head.str()] = true;
    auto& objected = out["objected"] = json::object();
    for (const auto& [order, one] : minutes.objections) {
      if (!one.withdrawn) objected[std::to_string(order)] = objection_json(one);
    }
  }
  return out;
}

json minutes_patch(const Meeting& meeting, const Changed& changed, Audience audience) {
  const auto& minutes = meeting.minutes;
  // Both lists are there even when empty: to a member the whole may be new.
  json out = {{"sections", json::object()}, {"decisions", json::object()}};
  if (changed.minutes) put_state(out, minutes);
  out["version"] = version_of(minutes);  // with every section, decision and file another
  for (const auto& id : changed.sections) {
    out["sections"][id] = section_json(minutes.sections.at(id));
  }
  for (const auto& id : changed.decisions) {
    out["decisions"][id.str()] = decision_json(minutes.decisions.at(id));
  }
  if (audience == Audience::staff) {
    auto& signers = out["signers"] = json::object();
    auto& lapsed = out["lapsed"] = json::object();
    for (const auto& head : changed.signers) {
      signers[head.str()] = signer_json(minutes, head);
      lapsed[head.str()] = lapsed_json(minutes, head);
    }
    auto& objected = out["objected"] = json::object();
    for (const auto order : changed.objections) {
      objected[std::to_string(order)] = objection_json(minutes.objections.at(order));
    }
  }
  return out;
}

const char* signature_of(const Minutes& minutes, const HeadId& head) {
  if (minutes.signed_by.contains(head)) return "signed";
  return minutes.lapsed.contains(head) ? "lapsed" : nullptr;
}

}  // namespace roundtable::views
