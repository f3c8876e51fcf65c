#include "records/sealed_check.hpp"

#include <utility>

#include "domain/describe/events.hpp"

namespace roundtable::records {

using namespace domain;

std::optional<std::string> SealedCheck::value(std::string_view commitment) {
  auto sealed = read_(commitment);
  if (!sealed) {
    missing_.emplace(commitment);
    return std::nullopt;
  }
  if (sealed->commitment != commitment || !log::opens(*sealed)) {
    wrong_.push_back(say(Found::sealed_other, commitment));
    return std::nullopt;
  }
  return std::move(sealed->value);
}

void SealedCheck::on_entry(const Said& place, const log::Header& header,
                           const std::vector<Event>& events, const Meeting& meeting,
                           RecordReport& report) {
  for (auto& problem : wrong_) report.findings.push_back({place, std::move(problem)});
  const auto by = [&] {
    return say(Found::command_of, header.command_id.str(), header.actor.str(), place);
  };
  for (const auto& event : events) {
    if (const auto* speaker = renamed_speaker(event)) {
      const auto before = meeting.called.find(*speaker);
      if (before != meeting.called.end()) erased_by_[before->second.commitment] = by();
    }
    if (const auto commitment = describe::commitment_in(event);
        commitment && missing_.contains(*commitment)) {
      const auto name = say(Found::named, type_name(event), describe::row_of(event).zh);
      absent_.push_back({*commitment, place, say(Found::sealed_by_event, name)});
    } else if (const auto* added = std::get_if<FileAdded>(&event)) {
      file_places_[added->commitment] = place;
    } else if (const auto* withdrawn = std::get_if<FileWithdrawn>(&event)) {
      const auto file = meeting.files.find(withdrawn->file);
      if (file == meeting.files.end()) continue;
      erased_by_[file->second.commitment] = by();
    }
  }
  wrong_.clear();
  missing_.clear();
}

// Of a meeting that could not be read to its end it is not known what was withdrawn.
void SealedCheck::end_meeting(const Meeting& meeting, bool whole, RecordReport& report) {
  if (whole) {
    for (const auto& [id, file] : meeting.files) check_file(file, report);
  }
  for (const auto& absent : absent_) tell_absent(absent, report);
  wrong_.clear();
  missing_.clear();
  absent_.clear();
  erased_by_.clear();
  file_places_.clear();
}

void SealedCheck::tell_absent(const Absent& absent, RecordReport& report) const {
  const auto by = erased_by_.find(absent.commitment);
  if (by != erased_by_.end()) {
    report.erased.push_back({absent.place, say(Found::erased_by, absent.what, by->second)});
  } else {
    report.absent.push_back(absent);
  }
}

// A file must be the one that was added, or be gone because it was withdrawn.
void SealedCheck::check_file(const MeetingFile& file, RecordReport& report) {
  const auto& place = file_places_[file.commitment];
  const auto name = say(Found::file, file.id.str());
  const auto found = [&](Said what) { report.findings.push_back({place, std::move(what)}); };
  const auto value = read_(file.commitment);
  if (!value) {
    if (file.withdrawn_at) {
      tell_absent({file.commitment, place, name}, report);
    } else {
      found(say(Found::file_missing, name));
    }
    return;
  }
  ++report.files_checked;
  if (value->commitment != file.commitment || !log::opens(*value)) {
    found(say(Found::file_other, name));
  }
  if (log::sha256_hex(value->value) != file.sha256) {
    found(say(Found::file_sha256, name));
  }
  if (static_cast<std::int64_t>(value->value.size()) != file.bytes) {
    found(say(Found::file_bytes, name, value->value.size(), file.bytes));
  }
  if (file.withdrawn_at) {
    report.withheld.push_back({place, say(Found::file_still_stored, name)});
  }
}

}  // namespace roundtable::records
