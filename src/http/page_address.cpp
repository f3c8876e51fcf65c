#include "http/page_address.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace roundtable::http {
namespace {

constexpr std::size_t kIdLettersMax = 64;
/// Of what a path holds, so that none is long to read.
constexpr std::size_t kPartsMax = 8;

std::vector<std::string_view> split(std::string_view text, char between) {
  std::vector<std::string_view> parts;
  while (parts.size() < kPartsMax) {
    const auto end = text.find(between);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
  return {};
}

/// Of "/g/x/" these are "g" and "x", of "/" there are none.
std::vector<std::string_view> parts_of(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  if (path.empty()) return {};
  return split(path.substr(1), '/');
}

bool is_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
         c == '_';
}

}  // namespace

std::string_view without_tail(std::string_view pasted) {
  const auto* end =
      std::find_if(pasted.begin(), pasted.end(), [](char c) { return c != '/' && !is_letter(c); });
  return pasted.substr(0, static_cast<std::size_t>(end - pasted.begin()));
}

std::string PageAddress::at(std::string_view name) const {
  const auto found = named.find(name);
  return found == named.end() ? std::string() : found->second;
}

PageAddresses::Part PageAddresses::part_of(std::string_view text) {
  Part part;
  if (!text.starts_with('{')) {
    part.words.emplace_back(text);
    return part;
  }
  if (!text.ends_with('}')) throw std::runtime_error("no part of an address: " + std::string(text));
  text = text.substr(1, text.size() - 2);
  auto name = text.substr(0, text.find(':'));
  const auto what = name.size() == text.size() ? std::string_view() : text.substr(name.size() + 1);
  part.may_be_missing = name.ends_with('?');
  if (part.may_be_missing) name.remove_suffix(1);
  part.name = name;
  if (what.empty()) {
    part.letters_max = kIdLettersMax;
  } else if (std::from_chars(what.data(), what.data() + what.size(), part.letters_max).ec !=
             std::errc()) {
    for (const auto word : split(what, '|')) part.words.emplace_back(word);
  }
  return part;
}

void PageAddresses::add(const std::string& screen, std::string_view pattern) {
  Pattern added{screen, {}};
  for (const auto part : parts_of(pattern.substr(0, pattern.find('?', pattern.rfind('}') + 1)))) {
    added.parts.push_back(part_of(part));
  }
  patterns_.push_back(std::move(added));
}

bool PageAddresses::fits(const Part& part, std::string_view text) {
  if (part.letters_max == 0) {
    return std::find(part.words.begin(), part.words.end(), text) != part.words.end();
  }
  return !text.empty() && text.size() <= part.letters_max &&
         std::all_of(text.begin(), text.end(), is_letter);
}

bool PageAddresses::fits(const Pattern& pattern, const std::vector<std::string_view>& path) {
  if (path.size() > pattern.parts.size()) return false;
  if (path.size() < pattern.parts.size() && !pattern.parts[path.size()].may_be_missing) {
    return false;
  }
  return std::equal(path.begin(), path.end(), pattern.parts.begin(),
                    [](auto text, const Part& part) { return fits(part, text); });
}

PageAddress PageAddresses::find(std::string_view path) const {
  path = without_tail(path);
  const auto given = parts_of(path);
  if (given.empty() && path.find_first_not_of('/') != path.npos) return {};  // too many
  for (const auto& pattern : patterns_) {
    if (!fits(pattern, given)) continue;
    PageAddress found{pattern.screen, {}};
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (!pattern.parts[i].name.empty()) found.named[pattern.parts[i].name] = given[i];
    }
    return found;
  }
  return {};
}

}  // namespace roundtable::http
