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

/// What a household that was there finds wrong: a line of a section as it stood, or all of it.
struct LineObjection {
  HeadId head;
  SectionId section;      // or the id of what was agreed
  std::int64_t base = 0;  // of the section, when it was read
  std::int64_t line = 0;  // 1 is its first; 0: all of it
  Time at;
  std::string text;        // "" once it has been erased
  bool answered = false;   // more than the form of that section was corrected since
  bool withdrawn = false;  // the household has found the minutes right since
  bool is_open() const { return !answered && !withdrawn; }
  friend bool operator==(const LineObjection&, const LineObjection&) = default;
};

/// Withdrawn ones are none.
struct ObjectionCounts {
  std::int64_t made = 0;
  std::int64_t answered = 0;
  friend bool operator==(const ObjectionCounts&, const ObjectionCounts&) = default;
};

struct Minutes {
  MinutesState state = MinutesState::draft;
  std::map<SectionId, MinutesSection> sections;  // those written at least once
  std::map<DecisionId, Agreement> decisions;
  std::optional<Time> proposed_at, adopted_at;
  std::map<HeadId, Time> signed_by;  // who was there and found them right, as they stand now
  std::set<HeadId> lapsed;           // who had, before something was changed
  std::map<std::int64_t, LineObjection> objections{};  // by their order in the meeting
  std::int64_t files_moved = 0;                        // how often a file they list came or went
  RecordId record;                                     // "" : not published
  friend bool operator==(const Minutes&, const Minutes&) = default;
};

/// What stands in a line of a section, the first being 1; "" where there is no such line.
std::string_view line_of(std::string_view text, std::int64_t line);
/// The one that stands unanswered against that place: there is one for each household and place.
std::optional<std::int64_t> open_objection(const Minutes& minutes, const HeadId& head,
                                           const SectionId& section, std::int64_t line);
ObjectionCounts objections_to(const Minutes& minutes);
/// Which text of the whole stands: 1 before anything was written, and one more with every section
/// that is written or corrected, also in form alone, every decision recorded or withdrawn, and
/// every file added or withdrawn: the minutes list them. It follows from what stands, so that logs
/// of before have it too.
std::int64_t version_of(const Minutes& minutes);

}  // namespace roundtable::domain
