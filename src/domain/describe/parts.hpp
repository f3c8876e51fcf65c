// Members that commands and events share. Internal to `domain/describe`.
#pragma once

#include "domain/describe/member.hpp"

namespace roundtable::domain::describe {

/// {"zh","en"}, both of them `bound` bytes at most.
const std::vector<Member>& both_languages();
/// Three numbers that say how the floor is given.
const std::vector<Member>& floor_settings();
/// Whose decision it is, as a client says it: without what does not apply.
const std::vector<Member>& scope_asked();
std::optional<Wrong> scope_wrong(const void* scope);
/// The same as stored.
const std::vector<Member>& scope_stored();

}  // namespace roundtable::domain::describe
