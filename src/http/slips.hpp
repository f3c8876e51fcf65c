// Slips of paper that let households in: that they are made, for whom and by whom stands in the
// meeting's log before there are any (docs/operations.md). What stands on them no log holds.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "directory/directory.hpp"
#include "live/hosts.hpp"

namespace roundtable::http {

/// A way in that nobody has used yet and that still lets in: another slip takes its place.
bool has_unused_slip(directory::Directory& directory, const std::string& head, Time now);

/// The id of the command, and what it stands for, of a request that comes under that key.
struct SlipsName {
  CommandId id;
  std::string command_sha256;
};
SlipsName name_of_slips(const ActorId& by, std::string_view key, const domain::MakeSlips& slips);

/// Done where it stands in the log, now or from an earlier try. Not to be called on a shard.
live::Answer note_slips(live::Hosts& hall, const MeetingId& meeting,
                        std::shared_ptr<const live::Subject> by, std::string_view key,
                        domain::MakeSlips slips);

}  // namespace roundtable::http
