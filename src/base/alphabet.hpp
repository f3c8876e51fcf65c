// The characters that names of one kind are made of. A table, because a log holds such names by the
// million.
#pragma once

#include <array>
#include <string_view>

namespace roundtable {

class Alphabet {
 public:
  consteval explicit Alphabet(std::string_view characters) {
    for (const char c : characters) known_[static_cast<unsigned char>(c)] = true;
  }

  /// Whether the text has none but these; an empty one has.
  constexpr bool spells(std::string_view text) const {
    bool all = true;
    for (const char c : text) all &= known_[static_cast<unsigned char>(c)];
    return all;
  }

 private:
  std::array<bool, 256> known_{};
};

}  // namespace roundtable
