// The files of a meeting in its documents: what is attached (附件), so that a reader can tell
// whether the file at hand is the one the document speaks of. Pure functions, callable from any
// thread.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "domain/meeting.hpp"
#include "domain/text.hpp"
#include "records/phrases.hpp"

namespace roundtable::records {

/// PDF, PNG 图片 / PNG image …
std::string media_words(domain::Media media, Lang lang);
/// 86 KB, 2.4 MB: rounded up, never 0.
std::string size_words(std::int64_t bytes);

/// Those that stand, in order: all of the meeting's, or those of one item and of no item.
std::vector<const domain::MeetingFile*> standing_files(const domain::Meeting& meeting);
std::vector<const domain::MeetingFile*> standing_files(const domain::Meeting& meeting,
                                                       const AgendaItemId& item);
/// For a document's template; `false` where there are none.
nlohmann::json attachments_value(const MeetingId& meeting,
                                 const std::vector<const domain::MeetingFile*>& files, Lang lang);

domain::Text file_added_sentence(const domain::FileAdded& added);
domain::Text file_withdrawn_sentence(const domain::MeetingFile& file);

}  // namespace roundtable::records
