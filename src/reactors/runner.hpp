// Runner: has reactors react. What an entry leads to is first stored as waiting, then given as a
// command whose id derives from the entry and the reactor's name, then what became of it is stored:
// wherever the server ends in between, the next one sends the same command again and hears the
// first answer. What has been refused is never tried again; what was tried in vain ten times is
// given up until the server starts again, and with it what follows from later entries of that
// stream, while others go on.
//
// `step` on one thread at a time, by itself (`start`) or a test's; answers and deliveries from any.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "live/submission.hpp"
#include "log/event_log.hpp"
#include "reactors/reactor.hpp"

namespace roundtable::reactors {

inline constexpr std::uint64_t kTriesMax = 10;

struct RunnerServices {
  log::EventLog& log;
  const Clock& clock;
  std::function<void(const StreamName&, live::Submission)> submit;
  /// Told of failures and of what is given up.
  std::function<void(std::string_view what, const std::string& detail)> report;
};

class Runner final : public log::Listener {
 public:
  Runner(RunnerServices services, std::vector<std::unique_ptr<const Reactor>> reactors);
  /// What has not been answered yet is left to the next start.
  ~Runner() override;

  void start();
  void stop();

  /// Does what can be done now. Returns when it is to be called next, if nothing happens before.
  std::optional<Time> step();

  /// Taken up and not answered for good; without what waits behind something given up.
  std::size_t waiting() const { return waiting_; }
  /// Streams that wait for an operator.
  std::size_t given_up() const { return given_up_; }

  void on_durable(const log::Delivery& delivery) override;

 private:
  /// What one reactor has to do for one stream's entries, in their order.
  using LaneName = std::pair<std::string, std::string>;
  struct Lane {
    std::deque<log::Reaction> tasks;
    Time not_before{};
    bool in_flight = false;
    bool stuck = false;  // its first was given up; the others stand in the log alone
  };
  struct Answered {
    LaneName lane;
    live::Answer answer;
  };
  /// Where answers are left; they may come when the runner has gone.
  struct Inbox {
    void put(Answered answered);
    void wake();
    std::mutex mutex;
    std::condition_variable_any changed;
    std::deque<Answered> answered;
    bool news = false;
  };
  struct Following {
    const Reactor* reactor = nullptr;
    log::Place place;
    std::uint64_t stored = 0;  // number of the place that the log keeps
  };

  void run(const std::stop_token& stop);
  void begin();
  void settle();
  log::Reaction outcome_of(const log::Reaction& task, const live::Answer& answer) const;
  bool is_final(const log::Reaction& task, const domain::Refusal& refusal) const;
  bool is_readable(const log::Reaction& task) const;
  void apply(const LaneName& name, log::Reaction outcome);
  void store_again();
  void read_on(Following& following);
  void take_up(const Reactor& reactor, const log::Entry& entry,
               std::vector<log::Reaction>& reactions) const;
  void take_due();
  void queue(std::vector<log::Reaction> reactions);
  void send();
  void send_first(const LaneName& name, Lane& lane);
  std::optional<Consequence> consequence_of(const log::Reaction& task) const;
  const Reactor* find(std::string_view name) const;
  std::optional<Time> next_look() const;
  bool has_room() const;

  const RunnerServices services_;
  const std::vector<std::unique_ptr<const Reactor>> reactors_;
  const std::shared_ptr<Inbox> inbox_ = std::make_shared<Inbox>();
  bool begun_ = false;
  std::vector<Following> following_;
  log::ReactorNotes unstored_;  // may or may not be in the log
  std::map<LaneName, Lane> lanes_;
  std::size_t in_flight_ = 0;
  Time looked_at_{};  // up to when what is due has been taken up
  std::atomic<std::size_t> waiting_{0};
  std::atomic<std::size_t> given_up_{0};
  std::string failure_;  // the last that was reported
  std::jthread thread_;
};

}  // namespace roundtable::reactors
