#include "imports/owner_key.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>

#include "imports/cell.hpp"
#include "imports/identity_number.hpp"
#include "imports/spreadsheet.hpp"
#include "imports/text.hpp"

namespace roundtable::imports {
namespace {

/// So many digits are a number of a person, a deed or an account; fewer are counted anew in every
/// building.
constexpr std::ptrdiff_t kSureDigits = 6;

constexpr std::string_view kMiddleDot = "·";

bool is_middle_dot(char32_t c) {
  return c == 0xB7 || c == 0x2022 || c == 0x2027 || c == 0x2219 || c == 0x22C5 || c == 0x30FB ||
         c == 0x2E31 || c == 0x2E33 || c == 0x16EB || c == 0x1427 || c == 0x318D || c == 0xA78F;
}

bool is_han(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || c == 0x3007 || (c >= 0x20000 && c <= 0x3FFFF);
}

std::u32string letters_of(std::string_view utf8) {
  std::u32string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto next = character_at(utf8, at);
    out += next.value;
    at += std::max<std::size_t>(1, next.bytes);
  }
  return out;
}

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// What stands for letters that were taken out: 张*, 310***0120, 张某, 310115XXXXXXXX0120.
bool is_masked(std::string_view text) {
  constexpr std::array<std::string_view, 9> kMasks = {"*", "※", "●", "○", "■", "□", "×", "?", "某"};
  for (const auto mask : kMasks) {
    if (text.find(mask) != std::string_view::npos) return true;
  }
  if (text.find("__") != std::string_view::npos) return true;
  // The number of a firm may have two X beside other letters.
  const bool no_other_letter = std::none_of(
      text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z' && c != 'X'; });
  return no_other_letter && text.find("XX") != std::string_view::npos;
}

constexpr std::array kPlaceholders = std::to_array<std::string_view>({
    "同上",      "同前",       "上同",   "同",      "同上户", "同上一户", "见上",
    "如上",      "〃",         "々",     "DITTO",   "SAME",   "AS ABOVE", "SAME AS ABOVE",
    "无",        "没有",       "无名",   "空",      "空白",   "空置",     "空房",
    "暂无",      "暂缺",       "缺",     "缺失",    "不详",   "未知",     "不明",
    "未填",      "未填写",     "未提供", "未登记",  "待定",   "待补",     "待补充",
    "待查",      "待核",       "待核实", "待确认",  "保密",   "略",       "其他",
    "其它",      "N/A",        "NA",     "NONE",    "NULL",   "NIL",      "NAN",
    "UNKNOWN",   "TBD",        "TBA",    "MISSING", "EMPTY",  "BLANK",    "(BLANK)",
    "UNDEFINED", "#N/A",       "业主",   "产权人",  "房主",   "户主",     "本人",
    "屋主",      "房东",       "住户",   "租户",    "承租人", "业主本人", "测试",
    "TEST",      "OWNER",      "TENANT", "姓名",    "0",      "123456",   "12345678",
    "123456789", "1234567890",
});

/// "---", "/", ".": not a letter and not a digit in it.
bool is_of_signs_alone(std::string_view text) {
  const auto letters = letters_of(text);
  return std::none_of(letters.begin(), letters.end(), [](char32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c <= 0x2BFF) &&
            !(c >= 0x3000 && c <= 0x3004) && !(c >= 0x3008 && c <= 0x3020) && c != 0x30FB);
  });
}

bool is_one_digit_again_and_again(std::string_view text) {
  constexpr std::size_t kTimesMin = 6;
  const bool same = std::all_of(text.begin(), text.end(), [&](char c) { return c == text[0]; });
  return same && is_digit_at(text, 0) && (text.size() >= kTimesMin || text[0] == '0');
}

