// The minutes of a meeting (会议纪要): the recorder's narrative by section beside what was recorded
// by itself, and what was agreed. Draft, then proposed to the members, adopted - which locks them -
// and published.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace roundtable::domain {

enum class MinutesState { draft, proposed, adopted, published };
std::string_view to_string(MinutesState state);

/// "opening", an agenda item's id, or "closing"; or the id of a speech, of which it is what was
/// said, in a line, where the recorder wants to write it.
using SectionId = std::string;
inline constexpr std::string_view kOpeningSection = "opening";
inline constexpr std::string_view kClosingSection = "closing";

struct MinutesSection {
  std::int64_t order = 0;
  std::int64_t base = 0;  // how often it was written; an edit names the one it began with
  std::string text;       // "" once it has been erased
  bool corrected = false;
  friend bool operator==(const MinutesSection&, const MinutesSection&) = default;
};

/// What was agreed (议定事项): the thing, who is responsible, by when.
struct Agreement {
  DecisionId id;
  std::int64_t order = 0;
  AgendaItemId item;
  std::string text;
  SpeakerId responsible;  // "" : nobody named
  std::optional<Date> due;
  bool withdrawn = false;
  std::string party{};  // who is responsible and no speaker; "" : none
  friend bool operator==(const Agreement&, const Agreement&) = default;
};

/// Whether two texts differ in blanks, in line breaks and in the width of punctuation alone: no
/// word, no number and no mark is another. Who found the one right has found the other right too.
bool same_but_for_form(std::string_view before, std::string_view after);

struct Minutes {
  MinutesState state = MinutesState::draft;
  std::map<SectionId, MinutesSection> sections;  // those written at least once
  std::map<DecisionId, Agreement> decisions;
  std::optional<Time> proposed_at, adopted_at;
  std::map<HeadId, Time> signed_by;  // who was there and found them right, as they stand now
  std::set<HeadId> lapsed;           // who had, before something was changed
  RecordId record;                   // "" : not published
  friend bool operator==(const Minutes&, const Minutes&) = default;
};

}  // namespace roundtable::domain
