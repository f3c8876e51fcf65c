#include "imports/earlier_keys.hpp"

#include <algorithm>
#include <array>

#include "imports/text.hpp"

namespace roundtable::imports {
namespace {

bool was_invisible(char32_t c) {
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || c == 0x00AD;
}

bool was_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

bool was_chinese(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF && c != 0x3000) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF01 && c <= 0xFF60) || (c >= 0x20000 && c <= 0x3FFFF);
}

char32_t half_wide(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ? '-' : c;
}

std::string earlier_plain(std::string_view text) {
  std::string out;
  char32_t before = 0;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = character_at(text, at);
    at += std::max<std::size_t>(1, next.bytes);
    if (next.bytes == 0 || was_invisible(next.value)) continue;
    if (was_space(next.value)) {
      space = true;
      continue;
    }
    const bool between_chinese = was_chinese(before) && was_chinese(next.value);
    if (space && before != 0 && !between_chinese) out += ' ';
    append(out, half_wide(next.value));
    before = next.value;
    space = false;
  }
  if (out.size() >= 3 && out.starts_with("=\"") && out.ends_with('"')) {
    return out.substr(2, out.size() - 3);
  }
  if (out.starts_with('\'')) out.erase(0, 1);
  return out;
}

}  // namespace

std::vector<std::string> earlier_keys(std::string_view cell) {
  constexpr std::array<std::string_view, 4> kSeparators = {"+", "/", ";", "、"};
  const auto text = earlier_plain(cell);
  std::vector<std::string> parts(1);
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = std::string_view(text).substr(at);
    const auto* found = std::find_if(kSeparators.begin(), kSeparators.end(),
                                     [&](auto separator) { return rest.starts_with(separator); });
    if (found == kSeparators.end()) {
      parts.back() += text[at++];
    } else {
      parts.emplace_back();
      at += found->size();
    }
  }
  std::vector<std::string> keys;
  for (const auto& part : parts) {
    auto key = earlier_plain(part);
    std::transform(key.begin(), key.end(), key.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    if (!key.empty()) keys.push_back(std::move(key));
  }
  return keys;
}

}  // namespace roundtable::imports
