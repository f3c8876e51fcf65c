// Addresses of e-mail as people type them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace roundtable::mail {

/// RFC 5321, 4.5.3.1: a path of 256 bytes with its brackets.
inline constexpr std::size_t kEmailBytesMax = 254;

/// Without what shows nothing at the ends, letters and marks of full width as those of ASCII, the
/// domain in small letters. Nothing for what is no plain address (name@example.org): quoted names
/// and letters outside ASCII are not taken, since many a server refuses them.
std::optional<std::string> email_from(std::string_view text);

/// w***@example.org: for whoever knows the address already.
std::string masked(std::string_view email);

}  // namespace roundtable::mail
