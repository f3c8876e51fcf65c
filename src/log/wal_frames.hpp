// What SQLite does not say of a write-ahead log: where it breaks off. SQLite reads up to the first
// frame whose sums are wrong and drops everything behind without a word, because a crash leaves
// such an end. But who has synced each commit before the next begins - as this log does - leaves at
// most one commit there; a break with more behind it was made by somebody
// (https://www.sqlite.org/fileformat2.html#walformat).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace roundtable::log {

struct WalBreak {
  std::uint64_t frame = 0;           // the first whose sums are wrong, from 1; 0: the file's header
  std::uint64_t commits_behind = 0;  // that frame's own among them
};

/// Nothing where no commit stands behind where SQLite stops reading, or the file is none.
std::optional<WalBreak> find_break(const std::string& path);

}  // namespace roundtable::log
