#include <variant>

#include "fuzz/targets.hpp"
#include "media/strip.hpp"

namespace roundtable::fuzz {
namespace {

domain::Media kind_of(std::string_view bytes) {
  if (bytes.starts_with("%PDF")) return domain::Media::pdf;
  return bytes.starts_with("\x89PNG") ? domain::Media::png : domain::Media::jpeg;
}

}  // namespace

void media(std::string_view bytes) {
  const auto kind = kind_of(bytes);
  const auto first = roundtable::media::stripped(kind, bytes);
  const auto* made = std::get_if<roundtable::media::Stripped>(&first);
  if (made == nullptr) return;
  const auto second = roundtable::media::stripped(kind, made->bytes);
  const auto* again = std::get_if<roundtable::media::Stripped>(&second);
  promise(again != nullptr, "what is put in is built as its kind is");
  promise(!again->removed, "there is nothing more to take out");
  // A PDF is written anew each time, the same way.
  promise(kind == domain::Media::pdf || again->bytes == made->bytes, "it stays as it is");
}

}  // namespace roundtable::fuzz
