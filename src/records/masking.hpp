// Names as a public notice shows them (domain.md 6): the surname and two marks, never more, however
// long the name is.
#pragma once

#include <string>
#include <string_view>

namespace roundtable::records {

/// 陈晓东 -> 陈**, 欧阳明 -> 欧阳**; a name in letters keeps its first one: Wang -> W**. "" stays
/// "".
std::string mask_name(std::string_view name);

}  // namespace roundtable::records
