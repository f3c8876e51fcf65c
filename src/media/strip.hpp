// What a photo or a paper tells beside what it shows is taken out before it is put in: the place
// and time it was taken at, the device, who made it and with what (docs/decisions/0025). Everything
// that one sees stays, byte for byte where the form allows it. Pure: the same bytes give the same
// bytes, and once stripped there is nothing more to take out.
#pragma once

#include <string_view>

#include "domain/file.hpp"
#include "media/stripped.hpp"

namespace roundtable::media {

StripResult stripped(domain::Media media, std::string_view bytes);

}  // namespace roundtable::media
