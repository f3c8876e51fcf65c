#include "domain/meeting_template.hpp"

namespace roundtable::domain {

std::string_view to_string(RollKind kind) {
  switch (kind) {
    case RollKind::households:
      return "households";
    case RollKind::members:
      return "members";
    case RollKind::either:
      return "either";
  }
  return "";
}

std::optional<RollKind> roll_kind_from(std::string_view text) {
  for (const auto kind : {RollKind::households, RollKind::members, RollKind::either}) {
    if (to_string(kind) == text) return kind;
  }
  return std::nullopt;
}

}  // namespace roundtable::domain
