// What the log keeps beside a meeting's entries, in the same transaction: what is due and when, and
// which values are to be erased. Who appends says it; for entries from before the log had those
// tables it is read in them once.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/event.hpp"
#include "domain/meeting.hpp"
#include "log/event_log.hpp"

namespace roundtable::live {

/// What the events of the entry of that version make due, and what is due no more.
std::vector<log::DueChange> due_changes(const std::vector<domain::Event>& events,
                                        std::uint64_t version);
/// The ballot whose deadline that is; nothing for a key of another kind.
std::optional<BallotId> ballot_due(std::string_view key);

/// Commitments to what these events withdraw. `meeting` knows its files, and as what its speakers
/// were called before.
std::vector<std::string> withdrawn_by(const std::vector<domain::Event>& events,
                                      const domain::Meeting& meeting);

/// Does what EventLog::needs_rebuild asks for; called before anything is appended. A meeting that
/// cannot be read is reported and left out: it could not be closed either. Throws log::LogFailure.
void rebuild_beside(log::EventLog& log,
                    const std::function<void(std::string_view what, const std::string&)>& report);

}  // namespace roundtable::live
