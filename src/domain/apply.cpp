// What happened, as state. Refuses nothing: an event that does not fit is a broken invariant.
#include <algorithm>

#include "base/ensure.hpp"
#include "domain/apply_parts.hpp"
#include "domain/ballot/tally_secrecy.hpp"
#include "domain/decide.hpp"
#include "domain/decide_parts.hpp"
#include "domain/limits.hpp"

namespace roundtable::domain {
namespace {

/// The meeting itself, attendance, ballots and records.
class MeetingApplier {
 public:
  MeetingApplier(Meeting& meeting, Time at) : meeting_(meeting), at_(at) {}

  void operator()(const MeetingConvened& e) const {
    ensure(meeting_.phase == Phase::none, "a meeting is convened once");
    meeting_.title = e.title;
    meeting_.place = e.place;
    meeting_.body = e.body;
    meeting_.grid = e.grid;
    meeting_.rules = e.rules;
    meeting_.electorate = e.electorate;
    meeting_.electorate_at = e.electorate_at;
    meeting_.scheduled_at = e.scheduled_at;
    meeting_.demonstration = e.demonstration;
    meeting_.forum = e.forum;
    meeting_.convened_at = at_;
    meeting_.phase = Phase::convened;
  }
  void operator()(const MeetingAnnounced& e) const {
    meeting_.urgency = e.urgency;
    meeting_.notice = e.issued;
    meeting_.phase = Phase::announced;
    meeting_.announced_at = at_;
    for (auto& [id, item] : meeting_.agenda) item.noticed = true;
  }
  void operator()(const MeetingRescheduled& e) const {
    if (!meeting_.rescheduled) {
      meeting_.rescheduled = Rescheduling{meeting_.scheduled_at, meeting_.place, {}, {}};
    }
    meeting_.rescheduled->at = at_;
    meeting_.rescheduled->reason = e.reason;
    meeting_.scheduled_at = e.scheduled_at;
    meeting_.place = e.place;
    // Nobody has been told of the new time before now: the days of notice begin anew.
    if (meeting_.phase == Phase::announced) {
      (*this)(MeetingAnnounced{meeting_.urgency, meeting_.notice});
    }
  }
  void operator()(const MeetingOpened&) const {
    meeting_.phase = Phase::open;
    meeting_.opened_at = at_;
  }
  void operator()(const MeetingStarted&) const {
    meeting_.phase = Phase::in_session;
    meeting_.started_at = at_;
    meeting_.present_at_start = meeting_.present;
  }
  void operator()(const RollRenewed& e) const {
    meeting_.electorate = e.electorate;
    meeting_.electorate_at = e.electorate_at;
    meeting_.present = {};
    meeting_.present_modes.clear();
    for (auto& [head, attendance] : meeting_.attendance) {
      if (attendance.category != Category::present) continue;
      if (!e.electorate.value->heads.contains(head)) {
        attendance.category = Category::left;
        continue;
      }
      meeting_.present = meeting_.present + weight_of(*e.electorate.value, head);
      ++meeting_.present_modes[attendance.mode];
    }
  }
  void operator()(const MeetingRecessed&) const {
    meeting_.phase = Phase::recess;
    meeting_.recesses.push_back({at_, std::nullopt});
    AgendaApplier{meeting_, at_}.pause();
  }
  void operator()(const MeetingResumed&) const {
    meeting_.phase = Phase::in_session;
    ensure(!meeting_.recesses.empty(), "what is resumed was in recess");
    meeting_.recesses.back().until = at_;
    AgendaApplier{meeting_, at_}.go_on();
  }
  void operator()(const MeetingClosed&) const {
    ensure(!meeting_.open_ballot, "no ballot outlives its meeting");
    meeting_.phase = Phase::closed;
    meeting_.closed_at = at_;
  }
  void operator()(const MeetingCancelled& e) const {
    meeting_.phase = Phase::cancelled;
    meeting_.cancel_reason = e.reason;
  }

  void operator()(const CheckedIn& e) const {
    count_out(e.head);
    note(e.head, Category::present, e.mode, e.entered_by, "");
    meeting_.present = meeting_.present + weight_of(*meeting_.electorate.value, e.head);
    ++meeting_.present_modes[e.mode];
  }
  void operator()(const CheckInUndone& e) const {
    count_out(e.head);
    meeting_.attendance.erase(e.head);
  }
  void operator()(const HeadLeft& e) const {
    count_out(e.head);
    auto& attendance = attendance_of(e.head);
    attendance.category = Category::left;
    attendance.at = at_;
  }
  void operator()(const HeadExcused& e) const {
    count_out(e.head);
    note(e.head, Category::excused, Mode::hall, {}, e.reason.value.value_or(""));
  }
  void operator()(const PersonAdmitted& e) const {
    auto [found, is_new] = meeting_.guests.try_emplace(e.person);
    auto& guest = found->second;
    if (is_new) guest.order = meeting_.next_order++;
    guest.category = e.category;
    guest.at = at_;
  }
  void operator()(const PersonDismissed& e) const { meeting_.guests.erase(e.person); }

