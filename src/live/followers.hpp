// Followers: who follows one stream, by audience and then by shard, as they are told.
#pragma once

#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <utility>

#include "live/aggregate.hpp"
#include "live/hub.hpp"

namespace roundtable::live {

struct Following : Follower {
  /// A hash of the own part that this socket was sent last; 0: not known, the next one is sent.
  std::size_t own_told = 0;
};

class Followers {
 public:
  using OfAudience = std::map<SocketRef, Following>;

  /// In the place of what that socket was before.
  void put(SocketRef socket, Following follower) {
    erase(socket);
    auto& some = by_audience_[static_cast<std::size_t>(follower.audience)];
    some.insert_or_assign(socket, std::move(follower));
  }
  /// False where it did not follow.
  bool erase(SocketRef socket) {
    std::size_t erased = 0;
    for (auto& some : by_audience_) erased += some.erase(socket);
    return erased > 0;
  }
  Following* find(SocketRef socket) {
    for (auto& some : by_audience_) {
      if (const auto found = some.find(socket); found != some.end()) return &found->second;
    }
    return nullptr;
  }
  std::size_t size() const {
    std::size_t all = 0;
    for (const auto& some : by_audience_) all += some.size();
    return all;
  }
  /// In the order of shards.
  OfAudience& of(views::Audience audience) {
    return by_audience_[static_cast<std::size_t>(audience)];
  }
  /// Calls `visit(socket, follower)` for all.
  template <class Visit>
  void each(const Visit& visit) {
    for (auto& some : by_audience_) {
      for (auto& [socket, follower] : some) visit(socket, follower);
    }
  }

 private:
  std::array<OfAudience, std::size(views::kAudiences)> by_audience_;
};

/// The first of the next shard.
inline Followers::OfAudience::iterator next_shard(Followers::OfAudience& followers,
                                                  std::size_t shard) {
  return followers.lower_bound(SocketRef{shard + 1, 0});
}

}  // namespace roundtable::live
