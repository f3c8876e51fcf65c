#include "domain/agenda.hpp"

namespace roundtable::domain {

std::string_view to_string(ItemKind kind) {
  switch (kind) {
    case ItemKind::report:
      return "report";
    case ItemKind::deliberation:
      return "deliberation";
    case ItemKind::decision:
      return "decision";
  }
  return "";
}

std::optional<ItemKind> item_kind_from(std::string_view text) {
  for (const auto kind : {ItemKind::report, ItemKind::deliberation, ItemKind::decision}) {
    if (to_string(kind) == text) return kind;
  }
  return std::nullopt;
}

std::string_view to_string(ItemState state) {
  switch (state) {
    case ItemState::waiting:
      return "waiting";
    case ItemState::current:
      return "current";
    case ItemState::done:
      return "done";
    case ItemState::deferred:
      return "deferred";
  }
  return "";
}

}  // namespace roundtable::domain
