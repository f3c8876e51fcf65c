// A file of a meeting (会议材料): a plan, a table, a photo that everybody who sees the meeting may
// open. State knows what it is called and what its bytes hash to; the bytes themselves stand in the
// erasable store, since a file may hold personal data by mistake.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace roundtable::domain {

enum class Media { pdf, png, jpeg };
std::string_view to_string(Media media);
std::optional<Media> media_from(std::string_view text);
/// By their first bytes, whatever a name or a browser says of them; nothing for every other kind.
std::optional<Media> recognised(std::string_view bytes);
/// "application/pdf" …
std::string_view content_type(Media media);

struct MeetingFile {
  FileId id;
  std::int64_t order = 0;
  AgendaItemId item;  // "" : of the whole meeting
  std::string title;
  Media media = Media::pdf;
  std::int64_t bytes = 0;
  std::string sha256;      // of the bytes
  std::string commitment;  // the bytes stand under it
  std::optional<Time> withdrawn_at;
  friend bool operator==(const MeetingFile&, const MeetingFile&) = default;
};

}  // namespace roundtable::domain