  void operator()(const BallotOpened& e) const {
    Ballot ballot;
    ballot.id = e.ballot;
    ballot.order = meeting_.next_order++;
    ballot.item = e.item;
    ballot.about = e.about;
    ProposalApplier{meeting_, at_}.put(e.about, e.ballot);
    ballot.question = e.question;
    ballot.detail = e.detail;
    ballot.rule = e.rule;
    // Where the law has changed since, the meeting goes on under the new one.
    for (auto& own : meeting_.rules) {
      if (own.value->id == e.rule.value->id) own = e.rule;
    }
    ballot.count_by(e.method, e.plans);
    ballot.roll = e.roll;
    ballot.scope = e.scope;
    ballot.interest = e.interest;
    ballot.secrecy = e.secrecy;
    ballot.counts = e.counts;
    ballot.standing = e.standing;
    ballot.standing_basis = e.standing_basis;
    ballot.departures = e.departures;
    ballot.party = e.party;
    ballot.present_at_opening = e.present;
    for (const auto& [head, attendance] : meeting_.attendance) {
      if (e.roll.value->heads.contains(head) && counts_as_present(meeting_, *e.rule.value, head)) {
        ballot.present.insert(head);
      }
    }
    ballot.opened_at = at_;
    ballot.deadline = e.deadline;
    ensure(meeting_.ballots.emplace(e.ballot, std::move(ballot)).second, "a new ballot");
    ensure(!meeting_.open_ballot, "one ballot at a time");
    meeting_.open_ballot = e.ballot;
  }
  void operator()(const BallotCast& e) const {
    auto& ballot = ballot_of(e.ballot);
    ensure(ballot.state == BallotState::open, "votes are cast in an open ballot");
    const auto weight = weight_of(*ballot.roll.value, e.head);
    ensure(weight.heads == 1, "voters are on the frozen roll");
    ensure((ballot.secrecy == Secrecy::confidential) != e.paper.commitment.empty(),
           "a paper is in clear or committed to, as its ballot says");
    auto [found, is_new] = ballot.casts.try_emplace(e.head);
    auto& cast = found->second;
    if (!is_new) {
      note_replaced(ballot, e, cast);
      if (cast.paper.value)
        ballot.counting->add(*cast.paper.value, Weight{} - weight, ballot.tally);
      --ballot.channels[cast.channel];
      ++cast.changes;
    }
    cast.paper = e.paper;
    cast.channel = e.channel;
    cast.entered_by = e.entered_by;
    cast.verified_by = e.verified_by;
    cast.at = at_;
    // A paper erased after the closing is missing here; the closing event brings the totals.
    if (e.paper.value) ballot.counting->add(*e.paper.value, weight, ballot.tally);
    ++ballot.channels[e.channel];
  }
  void operator()(const SlipsMade& e) const {
    meeting_.slips.made += static_cast<std::int64_t>(e.heads.size());
    meeting_.slips.replaced += static_cast<std::int64_t>(e.replaced.size());
    meeting_.slips_out.insert(e.heads.begin(), e.heads.end());
  }
  // One that was made elsewhere (`roundtable invite`) is in neither count.
  void operator()(const SlipUsed& e) const {
    meeting_.slips.used += static_cast<std::int64_t>(meeting_.slips_out.erase(e.head));
  }
  void operator()(const VoteExplained& e) const {
    ballot_of(e.ballot).trails[e.head].reason = e.reason.value.value_or("");
  }
  void operator()(const VoteReleased& e) const {
    ballot_of(e.ballot).trails[e.head].released = true;
  }
  void operator()(const VoteObjected& e) const {
    ballot_of(e.ballot).trails[e.head].objected_at = at_;
  }
  void operator()(const BallotReopened& e) const {
    auto& ballot = ballot_of(e.ballot);
    ensure(ballot.state == BallotState::closed && !meeting_.open_ballot,
           "what is reopened was closed");
    ballot.reopenings.push_back({*ballot.closed_at, at_, e.reason});
    ballot.state = BallotState::open;
    ballot.closed_at.reset();
    ballot.outcome = Outcome::pending;
    ProposalApplier{meeting_, at_}.reopen(ballot.about);
    meeting_.open_ballot = e.ballot;
  }
  void operator()(const BallotClosed& e) const {
    auto& ballot = ballot_of(e.ballot);
    ballot.closed_by = e.by;
    ballot.closed_at = e.effective_at;
    ensure(ballot.state == BallotState::open, "a ballot is closed once");
    ensure(ballot.tally.same_choices(e.tally), "the totals are of the choices asked");
    const auto counted = e.in_heads.area_withheld ? heads_alone(ballot.tally) : ballot.tally;
    ensure(counted == e.tally || some_paper_missing(ballot), "the totals are those counted");
    ballot.state = BallotState::closed;
    ballot.tally = e.tally;
    ballot.outcome = e.outcome;
    ballot.in_heads = e.in_heads;
    withhold_areas(ballot);
    meeting_.open_ballot.reset();
  }
  void operator()(const BallotAnnulled& e) const {
    auto& ballot = ballot_of(e.ballot);
    ballot.state = BallotState::annulled;
    ballot.annul_reason = e.reason;
    ballot.outcome = Outcome::pending;  // it decides nothing
    ProposalApplier{meeting_, at_}.annul(ballot.about);
    if (meeting_.open_ballot == e.ballot) meeting_.open_ballot.reset();
  }
  void operator()(const RecordPublished& e) const {
    if (e.ballot.empty()) {
      meeting_.minutes.state = MinutesState::published;
      meeting_.minutes.record = e.record;
    } else {
      ballot_of(e.ballot).record = e.record;
    }
    PublishedRecord record;
    record.id = e.record;
    record.ballot = e.ballot;
    record.order = meeting_.next_order++;
    record.number = e.number;
    record.title = e.title;
    record.sha256 = e.sha256;
    record.contact = e.contact;
    record.published_at = at_;
    record.objection_from = e.objection_from;
    record.objection_until = e.objection_until;
    record.model = e.model;
    ensure(meeting_.records.emplace(e.record, std::move(record)).second, "a new record");
  }

