// Names as a public notice shows them (docs/domain.md 6): the surname and two marks, never more,
// however long the name is. What somebody is in office for is no name and is shown as it was typed.
#pragma once

#include <string>
#include <string_view>

namespace roundtable::records {

/// 陈晓东 -> 陈**, 欧阳明 -> 欧阳**; a name in letters keeps its first one: Wang -> W**. "" stays
/// "".
std::string mask_name(std::string_view name);

/// Is it said who somebody is in office, and not what the person is called: 电梯公司 顾工, 李经理,
/// 桂苑物业公司? A name set apart by a space (王 小明) is a name.
bool is_designation(std::string_view text);
/// Of somebody entered by hand: the designation as it was typed, or the name masked.
std::string public_name(std::string_view typed);
/// Of a household: a name, masked. "" for what cannot be the name of a person, as a room is none.
std::string public_representative(std::string_view name);

}  // namespace roundtable::records
