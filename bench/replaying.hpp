// Two ways over all entries of a log folder, one after another on one thread: ours, and a bare loop
// that reads the same rows and hashes them. Both throw where an entry is not what its hashes say.
#pragma once

#include <cstddef>
#include <string>

namespace roundtable::bench {

/// Every meeting's stream from its first entry to its last: read, chained (the header's hash, the
/// payload's, the link to the entry before), decoded, folded into the meeting and its view. The
/// number of entries.
std::size_t replay_meetings(const std::string& folder);

/// The same of one meeting alone.
std::size_t replay_meeting(const std::string& folder, const std::string& meeting);

/// SQLite hands over every row of every stream in order, SHA-256 goes over header and payload and
/// is compared with what stands there. No more.
std::size_t read_and_hash(const std::string& folder);

}  // namespace roundtable::bench
