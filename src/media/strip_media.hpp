// One function a kind of file; nothing where the bytes are not built as that kind is. Internal to
// `media`.
#pragma once

#include <optional>
#include <string_view>

#include "media/stripped.hpp"

namespace roundtable::media {

/// Keeps what a picture is drawn from, its colours (JFIF, ICC, Adobe) and which way up it is.
std::optional<Stripped> stripped_jpeg(std::string_view bytes);
/// Keeps what a picture is drawn from, its colours and its movements.
std::optional<Stripped> stripped_png(std::string_view bytes);
/// Without document information, XMP, data of programs and those of attachments and of photos that
/// stand in it.
StripResult stripped_pdf(std::string_view bytes);

}  // namespace roundtable::media