 private:
  Ballot& ballot_of(const BallotId& id) const {
    const auto found = meeting_.ballots.find(id);
    ensure(found != meeting_.ballots.end(), "events speak of ballots that were opened");
    return found->second;
  }
  /// A change on the own phone is one vote that was changed; whatever else comes in place of a vote
  /// is another vote, and both are told of.
  static void note_replaced(Ballot& ballot, const BallotCast& e, const Cast& before) {
    const bool same_hand = before.channel == e.channel && before.entered_by == e.entered_by;
    if (same_hand && !ballot.trails.contains(e.head)) return;
    auto& trail = ballot.trails[e.head];
    trail.reason.clear();
    trail.released = false;
    if (same_hand) return;
    trail.earlier.push_back({before.channel, before.entered_by, before.at});
    if (trail.earlier.size() > kEarlierVotesMax) trail.earlier.erase(trail.earlier.begin());
  }
  Attendance& attendance_of(const HeadId& head) const {
    const auto found = meeting_.attendance.find(head);
    ensure(found != meeting_.attendance.end(), "who leaves has been noted");
    return found->second;
  }
  /// Earlier closings hold areas that they should not tell: from here on nobody hears of them.
  static void withhold_areas(Ballot& ballot) {
    if (ballot.in_heads.area_withheld || !areas_give_votes_away(ballot, ballot.tally)) return;
    ballot.in_heads = count_in_heads(ballot.verdict());
    ballot.tally = heads_alone(ballot.tally);
  }
  /// A confidential paper whose value has been erased: only the closing event knows the totals.
  static bool some_paper_missing(const Ballot& ballot) {
    return std::any_of(ballot.casts.begin(), ballot.casts.end(),
                       [](const auto& cast) { return !cast.second.paper.value; });
  }
  void note(const HeadId& head, Category category, Mode mode, const ActorId& by,
            const std::string& reason) const {
    auto [found, is_new] = meeting_.attendance.try_emplace(head);
    if (is_new) found->second.order = meeting_.next_order++;
    found->second.category = category;
    found->second.mode = mode;
    found->second.at = at_;
    found->second.entered_by = by;
    found->second.reason = reason;
  }
  /// Takes a head that is present out of the sums; others are in none.
  void count_out(const HeadId& head) const {
    const auto found = meeting_.attendance.find(head);
    if (found == meeting_.attendance.end()) return;
    const auto& attendance = found->second;
    if (attendance.category != Category::present) return;
    meeting_.present = meeting_.present - weight_of(*meeting_.electorate.value, head);
    --meeting_.present_modes[attendance.mode];
  }

  Meeting& meeting_;
  Time at_;
};

struct Applier : MeetingApplier,
                 AgendaApplier,
                 FloorApplier,
                 ProposalApplier,
                 MinutesApplier,
                 FilesApplier {
  Applier(Meeting& meeting, Time at)
      : MeetingApplier(meeting, at),
        AgendaApplier{meeting, at},
        FloorApplier{meeting, at},
        ProposalApplier{meeting, at},
        MinutesApplier{meeting, at},
        FilesApplier{meeting, at} {}
  using AgendaApplier::operator();
  using FilesApplier::operator();
  using FloorApplier::operator();
  using MeetingApplier::operator();
  using MinutesApplier::operator();
  using ProposalApplier::operator();
};

}  // namespace

void apply(Meeting& meeting, const Event& event, Time at) {
  std::visit(Applier(meeting, at), event);
}

void apply_entry(Meeting& meeting, const std::vector<Event>& events, Time at) {
  ensure(at >= meeting.last_at, "time does not run backwards within a stream");
  for (const auto& event : events) apply(meeting, event, at);
  ++meeting.version;
  meeting.last_at = at;
}

}  // namespace roundtable::domain