/// 张先生: half of the estate may be called so. 张三等3人: some of them are not named. 尾号0120: so
/// end many.
bool names_only_a_part(std::string_view text) {
  for (const std::string_view part : {"尾号", "后四位", "后4位", "末四位", "末4位"}) {
    if (text.find(part) != std::string_view::npos) return true;
  }
  static const std::regex kAndOthers(".+等([0-9]+|一|二|两|三|四|五|六|七|八|九|十)?(人|位|户)");
  if (text.find("等") != std::string_view::npos &&
      std::regex_match(text.begin(), text.end(), kAndOthers)) {
    return true;
  }
  constexpr std::size_t kSurnameMax = 2;
  for (const std::string_view title : {"先生", "女士", "小姐", "太太"}) {
    if (!text.ends_with(title)) continue;
    const auto before = letters_of(text.substr(0, text.size() - title.size()));
    if (before.size() <= kSurnameMax) return true;
  }
  return false;
}

/// The number in "王伟 310115198001010120" or "身份证：310115198001010120", and what stands beside
/// it.
struct NumberInside {
  IdentityNumber number;
  std::string beside;
};
std::optional<NumberInside> number_inside(const std::string& text) {
  static const std::regex kRun("[0-9]{6}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9Xx]|[0-9]{15}");
  std::smatch found;
  if (!std::regex_search(text, found, kRun)) return std::nullopt;
  const auto from = static_cast<std::size_t>(found.position());
  const auto until = from + static_cast<std::size_t>(found.length());
  const bool longer = is_digit_at(text, until) || (from > 0 && is_digit_at(text, from - 1));
  auto number = identity_number(found.str());
  if (longer || !number) return std::nullopt;
  return NumberInside{std::move(*number), text.substr(0, from) + " " + text.substr(until)};
}

/// "王伟(身份证号:" is 王伟.
std::string name_beside(std::string text) {
  for (const std::string_view word : {"居民身份证号码", "身份证号码", "身份证号", "身份证",
                                      "证件号码", "证件号", "证号", "号码", "ID", "NO.", "NO"}) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) {
      text.replace(at, word.size(), " ");
    }
  }
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return c == '(' || c == ')' || c == ':' || c == '-' || c == '#'; }, ' ');
  return canonical_name(text);
}

}  // namespace

std::string canonical_name(std::string_view text) {
  auto name = plain(text);
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  const auto letters = letters_of(name);
  std::string out;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const bool between_han =
        i > 0 && i + 1 < letters.size() && is_han(letters[i - 1]) && is_han(letters[i + 1]);
    if (is_middle_dot(letters[i]) || (letters[i] == '.' && between_han)) {
      if (out.ends_with(' ')) out.pop_back();
      out += kMiddleDot;
    } else if (letters[i] != ' ' || !out.ends_with(kMiddleDot)) {
      append(out, letters[i]);
    }
  }
  return out;
}

bool is_placeholder(std::string_view text) {
  return is_of_signs_alone(text) || is_one_digit_again_and_again(text) ||
         std::find(kPlaceholders.begin(), kPlaceholders.end(), text) != kPlaceholders.end();
}

bool identifies_nobody(std::string_view text) {
  return is_placeholder(text) || is_masked(text) || names_only_a_part(text);
}

bool is_of_a_developer(std::string_view text) {
  constexpr std::array<std::string_view, 12> kWords = {
      "开发商", "建设单位", "房地产",    "地产",        "置业",       "房产",
      "开发",   "城投",     "DEVELOPER", "REAL ESTATE", "PROPERTIES", "DEVELOPMENT"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

std::variant<OwnerKey, Code> owner_key_from(std::string_view text) {
  const auto whole = without_decimals(plain(text));
  if (is_rounded_number(whole) || is_decimal(whole)) return Code::roll_owner_rounded;
  if (const auto number = identity_number(whole)) {
    if (number->check_is_wrong) return Code::roll_owner_check;
    return OwnerKey{number->canonical, "", true};
  }
  const auto name = canonical_name(whole);
  if (identifies_nobody(name) || is_spreadsheet_date(name)) return Code::roll_owner_nobody;
  if (auto inside = number_inside(name)) {
    if (inside->number.check_is_wrong) return Code::roll_owner_check;
    return OwnerKey{inside->number.canonical, name_beside(inside->beside), true};
  }
  const auto digits =
      std::count_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
  return OwnerKey{name, name, digits >= kSureDigits};
}

}  // namespace roundtable::imports
