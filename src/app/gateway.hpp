// The gateway: what comes in over WebSockets becomes joins and commands, what the meetings answer
// goes back. One SocketState for each socket, touched on its shard (but for the count of unanswered
// commands, which meetings lower from theirs).
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "app/meters.hpp"
#include "codec/frame_json.hpp"
#include "live/hub.hpp"
#include "live/identity.hpp"
#include "live/meeting_hall.hpp"
#include "net/handlers.hpp"

namespace roundtable::app {

/// design.md 3.4: at most 16 unanswered commands a socket.
inline constexpr int kUnansweredMax = 16;
inline constexpr std::size_t kMeetingsPerSocketMax = 16;
/// Frames a socket may send at once, and then a second. A person never meets it; a program that
/// changes its vote without end does, before it fills the log.
inline constexpr std::int64_t kFramesBurst = 120;
inline constexpr std::int64_t kFramesPerSecond = 20;
inline constexpr std::chrono::seconds kClockInterval{30};
inline constexpr std::string_view kSessionCookie = "rt_session";

class Gateway final : public net::WsHandler {
 public:
  Gateway(live::Hub& hub, live::MeetingHall& hall, live::Identity& identity, const Clock& clock,
          Meters& meters);

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
  void join(live::Outlet& socket, SocketState& state, const codec::JoinFrame& frame);
  void rejoin(SocketState& state, std::shared_ptr<const live::Subject> subject);
  void submit(live::Outlet& socket, const std::shared_ptr<SocketState>& state,
              codec::DoFrame frame);

  live::Hub& hub_;
  live::MeetingHall& hall_;
  live::Identity& identity_;
  const Clock& clock_;
  Meters& meters_;
  std::mutex sessions_mutex_;  // taken when a socket opens or closes, and to look again
  std::multimap<std::string, std::shared_ptr<SocketState>> sessions_;
};

/// The value of that cookie ("" when absent).
std::string cookie_value(const net::HttpRequest& request, std::string_view name);
/// True if the browser's Origin names the host that was asked, or there is none (no browser).
bool same_origin(const net::HttpRequest& request);

}  // namespace roundtable::app
