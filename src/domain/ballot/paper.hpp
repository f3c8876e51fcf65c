// A vote as it was given (票): canonical bytes under the schema of the method that its ballot is
// counted by. What the bytes mean only that method says (method.hpp); everything else carries them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace roundtable::domain {

struct Paper {
  std::string bytes;  // "yes", "o2" …; never empty
  friend bool operator==(const Paper&, const Paper&) = default;
};

/// Nothing where no method of this program reads such bytes.
std::optional<Paper> paper_from(std::string_view bytes);

/// A paper that may have to be withheld. Named ballots store it in clear. Of confidential ones the
/// log holds only `commitment`; the value comes from the erasable store and may be gone after the
/// closing (then `value` is empty and the totals of the closing event stand).
struct SealedPaper {
  std::optional<Paper> value;
  std::string commitment;  // "" for a named ballot
  friend bool operator==(const SealedPaper&, const SealedPaper&) = default;
};

}  // namespace roundtable::domain
