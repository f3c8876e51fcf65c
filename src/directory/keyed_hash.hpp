// A hash that only the holder of the key can make again: equal texts are told to be equal, and
// nobody else can try all identity numbers until one fits.
#pragma once

#include <string>
#include <string_view>

namespace roundtable::directory {

/// HMAC-SHA256 in hex; any length of key.
std::string keyed_hash(std::string_view key, std::string_view text);

}  // namespace roundtable::directory
