#include "base/ids.hpp"

#include <algorithm>

namespace roundtable {

bool is_id(std::string_view text) {
  if (text.empty() || text.size() > kIdLengthMax) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

}  // namespace roundtable
