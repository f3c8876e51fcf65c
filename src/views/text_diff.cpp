#include "views/text_diff.hpp"

#include <algorithm>
#include <dtl/dtl.hpp>

namespace roundtable::views {
namespace {

/// Kept words between two changes that are this short read better as part of the change.
constexpr std::size_t kIslandTokens = 1;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::size_t code_point_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte >= 0xF0) return 4;
  if (byte >= 0xE0) return 3;
  return byte >= 0xC0 ? 2 : 1;
}

/// Words of ASCII letters and digits, and every other character by itself.
std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  while (!text.empty()) {
    std::size_t length = 0;
    while (length < text.size() && is_word(text[length])) ++length;
    if (length == 0) length = std::min(code_point_length(text.front()), text.size());
    tokens.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return tokens;
}

struct Run {
  DiffPart::Op op;
  std::size_t tokens = 0;
  std::string text;
};

void append(std::vector<Run>& runs, DiffPart::Op op, const std::string& text, std::size_t tokens) {
  if (text.empty()) return;
  if (runs.empty() || runs.back().op != op) runs.push_back({op, 0, ""});
  runs.back().text += text;
  runs.back().tokens += tokens;
}

/// A change: what goes, then what comes, whatever the order in which they were found.
struct Change {
  std::string removed;
  std::string added;
};

}  // namespace

std::string_view to_string(DiffPart::Op op) {
  switch (op) {
    case DiffPart::Op::same:
      return "same";
    case DiffPart::Op::removed:
      return "removed";
    case DiffPart::Op::added:
      return "added";
  }
  return "";
}

TextDiff text_diff(std::string_view before, std::string_view after) {
  dtl::Diff<std::string> diff(tokens_of(before), tokens_of(after));
  diff.compose();
  std::vector<Run> runs;
  for (const auto& [token, info] : diff.getSes().getSequence()) {
    const auto op = info.type == dtl::SES_DELETE ? DiffPart::Op::removed
                    : info.type == dtl::SES_ADD  ? DiffPart::Op::added
                                                 : DiffPart::Op::same;
    append(runs, op, token, 1);
  }
  TextDiff parts;
  Change change;
  const auto flush = [&] {
    if (!change.removed.empty()) parts.push_back({DiffPart::Op::removed, change.removed});
    if (!change.added.empty()) parts.push_back({DiffPart::Op::added, change.added});
    change = {};
  };
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto& run = runs[i];
    if (run.op == DiffPart::Op::removed) change.removed += run.text;
    if (run.op == DiffPart::Op::added) change.added += run.text;
    if (run.op != DiffPart::Op::same) continue;
    const bool island = run.tokens <= kIslandTokens && i > 0 && i + 1 < runs.size();
    if (island) {
      change.removed += run.text;
      change.added += run.text;
    } else {
      flush();
      parts.push_back({DiffPart::Op::same, run.text});
    }
  }
  flush();
  return parts;
}

}  // namespace roundtable::views
