#include "domain/minutes.hpp"

namespace roundtable::domain {

std::string_view to_string(MinutesState state) {
  switch (state) {
    case MinutesState::draft:
      return "draft";
    case MinutesState::proposed:
      return "proposed";
    case MinutesState::adopted:
      return "adopted";
    case MinutesState::published:
      return "published";
  }
  return "";
}

}  // namespace roundtable::domain
