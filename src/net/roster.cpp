#include "net/roster.hpp"

#include <algorithm>
#include <utility>

#include "base/ensure.hpp"

namespace roundtable::net {

void Roster::add(std::shared_ptr<Connection> connection, Tick deadline) {
  connection->place_ = connections_.size();
  connections_.push_back(std::move(connection));
  deadlines_.push_back(deadline);
}

void Roster::remove(Connection& connection) {
  const std::size_t place = connection.place_;
  ensure(place < connections_.size() && connections_[place].get() == &connection,
         "a connection leaves the roster it is in, once");
  const std::shared_ptr<Connection> leaving = std::move(connections_[place]);
  if (place + 1 != connections_.size()) {
    connections_[place] = std::move(connections_.back());
    connections_[place]->place_ = place;
    deadlines_[place] = deadlines_.back();
  }
  connections_.pop_back();
  deadlines_.pop_back();
}

std::shared_ptr<Connection> Roster::an_idle() {
  constexpr std::size_t kLooksMax = 1'024;  // of many connections most are WebSockets
  const auto looks = std::min(connections_.size(), kLooksMax);
  for (std::size_t i = 0; i < looks; ++i) {
    looked_at_ = (looked_at_ + 1) % connections_.size();
    if (connections_[looked_at_]->is_idle()) return connections_[looked_at_];
  }
  return nullptr;
}

void Roster::sweep(Tick now) {
  // Downwards: whoever leaves is replaced by the last one, which has been looked at.
  for (std::size_t i = deadlines_.size(); i-- > 0;) {
    if (i >= deadlines_.size() || deadlines_[i] > now) continue;
    const std::shared_ptr<Connection> due = connections_[i];
    due->on_deadline();
  }
}

}  // namespace roundtable::net
