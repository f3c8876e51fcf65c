// Numbers of persons in one form: identity numbers of the mainland with 18 and 15 digits, of Hong
// Kong, Macao and Taiwan, and the permits with which their people travel to the mainland.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace roundtable::imports {

/// GB 11643: the last of 18 characters checks the seventeen digits before it.
bool has_valid_check(std::string_view number);

struct IdentityNumber {
  std::string canonical;
  bool check_is_wrong = false;  // it has the form, and its check digit is another
};

/// `text` as `plain` makes it, upper or lower case, with spaces and hyphens anywhere; nothing where
/// it has none of these forms.
std::optional<IdentityNumber> identity_number(std::string_view plain_text);

}  // namespace roundtable::imports
