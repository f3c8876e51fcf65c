#include "base/ensure.hpp"
#include "domain/apply_parts.hpp"

namespace roundtable::domain {
namespace {

/// Minutes name the files: with others they are other minutes, and what was signed while they were
/// proposed lapses. Those adopted were signed as they stood.
void move_minutes(Meeting& meeting) {
  ++meeting.minutes.files_moved;
  if (meeting.minutes.state == MinutesState::proposed) lapse_signatures(meeting.minutes);
}

}  // namespace

void FilesApplier::operator()(const FileAdded& e) const {
  MeetingFile file{e.file,   meeting.next_order++, e.item, e.title, e.media, e.bytes,
                   e.sha256, e.commitment,         {}};
  ensure(meeting.files.emplace(e.file, std::move(file)).second, "a new file");
  move_minutes(meeting);
}

void FilesApplier::operator()(const FileWithdrawn& e) const {
  const auto found = meeting.files.find(e.file);
  ensure(found != meeting.files.end(), "what is withdrawn was added");
  ensure(!found->second.withdrawn_at, "a file is withdrawn once");
  found->second.withdrawn_at = at;
  move_minutes(meeting);
}

}  // namespace roundtable::domain
