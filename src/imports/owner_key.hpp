// One owner's key in one form, and whether it tells anybody from anybody else.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "imports/problem.hpp"

namespace roundtable::imports {

struct OwnerKey {
  std::string text;   // canonical: what is hashed
  std::string name;   // the name that stands in it, "" where it is a number alone
  bool sure = false;  // a number that only one has; a name may be another's too
};

/// Middle dots, spaces and case as one, a name without the dots' spaces: how two spellings of one
/// name meet. `text` in any form.
std::string canonical_name(std::string_view text);

/// Codes: roll_owner_rounded, roll_owner_nobody (masked, 同上, 无, -), roll_owner_check (a wrong
/// check digit).
std::variant<OwnerKey, Code> owner_key_from(std::string_view text);

/// "同上", "无", "-", "N/A": stands where a name should and is none.
bool is_placeholder(std::string_view canonical);
/// Also what is masked ("张*") or names a part alone ("张先生", "尾号0120").
bool identifies_nobody(std::string_view canonical);

/// A name of firms that build and sell houses.
bool is_of_a_developer(std::string_view canonical);

}  // namespace roundtable::imports
