#include "domain/proposal.hpp"

#include <algorithm>
#include <charconv>

namespace roundtable::domain {

std::string_view to_string(ProposalState state) {
  switch (state) {
    case ProposalState::tabled:
      return "tabled";
    case ProposalState::adopted:
      return "adopted";
    case ProposalState::rejected:
      return "rejected";
    case ProposalState::withdrawn:
      return "withdrawn";
    case ProposalState::deferred:
      return "deferred";
  }
  return "";
}

std::string_view to_string(AmendmentState state) {
  switch (state) {
    case AmendmentState::tabled:
      return "tabled";
    case AmendmentState::accepted:
      return "accepted";
    case AmendmentState::adopted:
      return "adopted";
    case AmendmentState::rejected:
      return "rejected";
    case AmendmentState::withdrawn:
      return "withdrawn";
    case AmendmentState::lapsed:
      return "lapsed";
  }
  return "";
}

std::vector<std::string> paragraphs_of(std::string_view text) {
  std::vector<std::string> paragraphs;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    if (!line.empty()) paragraphs.emplace_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return paragraphs;
}

std::string paragraph_key(std::size_t paragraph) {
  return "p" + std::to_string(paragraph + 1);
}

std::optional<std::size_t> paragraph_from(std::string_view key) {
  std::size_t number = 0;
  if (!key.starts_with("p")) return std::nullopt;
  key.remove_prefix(1);
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
  if (error != std::errc{} || end != key.data() + key.size() || number == 0) return std::nullopt;
  return number - 1;
}

}  // namespace roundtable::domain
