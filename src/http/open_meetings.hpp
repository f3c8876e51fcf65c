// What a roll that is about to be taken means for the meetings on it that are not over. None of
// them moves by itself: each keeps the electorate that it was convened on until its chair takes the
// new one over, and a ballot that is open the roll that it was opened with.
#pragma once

#include <nlohmann/json.hpp>

#include "domain/roll.hpp"
#include "http/services.hpp"
#include "live/permission.hpp"

namespace roundtable::http {

/// The members `meetings` and `meetings_untold` of a preview: those that the person may know of, up
/// to a hundred, and how many more there are. Reads their logs. Throws views::NotYet,
/// log::LogFailure or codec::DecodeFailure.
nlohmann::json open_meetings_json(const Services& services, const live::Subject& subject,
                                  const domain::Roll& planned);

}  // namespace roundtable::http
