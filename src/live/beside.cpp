#include "live/beside.hpp"

#include <map>
#include <utility>

#include "codec/entry_json.hpp"
#include "codec/erasure_json.hpp"
#include "codec/sources.hpp"

namespace roundtable::live {
namespace {

constexpr std::string_view kBallotKey = "ballot:";
constexpr std::size_t kEntriesAtOnce = 2'000;

std::string key_of(const BallotId& ballot) {
  return std::string(kBallotKey) + ballot.str();
}

/// What old entries of one meeting say of it, in their order.
class OldMeeting {
 public:
  explicit OldMeeting(std::string stream) : stream_(std::move(stream)) {}

  void read(log::EventLog& log, const codec::Sources& sources) {
    for (std::uint64_t after = 0;;) {
      const auto entries = log.read(stream_, after, kEntriesAtOnce);
      if (entries.empty()) return;
      for (const auto& entry : entries) {
        take(codec::read_payload(entry.payload, sources).events, entry.version);
      }
      after = entries.back().version;
    }
  }

  void add_to(log::Derived& derived) const {
    for (const auto& [key, due] : due_) derived.due.push_back(due);
    derived.withdrawn.insert(derived.withdrawn.end(), withdrawn_.begin(), withdrawn_.end());
  }

 private:
  void take(const std::vector<domain::Event>& events, std::uint64_t version) {
    for (const auto& change : due_changes(events, version)) {
      due_.erase(change.key);
      if (change.at) due_[change.key] = {stream_, change.key, *change.at, version};
    }
    for (const auto& event : events) {
      if (const auto* added = std::get_if<domain::FileAdded>(&event)) {
        files_[added->file] = added->commitment;
      } else if (const auto* withdrawn = std::get_if<domain::FileWithdrawn>(&event)) {
        withdrawn_.push_back(files_.at(withdrawn->file));
      } else if (const auto* speaker = domain::renamed_speaker(event)) {
        auto& now = called_[*speaker];
        if (!now.empty()) withdrawn_.push_back(std::exchange(now, ""));
        const auto* called = std::get_if<domain::SpeakerCalled>(&event);
        if (called != nullptr) now = called->name.commitment;
      }
    }
  }

  const std::string stream_;
  std::map<std::string, log::Due> due_;
  std::map<FileId, std::string> files_;
  std::map<SpeakerId, std::string> called_;  // commitments to their names
  std::vector<std::string> withdrawn_;
};

codec::Sources sources_in(log::EventLog& log) {
  return codec::make_sources([&log](std::string_view sha256) { return log.content(sha256); });
}

/// What went with people who were forgotten.
void read_forgotten(log::EventLog& log, log::Derived& derived) {
  for (std::uint64_t after = 0;;) {
    const auto entries = log.read(codec::kErasuresStream, after, kEntriesAtOnce);
    if (entries.empty()) return;
    for (const auto& entry : entries) {
      for (auto& commitment : codec::decode_values_erased(entry.payload)) {
        derived.withdrawn.push_back(std::move(commitment));
      }
    }
    after = entries.back().version;
  }
}

}  // namespace

std::vector<log::DueChange> due_changes(const std::vector<domain::Event>& events,
                                        std::uint64_t version) {
  std::vector<log::DueChange> changes;
  for (const auto& event : events) {
    if (const auto* opened = std::get_if<domain::BallotOpened>(&event)) {
      if (opened->deadline) changes.push_back({key_of(opened->ballot), opened->deadline, version});
    } else if (const auto* closed = std::get_if<domain::BallotClosed>(&event)) {
      changes.push_back({key_of(closed->ballot), std::nullopt, version});
    } else if (const auto* reopened = std::get_if<domain::BallotReopened>(&event)) {
      if (reopened->deadline) {
        changes.push_back({key_of(reopened->ballot), reopened->deadline, version});
      }
    } else if (const auto* annulled = std::get_if<domain::BallotAnnulled>(&event)) {
      changes.push_back({key_of(annulled->ballot), std::nullopt, version});
    }
  }
  return changes;
}

std::optional<BallotId> ballot_due(std::string_view key) {
  if (!key.starts_with(kBallotKey)) return std::nullopt;
  return BallotId(std::string(key.substr(kBallotKey.size())));
}

std::vector<std::string> withdrawn_by(const std::vector<domain::Event>& events,
                                      const domain::Meeting& meeting) {
  std::vector<std::string> commitments;
  for (const auto& event : events) {
    const auto* withdrawn = std::get_if<domain::FileWithdrawn>(&event);
    if (withdrawn != nullptr) commitments.push_back(meeting.files.at(withdrawn->file).commitment);
    // Of a name that was replaced or taken back nothing is kept.
    if (const auto* speaker = domain::renamed_speaker(event)) {
      const auto before = meeting.called.find(*speaker);
      const bool named = before != meeting.called.end() && !before->second.commitment.empty();
      if (named) commitments.push_back(before->second.commitment);
    }
  }
  return commitments;
}

void rebuild_beside(log::EventLog& log,
                    const std::function<void(std::string_view what, const std::string&)>& report) {
  if (!log.needs_rebuild()) return;
  const auto sources = sources_in(log);
  log::Derived derived;
  for (const auto& head : log.heads("meeting:")) {
    OldMeeting meeting(head.stream);
    try {
      meeting.read(log, sources);
    } catch (const codec::DecodeFailure& failure) {
      report("meeting_unreadable", head.stream + ": " + failure.what());
      continue;
    }
    meeting.add_to(derived);
  }
  try {
    read_forgotten(log, derived);
  } catch (const codec::DecodeFailure& failure) {
    report("erasures_unreadable", failure.what());
  }
  log.rebuild(derived);
}

}  // namespace roundtable::live
