// That a slip is made, as an entry of the meeting's log: through the running server, or with the
// folder locked where none runs.
#pragma once

#include <string>

#include "domain/command.hpp"

namespace roundtable::cli {

/// Throws std::runtime_error with a sentence where it does not stand in the log. The meeting is
/// there.
void note_slip(const std::string& folder, const std::string& meeting, const std::string& head,
               bool replaces);

}  // namespace roundtable::cli
