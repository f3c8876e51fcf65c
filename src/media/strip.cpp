#include "media/strip.hpp"

#include "media/strip_media.hpp"

namespace roundtable::media {
namespace {

StripResult or_broken(std::optional<Stripped> made) {
  if (!made) return Unstripped::broken;
  return std::move(*made);
}

}  // namespace

StripResult stripped(domain::Media media, std::string_view bytes) {
  switch (media) {
    case domain::Media::jpeg:
      return or_broken(stripped_jpeg(bytes));
    case domain::Media::png:
      return or_broken(stripped_png(bytes));
    case domain::Media::pdf:
      return stripped_pdf(bytes);
  }
  return Unstripped::broken;
}

}  // namespace roundtable::media
