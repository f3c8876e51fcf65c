#include "domain/issue.hpp"

#include <array>
#include <utility>

namespace roundtable::domain {
namespace {

constexpr std::array<std::pair<IssueSource, std::string_view>, 5> kSources = {{
    {IssueSource::resident, "resident"},
    {IssueSource::visit, "visit"},
    {IssueSource::patrol, "patrol"},
    {IssueSource::hotline, "hotline"},
    {IssueSource::meeting, "meeting"},
}};

}  // namespace

std::string_view to_string(IssueSource source) {
  for (const auto& [known, text] : kSources) {
    if (known == source) return text;
  }
  return "";
}

std::optional<IssueSource> issue_source_from(std::string_view text) {
  for (const auto& [source, known] : kSources) {
    if (known == text) return source;
  }
  return std::nullopt;
}

}  // namespace roundtable::domain
