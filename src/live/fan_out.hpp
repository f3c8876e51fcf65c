// FanOut: who follows a stream and what they are sent - a snapshot, then patches folded to at most
// ten a second, with `me` for those whose own part has moved, labels and presence aside. It shows
// the durable state and keeps what changed lately, so that who comes back gets one patch.
//
// Part of a StreamHost, on its strand.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "live/durable_state.hpp"
#include "live/followers.hpp"
#include "live/stream.hpp"

namespace roundtable::live {

/// How a socket wants to follow a stream.
struct Joining {
  bool as_hall = false;                // the projector: shown what everybody may see
  std::optional<std::uint64_t> since;  // the version it has
  std::string kind;                    // what `me` called it when it was shown that; "": not said
};

class FanOut {
 public:
  FanOut(Stream& stream, const DurableState& durable);

  /// False where the stream is not there for that person; then the socket does not follow it.
  bool join(SocketRef socket, std::shared_ptr<const Subject> subject, const Joining& joining);
  void leave(SocketRef socket);
  /// A lagging socket has drained.
  void catch_up_socket(SocketRef socket, std::uint64_t since);
  bool followed() const { return followers_.size() > 0; }

  /// What followers have not been told yet: every durable entry is noted here.
  Change& change() { return *change_; }
  /// Tells it, when it is time.
  void schedule_flush();
  /// The durable state was read anew: what is told begins here.
  void begin_here();
  /// The same where somebody follows: all are shown the whole.
  void show_anew();

 private:
  struct Flushed {
    std::uint64_t from = 0;  // versions (from, to]
    std::uint64_t to = 0;
    std::unique_ptr<Change> change;
  };

  void flush();
  void publish_patch(std::uint64_t version);
  void schedule_presence();
  void publish_presence();
  void send_labels(SocketRef socket, const Follower& follower);
  /// Those named for the first time since, to everybody who sees names.
  void tell_new_names();
  /// What speakers chose to be called by since, likewise.
  void tell_called();
  std::unique_ptr<Change> changed_since(std::uint64_t version) const;
  Frame frame_since(Following& follower, std::optional<std::uint64_t> since);
  Frame snapshot_frame(Following& follower);
  std::string own_part(Following& follower) const;

  Stream& stream_;
  const DurableState& durable_;
  Followers followers_;
  std::unique_ptr<Change> change_;  // since the last flush
  std::deque<Flushed> history_;
  std::set<std::string> named_;                // whose labels followers have been told
  std::map<std::string, std::string> called_;  // as followers were told
  std::uint64_t flushed_version_ = 0;
  Time last_flush_;
  bool flush_scheduled_ = false;
  bool presence_scheduled_ = false;
};

}  // namespace roundtable::live
