// Town: all simulated people of a run and the one loop in which they live - an epoll over their
// connections and a heap of the times at which they wake. One thread; ends by itself, on SIGTERM
// and SIGINT, or when the server has gone.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <queue>
#include <string>
#include <unordered_map>
#include <vector>

#include "neighbours/person.hpp"

namespace roundtable::neighbours {

struct MeetingPeople {
  std::string meeting;
  std::vector<WayIn> residents;
  std::vector<WayIn> facilitators;  // none: the meeting has its own
};

struct TownOptions {
  Address server;
  std::uint64_t seed = 1;
  Pace pace;
  std::string run;  // see Surroundings
  bool acts = true;
  std::int64_t arrive_ms = 60'000;
  std::uint64_t loses_permille = 50;
  std::uint64_t talks_permille = 1'000;  // of what people usually say
  bool hears_signals = true;             // ends on SIGTERM and SIGINT
};

enum class Ending { everybody_left, signal, time_over, server_gone, condition };
std::string_view to_string(Ending ending);

class Town {
 public:
  Town(const TownOptions& options, const Repertoire& words,
       const std::vector<MeetingPeople>& meetings);
  ~Town();
  Town(const Town&) = delete;
  Town& operator=(const Town&) = delete;

  /// Lives until `holds`, at most so long (0: without end), or until there is another reason.
  Ending run(const std::function<bool()>& holds, std::int64_t at_most_ms);
  Ending run(std::int64_t at_most_ms) {
    return run([] { return false; }, at_most_ms);
  }

  /// Everybody loses the connection now and comes back within so long.
  void storm(std::int64_t back_within_ms);

  /// A further meeting, whose people set out now.
  void add(const MeetingPeople& meeting);
  /// Forgets the meetings that all of their people have left, and names them.
  std::vector<std::string> take_left();

  std::size_t size() const { return people_.size(); }
  std::size_t following() const;
  /// Counted so far.
  const Tally& tally();

 private:
  /// What the people of one meeting share.
  struct Sitting {
    std::string meeting;
    SharedViews facilitators;
    SharedViews residents;
    std::vector<std::uint64_t> people;  // their tags
  };
  void wake(std::uint64_t tag);
  void wait(std::int64_t end_us);
  void wake_all_due();
  /// After something came: plans its waking, and its turn to read on.
  void came(std::uint64_t tag, std::int64_t woke_us);
  void read_on();
  bool server_is_gone() const;

  TownOptions options_;
  Tally tally_;
  Surroundings around_;
  std::list<Sitting> sittings_;                                        // people point into them
  std::unordered_map<std::uint64_t, std::unique_ptr<Person>> people_;  // by tag
  std::uint64_t next_tag_ = 0;
  std::vector<std::uint64_t> unread_;   // who has more to read, in turn
  std::uint64_t past_differences_ = 0;  // of meetings that were left
  using Waking = std::pair<std::int64_t, std::uint64_t>;
  std::priority_queue<Waking, std::vector<Waking>, std::greater<>> wakings_;
  std::int64_t began_us_ = 0;
  int signals_ = -1;
  bool told_to_end_ = false;
  std::size_t storms_ = 0;
};

}  // namespace roundtable::neighbours
