// A meeting template (会议模板): data, read from templates/meetings, that says how a meeting of one
// kind is usually held - its body, its rules and the agenda proposed. Convening copies what the
// person has made of it into the meeting; the template itself is bound to nothing afterwards.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/agenda.hpp"
#include "domain/grid.hpp"
#include "domain/text.hpp"

namespace roundtable::domain {

/// Whose names stand on the roll such a meeting is held on: households with their floor area, the
/// members of a body one by one, or either.
enum class RollKind { households, members, either };
std::string_view to_string(RollKind kind);
std::optional<RollKind> roll_kind_from(std::string_view text);

struct TemplateItem {
  Text title;
  ItemKind kind = ItemKind::deliberation;
  std::int64_t minutes = 0;
};

/// Where the way of holding it comes from; `place` is an article or a page, "" for the whole.
struct TemplateSource {
  Text name;
  std::string place;
};

struct MeetingTemplate {
  std::string id;  // "hearing"
  std::int64_t version = 1;
  Text name;
  Text purpose;  // one sentence
  std::string body;
  bool forum = false;  // its meetings go by its name, since their body has none of its own
  std::vector<std::string> rules;  // of that body; the first is the usual one
  RollKind roll = RollKind::either;
  std::vector<GridLevel> levels;  // where it is usually held
  std::int64_t notice_days = 0;   // full days between announcement and meeting
  std::vector<TemplateItem> agenda;
  std::vector<Text> outputs;  // what must come out of it
  Text legal_effect;
  std::vector<TemplateSource> sources;
  Text note;  // for whoever maintains the file; may be empty
};

}  // namespace roundtable::domain
