#include "records/masking.hpp"

#include <algorithm>
#include <array>

namespace roundtable::records {
namespace {

/// Surnames of two characters still borne today.
constexpr std::array<std::string_view, 22> kCompoundSurnames = {
    "欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐",
    "司徒", "司空", "宇文", "长孙", "钟离", "闻人", "南宫", "端木", "轩辕", "独孤", "呼延"};

/// Bytes of the first code point of valid UTF-8.
std::size_t first_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  return std::min(length, text.size());
}

}  // namespace

std::string mask_name(std::string_view name) {
  if (name.empty()) return "";
  const auto compound =
      std::find_if(kCompoundSurnames.begin(), kCompoundSurnames.end(),
                   [&](std::string_view surname) { return name.starts_with(surname); });
  const auto kept = compound != kCompoundSurnames.end() ? compound->size() : first_length(name);
  return std::string(name.substr(0, kept)) + "**";
}

}  // namespace roundtable::records
