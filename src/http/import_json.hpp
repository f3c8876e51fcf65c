// An import's preview and answer as JSON (docs/imports.md), for HTTP and for the local socket.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "http/importer.hpp"

namespace roundtable::http {

/// Rows and units that changed, and nothing personal: it stands in the log.
nlohmann::json counts_json(const ImportAnswer& answer);

/// Everything a person looks at before an import, with at most so many problems, notices, overlaps
/// and questions that are settled written out, and of what changes on the roll that is there so
/// many flats; what is to be confirmed stands in it whole. `names`: may see who speaks for the
/// households of that roll.
nlohmann::json preview_json(const ImportAnswer& answer, std::size_t listed_max, bool names = true);

/// How large a roll is, by the counts of a preview.
nlohmann::json roll_json(const domain::Roll& roll);

/// "imported", "refused", …
std::string_view to_string(ImportAnswer::Outcome outcome);

}  // namespace roundtable::http
