// Which HTTP status a refusal is answered with: the one table of it, for the codes of the domain
// and for those that HTTP alone knows. docs/openapi.yaml lists the same, and a test compares them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace roundtable::http {

/// Nothing for a code that nobody answers with.
std::optional<unsigned> status_of(std::string_view code);

/// Every code there is, the domain's first.
std::vector<std::string_view> every_code();

/// The phrase a problem document is titled with.
std::string_view title_of(unsigned status);

/// Seconds until the same request may do better; nothing where it never will.
std::optional<int> retry_after_seconds(unsigned status);

}  // namespace roundtable::http
