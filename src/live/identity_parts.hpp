// What the files of Identity use: reading what people type.
#pragma once

#include <string>
#include <string_view>

namespace roundtable::live {

/// People type codes with spaces and dashes; a token is left as it is.
std::string normalized(std::string_view token_or_code);
/// A login is kept in lower case.
std::string lower(std::string_view login);

}  // namespace roundtable::live
