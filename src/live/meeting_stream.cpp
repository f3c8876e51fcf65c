#include "live/meeting_stream.hpp"

#include <utility>

#include "codec/sources.hpp"
#include "live/beside.hpp"
#include "log/batch.hpp"

namespace roundtable::live {
namespace {

codec::Sources sources_from(log::EventLog& log) {
  return codec::make_sources([&log](std::string_view sha256) { return log.content(sha256); },
                             [&log](std::string_view commitment) -> std::optional<std::string> {
                               auto sealed = log.sealed(commitment);
                               if (!sealed) return std::nullopt;
                               return std::move(sealed->value);
                             });
}

class MeetingChange final : public Change {
 public:
  bool empty() const override { return changed.empty(); }
  void merge(const Change& newer) override {
    changed.merge(static_cast<const MeetingChange&>(newer).changed);
  }
  views::Changed changed;
};

const std::vector<domain::Event>& events_of(const Facts& facts) {
  return static_cast<const MeetingFacts&>(facts).events;
}

}  // namespace

MeetingStream::MeetingStream(MeetingId id, HostServices& services)
    : id_(std::move(id)), services_(services), sources_(sources_from(services.log)) {
  newest_.id = id_;
  view_.meeting.id = id_;
}

// ---- deciding -------------------------------------------------------------------------------

void MeetingStream::accept(const Facts& facts, Time at) {
  apply_entry(newest_, events_of(facts), at);
  for (const auto& event : events_of(facts)) {
    if (auto* office = office_of(newest_officers_, event)) {
      *office = static_cast<const MeetingFacts&>(facts).actor;
    }
  }
}

void MeetingStream::look_again(const std::vector<log::Guard>& guards) {
  try {
    for (const auto& guard : guards) {
      // An issue is read whenever it is asked for.
      if (!guard.stream.starts_with("issue:")) services_.registry.look_again(guard.stream);
    }
  } catch (const std::exception& failure) {
    // The guards fail again, and the server says that it is busy.
    services_.report("log_unreadable", failure.what());
  }
}

void MeetingStream::build_on_durable() {
  newest_ = view_.meeting;
  newest_officers_ = officers_;
}

Roles MeetingStream::roles_of(const Subject& subject, const GridId& grid,
                              std::string_view body) const {
  if (subject.roles.empty()) return {};  // residents are many, and asked about often
  const auto& registry = services_.registry;
  return roles_on(subject, *registry.grids(), grid, registry.place_of(grid, body));
}

// ---- the durable state ----------------------------------------------------------------------

Stored MeetingStream::read(std::string_view payload) const {
  auto stored = codec::read_payload(payload, sources_);
  return {MeetingFacts::of(std::move(stored.events)), std::move(stored.result)};
}

void MeetingStream::advance(const Facts& facts, const log::Entry& entry, Time at, Change* change) {
  const auto& events = events_of(facts);
  rendered_ = {};
  // What somebody was called before stands in the state before.
  auto commitments =
      change != nullptr ? withdrawn_by(events, view_.meeting) : std::vector<std::string>();
  if (change != nullptr) {
    views::advance(view_, events, at, static_cast<MeetingChange*>(change)->changed);
  } else {
    views::replay(view_, events, at);
  }
  for (const auto& event : events) {
    if (auto* office = office_of(officers_, event)) {
      *office = ActorId(std::string(log::actor_of(entry)));
    }
    if (const auto* cast = std::get_if<domain::BallotCast>(&event)) {
      receipts_[cast->head][cast->ballot] = {entry.version, entry.hash};
    }
  }
  if (!commitments.empty()) services_.erase(std::move(commitments));
}

void MeetingStream::forget() {
  view_ = {};
  view_.meeting.id = id_;
  rendered_ = {};
  officers_ = {};
  receipts_.clear();
}

void MeetingStream::woken() {
  services_.listed(view_);
}

void MeetingStream::list(const Change& change) {
  const auto& changed = static_cast<const MeetingChange&>(change).changed;
  if (changed.meeting || changed.current || !changed.items.empty() || !changed.ballots.empty() ||
      !changed.proposals.empty() || !changed.records.empty() || !changed.files.empty()) {
    services_.listed(view_);
  } else {
    services_.passed(id_, view_.meeting.version);
  }
}

// ---- what has changed -----------------------------------------------------------------------

std::unique_ptr<Change> MeetingStream::no_change() const {
  return std::make_unique<MeetingChange>();
}

std::string MeetingStream::patch(const Change& change, views::Audience audience) const {
  return views::patch_json(view_, static_cast<const MeetingChange&>(change).changed, audience);
}

// Everybody when the meeting moved on, else the heads concerned.
std::function<bool(const Follower&)> MeetingStream::whose(const Change& change) const {
  const auto& changed = static_cast<const MeetingChange&>(change).changed;
  if (!changed.everyone && !changed.staff && changed.seats.empty()) return nullptr;
  return [&changed](const Follower& follower) {
    const bool staff = changed.staff && follower.audience == views::Audience::staff;
    return changed.everyone || staff || changed.seats.contains(follower.subject->head);
  };
}

}  // namespace roundtable::live
