// One ballot as state: what is asked, under which frozen rule and roll, who voted through which
// channel. One vote a head whatever the channel; all channels share this one ledger.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/agenda.hpp"
#include "domain/ballot/method.hpp"
#include "domain/ballot/paper.hpp"
#include "domain/proposal.hpp"
#include "domain/roll.hpp"
#include "domain/rule.hpp"

namespace roundtable::domain {

enum class Channel { phone, helper, paper, proxy, hand };
std::string_view to_string(Channel channel);
std::optional<Channel> channel_from(std::string_view text);

enum class Standing { opinion_poll, binding };
std::string_view to_string(Standing standing);
std::optional<Standing> standing_from(std::string_view text);

/// In what a ballot is otherwise than was announced (domain/announced.hpp): its item or its
/// question was not, its rule is another than the matter's, the notice was too short, it is another
/// day.
enum class Departure { item, matter, rule, notice, day };
std::string_view to_string(Departure departure);
std::optional<Departure> departure_from(std::string_view text);
inline constexpr std::size_t kDepartures = 5;

enum class BallotState { open, closed, annulled };
std::string_view to_string(BallotState state);

enum class ClosedBy { chair, deadline };
std::string_view to_string(ClosedBy by);
std::optional<ClosedBy> closed_by_from(std::string_view text);

struct Cast {
  SealedPaper paper;
  Channel channel = Channel::phone;
  ActorId entered_by;
  ActorId verified_by;  // "" where nobody verified it
  Time at;
  std::int64_t changes = 0;
  friend bool operator==(const Cast&, const Cast&) = default;
};

/// A vote that another has taken the place of.
struct EarlierVote {
  Channel channel = Channel::phone;
  ActorId entered_by;
  Time at;
  friend bool operator==(const EarlierVote&, const EarlierVote&) = default;
};

/// What else there is to say of a household's vote; most have none.
struct VoteTrail {
  /// Replaced through another channel or by somebody else: oldest first, the newest
  /// kEarlierVotesMax.
  std::vector<EarlierVote> earlier;
  std::string reason;     // why staff entered the standing one; "" where not asked, or erased
  bool released = false;  // staff may enter one in place of the household's own
  std::optional<Time> objected_at;
  friend bool operator==(const VoteTrail&, const VoteTrail&) = default;
};

/// Closed by mistake, and open again.
struct Reopening {
  Time closed_at;
  Time at;
  std::string reason;
  friend bool operator==(const Reopening&, const Reopening&) = default;
};

struct Ballot {
  BallotId id;
  std::int64_t order = 0;
  AgendaItemId item;
  Motion about;  // a motion of the deliberation, or nothing
  std::string question;
  std::string detail;
  MethodUse method;
  const Method* counting = nullptr;  // what `method` names
  Choices choices;                   // what papers may name
  FixedRule rule;
  FixedRoll roll;
  Scope scope;
  Interest interest;  // what the roll makes of the scope
  Secrecy secrecy = Secrecy::named;
  Counts counts = Counts::live;
  Standing standing = Standing::opinion_poll;
  std::string standing_basis;         // what the administrator recorded; "" for a poll
  std::vector<Departure> departures;  // of a poll: a vote that binds has none
  PartyReview party;                  // of its item, as it was when it opened
  Weight present_at_opening;          // among the frozen roll
  std::set<HeadId> present;  // who they were: where presence is the quorum, they alone vote
  Time opened_at;
  std::optional<Time> deadline;
  BallotState state = BallotState::open;
  std::optional<Time> closed_at;
  ClosedBy closed_by = ClosedBy::chair;
  std::string annul_reason;
  std::map<HeadId, Cast> casts;
  std::map<HeadId, VoteTrail> trails;
  std::vector<Reopening> reopenings;
  Tally tally;                               // kept with every cast
  std::map<Channel, std::int64_t> channels;  // heads by the channel of their standing vote
  Outcome outcome = Outcome::pending;        // as decided at the closing
  CountInHeads in_heads;                     // where areas may not be told, not even by `tally`
  RecordId record;                           // "" while unpublished

  /// Counted by that method, beginning with nothing. Its rule is set before.
  void count_by(const MethodUse& use, const std::vector<std::string>& plans);
  Basis basis() const;
  Asked asked() const;
  Working working() const;  // final once closed
  Verdict verdict() const { return working().verdict; }
  /// Whether one of several plans is asked for. How that is counted `method` says.
  bool among_plans() const;
  friend bool operator==(const Ballot&, const Ballot&) = default;
};

/// The newest vote that somebody else entered for the household, also where its own has taken the
/// place of it since.
std::optional<EarlierVote> entered_by_others(const Ballot& ballot, const HeadId& head);
/// There is such a vote, and the household has not objected to it yet.
bool may_object(const Ballot& ballot, const HeadId& head);
/// It voted on its own phone and has not let staff enter another.
bool may_release(const Ballot& ballot, const HeadId& head);
/// Heads that say of a vote entered for them that it was not theirs.
std::int64_t objections(const Ballot& ballot);

/// May anybody be told how the votes fall (docs/decisions/0007)? Live counts at once, hidden ones
/// after the closing, never once annulled; of a confidential ballot only where
/// kConfidentialHeadsMin took part. The outcome shows whatever this says.
bool split_may_be_told(const Ballot& ballot);

/// May anybody be told more of who takes part than how many heads: their floor area, their channel?
/// Not while a confidential ballot is open, nor once it is annulled.
bool participation_may_be_detailed(const Ballot& ballot);

}  // namespace roundtable::domain
