#include "readmodel/told.hpp"

#include "readmodel/rows_of.hpp"

namespace roundtable::readmodel {

Told told_of(const views::ViewState& state) {
  return {state.meeting.version, rows_of(state), views::listed_of(state)};
}

}  // namespace roundtable::readmodel
