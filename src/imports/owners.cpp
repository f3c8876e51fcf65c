#include "imports/owners.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "imports/cell.hpp"
#include "imports/limits.hpp"

namespace roundtable::imports {
namespace {

constexpr std::array<std::string_view, 9> kDeveloper = {
    "developer", "undelivered", "开发商",   "开发商未交付",  "开发商未售",
    "未交付",    "未售",        "建设单位", "建设单位未交付"};

bool is_separator(std::string_view text, std::size_t at, std::size_t& bytes) {
  constexpr std::array<std::string_view, 4> kSeparators = {"+", "/", ";", "、"};
  for (const auto separator : kSeparators) {
    if (!text.substr(at).starts_with(separator)) continue;
    bytes = separator.size();
    return true;
  }
  return false;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts(1);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t bytes = 1;
    if (is_separator(text, at, bytes)) {
      parts.emplace_back();
    } else {
      parts.back() += text[at];
    }
    at += bytes;
  }
  std::vector<std::string> owners;
  for (const auto& part : parts) {
    auto key = plain(part);
    // The last character of an identity number may be x or X.
    std::transform(key.begin(), key.end(), key.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    if (!key.empty()) owners.push_back(std::move(key));
  }
  return owners;
}

}  // namespace

std::string Owners::together() const {
  std::string text;
  for (const auto& hash : hashes) text += (text.empty() ? "" : "+") + hash;
  return text;
}

std::variant<Owners, Code> owners_from(std::string_view text, const HashOwner& hash) {
  const auto whole = plain(text);
  auto word = whole;
  std::erase_if(word, [](char c) { return c == ' ' || c == '(' || c == ')'; });
  std::transform(word.begin(), word.end(), word.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  Owners owners;
  if (std::find(kDeveloper.begin(), kDeveloper.end(), word) != kDeveloper.end()) {
    owners.developer = true;
    return owners;
  }
  // Looked at before it is taken apart: 3.1E+17 has a separator in it.
  if (is_rounded_number(whole)) return Code::roll_owner_rounded;
  const auto keys = split(whole);
  if (keys.size() > kOwnersPerUnitMax) return Code::roll_owner_too_many;
  std::set<std::string> hashes;
  for (const auto& key : keys) {
    if (is_rounded_number(key)) return Code::roll_owner_rounded;
    hashes.insert(hash(key));
  }
  owners.hashes.assign(hashes.begin(), hashes.end());
  return owners;
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
