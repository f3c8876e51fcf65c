// What comes of taking out of a file what it says of itself.
#pragma once

#include <string>
#include <variant>

namespace roundtable::media {

struct Stripped {
  std::string bytes;
  bool removed = false;  // there was something to take out
};

/// Why nothing is sure to have been taken out: such a file is not put in.
enum class Unstripped {
  broken,  // it ends too early, or is not built as its kind is
  locked,  // a PDF under a password
  packed,  // a photo in a PDF is a JPEG 2000, or packed so that what it says cannot be reached
};

using StripResult = std::variant<Stripped, Unstripped>;

}  // namespace roundtable::media
