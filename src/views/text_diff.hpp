// What turns one text into another, for showing: runs that stay, go and come. In Chinese by
// character, in other scripts by word, so that nobody has to read half words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace roundtable::views {

struct DiffPart {
  enum class Op { same, removed, added };
  Op op = Op::same;
  std::string text;
  friend bool operator==(const DiffPart&, const DiffPart&) = default;
};
using TextDiff = std::vector<DiffPart>;

/// "same" | "removed" | "added"
std::string_view to_string(DiffPart::Op op);

/// Neighbouring parts differ in `op`; the parts that are not `added`, joined, are `before`, and
/// those not `removed` are `after`. Both are UTF-8.
TextDiff text_diff(std::string_view before, std::string_view after);

}  // namespace roundtable::views
