#include "base/ids.hpp"

#include "base/alphabet.hpp"

namespace roundtable {

bool is_id(std::string_view text) {
  static constexpr Alphabet kLetters(
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
  return !text.empty() && text.size() <= kIdLengthMax && kLetters.spells(text);
}

}  // namespace roundtable
