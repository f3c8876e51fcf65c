// The gateway: what comes in over WebSockets becomes joins and commands, what the meetings answer
// goes back. One SocketState for each socket, touched on its shard (but for the count of unanswered
// commands, which meetings lower from theirs). Who is behind a socket is asked when it opens and
// again whenever rights may have changed.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "codec/frame_json.hpp"
#include "http/meters.hpp"
#include "live/hosts.hpp"
#include "live/hub.hpp"
#include "live/identity.hpp"
#include "live/rate.hpp"
#include "net/handlers.hpp"

namespace roundtable::http {

/// docs/protocol.md, "WebSocket": at most 16 unanswered commands a socket.
inline constexpr int kUnansweredMax = 16;
inline constexpr std::size_t kStreamsPerSocketMax = 16;
/// Frames a session may send, whatever its sockets (a socket without a session: that socket). A
/// person never meets it; a program that changes its vote without end does, before it fills the
/// log, and one that joins without end before it keeps the server busy with snapshots.
inline constexpr live::Rate kFramesOfASession{120, kMicrosPerSecond / 20};
/// A console, a hall and some rooms at one time, and their forerunners that are not yet known to be
/// dead.
inline constexpr std::size_t kSocketsPerSessionMax = 16;
/// Without a household or an account behind them, as many as a very large hall has phones.
inline constexpr std::size_t kGuestSocketsPerAddressMax = 2'000;
inline constexpr std::chrono::seconds kClockInterval{30};

class Gateway final : public net::WsHandler {
 public:
  Gateway(live::Hub& hub, live::Hosts& hall, live::Identity& identity, const Clock& clock,
          const Clock& steady, Meters& meters);

  void on_upgrade(
      const net::HttpRequest& request, std::size_t shard,
      std::function<void(std::variant<net::Upgrade, net::HttpResponse>)> answer) override;
  void on_open(live::Outlet& socket, const std::shared_ptr<void>& who, std::size_t shard) override;
  void on_message(live::Outlet& socket, const std::shared_ptr<void>& who, std::string& message,
                  bool text) override;
  void on_drained(live::Outlet& socket, const std::shared_ptr<void>& who) override;
  void on_close(live::Outlet& socket, const std::shared_ptr<void>& who) override;

  /// Sends the time to every socket of the shard; called on it every 30 s.
  void tick_clock(std::size_t shard);
  /// Looks at every open session again: an ended one is closed with 4001, one whose rights have
  /// changed gets new snapshots. Reads the Directory, so it runs on the worker pool.
  void look_again();

 private:
  struct SocketState;
  /// What the open sockets of a session share.
  struct OpenSession {
    std::shared_ptr<live::Pace> pace = std::make_shared<live::Pace>();
    std::vector<std::shared_ptr<SocketState>> sockets;
  };
  bool enter_session(const std::shared_ptr<SocketState>& state);
  void leave_session(const std::shared_ptr<SocketState>& state);
  bool admit_guest(SocketState& state);
  void join(live::Outlet& socket, const std::shared_ptr<SocketState>& state,
            const codec::JoinFrame& frame);
  void rejoin(SocketState& state, std::shared_ptr<const live::Subject> subject);
  void submit(live::Outlet& socket, const std::shared_ptr<SocketState>& state, codec::DoFrame frame,
              bool within_rate);

  live::Hub& hub_;
  live::Hosts& hall_;
  live::Identity& identity_;
  const Clock& clock_;
  const Clock& steady_;
  Meters& meters_;
  std::mutex open_mutex_;  // taken when a socket opens or closes, and to look again
  std::map<std::string, OpenSession> sessions_;
  std::map<std::string, std::size_t> guests_;  // sockets without a vote or a role, by address
};

}  // namespace roundtable::http
