// What both files of Identity use: hashing passwords, drawing codes, reading what people type.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/env.hpp"

namespace roundtable::live {

/// An Argon2id string; takes a tenth of a second.
std::string hash_password(std::string_view password);
/// A sentence why it cannot be one, or nothing.
std::optional<std::string> password_problem(std::string_view password);
/// Decimal digits without bias.
std::string random_code(Randomness& randomness);
/// People type codes with spaces and dashes; a token is left as it is.
std::string normalized(std::string_view token_or_code);
/// A login is kept in lower case.
std::string lower(std::string_view login);

}  // namespace roundtable::live
