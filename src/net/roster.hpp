// Roster: the open connections of one shard and when each is next due. One sweep over a plain array
// of numbers replaces a timer per socket (40 KB for 10,000 sockets). Owned by a shard, used on its
// thread; it keeps the connections alive.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace roundtable::net {

/// Sweeps since the start of the shard (shard.hpp: kSweepInterval).
using Tick = std::uint32_t;

class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;
  /// The deadline has passed. Sets a new one, or leaves the roster.
  virtual void on_deadline() = 0;
  /// The server ends: close in order, after the answers that are owed. `keep_websockets`: those
  /// stay.
  virtual void go_away(bool keep_websockets) = 0;
  /// Closes at once and leaves the roster.
  virtual void drop() = 0;
  /// Nobody waits for anything of it: it may go where another needs its place.
  virtual bool is_idle() const { return false; }

 private:
  friend class Roster;
  std::size_t place_ = 0;
};

class Roster {
 public:
  void add(std::shared_ptr<Connection> connection, Tick deadline);
  void remove(Connection& connection);
  void set_deadline(const Connection& connection, Tick deadline) {
    deadlines_[connection.place_] = deadline;
  }
  void sweep(Tick now);
  /// Copies, so that a connection may leave while another is told.
  std::vector<std::shared_ptr<Connection>> all() const { return connections_; }
  std::size_t size() const { return connections_.size(); }
  /// One that is idle, of the next few that are looked at; null where all of them are busy.
  std::shared_ptr<Connection> an_idle();

 private:
  std::vector<Tick> deadlines_;  // beside connections_, same index
  std::vector<std::shared_ptr<Connection>> connections_;
  std::size_t looked_at_ = 0;
};

}  // namespace roundtable::net
