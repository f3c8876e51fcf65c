#include "imports/owners.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <set>

#include "imports/cell.hpp"
#include "imports/earlier_keys.hpp"
#include "imports/letters.hpp"
#include "imports/limits.hpp"
#include "imports/owner_key.hpp"
#include "imports/spreadsheet.hpp"
#include "imports/text.hpp"

namespace roundtable::imports {
namespace {

constexpr std::array<std::string_view, 9> kDeveloper = {
    "developer", "undelivered", "开发商",   "开发商未交付",  "开发商未售",
    "未交付",    "未售",        "建设单位", "建设单位未交付"};

/// Between owners whatever stands beside them; widths are even before these are looked for.
constexpr std::array<std::string_view, 16> kOwnerSeparators = {
    "+",  "/",  ";",  ",",  "&",      "|",      "、", "､",
    "\n", "\r", "\t", "\v", "\u2028", "\u2029", "﹑", "\f"};
/// Words that stand in names too.
constexpr std::array<std::string_view, 4> kAnd = {"以及", "和", "与", "及"};

template <std::size_t kSize>
std::vector<std::string> split_at(std::string_view text,
                                  const std::array<std::string_view, kSize>& separators) {
  std::vector<std::string> parts(1);
  while (!text.empty()) {
    const auto* found = std::find_if(separators.begin(), separators.end(),
                                     [&](auto separator) { return text.starts_with(separator); });
    if (found == separators.end()) {
      parts.back() += text.front();
      text.remove_prefix(1);
    } else {
      parts.emplace_back();
      text.remove_prefix(found->size());
    }
  }
  std::erase_if(parts, [](const std::string& part) { return plain(part).empty(); });
  return parts;
}

/// Two to four Chinese characters: a whole name, where one more beside it would be too long.
bool is_whole_name(const std::string& text) {
  const auto name = plain(text);
  std::size_t letters = 0;
  for (std::size_t at = 0; at < name.size(); ++letters) {
    const auto next = character_at(name, at);
    if (next.value < 0x3400 || next.bytes == 0) return false;
    at += next.bytes;
  }
  return letters >= 2 && letters <= 4;
}

/// "张三和李四", "Zhang San and Li Si"; 张和平 is one name, and so may be 上海和平公司.
std::vector<std::string> split_at_words(const std::string& text) {
  static const std::regex kEnglishAnd("\\s+and\\s+", std::regex::icase);
  if (std::regex_search(text, kEnglishAnd)) {
    return {std::sregex_token_iterator(text.begin(), text.end(), kEnglishAnd, -1),
            std::sregex_token_iterator()};
  }
  auto parts = split_at(text, kAnd);
  const bool names = std::all_of(parts.begin(), parts.end(), is_whole_name);
  const bool firm = text.find("公司") != std::string::npos || text.find("行") != std::string::npos;
  if (parts.size() < 2 || !names || firm) return {text};
  return parts;
}

/// Macao's number has slashes of its own: 1/234567/8.
std::string without_slashes_of_macao(const std::string& text) {
  static const std::regex kMacao("(^|[^0-9])([157])/([0-9]{6})/([0-9])(?![0-9])");
  return text.find('/') == std::string::npos ? text
                                             : std::regex_replace(text, kMacao, "$1$2$3($4)");
}

std::vector<std::string> split_owners(std::string_view cell) {
  std::vector<std::string> owners;
  for (const auto& part : split_at(without_slashes_of_macao(even(cell)), kOwnerSeparators)) {
    for (auto& owner : split_at_words(part)) owners.push_back(std::move(owner));
  }
  return owners;
}

/// What is left of the names when all is gone that people write now so and now otherwise.
std::string loose_form(std::string_view cell) {
  static const std::regex kBrackets("\\([^)]*\\)");
  // A space divides the parts of a name as a dot does, and is not yet lost between characters.
  static const std::regex kSpaces(" +");
  std::set<std::string> parts;
  for (const auto& owner :
       split_at(std::regex_replace(even(cell), kBrackets, ""), kOwnerSeparators)) {
    for (const auto& part : split_at(owner, kAnd)) {
      const auto text = canonical_name(std::regex_replace(part, kSpaces, "·"));
      for (const auto& word : split_at(text, std::array<std::string_view, 4>{"·", " ", "-", "."})) {
        parts.insert(word);
      }
    }
  }
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : "+") + part;
  return out;
}

bool is_developers_word(std::string word) {
  std::erase_if(word, [](char c) { return c == ' ' || c == '(' || c == ')'; });
  std::transform(word.begin(), word.end(), word.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::find(kDeveloper.begin(), kDeveloper.end(), word) != kDeveloper.end();
}

std::string joined(const std::set<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : "+") + part;
  return text;
}

std::string earlier_together(std::string_view cell, const HashOwner& hash) {
  std::set<std::string> hashes;
  for (const auto& key : earlier_keys(cell)) hashes.insert(hash(key));
  return joined(hashes);
}

}  // namespace

std::string Owners::together() const {
  return joined({hashes.begin(), hashes.end()});
}

std::variant<Owners, Code> owners_from(std::string_view text, const HashOwner& hash) {
  const auto whole = plain(text);
  Owners owners;
  if (whole.empty()) return owners;
  if (is_developers_word(whole)) {
    owners.developer = true;
    return owners;
  }
  // Looked at before it is taken apart: 3.1E+17 has a separator in it, and so has N/A.
  if (is_rounded_number(whole)) return Code::roll_owner_rounded;
  if (identifies_nobody(canonical_name(whole))) return Code::roll_owner_nobody;
  const auto parts = split_owners(text);
  if (parts.size() > kOwnersPerUnitMax) return Code::roll_owner_too_many;
  std::set<std::string> keys;
  std::set<std::string> names;
  for (const auto& part : parts) {
    const auto key = owner_key_from(part);
    if (const auto* wrong = std::get_if<Code>(&key)) return *wrong;
    const auto& known = std::get<OwnerKey>(key);
    keys.insert(known.text);
    names.insert(known.name);
    owners.sure = owners.sure || known.sure;
    owners.may_be_the_developer = owners.may_be_the_developer || is_of_a_developer(known.text);
  }
  std::set<std::string> hashes;
  for (const auto& key : keys) hashes.insert(hash(key));
  owners.hashes.assign(hashes.begin(), hashes.end());
  if (auto earlier = earlier_together(text, hash); earlier != owners.together()) {
    owners.earlier = std::move(earlier);
  }
  owners.loosely = hash("loosely " + loose_form(text));
  if (!names.contains("")) owners.names = hash_of_names(names, hash);
  return owners;
}

std::string hash_of_names(const std::set<std::string>& names, const HashOwner& hash) {
  return hash("names " + joined(names));
}

std::vector<std::vector<std::size_t>> overlapping(const std::vector<Owners>& sets) {
  std::map<std::string, std::vector<std::size_t>> by_owner;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    for (const auto& hash : sets[i].hashes) by_owner[hash].push_back(i);
  }
  std::set<std::vector<std::size_t>> groups;
  for (auto& [owner, members] : by_owner) {
    if (members.size() > 1) groups.insert(std::move(members));
  }
  return {groups.begin(), groups.end()};
}

}  // namespace roundtable::imports
