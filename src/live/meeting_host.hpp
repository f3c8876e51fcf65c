// MeetingHost: the single writer of one meeting. It acts in turns (docs/architecture.md): takes all
// waiting commands, decides them one after another on its newest state, appends the resulting
// entries - one a command - as one batch, and while that append is under way only collects. Views
// and answers follow what the log delivers as durable, never the decision.
//
// Lives on one strand; every function is called there. Nothing in it blocks but the reading of the
// log when a meeting wakes or an outcome is unknown.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/env.hpp"
#include "codec/entry_json.hpp"
#include "domain/decide.hpp"
#include "live/counters.hpp"
#include "live/hub.hpp"
#include "live/permission.hpp"
#include "live/possible.hpp"
#include "live/registry.hpp"
#include "live/rule_book.hpp"
#include "log/event_log.hpp"
#include "views/meeting_view.hpp"

namespace roundtable::live {

inline constexpr std::size_t kInboxCommandsMax = 20'000;
inline constexpr std::size_t kTurnEntriesMax = 2'048;
inline constexpr std::size_t kReplayChangesMax = 512;
inline constexpr std::chrono::milliseconds kFoldInterval{100};  // at most 10 patches a second
inline constexpr std::chrono::microseconds kFoldPerFollower{25};
/// The least time between two patches. One follower's costs about 5 µs (docs/performance.md): with
/// 25 µs for each, telling everybody takes a fifth of one core at most, and a burst of ballots is
/// not slowed down by its own counts. Felt from 4,000 followers on.
constexpr std::chrono::microseconds fold_interval(std::size_t followers) {
  return std::max<std::chrono::microseconds>(kFoldInterval, kFoldPerFollower * followers);
}
/// How many are online matters to nobody by the tenth of a second.
inline constexpr std::chrono::milliseconds kPresenceInterval{1'000};

struct Done {
  std::uint64_t version = 0;
  std::string hash;
  std::string result;  // JSON object
};
/// Nothing can be said yet: the same id must be sent again.
struct Unknown {};
using Answer = std::variant<Done, domain::Refusal, Unknown>;

/// A document to be published with `record.publish`: the domain sees its names, the log its bytes.
struct RenderedRecord {
  domain::Document document;
  std::vector<std::string> bytes;
};
/// Renders the outcome of a closed ballot, or the adopted minutes where the command names none;
/// supplied by `app`, which knows the templates.
using RenderRecord =
    std::function<RenderedRecord(const domain::Meeting&, const domain::PublishRecord&,
                                 const ActorId& by, Time at, const log::StreamHead& head)>;

struct Submission {
  std::shared_ptr<const Subject> subject;
  bool by_server = false;  // a closing by deadline: nobody's permission is asked
  bool over_rate = false;  // refused, unless it is a resend of what is recorded
  CommandId id;
  domain::Command command;
  std::string command_sha256;
  log::SealedFile file{};                    // with file.add: the bytes it speaks of
  Time received_at;                          // what its entry is stamped with
  std::function<void(const Answer&)> reply;  // called once, on the meeting's strand
};

struct HostServices {
  log::EventLog& log;
  const Clock& clock;
  Randomness& randomness;
  const RuleBook& rules;
  Registry& registry;
  Hub& hub;
  RenderRecord render_record;
  /// Labels for ids (room labels, names) from the Directory, which may block: `tell` is called
  /// later, from any thread, or not at all where the Directory cannot be read.
  using Labels = std::map<std::string, std::string>;
  std::function<void(std::vector<std::string> ids, std::function<void(Labels)> tell)> labels;
  /// Title, phase or records have changed: the lists are due an update.
  std::function<void(const views::ViewState&)> listed;
  /// Told of every broken invariant and failure, for the log lines.
  std::function<void(std::string_view what, const std::string& detail)> report;
  /// Sealed values that are to be erased for good, as soon as that is durable; erasing blocks and
  /// is handed on. The log keeps them as pending until then. From any strand.
  std::function<void(std::vector<std::string> commitments)> erase;
  std::shared_ptr<Counters> counters = std::make_shared<Counters>();
};

/// How a socket wants to follow a meeting.
struct Joining {
  bool as_hall = false;                // the projector: shown what everybody may see
  std::optional<std::uint64_t> since;  // the version it has
  std::string kind;                    // what `me` called it when it was shown that; "": not said
};

/// "meeting:<id>"
std::string stream_of(const MeetingId& meeting);

class MeetingHost : public std::enable_shared_from_this<MeetingHost> {
 public:
  MeetingHost(MeetingId id, Strand& strand, HostServices& services);
  ~MeetingHost();
  MeetingHost(const MeetingHost&) = delete;
  MeetingHost& operator=(const MeetingHost&) = delete;

  /// Reads the whole stream. Throws log::LogFailure or codec::DecodeFailure.
  void load();
  bool exists() const { return view_.meeting.version > 0; }
  const views::ViewState& durable() const { return view_; }

  void submit(Submission submission);
  /// Entries of this meeting's stream that are durable now.
  void on_durable(const std::vector<log::Entry>& entries);

  void join(SocketRef socket, std::shared_ptr<const Subject> subject, const Joining& joining);
  void leave(SocketRef socket);
  /// A lagging socket has drained.
  void catch_up_socket(SocketRef socket, std::uint64_t since);

  /// Nothing waits, nothing is under way.
  bool idle() const { return inbox_.empty() && !turn_under_way_; }
  bool followed() const { return !followers_.empty(); }

 private:
  struct Key {
    std::string actor;
    std::string id;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept;
  };
  struct Answered {
    std::uint64_t version = 0;
    std::string command_sha256;
    std::string commitment;  // to what the entry seals: its salt went into command_sha256 too
    std::string hash;
    std::string result;
  };
  /// A command whose entry is being appended.
  struct Pending {
    Submission submission;
    std::vector<std::function<void(const Answer&)>> replies;
    std::vector<domain::Event> events;
    std::uint64_t version = 0;
    std::string hash;
  };
  struct Follower {
    std::shared_ptr<const Subject> subject;
    views::Audience audience = views::Audience::everyone;
    bool sees_names = false;  // of who speaks, presents, moves: members, staff, a Hall they opened
  };
  struct Batch {
    log::Batch entries;
    std::vector<Pending> pending;
    /// Refusals that rest on what is not durable yet.
    std::vector<std::pair<Submission, domain::Refusal>> refusals;
  };

  // A turn.
  void schedule_turn();
  void turn();
  void take(Submission submission, Batch& batch);
  bool answer_repeat(Submission& submission, const Key& key, Batch& batch);
  /// The commitment to what these events seal, or "".
  static std::string commitment_in(const std::vector<domain::Event>& events);
  std::optional<domain::Refusal> decide_one(Submission& submission, Batch& batch);
  domain::Context context_for(const Submission& submission, std::vector<log::Content>& contents);
  /// What that id was answered with, if it is recorded.
  std::optional<Answer> first_answer(const Submission& submission) const;
  bool is_same_command(const Answered& first, const Submission& submission) const;
  bool may_use_roll(const Subject& subject, const domain::ConveneMeeting& convene) const;
  void add_snapshot(domain::Context& context, const RollId& roll, const domain::Scope& scope,
                    std::vector<log::Content>& contents) const;
  void add_entry(Submission submission, domain::Accepted accepted,
                 std::vector<log::Content> contents, Time at, Batch& batch);
  void give_up(Batch batch);
  void append(Batch batch);
  void on_appended(log::Appended outcome);
  void settle(Batch batch, const Answer& otherwise);
  void decide_again(Batch batch);
  /// Drops all that is not durable and reads what the log has; false if it cannot be read.
  bool reload();

  // Durable state.
  /// Whether anybody has to be told what an entry changed.
  enum class News : unsigned char { none, noted };
  void absorb(const log::Entry& entry, News news = News::noted);
  void read_log(News news = News::noted);
  void start_over();
  void count_held(std::uint64_t entries);
  void note_withdrawn(const std::vector<domain::Event>& events);

  // Fan-out.
  void schedule_flush();
  void flush();
  void schedule_presence();
  void publish_presence();
  void flush_me(const views::Changed& changed);
  std::optional<views::Changed> changed_since(std::uint64_t version) const;
  std::set<Role> roles_of(const Subject& subject, const GridId& grid) const;
  std::string me(const Follower& follower) const;
  views::GridPath path() const;
  void send_labels(SocketRef socket, const Follower& follower);
  /// Those named for the first time since, to everybody who sees names.
  void tell_new_names();
  Frame frame_since(const Follower& follower, std::optional<std::uint64_t> since);
  Frame snapshot_frame(const Follower& follower);
  void send_snapshot(SocketRef socket, const Follower& follower);

  MeetingId id_;
  Strand& strand_;
  HostServices& services_;
  const std::shared_ptr<Counters> counters_;  // a host may go last, with a task that held it
  codec::Sources sources_;

  domain::Meeting newest_;  // what commands are decided on
  std::string newest_hash_;
  views::ViewState view_;  // durable
  std::string durable_hash_;
  std::uint64_t held_ = 0;  // entries of it that are counted as in memory
  std::unordered_map<Key, Answered, KeyHash> answered_;
  std::map<HeadId, std::map<BallotId, views::Receipt>> receipts_;
  mutable PossibleByClass possible_;

  std::deque<Submission> inbox_;
  bool turn_under_way_ = false;  // a turn is posted or its append is under way
  std::optional<Batch> appending_;
  std::unordered_map<Key, std::size_t, KeyHash> pending_;  // index into appending_->pending
  bool conflicted_ = false;    // this batch has been decided anew once already
  bool must_reload_ = false;   // the log could not be read when it had to be
  bool half_applied_ = false;  // an entry failed on the way in: nothing in memory can be trusted

  std::map<SocketRef, Follower> followers_;
  views::Changed changed_;  // since the last flush
  struct Flushed {
    std::uint64_t from = 0;  // versions (from, to]
    std::uint64_t to = 0;
    views::Changed changed;
  };
  std::set<std::string> named_;  // whose labels followers have been told
  std::deque<Flushed> history_;
  std::uint64_t flushed_version_ = 0;
  Time last_flush_;
  bool flush_scheduled_ = false;
  bool presence_scheduled_ = false;
};

}  // namespace roundtable::live
