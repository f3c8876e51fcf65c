#include "live/fan_out.hpp"

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <utility>
#include <vector>

#include "live/limits.hpp"
#include "views/stream_frames.hpp"

namespace roundtable::live {

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

FanOut::FanOut(Stream& stream, const DurableState& durable)
    : stream_(stream), durable_(durable), change_(stream.aggregate->no_change()) {}

void FanOut::join(SocketRef socket, std::shared_ptr<const Subject> subject,
                  const Joining& joining) {
  auto follower = stream_.aggregate->admit(std::move(subject), joining.as_hall);
  // A patch only continues what the same audience was shown.
  const bool same_audience = joining.kind.empty() || joining.kind == kind_of(follower.audience);
  auto frame = frame_since(follower, same_audience ? joining.since : std::nullopt);
  stream_.services.hub.attach(socket, stream_.name, follower.audience, std::move(frame),
                              durable_.head().version);
  followers_[socket] = follower;
  send_labels(socket, follower);
  schedule_presence();
}

void FanOut::leave(SocketRef socket) {
  if (followers_.erase(socket) == 0) return;
  stream_.services.hub.detach(socket, stream_.name);
  schedule_presence();
}

void FanOut::catch_up_socket(SocketRef socket, std::uint64_t since) {
  const auto found = followers_.find(socket);
  if (found == followers_.end()) return;
  stream_.services.hub.resume(socket, stream_.name, frame_since(found->second, since),
                              durable_.head().version);
}

/// One patch from what the socket has, or the whole view.
Frame FanOut::frame_since(const Follower& follower, std::optional<std::uint64_t> since) {
  const auto changed = since ? changed_since(*since) : nullptr;
  if (changed == nullptr) return snapshot_frame(follower);
  ++stream_.services.counters->resumed;
  const auto patch = stream_.aggregate->patch(*changed, follower.audience);
  return text_frame(views::patch_frame(stream_.name, durable_.head().version, patch,
                                       stream_.aggregate->me(follower)));
}

Frame FanOut::snapshot_frame(const Follower& follower) {
  ++stream_.services.counters->snapshots;
  const auto view = stream_.aggregate->snapshot(follower.audience);
  return text_frame(views::snapshot_frame(stream_.name, durable_.head().version, view,
                                          stream_.aggregate->me(follower)));
}

// Everything that changed after `version`, or nothing if that is longer ago than the history.
std::unique_ptr<Change> FanOut::changed_since(std::uint64_t version) const {
  if (version > durable_.head().version) return nullptr;
  const auto oldest = history_.empty() ? flushed_version_ : history_.front().from;
  if (version < oldest) return nullptr;
  auto all = stream_.aggregate->no_change();
  for (const auto& flushed : history_) {
    if (flushed.to > version) all->merge(*flushed.change);
  }
  all->merge(*change_);
  return all;
}

void FanOut::schedule_flush() {
  if (flush_scheduled_ || change_->empty()) return;
  flush_scheduled_ = true;
  const auto waited = stream_.services.clock.now() - last_flush_;
  const auto interval = fold_interval(followers_.size()).count();
  auto act = [this, alive = stream_.alive()] { flush(); };
  if (waited >= interval || waited < 0) {
    stream_.strand.post(std::move(act));
  } else {
    const std::chrono::microseconds rest(interval - waited);
    stream_.strand.post_after(
        std::chrono::duration_cast<std::chrono::milliseconds>(rest) + std::chrono::milliseconds(1),
        std::move(act));
  }
}

void FanOut::flush() {
  flush_scheduled_ = false;
  last_flush_ = stream_.services.clock.now();
  if (change_->empty()) return;
  const auto version = durable_.head().version;
  publish_patch(version);
  ++stream_.services.counters->flushes;
  stream_.services.counters->folded_entries += version - flushed_version_;
  publish_own_parts(*change_);
  tell_new_names();
  history_.push_back(
      {flushed_version_, version, std::exchange(change_, stream_.aggregate->no_change())});
  if (history_.size() > kReplayChangesMax) history_.pop_front();
  flushed_version_ = version;
}

void FanOut::publish_patch(std::uint64_t version) {
  auto& services = stream_.services;
  std::set<std::pair<std::size_t, views::Audience>> present;
  for (const auto& [socket, follower] : followers_) {
    present.insert({socket.shard, follower.audience});
  }
  for (const auto audience : views::kAudiences) {
    Frame frame;
    for (std::size_t shard = 0; shard < services.hub.shards(); ++shard) {
      if (!present.contains({shard, audience})) continue;
      if (!frame) {
        const auto patch = stream_.aggregate->patch(*change_, audience);
        frame = text_frame(views::patch_frame(stream_.name, version, patch, ""));
        ++services.counters->patches;
      }
      services.hub.publish(shard, stream_.name, audience, frame, version);
    }
  }
}

// Residents of one head share an actor, so each socket is looked at once.
void FanOut::publish_own_parts(const Change& change) {
  const auto is_meant = stream_.aggregate->whose(change);
  if (!is_meant) return;
  const auto version = durable_.head().version;
  std::map<std::size_t, std::unordered_map<std::uint64_t, Frame>> by_shard;
  for (const auto& [socket, follower] : followers_) {
    if (!is_meant(follower)) continue;
    const auto text =
        views::patch_frame(stream_.name, version, "{}", stream_.aggregate->me(follower));
    by_shard[socket.shard].emplace(socket.number, text_frame(text));
  }
  for (auto& [shard, frames] : by_shard) {
    stream_.services.hub.publish_each(shard, stream_.name, std::move(frames));
  }
}

void FanOut::begin_here() {
  history_.clear();
  change_ = stream_.aggregate->no_change();
  flushed_version_ = durable_.head().version;
}

void FanOut::show_anew() {
  begin_here();
  for (const auto& [socket, follower] : followers_) {
    stream_.services.hub.attach(socket, stream_.name, follower.audience, snapshot_frame(follower),
                                durable_.head().version);
  }
}

void FanOut::schedule_presence() {
  if (presence_scheduled_) return;
  presence_scheduled_ = true;
  stream_.strand.post_after(kPresenceInterval,
                            [this, alive = stream_.alive()] { publish_presence(); });
}

void FanOut::publish_presence() {
  presence_scheduled_ = false;
  const auto frame = text_frame(views::live_frame(stream_.name, followers_.size(), {}));
  std::set<std::size_t> shards;
  for (const auto& [socket, follower] : followers_) shards.insert(socket.shard);
  for (const auto shard : shards) stream_.services.hub.publish_aside(shard, stream_.name, frame);
}

void FanOut::send_labels(SocketRef socket, const Follower& follower) {
  auto ids = stream_.aggregate->labelled_for(follower);
  const auto online = followers_.size();
  if (ids.empty()) {
    stream_.services.hub.send(socket, text_frame(views::live_frame(stream_.name, online, {})));
    return;
  }
  stream_.services.labels(std::move(ids), [this, online, socket, alive = stream_.alive()](
                                              const HostServices::Labels& labels) {
    stream_.services.hub.send(socket, text_frame(views::live_frame(stream_.name, online, labels)));
  });
}

void FanOut::tell_new_names() {
  std::vector<std::string> fresh;
  for (auto& id : stream_.aggregate->named()) {
    if (named_.insert(id).second) fresh.push_back(std::move(id));
  }
  if (fresh.empty()) return;
  stream_.services.labels(
      std::move(fresh), [this, alive = stream_.alive()](HostServices::Labels labels) {
        stream_.strand.post([this, alive, labels = std::move(labels)] {
          const auto frame = text_frame(views::live_frame(stream_.name, followers_.size(), labels));
          for (const auto& [socket, follower] : followers_) {
            if (follower.sees_names) stream_.services.hub.send(socket, frame);
          }
        });
      });
}

}  // namespace roundtable::live
