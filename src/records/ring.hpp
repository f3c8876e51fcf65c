// The double ring (双环) as numbers for the template: outer ring floor area, inner ring heads; for,
// against and abstain clockwise from twelve; a tick at the threshold. One ring where heads alone
// count. Drawn with dashes on circles, so that integers suffice and the same data always gives the
// same bytes.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "domain/ballot/ballot.hpp"

namespace roundtable::records {

/// What the full circle stands for, and which threshold the tick marks.
struct RingScale {
  domain::MajorityOf whole = domain::MajorityOf::all;
  domain::Weight total;
  domain::Threshold tick;
  bool tick_is_quorum = false;
};

/// A quorum of participation, or a majority of all, is drawn on the circle of all; otherwise the
/// circle is what the majority is taken of.
RingScale ring_scale(const domain::Ballot& ballot);

/// {"angle","tick_from","tick_to","rings":[{"radius","segments":[{"paint","dash","offset"}]}]}
nlohmann::json ring_values(const domain::Ballot& ballot);

}  // namespace roundtable::records
