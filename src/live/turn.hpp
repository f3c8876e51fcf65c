// Turn: how a stream decides. It takes all waiting commands, has them decided one after another on
// the newest state, appends the resulting entries - one a command - as one batch, and while that
// append is under way only collects. What a command is answered rests on what the log has, never on
// the append's own word (docs/architecture.md, "What holds always" 2).
//
// Part of a StreamHost, on its strand. Nothing in it blocks but the reading of the log when an
// outcome is unknown.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "live/durable_state.hpp"
#include "live/stream.hpp"

namespace roundtable::live {

class Turn {
 public:
  /// `catch_up` brings `durable` to what the log has, and says false if that cannot be read.
  Turn(Stream& stream, DurableState& durable, std::function<bool()> catch_up);

  void submit(Submission submission);
  /// Nothing waits, nothing is under way.
  bool idle() const { return inbox_.empty() && !under_way_ && asides_ == 0; }

  /// The durable state has moved: without a batch under way it is what is decided on next.
  void on_durable();
  /// What is decided on can no longer be trusted: the log is read before the next turn.
  void must_reload() { must_reload_ = true; }
  /// The log has that entry: what it says, where it is one of the batch under way.
  std::shared_ptr<const Facts> facts_of(const log::Entry& entry);
  /// Forgets all that is not durable.
  void build_on_durable();

 private:
  /// A command whose entry is being appended.
  struct Pending {
    Submission submission;
    std::vector<std::function<void(const Answer&)>> replies;
    std::shared_ptr<const Facts> facts;
    Done answer;           // once its entry is durable
    bool durable = false;  // the log has told of it
  };
  /// A command that is decided once something was made for it away from the shard.
  struct Aside {
    Submission submission;
    MakeRecord make;
  };
  struct Batch {
    log::Batch entries;
    std::vector<log::Guard> guards;  // a copy, once the log has the entries
    std::vector<Pending> pending;
    /// Refusals that rest on what is not durable yet.
    std::vector<std::pair<Submission, domain::Refusal>> refusals;
    /// Something is to be made for them, of what is not durable yet.
    std::vector<Aside> aside;
  };

  void schedule();
  void act();
  void take(Submission submission, Batch& batch);
  bool answer_repeat(Submission& submission, Batch& batch);
  std::optional<Answer> recorded_answer(const Submission& submission) const;
  void reply_undone(const Submission& submission, domain::Code why) const;
  std::optional<domain::Refusal> decide(Submission& submission, Batch& batch);
  void add_entry(Submission submission, Decided decided, Time at, Batch& batch);
  void set_aside(Aside aside);
  void made(Submission submission, std::shared_ptr<const MadeRecord> record);
  void give_up(Batch batch);
  void append(Batch batch);
  void on_appended(log::Appended outcome);
  void settle(Batch batch, const Answer& otherwise);
  void decide_again(Batch batch);
  bool reload();

  Stream& stream_;
  DurableState& durable_;
  const std::function<bool()> catch_up_;
  Head newest_;  // what commands are decided on
  std::deque<Submission> inbox_;
  bool under_way_ = false;  // a turn is posted or its append is under way
  std::size_t asides_ = 0;  // commands for which something is being made
  std::optional<Batch> appending_;
  // Where in the batch that is being made a command stands.
  std::unordered_map<CommandKey, std::size_t, CommandKeyHash> pending_;
  bool conflicted_ = false;   // this batch has been decided anew once already
  bool must_reload_ = false;  // the log could not be read when it had to be
};

}  // namespace roundtable::live
