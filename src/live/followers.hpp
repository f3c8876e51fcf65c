// Followers: who follows one stream, by audience and then by shard, as they are told.
#pragma once

#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "live/aggregate.hpp"
#include "live/hub.hpp"

namespace roundtable::live {

struct Following : Follower {
  /// A hash of the own part that this socket was sent last; 0: not known, the next one is sent.
  std::size_t own_told = 0;
  std::string person{};  // whose screen this is, the same on each of hers; "": nobody's
};

/// A screen that shows everybody the meeting is nobody's. Of staff each account is one person; of a
/// household each phone, as spouses have one each, whatever number of tabs is open on it.
inline std::string person_of(const Subject& subject, bool as_hall) {
  if (as_hall) return "";
  const bool by_account = subject.kind == SubjectKind::staff || subject.session.empty();
  return by_account ? subject.actor.str() : subject.session;
}

class Followers {
 public:
  using OfAudience = std::map<SocketRef, Following>;

  /// In the place of what that socket was before.
  void put(SocketRef socket, Following follower) {
    erase(socket);
    if (!follower.person.empty()) ++screens_[follower.person];
    auto& some = by_audience_[static_cast<std::size_t>(follower.audience)];
    some.insert_or_assign(socket, std::move(follower));
  }
  /// False where it did not follow.
  bool erase(SocketRef socket) {
    for (auto& some : by_audience_) {
      const auto found = some.find(socket);
      if (found == some.end()) continue;
      const auto screens = screens_.find(found->second.person);
      if (screens != screens_.end() && --screens->second == 0) screens_.erase(screens);
      some.erase(found);
      return true;
    }
    return false;
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
  /// How many persons those are.
  std::size_t people() const { return screens_.size(); }
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
  std::map<std::string, std::size_t> screens_;  // of each person
};

/// The first of the next shard.
inline Followers::OfAudience::iterator next_shard(Followers::OfAudience& followers,
                                                  std::size_t shard) {
  return followers.lower_bound(SocketRef{shard + 1, 0});
}

}  // namespace roundtable::live
