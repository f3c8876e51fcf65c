// The hub: which socket follows which stream. One part for each shard, touched only on that shard;
// the hosts hand it finished frames, and the same bytes go to every follower. A follower that
// cannot keep up gets no patches until its queue has drained, then one patch from where it was.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/stream_name.hpp"
#include "live/outlet.hpp"
#include "live/strand.hpp"
#include "views/meeting_view.hpp"

namespace roundtable::live {

/// A socket by number: stays safe to name after the socket has gone.
struct SocketRef {
  std::size_t shard = 0;
  std::uint64_t number = 0;
  friend auto operator<=>(const SocketRef&, const SocketRef&) = default;
};

class Hub {
 public:
  /// Called on the socket's shard when a lagging follower has drained: whoever owns the stream
  /// answers with `resume`.
  using Drained = std::function<void(SocketRef, const StreamName&, std::uint64_t since)>;

  explicit Hub(std::vector<Strand*> shards);
  void on_drained(Drained drained) { drained_ = std::move(drained); }

  std::size_t shards() const { return shards_.size(); }
  Strand& strand(std::size_t shard) { return *shards_[shard]; }

  // On the socket's own shard.
  void send_to_all(std::size_t shard, const Frame& frame);
  SocketRef opened(std::size_t shard, Outlet& outlet, std::string session);
  void closed(SocketRef socket);
  void drained(SocketRef socket);

  // From any thread; frames for one shard go out in the order given.
  void send(SocketRef socket, Frame frame);
  void close(SocketRef socket, CloseCode code, std::string reason);
  /// `first` goes out, then everything published after this call.
  void attach(SocketRef socket, const StreamName& stream, views::Audience audience, Frame first,
              std::uint64_t seq);
  /// Nothing more of that stream from now on.
  void detach(SocketRef socket, const StreamName& stream);
  /// Ends the lagging of a follower with one frame that brings it to `seq`.
  void resume(SocketRef socket, const StreamName& stream, Frame frame, std::uint64_t seq);
  /// Frames for single followers, by their number.
  using Own = std::unordered_map<std::uint64_t, Frame>;
  /// Whoever is in `own` gets that frame in the place of `frame`; null: nobody is.
  void publish(std::size_t shard, const StreamName& stream, views::Audience audience, Frame frame,
               std::uint64_t seq, std::shared_ptr<const Own> own = nullptr);
  /// What stands outside the sequence (presence): who lags misses it.
  void publish_aside(std::size_t shard, const StreamName& stream, Frame frame);
  /// Closes every socket of that session, on all shards, with 4001.
  void close_session(const std::string& session);
  /// Closes every socket with 1001.
  void close_all();

 private:
  struct Receiver {
    Outlet* outlet = nullptr;
    std::uint64_t number = 0;
    std::uint64_t seq = 0;
    bool lagging = false;
  };
  using Receivers = std::vector<Receiver>;
  struct Room {
    std::array<Receivers, 3> by_audience;
  };
  struct Socket {
    Outlet* outlet = nullptr;
    std::string session;
    std::vector<StreamName> streams;
  };
  struct Share {
    std::uint64_t next_number = 1;
    std::unordered_map<std::uint64_t, Socket> sockets;
    std::unordered_map<StreamName, Room> rooms;
  };

  Receiver* find(Share& part, std::uint64_t number, const StreamName& stream);
  void remove(Share& part, std::uint64_t number, const StreamName& stream);

  std::vector<Strand*> shards_;
  std::vector<std::unique_ptr<Share>> parts_;
  Drained drained_;
};

}  // namespace roundtable::live
