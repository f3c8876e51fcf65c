#include "domain/minutes.hpp"

#include <string>
#include <utility>

namespace roundtable::domain {
namespace {

constexpr std::pair<std::string_view, char> kWide[] = {
    {"，", ','}, {"：", ':'}, {"；", ';'}, {"！", '!'}, {"？", '?'}, {"（", '('},
    {"）", ')'}, {"“", '"'},  {"”", '"'},  {"‘", '\''}, {"’", '\''}};
/// Of Chinese texts and of those that were pasted: wide, unbroken and of no width.
constexpr std::string_view kBlank[] = {" ", "\n", "\t", "\r", "　", "\u00A0", "\u200B"};

bool is_latin(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::string without_form(std::string_view text) {
  std::string out;
  bool gap = false;
  while (!text.empty()) {
    std::string_view taken = text.substr(0, 1);
    char narrow = taken.front();
    bool blank = false;
    for (const auto one : kBlank) {
      if (!text.starts_with(one)) continue;
      taken = one;
      blank = true;
    }
    for (const auto& [wide, same] : kWide) {
      if (!text.starts_with(wide)) continue;
      taken = wide;
      narrow = same;
    }
    text.remove_prefix(taken.size());
    if (!blank) {
      // "3 0" is not "30", nor "not able" "notable".
      if (gap && !out.empty() && is_latin(out.back()) && is_latin(narrow)) out += ' ';
      out += narrow;
    }
    gap = blank;
  }
  return out;
}

}  // namespace

bool same_but_for_form(std::string_view before, std::string_view after) {
  return without_form(before) == without_form(after);
}

std::string_view line_of(std::string_view text, std::int64_t line) {
  if (line < 1) return {};
  for (; line > 1; --line) {
    const auto end = text.find('\n');
    if (end == text.npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

std::optional<std::int64_t> open_objection(const Minutes& minutes, const HeadId& head,
                                           const SectionId& section, std::int64_t line) {
  for (const auto& [order, one] : minutes.objections) {
    if (one.is_open() && one.head == head && one.section == section && one.line == line) {
      return order;
    }
  }
  return std::nullopt;
}

ObjectionCounts objections_to(const Minutes& minutes) {
  ObjectionCounts counts;
  for (const auto& [order, one] : minutes.objections) {
    if (one.withdrawn) continue;
    ++counts.made;
    if (one.answered) ++counts.answered;
  }
  return counts;
}

std::int64_t version_of(const Minutes& minutes) {
  std::int64_t version = 1 + minutes.files_moved;
  for (const auto& [id, section] : minutes.sections) version += section.base;
  for (const auto& [id, agreement] : minutes.decisions) version += agreement.withdrawn ? 2 : 1;
  return version;
}

std::string_view to_string(MinutesState state) {
  switch (state) {
    case MinutesState::draft:
      return "draft";
    case MinutesState::proposed:
      return "proposed";
    case MinutesState::adopted:
      return "adopted";
    case MinutesState::published:
      return "published";
  }
  return "";
}

}  // namespace roundtable::domain
