// Organisations as several answers show them.
#pragma once

#include <nlohmann/json.hpp>

#include "directory/directory.hpp"

namespace roundtable::http {

/// `ends_on`: its last day; none: it has no end.
nlohmann::json organisation_json(const directory::Organisation& organisation);

/// Until the end of that day; nothing for "". False where it is no date.
bool read_last_day(const nlohmann::json& body, std::optional<Time>& ends_at);
/// The day whose end that is.
std::string last_day_of(Time ends_at);

}  // namespace roundtable::http
