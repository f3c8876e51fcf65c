#include "domain/file.hpp"

namespace roundtable::domain {
namespace {

constexpr Media kMedia[] = {Media::pdf, Media::png, Media::jpeg};

}  // namespace

std::string_view to_string(Media media) {
  switch (media) {
    case Media::pdf:
      return "pdf";
    case Media::png:
      return "png";
    case Media::jpeg:
      return "jpeg";
  }
  return "";
}

std::optional<Media> media_from(std::string_view text) {
  for (const auto media : kMedia) {
    if (to_string(media) == text) return media;
  }
  return std::nullopt;
}

std::optional<Media> recognised(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("%PDF-"sv)) return Media::pdf;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return Media::png;
  if (bytes.starts_with("\xff\xd8\xff"sv)) return Media::jpeg;
  return std::nullopt;
}

std::string_view content_type(Media media) {
  switch (media) {
    case Media::pdf:
      return "application/pdf";
    case Media::png:
      return "image/png";
    case Media::jpeg:
      return "image/jpeg";
  }
  return "";
}

}  // namespace roundtable::domain
