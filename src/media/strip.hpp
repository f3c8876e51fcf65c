// What a photo or a paper tells beside what it shows is taken out before it is put in: the place
// and time it was taken at, the device, who made it and with what (docs/decisions/0025). Everything
// that one sees stays, byte for byte where the form allows it. Pure: the same bytes give the same
// bytes, and once stripped there is nothing more to take out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "domain/file.hpp"

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

StripResult stripped(domain::Media media, std::string_view bytes);

}  // namespace roundtable::media
