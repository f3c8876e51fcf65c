// The owner column of a roll: one owner, several co-owners (A+B), the developer's undelivered
// units, or nothing. Keys are personal: they leave this file as keyed hashes only.
#pragma once

#include <functional>
#include <optional>
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
};

/// "开发商未交付" and its like, or keys separated by + / 、 ; ； ＋.
std::variant<Owners, Code> owners_from(std::string_view text, const HashOwner& hash);

/// For sets of owners, each given once: groups of indexes that share an owner, every group once.
std::vector<std::vector<std::size_t>> overlapping(const std::vector<Owners>& sets);

}  // namespace roundtable::imports
