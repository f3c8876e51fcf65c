// decide(state, command, context) -> events + result | refusal, and apply(state, event). Pure: no
// I/O, no clock, no chance; time, fresh ids and values of other streams come in through the
// context. What the log may only hold a commitment to is sealed after `decide`
// (`seal` in describe/events.hpp). `decide` may refuse and changes nothing; `apply` changes and may
// not refuse (it `ensure`s).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/calendar.hpp"
#include "domain/command.hpp"
#include "domain/event.hpp"
#include "domain/refusal.hpp"

namespace roundtable::domain {

/// What an administrator recorded for this grid, body and channel (docs/domain.md 2.7). Without it
/// every ballot is an opinion poll.
struct BindingBasis {
  std::string text;
};

struct Context {
  Time at;  // stamped on receipt, never before the stream's last entry
  ActorId actor;
  std::string fresh_id;                   // for whatever the command makes
  std::vector<FixedRule> rules;           // convene: the rules named by the command
  bool body_known = true;                 // convene: some rule knows that body
  std::optional<FixedRoll> snapshot;      // convene: the electorate; ballot.open: the frozen roll
  std::optional<RollChange> roll_change;  // the meeting's roll is no longer the register's
  RollAt roll_at;                         // of the roll that `snapshot` was taken from
  bool applicant_on_roll = true;  // ballot.open: whose request it is was on that of the scope
  std::optional<std::string> issue_title;  // of the issue the command names, where it exists
  std::optional<BindingBasis> binding;
  Issued issued;                       // announce: who issues the notice, and its number
  const Calendar* calendar = nullptr;  // days of work; null: weekends alone are known
  std::string model;                   // record.publish: SHA-256 of what the document would say now
  bool asking = false;  // only whether it would be refused: what is dear is not worked out
};

struct Accepted {
  std::vector<Event> events;
  Fields result;
};
using Decision = std::variant<Accepted, Refusal>;

/// The first day on which what is announced on that day may be decided: so many full days lie
/// between, and the day of the announcement is not counted (Civil Code Art. 201). Without a notice
/// it is the day itself.
Date first_day_after_notice(std::int64_t notice_days, Date announced);
/// Under that rule, which may move the last day of notice on to a day of work.
Date first_day_after_notice(const Rule& rule, Date announced, const Calendar& calendar);

/// Whether no days of notice are asked for: the law allows short notice in special circumstances,
/// and who announced the meeting said which.
bool may_be_short(const Meeting& meeting, const Rule& rule);

/// When objections to a record may be raised. The day of publication is not counted (Civil Code
/// Art. 201); a rule without such a period gives the day itself twice.
struct ObjectionPeriod {
  Date from;
  Date until;
};
ObjectionPeriod objection_period(const Rule& rule, Time published_at, const Calendar& calendar);
/// Of what is published then: of the ballot's result, or of the minutes where there is no ballot.
ObjectionPeriod publication_period(const Meeting& meeting, const BallotId& ballot, Time at,
                                   const Calendar& calendar);

/// The rule of that id as a ballot opened now is decided under: the meeting's own, or, where the
/// law has changed since it was convened, that of `context.rules` - the newest first - whose
/// transition says so. Null where the meeting has none of that id.
const FixedRule* rule_in_force(const Meeting& meeting, std::string_view id, const Context& context);

/// What else the rule of a ballot asks of publishing its result.
struct PublicationTerms {
  Date due;                           // by law the last day on which to publish; Date{}: none
  Date until;                         // stays published until then at least; Date{}: no such time
  std::vector<std::int64_t> lacking;  // years whose holidays the calendar does not know
};
PublicationTerms publication_terms(const Ballot& ballot, Time at, const Calendar& calendar);

/// Whether a meeting may be set for that moment: not longer ago or further ahead than limits.hpp
/// allows.
bool may_be_scheduled(Time when, Time now);

Decision decide(const Meeting& meeting, const Command& command, const Context& context);

/// The refusal for a text that is empty, too long or holds control characters; nothing if it is
/// fine. `optional`: may be empty.
std::optional<Refusal> text_problem(const char* field, std::string_view text, std::size_t bytes_max,
                                    bool optional = false);

/// Is that head here in the sense of the rule? One represented by proxy is not where the rule
/// allows no proxies (members of an owners' committee).
bool counts_as_present(const Meeting& meeting, const Rule& rule, const HeadId& head);
/// Those of that roll who do.
Weight present_on(const Meeting& meeting, const Rule& rule, const RollSnapshot& roll);

/// Changes the state by one event of an entry stamped `at`. Entry bookkeeping (version, last_at) is
/// `apply_entry`'s.
void apply(Meeting& meeting, const Event& event, Time at);

/// All events of one entry; advances `version` and `last_at`.
void apply_entry(Meeting& meeting, const std::vector<Event>& events, Time at);

/// Members of a body that knows no proxies come themselves. A body that only talks may hear
/// anybody.
bool knows_no_proxies(const Meeting& meeting);

}  // namespace roundtable::domain
