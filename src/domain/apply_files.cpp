#include "base/ensure.hpp"
#include "domain/apply_parts.hpp"

namespace roundtable::domain {
namespace {

/// Minutes put before the members name the files: with others they are other minutes. Those adopted
/// were signed as they stood.
void lapse_if_proposed(Meeting& meeting) {
  if (meeting.minutes.state == MinutesState::proposed) lapse_signatures(meeting.minutes);
}

}  // namespace

void FilesApplier::operator()(const FileAdded& e) const {
  MeetingFile file{e.file,   meeting.next_order++, e.item, e.title, e.media, e.bytes,
                   e.sha256, e.commitment,         {}};
  ensure(meeting.files.emplace(e.file, std::move(file)).second, "a new file");
  lapse_if_proposed(meeting);
}

void FilesApplier::operator()(const FileWithdrawn& e) const {
  const auto found = meeting.files.find(e.file);
  ensure(found != meeting.files.end(), "what is withdrawn was added");
  ensure(!found->second.withdrawn_at, "a file is withdrawn once");
  found->second.withdrawn_at = at;
  lapse_if_proposed(meeting);
}

}  // namespace roundtable::domain
