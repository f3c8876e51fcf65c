// The pieces sentences of the minutes are made of. Internal to `records`.
#pragma once

#include <string>

#include "base/ids.hpp"
#include "records/phrases.hpp"

namespace roundtable::records {

/// What people typed must not be read as a place for a label.
inline std::string plain(std::string text) {
  for (std::size_t at = 0; (at = text.find_first_of("{}", at)) != text.npos;) {
    text.replace(at, 1, text[at] == '{' ? "｛" : "｝");
  }
  return text;
}
inline std::string quoted(const std::string& text) {
  return in_quotes(plain(text));
}
/// A reason or a decision that people typed, as the end of a sentence.
inline std::string ended(const std::string& text, Lang lang) {
  auto out = plain(text);
  for (const auto* mark :
       {"。", "！", "？", ".", "!", "?", "。”", "！”", "？”", ".”", "!”", "?”"}) {
    if (out.ends_with(mark)) return out;
  }
  return out + (lang == Lang::zh ? "。" : ".");
}
template <class Tag>
std::string label(const Id<Tag>& id) {
  return "{" + id.str() + "}";
}

}  // namespace roundtable::records
