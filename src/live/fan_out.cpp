#include "live/fan_out.hpp"

#include <chrono>
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

bool FanOut::join(SocketRef socket, std::shared_ptr<const Subject> subject,
                  const Joining& joining) {
  auto person = person_of(*subject, joining.as_hall);
  Following follower{stream_.aggregate->admit(std::move(subject), joining.as_hall)};
  follower.person = std::move(person);
  if (!stream_.aggregate->may_follow(follower)) {
    leave(socket);  // it may have followed with rights that it has no more
    return false;
  }
  // A patch only continues what the same audience was shown.
  const bool same_audience = joining.kind.empty() || joining.kind == kind_of(follower.audience);
  auto frame = frame_since(follower, same_audience ? joining.since : std::nullopt);
  stream_.services.hub.attach(socket, stream_.name, follower.audience, std::move(frame),
                              durable_.head().version);
  followers_.put(socket, follower);
  send_labels(socket, follower);
  schedule_presence();
  return true;
}

void FanOut::leave(SocketRef socket) {
  if (!followers_.erase(socket)) return;
  stream_.services.hub.detach(socket, stream_.name);
  schedule_presence();
}

void FanOut::catch_up_socket(SocketRef socket, std::uint64_t since) {
  auto* follower = followers_.find(socket);
  if (follower == nullptr) return;
  stream_.services.hub.resume(socket, stream_.name, frame_since(*follower, since),
                              durable_.head().version);
  // The hub leaves this frame out where another one has ended the lagging already.
  follower->own_told = 0;
}

/// One patch from what the socket has, or the whole view.
Frame FanOut::frame_since(Following& follower, std::optional<std::uint64_t> since) {
  const auto changed = since ? changed_since(*since) : nullptr;
  if (changed == nullptr) return snapshot_frame(follower);
  ++stream_.services.counters->resumed;
  const auto patch = stream_.aggregate->patch(*changed, follower.audience);
  return text_frame(
      views::patch_frame(stream_.name, durable_.head().version, patch, own_part(follower)));
}

Frame FanOut::snapshot_frame(Following& follower) {
  ++stream_.services.counters->snapshots;
  const auto view = stream_.aggregate->snapshot(follower.audience);
  return text_frame(
      views::snapshot_frame(stream_.name, durable_.head().version, view, own_part(follower)));
}

// It is about to be sent.
std::string FanOut::own_part(Following& follower) const {
  auto own = stream_.aggregate->me(follower);
  follower.own_told = std::hash<std::string>()(own);
  return own;
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
  tell_new_names();
  tell_called();
  history_.push_back(
      {flushed_version_, version, std::exchange(change_, stream_.aggregate->no_change())});
  if (history_.size() > kReplayChangesMax) history_.pop_front();
  flushed_version_ = version;
}

// One frame for all of an audience. Whose own part is another than she was sent gets both in one
// frame: a frame costs more than its bytes.
void FanOut::publish_patch(std::uint64_t version) {
  auto& services = stream_.services;
  const auto is_meant = stream_.aggregate->whose(*change_);
  for (const auto audience : views::kAudiences) {
    auto& followers = followers_.of(audience);
    if (followers.empty()) continue;
    const auto patch = stream_.aggregate->patch(*change_, audience);
    const auto frame = text_frame(views::patch_frame(stream_.name, version, patch, ""));
    ++services.counters->patches;
    for (auto first = followers.begin(); first != followers.end();) {
      const auto shard = first->first.shard;
      const auto end = next_shard(followers, shard);
      std::shared_ptr<Hub::Own> own;
      for (; is_meant && first != end; ++first) {
        auto& [socket, follower] = *first;
        if (!is_meant(follower)) continue;
        const auto told = follower.own_told;
        const auto part = own_part(follower);
        if (follower.own_told == told) continue;
        if (own == nullptr) own = std::make_shared<Hub::Own>();
        own->emplace(socket.number,
                     text_frame(views::patch_frame(stream_.name, version, patch, part)));
      }
      services.hub.publish(shard, stream_.name, audience, frame, version, std::move(own));
      first = end;
    }
  }
}

void FanOut::begin_here() {
  history_.clear();
  change_ = stream_.aggregate->no_change();
  flushed_version_ = durable_.head().version;
}

void FanOut::show_anew() {
  begin_here();
  followers_.each([&](SocketRef socket, Following& follower) {
    stream_.services.hub.attach(socket, stream_.name, follower.audience, snapshot_frame(follower),
                                durable_.head().version);
  });
}

void FanOut::schedule_presence() {
  if (presence_scheduled_) return;
  presence_scheduled_ = true;
  stream_.strand.post_after(kPresenceInterval,
                            [this, alive = stream_.alive()] { publish_presence(); });
}

void FanOut::publish_presence() {
  presence_scheduled_ = false;
  const auto frame = text_frame(views::live_frame(stream_.name, followers_.people(), {}));
  std::set<std::size_t> shards;
  followers_.each([&](SocketRef socket, const Follower&) { shards.insert(socket.shard); });
  for (const auto shard : shards) stream_.services.hub.publish_aside(shard, stream_.name, frame);
}

void FanOut::send_labels(SocketRef socket, const Follower& follower) {
  auto ids = stream_.aggregate->labelled_for(follower);
  const auto online = followers_.people();
  if (auto called = stream_.aggregate->called(); follower.sees_names && !called.empty()) {
    stream_.services.hub.send(socket, text_frame(views::live_frame(stream_.name, online, called)));
    // Nobody else is owed what is new in it.
    if (followers_.size() == 1) called_ = std::move(called);
  }
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
  stream_.services.labels(std::move(fresh), [this,
                                             alive = stream_.alive()](HostServices::Labels labels) {
    stream_.strand.post([this, alive, labels = std::move(labels)] {
      const auto frame = text_frame(views::live_frame(stream_.name, followers_.people(), labels));
      followers_.each([&](SocketRef socket, const Follower& follower) {
        if (follower.sees_names) stream_.services.hub.send(socket, frame);
      });
    });
  });
}

void FanOut::tell_called() {
  auto now = stream_.aggregate->called();
  HostServices::Labels changed;
  for (const auto& [id, name] : now) {
    const auto told = called_.find(id);
    if (told == called_.end() || told->second != name) changed.emplace(id, name);
  }
  called_ = std::move(now);
  if (changed.empty()) return;
  const auto frame = text_frame(views::live_frame(stream_.name, followers_.people(), changed));
  followers_.each([&](SocketRef socket, const Follower& follower) {
    if (follower.sees_names) stream_.services.hub.send(socket, frame);
  });
}

}  // namespace roundtable::live
