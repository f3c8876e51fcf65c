// What the encoding and decoding of entries and commands share. Internal to `codec`.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "domain/refusal.hpp"
#include "domain/roll.hpp"

namespace roundtable::codec {

/// The version every event type is written in. A type that changes gets a higher one and an upcast
/// in entry_decode.cpp; the golden file keeps the old form for ever.
inline constexpr int kEventVersion = 1;

nlohmann::json fields_value(const domain::Fields& fields);
nlohmann::json scope_json(const domain::Scope& scope);

}  // namespace roundtable::codec
