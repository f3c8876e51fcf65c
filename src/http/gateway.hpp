// The gateway: what comes in over WebSockets becomes joins and commands, what the meetings answer
// goes back. One SocketState for each socket, touched on its shard (but for the count of unanswered
// commands, which meetings lower from theirs). Who is behind a socket is asked when it opens and
// again whenever rights may have changed.
#pragma once

#include <atomic>
#include <functional>
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
#include "live/tally.hpp"
#include "net/handlers.hpp"

namespace roundtable::http {

/// docs/protocol.md, "WebSocket": at most 16 unanswered commands a socket.
inline constexpr int kUnansweredMax = 16;
inline constexpr std::size_t kStreamsPerSocketMax = 16;
/// Frames a session may send, whatever its sockets (a socket without a session: that socket). A
/// person never meets it; a program that changes its vote without end does, before it fills the
/// log, and one that joins without end before it keeps the server busy with snapshots.
inline constexpr live::Rate kFramesOfASession{120, kMicrosPerSecond / 20};
/// Commands of one kind (`ballot.…`, `attendance.…`) that a household may give in a meeting, on all
/// its devices together: each is an entry for good. Nobody changes her mind so often; who toggles
/// without end is told to wait.
inline constexpr live::Rate kOfAKindByAHousehold{16, 10 * kMicrosPerSecond};
inline constexpr std::size_t kHouseholdsRememberedMax = 200'000;
/// A console, a hall and some rooms at one time, and their forerunners that are not yet known to be
/// dead.
inline constexpr std::size_t kSocketsPerSessionMax = 16;
/// Without a household or an account behind them, as many as a very large hall has phones.
inline constexpr std::size_t kGuestSocketsPerAddressMax = 2'000;
inline constexpr std::size_t kGuestSocketsPerSiteMax = 8'000;
/// A socket joins what it follows when it opens, and again after a gap; a session has 16 sockets.
inline constexpr live::Rate kJoinsOfASession{64, 2 * kMicrosPerSecond};
/// 300 phones of a hall that come back at once, with two streams each, and again half a minute
/// later.
inline constexpr live::Rate kGuestJoinsOfAnAddress{600, kMicrosPerSecond / 20};
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
  /// changed gets new snapshots. Notes which devices came since. Reads and writes the Directory, so
  /// it runs on the worker pool.
  void look_again();

 private:
  struct SocketState;
  /// What the open sockets of a session share.
  struct OpenSession {
    std::shared_ptr<live::Pace> pace = std::make_shared<live::Pace>();
    std::shared_ptr<live::Pace> joins = std::make_shared<live::Pace>();
    std::vector<std::shared_ptr<SocketState>> sockets;
  };
  bool enter_session(const std::shared_ptr<SocketState>& state);
  void leave_session(const std::shared_ptr<SocketState>& state);
  bool admit_guest(SocketState& state);
  bool may_join(SocketState& state);
  void join(live::Outlet& socket, const std::shared_ptr<SocketState>& state,
            const codec::JoinFrame& frame);
  /// Tells that socket why it does not follow the stream.
  std::function<void(std::string_view)> refusing(live::SocketRef ref, const StreamName& stream);
  void rejoin(SocketState& state, std::shared_ptr<const live::Subject> subject);
  void submit(live::Outlet& socket, const std::shared_ptr<SocketState>& state, codec::DoFrame frame,
              bool within_rate);

  live::Hub& hub_;
  live::Hosts& hall_;
  live::Identity& identity_;
  const Clock& clock_;
  const Clock& steady_;
  Meters& meters_;
  bool is_within_quota(const live::Subject& subject, const codec::DoFrame& frame);

  live::PaceTable households_{kOfAKindByAHousehold, kHouseholdsRememberedMax};
  std::mutex open_mutex_;  // taken when a socket opens or closes, and to look again
  std::map<std::string, OpenSession> sessions_;
  // Sockets without a vote or a role.
  live::AddressTally guests_{kGuestSocketsPerAddressMax, kGuestSocketsPerSiteMax};
  live::PaceTable guest_joins_{kGuestJoinsOfAnAddress, live::kKeysRememberedMax};
};

}  // namespace roundtable::http
