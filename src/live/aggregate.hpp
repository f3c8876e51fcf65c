// Aggregate: what one kind of stream is - its state, who may give which command, what is decided,
// stored and shown - behind one interface, so that turns, idempotency, followers and waking are
// written once (live/stream_host.hpp). It holds its state twice: the newest, which commands are
// decided on, and the durable one, which alone is shown.
//
// Made and folded on a worker when its stream wakes; then on its host's strand alone.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "live/submission.hpp"
#include "log/event_log.hpp"
#include "views/meeting_view.hpp"

namespace roundtable::live {

/// How far a stream has come.
struct Head {
  std::uint64_t version = 0;
  std::string hash{log::kNoEntry};
  Time at;
};

/// The events of one entry; the kind knows which.
struct Facts {
  virtual ~Facts() = default;
  std::string commitment;  // to what they seal, or ""
};

/// What an accepted command becomes.
struct Decided {
  std::shared_ptr<const Facts> facts;
  std::string payload;  // the entry's bytes
  std::vector<log::Sealed> sealed;
  std::vector<log::SealedFile> files;
  std::vector<log::Content> content;
  std::vector<log::DueChange> due;
  std::vector<std::string> withdrawn;  // commitments to what is to be erased
  std::vector<log::Guard> guards;      // other streams that it was decided on
  std::vector<log::TakenNumber> numbers;
  std::string next_key{};  // log::Batch::next_key
};

/// What a stored entry says, and what its command was answered.
struct Stored {
  std::shared_ptr<const Facts> facts;
  std::string result;  // JSON object
};

/// Which parts of the views are due; rendered from the newest state when a patch goes out.
class Change {
 public:
  virtual ~Change() = default;
  virtual bool empty() const = 0;
  /// `newer` is of the same kind.
  virtual void merge(const Change& newer) = 0;
};

struct Follower {
  std::shared_ptr<const Subject> subject;
  views::Audience audience = views::Audience::everyone;
  bool sees_names = false;  // of who speaks, presents, moves: members, staff, a Hall they opened
};

class Aggregate {
 public:
  virtual ~Aggregate() = default;

  // ---- deciding, on the newest state
  /// `newest` is where the stream stands, `at` when the command came. Changes nothing of the state;
  /// may complete the submission (the own head).
  virtual std::variant<Decided, domain::Refusal> decide(Submission& submission, Time at,
                                                        const Head& newest) = 0;
  /// What has to be made away from the shard before the command can be decided, where it was
  /// refused for the want of it; nothing where the refusal stands. `newest` as above.
  virtual MakeRecord to_make(const Submission& /*submission*/, const domain::Refusal& /*refusal*/,
                             Time /*at*/, const Head& /*newest*/) {
    return nullptr;
  }
  virtual void accept(const Facts& facts, Time at) = 0;
  /// Some of these have moved since they were decided on, and are to be decided on anew.
  virtual void look_again(const std::vector<log::Guard>&) {}
  /// Forgets what is not durable.
  virtual void build_on_durable() = 0;

  // ---- the durable state
  /// Throws codec::DecodeFailure.
  virtual Stored read(std::string_view payload) const = 0;
  /// Without `change`: an entry from before anybody followed.
  virtual void advance(const Facts& facts, const log::Entry& entry, Time at, Change* change) = 0;
  /// Back to before the first entry.
  virtual void forget() = 0;
  /// The stream has been read from its beginning.
  virtual void woken() = 0;
  /// What lists show may have changed.
  virtual void list(const Change& change) = 0;

  // ---- what followers are shown of it
  virtual std::unique_ptr<Change> no_change() const = 0;
  virtual Follower admit(std::shared_ptr<const Subject> subject, bool as_hall) const = 0;
  /// Where not, for them the stream is not there.
  virtual bool may_follow(const Follower& /*follower*/) const { return true; }
  virtual std::string snapshot(views::Audience audience) const = 0;
  virtual std::string patch(const Change& change, views::Audience audience) const = 0;
  virtual std::string me(const Follower& follower) const = 0;
  /// Whose `me` that change moves; no function where it is nobody's.
  virtual std::function<bool(const Follower&)> whose(const Change& change) const = 0;
  /// Ids whose labels this follower is told when she joins.
  virtual std::vector<std::string> labelled_for(const Follower& follower) const = 0;
  /// Ids of people that the view names.
  virtual std::vector<std::string> named() const = 0;
  /// What some of them chose to be called by in this stream, by the id that it is told under: for
  /// followers who see names. "" takes an earlier one back.
  virtual std::map<std::string, std::string> called() const { return {}; }
};

/// What `me` calls the people of an audience.
std::string_view kind_of(views::Audience audience);

}  // namespace roundtable::live
