// What the file keeps of a meeting or record in a list, as JSON text. The file is disposable: a
// change of these forms is a change of kTablesVersion (tables.cpp). Values: no threads.
#pragma once

#include <string>

#include "views/lists.hpp"

namespace roundtable::readmodel {

/// What a row of a list shows.
std::string row_json(const views::ListedMeeting& meeting);
/// What is shown of one meeting besides.
std::string more_json(const views::ListedMeeting& meeting);
std::string record_json(const views::ListedRecord& record);

/// Throw codec::DecodeFailure where the text is not what was written.
views::ListedMeeting meeting_from(const std::string& row);
void add_more(views::ListedMeeting& meeting, const std::string& more);
views::ListedRecord record_from(const std::string& text);

}  // namespace roundtable::readmodel
