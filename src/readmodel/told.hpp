// What the read models keep of one meeting, made from its folded state by whoever has it. A value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "readmodel/row.hpp"
#include "views/lists.hpp"

namespace roundtable::readmodel {

struct Told {
  std::uint64_t version = 0;  // of the newest entry that it knows
  std::vector<Row> rows;
  std::optional<views::ListedMeeting> listed;  // none: nothing that is kept has changed
};
Told told_of(const views::ViewState& state);

}  // namespace roundtable::readmodel
