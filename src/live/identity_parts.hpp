// What both files of Identity use: drawing codes, reading what people type.
#pragma once

#include <string>
#include <string_view>

#include "base/env.hpp"

namespace roundtable::live {

/// Decimal digits without bias.
std::string random_code(Randomness& randomness);
/// People type codes with spaces and dashes; a token is left as it is.
std::string normalized(std::string_view token_or_code);
/// A login is kept in lower case.
std::string lower(std::string_view login);

}  // namespace roundtable::live
