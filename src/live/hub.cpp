#include "live/hub.hpp"

#include <algorithm>

namespace roundtable::live {

Hub::Hub(std::vector<Strand*> shards) : shards_(std::move(shards)) {
  for (std::size_t i = 0; i < shards_.size(); ++i) parts_.push_back(std::make_unique<Share>());
}

SocketRef Hub::opened(std::size_t shard, Outlet& outlet, std::string session) {
  auto& part = *parts_[shard];
  const auto number = part.next_number++;
  part.sockets.emplace(number, Socket{&outlet, std::move(session), {}});
  return {shard, number};
}

void Hub::closed(SocketRef socket) {
  auto& part = *parts_[socket.shard];
  const auto found = part.sockets.find(socket.number);
  if (found == part.sockets.end()) return;
  for (const auto& stream : found->second.streams) remove(part, socket.number, stream);
  part.sockets.erase(found);
}

void Hub::send_to_all(std::size_t shard, const Frame& frame) {
  for (auto& [number, socket] : parts_[shard]->sockets) socket.outlet->send(frame);
}

void Hub::drained(SocketRef socket) {
  auto& part = *parts_[socket.shard];
  const auto found = part.sockets.find(socket.number);
  if (found == part.sockets.end() || !drained_) return;
  for (const auto& stream : found->second.streams) {
    const auto* follower = find(part, socket.number, stream);
    if (follower != nullptr && follower->lagging) drained_(socket, stream, follower->seq);
  }
}

// Posted like `attach`, so that a join that is still on its way is undone too.
void Hub::detach(SocketRef socket, const StreamName& stream) {
  shards_[socket.shard]->post([this, socket, stream] {
    auto& part = *parts_[socket.shard];
    remove(part, socket.number, stream);
    if (const auto found = part.sockets.find(socket.number); found != part.sockets.end()) {
      std::erase(found->second.streams, stream);
    }
  });
}

void Hub::send(SocketRef socket, Frame frame) {
  shards_[socket.shard]->post([this, socket, frame = std::move(frame)] {
    auto& sockets = parts_[socket.shard]->sockets;
    if (const auto found = sockets.find(socket.number); found != sockets.end()) {
      found->second.outlet->send(frame);
    }
  });
}

void Hub::close(SocketRef socket, CloseCode code, std::string reason) {
  shards_[socket.shard]->post([this, socket, code, reason = std::move(reason)] {
    auto& sockets = parts_[socket.shard]->sockets;
    if (const auto found = sockets.find(socket.number); found != sockets.end()) {
      found->second.outlet->close(code, reason);
    }
  });
}

void Hub::attach(SocketRef socket, const StreamName& stream, views::Audience audience, Frame first,
                 std::uint64_t seq) {
  shards_[socket.shard]->post([this, socket, stream, audience, first = std::move(first), seq] {
    auto& part = *parts_[socket.shard];
    const auto found = part.sockets.find(socket.number);
    if (found == part.sockets.end()) return;
    auto& streams = found->second.streams;
    if (std::find(streams.begin(), streams.end(), stream) == streams.end()) {
      streams.push_back(stream);
    } else {
      remove(part, socket.number, stream);  // a second join replaces the first
    }
    auto* outlet = found->second.outlet;
    part.rooms[stream].by_audience[static_cast<std::size_t>(audience)].push_back(
        {outlet, socket.number, seq, false});
    outlet->send(first);
  });
}

void Hub::resume(SocketRef socket, const StreamName& stream, Frame frame, std::uint64_t seq) {
  shards_[socket.shard]->post([this, socket, stream, frame = std::move(frame), seq] {
    auto* follower = find(*parts_[socket.shard], socket.number, stream);
    if (follower == nullptr || !follower->lagging) return;
    follower->lagging = false;
    follower->seq = seq;
    follower->outlet->send(frame);
  });
}

void Hub::publish(std::size_t shard, const StreamName& stream, views::Audience audience,
                  Frame frame, std::uint64_t seq, std::shared_ptr<const Own> own) {
  shards_[shard]->post(
      [this, shard, stream, audience, frame = std::move(frame), seq, own = std::move(own)] {
        auto& rooms = parts_[shard]->rooms;
        const auto room = rooms.find(stream);
        if (room == rooms.end()) return;
        for (auto& follower : room->second.by_audience[static_cast<std::size_t>(audience)]) {
          if (follower.lagging) continue;
          if (follower.outlet->is_behind()) {
            follower.lagging = true;
            continue;
          }
          follower.seq = seq;
          const auto* due = &frame;
          if (own != nullptr) {
            if (const auto found = own->find(follower.number); found != own->end()) {
              due = &found->second;
            }
          }
          follower.outlet->send(*due);
        }
      });
}

void Hub::publish_aside(std::size_t shard, const StreamName& stream, Frame frame) {
  shards_[shard]->post([this, shard, stream, frame = std::move(frame)] {
    auto& rooms = parts_[shard]->rooms;
    const auto room = rooms.find(stream);
    if (room == rooms.end()) return;
    for (auto& followers : room->second.by_audience) {
      for (auto& follower : followers) {
        if (!follower.lagging && !follower.outlet->is_behind()) follower.outlet->send(frame);
      }
    }
  });
}

void Hub::close_session(const std::string& session) {
  for (std::size_t shard = 0; shard < shards_.size(); ++shard) {
    shards_[shard]->post([this, shard, session] {
      for (auto& [number, socket] : parts_[shard]->sockets) {
        if (socket.session == session) socket.outlet->close(CloseCode::signed_out, "session ended");
      }
    });
  }
}

void Hub::close_all() {
  for (std::size_t shard = 0; shard < shards_.size(); ++shard) {
    shards_[shard]->post([this, shard] {
      for (auto& [number, socket] : parts_[shard]->sockets) {
        socket.outlet->close(CloseCode::going_away, "the server is restarting");
      }
    });
  }
}

Hub::Receiver* Hub::find(Share& part, std::uint64_t number, const StreamName& stream) {
  const auto room = part.rooms.find(stream);
  if (room == part.rooms.end()) return nullptr;
  for (auto& followers : room->second.by_audience) {
    for (auto& follower : followers) {
      if (follower.number == number) return &follower;
    }
  }
  return nullptr;
}

void Hub::remove(Share& part, std::uint64_t number, const StreamName& stream) {
  const auto room = part.rooms.find(stream);
  if (room == part.rooms.end()) return;
  bool any = false;
  for (auto& followers : room->second.by_audience) {
    // Order among followers means nothing: the last one fills the hole.
    for (auto& follower : followers) {
      if (follower.number != number) continue;
      follower = followers.back();
      followers.pop_back();
      break;
    }
    any |= !followers.empty();
  }
  if (!any) part.rooms.erase(room);
}

}  // namespace roundtable::live
