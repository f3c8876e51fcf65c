// MeetingHost's other half: who follows the meeting and what they are sent.
#include <algorithm>

#include "live/meeting_host.hpp"
#include "live/possible.hpp"

namespace roundtable::live {
namespace {

/// What `me` calls the people of an audience.
std::string_view kind_of(views::Audience audience) {
  switch (audience) {
    case views::Audience::staff:
      return to_string(SubjectKind::staff);
    case views::Audience::member:
      return to_string(SubjectKind::resident);
    case views::Audience::everyone:
      return to_string(SubjectKind::observer);
  }
  return "";
}

}  // namespace

void MeetingHost::join(SocketRef socket, std::shared_ptr<const Subject> subject,
                       const Joining& joining) {
  Follower follower{std::move(subject), views::Audience::everyone};
  const bool staff = sees_staff_view(roles_of(*follower.subject, view_.meeting.grid));
  const bool member = view_.meeting.electorate.value->heads.contains(follower.subject->head);
  follower.sees_names = staff || member;
  if (!joining.as_hall && staff) {
    follower.audience = views::Audience::staff;
  } else if (!joining.as_hall && member) {
    follower.audience = views::Audience::member;
  }
  // A patch only continues what the same audience was shown.
  const bool same_audience = joining.kind.empty() || joining.kind == kind_of(follower.audience);
  auto frame = frame_since(follower, same_audience ? joining.since : std::nullopt);
  services_.hub.attach(socket, id_, follower.audience, std::move(frame), view_.meeting.version);
  followers_[socket] = follower;
  send_labels(socket, follower);
  schedule_presence();
}

void MeetingHost::leave(SocketRef socket) {
  if (followers_.erase(socket) == 0) return;
  services_.hub.detach(socket, id_);
  schedule_presence();
}

void MeetingHost::catch_up_socket(SocketRef socket, std::uint64_t since) {
  const auto found = followers_.find(socket);
  if (found == followers_.end()) return;
  services_.hub.resume(socket, id_, frame_since(found->second, since), view_.meeting.version);
}

/// One patch from what the socket has, or the whole view.
Frame MeetingHost::frame_since(const Follower& follower, std::optional<std::uint64_t> since) {
  const auto changed = since ? changed_since(*since) : std::nullopt;
  if (!changed) return snapshot_frame(follower);
  ++services_.counters->resumed;
  const auto patch = views::patch_json(view_, *changed, follower.audience);
  return text_frame(views::patch_frame(id_, view_.meeting.version, patch, me(follower)));
}

Frame MeetingHost::snapshot_frame(const Follower& follower) {
  ++services_.counters->snapshots;
  const auto view = views::snapshot_json(view_, path(), follower.audience);
  return text_frame(views::snapshot_frame(id_, view_.meeting.version, view, me(follower)));
}

// Everything that changed after `version`, or nothing if that is longer ago than the history.
std::optional<views::Changed> MeetingHost::changed_since(std::uint64_t version) const {
  if (version > view_.meeting.version) return std::nullopt;
  const auto oldest = history_.empty() ? flushed_version_ : history_.front().from;
  if (version < oldest) return std::nullopt;
  views::Changed all;
  for (const auto& flushed : history_) {
    if (flushed.to > version) all.merge(flushed.changed);
  }
  all.merge(changed_);
  return all;
}

void MeetingHost::schedule_flush() {
  if (flush_scheduled_ || changed_.empty()) return;
  flush_scheduled_ = true;
  const auto waited = services_.clock.now() - last_flush_;
  const auto interval = fold_interval(followers_.size()).count();
  auto act = [self = shared_from_this()] { self->flush(); };
  if (waited >= interval || waited < 0) {
    strand_.post(std::move(act));
  } else {
    const std::chrono::microseconds rest(interval - waited);
    strand_.post_after(
        std::chrono::duration_cast<std::chrono::milliseconds>(rest) + std::chrono::milliseconds(1),
        std::move(act));
  }
}

void MeetingHost::flush() {
  flush_scheduled_ = false;
  last_flush_ = services_.clock.now();
  const auto version = view_.meeting.version;
  std::set<std::pair<std::size_t, views::Audience>> present;
  for (const auto& [socket, follower] : followers_) {
    present.insert({socket.shard, follower.audience});
  }
  if (!changed_.empty()) {
    for (const auto audience : views::kAudiences) {
      Frame frame;
      for (std::size_t shard = 0; shard < services_.hub.shards(); ++shard) {
        if (!present.contains({shard, audience})) continue;
        if (!frame) {
          const auto patch = views::patch_json(view_, changed_, audience);
          frame = text_frame(views::patch_frame(id_, version, patch, ""));
          ++services_.counters->patches;
        }
        services_.hub.publish(shard, id_, audience, frame, version);
      }
    }
    ++services_.counters->flushes;
    services_.counters->folded_entries += version - flushed_version_;
    flush_me(changed_);
    tell_new_names();
    history_.push_back({flushed_version_, version, std::move(changed_)});
    if (history_.size() > kReplayChangesMax) history_.pop_front();
    changed_ = {};
    flushed_version_ = version;
  }
}

void MeetingHost::schedule_presence() {
  if (presence_scheduled_) return;
  presence_scheduled_ = true;
  strand_.post_after(kPresenceInterval, [self = shared_from_this()] { self->publish_presence(); });
}

void MeetingHost::publish_presence() {
  presence_scheduled_ = false;
  const auto frame = text_frame(views::live_frame(id_, followers_.size(), {}));
  std::set<std::size_t> shards;
  for (const auto& [socket, follower] : followers_) shards.insert(socket.shard);
  for (const auto shard : shards) services_.hub.publish_aside(shard, id_, frame);
}

// `me` goes to those whose own part has changed: everybody when the meeting moved on, else the
// heads concerned. Residents of one head share an actor, so each socket is looked at once.
void MeetingHost::flush_me(const views::Changed& changed) {
  if (!changed.everyone && !changed.staff && changed.seats.empty()) return;
  std::map<std::size_t, std::unordered_map<std::uint64_t, Frame>> by_shard;
  for (const auto& [socket, follower] : followers_) {
    const bool staff = changed.staff && follower.audience == views::Audience::staff;
    if (!changed.everyone && !staff && !changed.seats.contains(follower.subject->head)) continue;
    const auto text = views::patch_frame(id_, view_.meeting.version, "{}", me(follower));
    by_shard[socket.shard].emplace(socket.number, text_frame(text));
  }
  for (auto& [shard, frames] : by_shard) {
    services_.hub.publish_each(shard, id_, std::move(frames));
  }
}

std::string MeetingHost::me(const Follower& follower) const {
  const auto& subject = *follower.subject;
  const auto roles = roles_of(subject, view_.meeting.grid);
  views::Viewer viewer;
  viewer.kind = kind_of(follower.audience);
  viewer.actor = subject.actor.str();
  viewer.name = subject.name;
  static const std::map<BallotId, views::Receipt> kNone;
  const std::map<BallotId, views::Receipt>* receipts = &kNone;
  // The Hall shows no one's own part, whoever has signed in there.
  if (follower.audience != views::Audience::everyone) {
    viewer.head = subject.head;
    for (const auto role : roles) viewer.roles.emplace_back(to_string(role));
    viewer.may = possible_.of(view_.meeting, subject, roles, services_.clock.now());
    if (const auto found = receipts_.find(subject.head); found != receipts_.end()) {
      receipts = &found->second;
    }
  }
  return views::me_json(view_, viewer, *receipts);
}

views::GridPath MeetingHost::path() const {
  views::GridPath path;
  const auto grids = services_.registry.grids();
  for (const auto* node : grids->path(view_.meeting.grid)) path.push_back(*node);
  return path;
}

// Staff see every room label, a member the own ones, everybody else none.
void MeetingHost::send_labels(SocketRef socket, const Follower& follower) {
  std::vector<std::string> ids;
  const auto& heads = view_.meeting.electorate.value->heads;
  const auto add = [&](const domain::SnapshotHead& seat) {
    for (const auto& unit : seat.units) ids.push_back(unit.str());
  };
  if (follower.audience == views::Audience::staff) {
    for (const auto& [head, seat] : heads) {
      add(seat);
      ids.push_back(head.str());
    }
  } else if (follower.audience == views::Audience::member) {
    add(heads.at(follower.subject->head));
  }
  const auto online = followers_.size();
  if (follower.sees_names) {
    for (auto& id : views::named_people(view_.meeting)) ids.push_back(std::move(id));
  }
  if (ids.empty()) {
    services_.hub.send(socket, text_frame(views::live_frame(id_, online, {})));
    return;
  }
  services_.labels(std::move(ids), [this, online, socket,
                                    self = shared_from_this()](const HostServices::Labels& labels) {
    services_.hub.send(socket, text_frame(views::live_frame(id_, online, labels)));
  });
}

void MeetingHost::tell_new_names() {
  std::vector<std::string> fresh;
  for (auto& id : views::named_people(view_.meeting)) {
    if (named_.insert(id).second) fresh.push_back(std::move(id));
  }
  if (fresh.empty()) return;
  services_.labels(std::move(fresh), [self = shared_from_this()](HostServices::Labels labels) {
    self->strand_.post([self, labels = std::move(labels)] {
      const auto frame = text_frame(views::live_frame(self->id_, self->followers_.size(), labels));
      for (const auto& [socket, follower] : self->followers_) {
        if (follower.sees_names) self->services_.hub.send(socket, frame);
      }
    });
  });
}

void MeetingHost::send_snapshot(SocketRef socket, const Follower& follower) {
  services_.hub.attach(socket, id_, follower.audience, snapshot_frame(follower),
                       view_.meeting.version);
}

}  // namespace roundtable::live
