// What entries and answers share. Internal to `codec`.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "domain/refusal.hpp"

namespace roundtable::codec {

nlohmann::json fields_value(const domain::Fields& fields);

}  // namespace roundtable::codec
