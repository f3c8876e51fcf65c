// Person: one simulated participant - comes in with an invitation, follows the meeting over a
// WebSocket, acts on what it wishes and may, loses the connection and comes back with `since` and
// every unanswered command under its old id. Owned and woken by the town (town.hpp), in its thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "neighbours/diary.hpp"
#include "neighbours/line.hpp"
#include "neighbours/resident.hpp"
#include "neighbours/shared_views.hpp"
#include "neighbours/tally.hpp"

namespace roundtable::neighbours {

/// A person's way in: the token of a link, or a session that is there already.
struct WayIn {
  std::string token;
  std::string cookie;
};

enum class Part { resident, facilitator };

/// What all people of a town share.
struct Surroundings {
  Address server;
  int epoll = -1;
  const Repertoire* words = nullptr;
  Pace pace;
  bool acts = true;                  // false: only follows
  std::string run;                   // begins every command id, so that a later run repeats none
  std::int64_t arrive_ms = 0;        // all have come by then
  std::uint64_t loses_permille = 0;  // connections lost in two minutes
  std::uint64_t talks_permille = 1'000;
  Tally* tally = nullptr;
  std::int64_t unreachable_us = 0;  // since when nobody gets a connection; 0: one does
};

class Person {
 public:
  Person(Surroundings& around, SharedViews& views, std::string meeting, Part part, WayIn way_in,
         Dice dice, std::uint64_t tag, std::int64_t now_us);

  /// Something has happened on the line.
  void on_line(std::int64_t now_us);
  /// True when more has come than was read at once: `read_on` goes on with it.
  bool has_unread() const { return unread_; }
  void read_on(std::int64_t now_us);
  /// `wake_us` has come.
  void on_time(std::int64_t now_us);
  std::int64_t wake_us() const { return wake_us_; }

  /// The network goes away under it; it comes back after so long.
  void lose(std::int64_t now_us, std::int64_t away_us);
  bool is_following() const { return state_ == State::following; }
  bool is_gone() const { return state_ == State::gone; }
  bool has_unanswered() const { return pending_.has_value(); }

 private:
  enum class State { away, joining, upgrading, asking, following, gone };
  struct Pending {
    Wish wish;
    std::string id;
    std::int64_t sent_us = 0;
    bool sent_again = false;
    std::optional<std::int64_t> resend_us;
  };

  void connect(std::int64_t now_us);
  void ask_to_join();
  void upgrade();
  void ask_to_follow();
  void not_reached(std::int64_t now_us);
  void come_back(std::int64_t now_us, std::int64_t away_us);
  void leave();

  void read(std::int64_t now_us, std::size_t frames_max);
  bool read_answer(std::int64_t now_us);
  void take_join(int status, const std::string& body, const std::string& session,
                 std::int64_t now_us);
  bool read_frame(std::int64_t now_us);
  void take(std::string_view frame, std::int64_t now_us);
  bool take_known_patch(std::string_view frame, std::int64_t now_us);
  void take_view(const nlohmann::json& frame, std::string_view bytes, std::int64_t now_us);
  void view_came(bool by_patch, std::int64_t now_us);
  void take_labels(const nlohmann::json& frame);
  void take_outcome(const nlohmann::json& frame, std::int64_t now_us);

  void look(std::int64_t now_us);
  void act(std::int64_t now_us);
  void send_command();
  std::int64_t next_loss_us(std::int64_t now_us);
  void plan_waking(std::int64_t now_us);
  bool wants_to_leave() const;

  Surroundings& around_;
  SharedViews& views_;
  std::string meeting_;
  Part part_;
  WayIn way_in_;
  Resident self_;
  std::uint64_t tag_;

  State state_ = State::away;
  Line line_;
  std::string in_;
  bool unread_ = false;
  ViewPointer view_;
  bool comes_back_ = false;  // asked to follow from where it was
  nlohmann::json me_;
  Diary diary_;
  std::optional<Pending> pending_;
  std::uint64_t commands_ = 0;
  std::uint64_t windows_ = 0;   // of two minutes, in which a connection may be lost
  std::uint64_t attempts_ = 0;  // to come in
  std::int64_t wake_us_ = 0;
  std::int64_t until_us_ = 0;  // of the present state: away until, or patient until
  std::int64_t began_us_ = 0;  // connecting
  std::int64_t look_us_ = 0;   // 0: nothing new to look at
  std::int64_t free_us_ = 0;   // nobody does two things at once
  std::int64_t loss_us_ = 0;
  std::int64_t bye_us_ = 0;
};

}  // namespace roundtable::neighbours
