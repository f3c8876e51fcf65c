// What was recorded by itself under an agenda item, as the published minutes tell it: in the order
// in which it happened, each thing once. Internal to `records`. Pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/meeting.hpp"
#include "domain/text.hpp"

namespace roundtable::records {

/// A sentence, when it happened, and the paragraphs it speaks of.
struct Told {
  Time at;
  std::int64_t order = 0;
  domain::Text sentence;
  std::vector<domain::Text> paragraphs{};
};

std::vector<Told> told_of(const domain::Meeting& meeting, const domain::AgendaItem& item);

}  // namespace roundtable::records
