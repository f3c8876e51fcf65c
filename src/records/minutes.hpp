// The published minutes (会议纪要; docs/decisions/0012): the recorder's narrative with
// the sentences that were recorded by themselves, by agenda item, so that they can be handed in as
// they are. Households stand in them by a number that holds within the document - one that has
// taken on a task by its building and its representative's surname -, people by their surname
// (docs/domain.md 6) or as they were announced in office, whoever acted in office by the full name.
// Pure: the same input gives the same bytes on every machine.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "domain/meeting.hpp"
#include "records/outcome.hpp"
#include "records/template.hpp"

namespace roundtable::records {

/// What the document needs beside the meeting and what a result notice needs.
struct MinutesFacts {
  OutcomeFacts record;
  std::string chaired_by;   // name of who opened the sitting; "" : unknown
  std::string recorded_by;  // name of who proposed the minutes
  std::string adopted_by;   // name of who adopted them
  /// What was objected to, as in ModelFacts.
  std::map<std::string, domain::ObjectionCounts> objected{};
  /// Name of a person who was admitted or is a member of the roll; "" where none is known.
  std::function<std::string(const std::string& id)> name;
  /// Of a household of the roll: who represents it and in which building it is ("7", 7号楼); ""
  /// where that is not known.
  std::function<std::string(const std::string& id)> representative = nothing_known;
  std::function<std::string(const std::string& id)> building = nothing_known;

  static std::string nothing_known(const std::string&) { return {}; }
};

/// “…”会议纪要 / Minutes: …
std::string minutes_title(const domain::Meeting& meeting, Lang lang);

/// The minutes must be adopted. Throws TemplateFailure.
OutcomeDocument render_minutes(const Templates& templates, const domain::Meeting& meeting,
                               const MinutesFacts& facts, Lang lang);

}  // namespace roundtable::records
