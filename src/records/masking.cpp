#include "records/masking.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace roundtable::records {
namespace {

/// Surnames of two characters still borne today.
constexpr std::array<std::string_view, 22> kCompoundSurnames = {
    "欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐",
    "司徒", "司空", "宇文", "长孙", "钟离", "闻人", "南宫", "端木", "轩辕", "独孤", "呼延"};

/// Forms of address and of office that stand behind a name, and what bodies are called.
constexpr std::array<std::string_view, 39> kTitles = {
    "老师", "经理", "书记", "主任", "律师", "工程师", "科长",   "所长",   "处长",  "局长",
    "院长", "站长", "队长", "组长", "会长", "校长",   "委员",   "干事",   "专员",  "医生",
    "法官", "警官", "民警", "教授", "总监", "董事长", "总经理", "师傅",   "先生",  "女士",
    "同志", "代表", "公司", "物业", "居委", "居委会", "派出所", "街道办", "服务站"};
constexpr std::string_view kEngineer = "工";  // 顾工; in a longer name it may be part of the name
constexpr std::string_view kFirm = "公司";
/// What a room or a flat ends in.
constexpr std::array<std::string_view, 4> kRooms = {"室", "号", "户", "楼"};

constexpr std::size_t kNameMost = 4;  // characters of a Chinese name

bool begins_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}
std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

template <std::size_t N>
bool ends_with_any(std::string_view text, const std::array<std::string_view, N>& endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return text.ends_with(ending); });
}

bool is_compound_surname(std::string_view text) {
  return std::find(kCompoundSurnames.begin(), kCompoundSurnames.end(), text) !=
         kCompoundSurnames.end();
}

bool has_title(std::string_view text) {
  if (ends_with_any(text, kTitles)) return true;
  if (!text.ends_with(kEngineer)) return false;
  text.remove_suffix(kEngineer.size());
  return length_of(text) == 1 || is_compound_surname(text);
}

/// The words between spaces, of either width.
std::vector<std::string> words_of(std::string_view text) {
  constexpr std::string_view kWideSpace = "\u3000";
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  while (!text.empty()) {
    const bool wide = text.starts_with(kWideSpace);
    if (wide || text.front() == ' ') {
      finish();
    } else {
      word.push_back(text.front());
    }
    text.remove_prefix(wide ? kWideSpace.size() : 1);
  }
  finish();
  return words;
}

/// A number to reach somebody at is published of nobody.
bool has_telephone(std::string_view text) {
  constexpr std::size_t kDigitsLeast = 7;
  std::size_t run = 0;
  for (const char one : text) {
    run = one >= '0' && one <= '9' ? run + 1 : 0;
    if (run == kDigitsLeast) return true;
  }
  return false;
}

/// 王 小明, 欧阳 明: a surname and a given name, set apart.
bool is_spaced_name(const std::vector<std::string>& words) {
  if (words.size() != 2 || has_title(words.back())) return false;
  const bool surname = length_of(words.front()) == 1 || is_compound_surname(words.front());
  return surname && length_of(words.back()) <= 2;
}

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

bool is_designation(std::string_view text) {
  const auto words = words_of(text);
  if (has_telephone(text)) return false;
  if (words.empty() || is_spaced_name(words)) return false;
  if (words.size() > 1 || has_title(words.front())) return true;
  // A long name of letters alone, or one parted by a dot (阿卜杜拉·买买提), is a name.
  const bool letters = static_cast<unsigned char>(words.front().front()) < 0x80U;
  const bool parted = words.front().find("·") != std::string::npos;
  return !letters && !parted && length_of(words.front()) > kNameMost;
}

std::string public_name(std::string_view typed) {
  return is_designation(typed) ? std::string(typed) : mask_name(typed);
}

std::string public_representative(std::string_view name) {
  if (name.ends_with(kFirm)) return std::string(name);
  const bool numbered = name.find_first_of("0123456789") != name.npos;
  return numbered || ends_with_any(name, kRooms) ? "" : mask_name(name);
}

}  // namespace roundtable::records
