// The owner column of a roll: one owner, several co-owners (A+B), the developer's undelivered
// units, or nothing. Keys are personal: they leave this file as keyed hashes only.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "imports/problem.hpp"

namespace roundtable::imports {

/// A keyed hash (HMAC-SHA256 in hex) of one owner's key; the key of the hash stays with the caller.
using HashOwner = std::function<std::string(std::string_view key)>;

struct Owners {
  bool developer = false;           // the marker of an undelivered unit
  std::vector<std::string> hashes;  // sorted, each once; empty: an owner of its own
  /// One text for the whole set: equal sets are one head.
  std::string together() const;

  /// `together` as versions before keys were normalised made it of the same cell: households that
  /// are there know their owner by it. "" where it is the same.
  std::string earlier;
  /// One at least has a number of its own. Of names alone another building may have namesakes.
  bool sure = false;
  /// Hashes for near-misses: equal where spelling, case, dots, brackets and the words between
  /// names are all that differs, and of the names alone; "" where there is nothing to hash.
  std::string loosely;
  std::string names;
  /// A firm that builds and sells houses may be the developer under its own name.
  bool may_be_the_developer = false;
};

/// "开发商未交付" and its like, or keys separated by + / & | 、 ， ； or line breaks, in any width;
/// 和 and 与 between two whole names too. A space is none: it may be a part of a name.
std::variant<Owners, Code> owners_from(std::string_view text, const HashOwner& hash);

/// As `Owners::names`, of names as `canonical_name` gives them.
std::string hash_of_names(const std::set<std::string>& names, const HashOwner& hash);

/// For sets of owners, each given once: groups of indexes that share an owner, every group once.
std::vector<std::vector<std::size_t>> overlapping(const std::vector<Owners>& sets);

}  // namespace roundtable::imports
