// One letter in its several forms. The same name comes with compatibility ideographs (a Korean or
// Japanese font), with Kangxi radicals (copied out of a PDF), with letters taken apart (a Mac), or
// with private-use places that GB 18030 once lent to characters Unicode did not have yet. These
// look alike and are other bytes.
#pragma once

#include <string>
#include <string_view>

namespace roundtable::imports {

/// As it is shown: radicals, private-use twins and compatibility ideographs become the character
/// they stand for, and letters are put together (NFC). Widths and signs stay as they were typed.
/// Invalid UTF-8 is left as it is.
std::string composed(std::string_view utf8);

/// As it is compared: also full and half width, ligatures, circled digits and the like (NFKC).
std::string even(std::string_view utf8);

}  // namespace roundtable::imports
