#include "records/model.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "base/ensure.hpp"
#include "records/attachments.hpp"

namespace roundtable::records {
namespace {

using namespace domain;

/// Those whom the document speaks of one by one.
using Named = std::set<std::string>;

/// The others of a roll are counted.
FixedRoll counted(const FixedRoll& roll, const Named& named) {
  RollSnapshot out;
  out.roll = roll.value->roll;
  out.total_area = roll.value->total_area;
  out.counted = RollSnapshot::Counted{roll.value->total_heads(), roll.value->of_households()};
  for (const auto& id : named) {
    if (roll.value->heads.contains(HeadId(id))) out.heads.emplace(HeadId(id), SnapshotHead{});
  }
  return {roll.sha256, std::make_shared<const RollSnapshot>(std::move(out))};
}

/// Sums and no single vote.
Ballot summed(Ballot ballot, const Named& named) {
  ballot.casts.clear();
  ballot.trails.clear();
  ballot.present.clear();
  ballot.roll = counted(ballot.roll, named);
  return ballot;
}

/// What every document says of its meeting.
Meeting heading_of(const Meeting& meeting) {
  Meeting out;
  out.id = meeting.id;
  out.title = meeting.title;
  out.place = meeting.place;
  out.grid = meeting.grid;
  out.demonstration = meeting.demonstration;
  out.announced_at = meeting.announced_at;
  return out;
}

void keep_files(Meeting& out, const std::vector<const MeetingFile*>& files) {
  for (const auto* file : files) out.files.emplace(file->id, *file);
}

/// That many, without saying who they are.
template <class Key>
void add_unnamed(std::map<Key, Attendance>& out, std::int64_t number, Category category) {
  const auto prefix = "-" + std::string(to_string(category)) + "-";
  for (std::int64_t i = 1; i <= number; ++i) {
    out[Key(prefix + std::to_string(i))].category = category;
  }
}

/// When heads went away, in the order of the hours: whose hour it was, the order must not tell.
void keep_departures(Meeting& out, const Meeting& meeting) {
  std::vector<Time> hours;
  for (const auto& [id, attendance] : meeting.attendance) {
    if (attendance.category == Category::left) hours.push_back(attendance.at);
  }
  std::sort(hours.begin(), hours.end(),
            [](const auto& a, const auto& b) { return a.micros < b.micros; });
  std::size_t next = 0;
  for (auto& [id, attendance] : out.attendance) {
    if (attendance.category == Category::left) attendance.at = hours.at(next++);
  }
}

// Heads are counted by category and by how they came; of the others those of the public are.
void keep_attendance(Meeting& out, const Meeting& meeting) {
  std::map<Category, std::int64_t> heads;
  for (const auto& [id, attendance] : meeting.attendance) {
    ++heads[attendance.category];
    // Of all who attended, those who have left too: the meeting's own count is of who is there.
    const bool attended =
        attendance.category == Category::present || attendance.category == Category::left;
    if (attended) ++out.present_modes[attendance.mode];
  }
  for (const auto& [category, number] : heads) add_unnamed(out.attendance, number, category);
  keep_departures(out, meeting);
  std::int64_t observers = 0;
  for (const auto& [id, attendance] : meeting.guests) {
    if (attendance.category == Category::observer) {
      ++observers;
    } else {
      out.guests[id].category = attendance.category;
    }
  }
  add_unnamed(out.guests, observers, Category::observer);
  out.present_at_start = meeting.present_at_start;
}

/// What is told of the talk: who has spoken, and the cards that were settled.
void keep_talk(Meeting& out, const Meeting& meeting, Named& named) {
  for (const auto& [id, speech] : meeting.speeches) {
    if (!speech.finished_at) continue;
    out.speeches.emplace(id, speech);
    named.insert(speech.speaker.str());
  }
  for (const auto& [id, card] : meeting.cards) {
    if (card.state == CardState::raised) continue;
    out.cards.emplace(id, card);
    named.insert(card.raised_by.str());
  }
}

void keep_motions(Meeting& out, const Meeting& meeting, Named& named) {
  out.proposals = meeting.proposals;
  for (auto& [id, proposal] : out.proposals) {
    proposal.supporters.clear();
    named.insert(proposal.mover.str());
  }
  out.amendments = meeting.amendments;
  for (const auto& [id, amendment] : out.amendments) named.insert(amendment.mover.str());
}

void keep_minutes(Meeting& out, const Meeting& meeting, Named& named) {
  const auto& minutes = meeting.minutes;
  out.minutes.state = MinutesState::adopted;
  out.minutes.adopted_at = minutes.adopted_at;
  out.minutes.sections = minutes.sections;
  for (auto& [id, section] : out.minutes.sections) section.base = section.order = 0;
  for (const auto& [id, agreement] : minutes.decisions) {
    if (agreement.withdrawn) continue;
    out.minutes.decisions.emplace(id, agreement);
    named.insert(agreement.responsible.str());
  }
  for (std::size_t i = 1; i <= minutes.signed_by.size(); ++i) {
    out.minutes.signed_by.emplace(HeadId("-" + std::to_string(i)), Time{});
  }
}

/// The opening, the item or the closing that it stands under.
SectionId part_of(const Meeting& meeting, const SectionId& section) {
  const auto speech = meeting.speeches.find(SpeechId(section));
  if (speech != meeting.speeches.end()) return speech->second.subject.item.str();
  const auto agreed = meeting.minutes.decisions.find(DecisionId(section));
  return agreed == meeting.minutes.decisions.end() ? section : agreed->second.item.str();
}

std::map<std::string, ObjectionCounts> counted_objections(const Meeting& meeting) {
  std::map<std::string, ObjectionCounts> out;
  for (const auto& [order, one] : meeting.minutes.objections) {
    if (one.withdrawn) continue;
    auto& counts = out[part_of(meeting, one.section)];
    ++counts.made;
    if (one.answered) ++counts.answered;
  }
  return out;
}

void keep_agenda(Meeting& out, const Meeting& meeting, Named& named) {
  out.agenda = meeting.agenda;
  for (auto& [id, item] : out.agenda) {
    item.used = 0;
    item.running_from.reset();
    named.insert(item.text.presenter.str());
  }
}

/// Votes on the same that were annulled before this one, the oldest first.
std::vector<AnnulledVote> annulled_before(const Meeting& meeting, const Ballot& ballot) {
  std::vector<const Ballot*> before;
  for (const auto& [id, other] : meeting.ballots) {
    const bool on_same = other.item == ballot.item && other.about == ballot.about;
    if (on_same && other.order < ballot.order && other.state == BallotState::annulled) {
      before.push_back(&other);
    }
  }
  std::sort(before.begin(), before.end(),
            [](const auto* a, const auto* b) { return a->order < b->order; });
  std::vector<AnnulledVote> out;
  for (const auto* other : before) {
    out.push_back({other->question, other->opened_at, other->annul_reason});
  }
  return out;
}

/// The results that stand in documents of their own.
void keep_results(Meeting& out, const Meeting& meeting) {
  for (const auto& [id, record] : meeting.records) {
    if (!record.ballot.empty()) out.records.emplace(id, record);
  }
}

}  // namespace

std::string_view to_string(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::outcome:
      return "outcome";
    case DocumentKind::minutes:
      return "minutes";
    case DocumentKind::notice:
      return "notice";
  }
  return "";
}

Model outcome_model(const Meeting& meeting, const Ballot& ballot, ModelFacts facts, Making made) {
  ensure(ballot.state == BallotState::closed, "an outcome is published of a closed ballot");
  facts.votes_objected = objections(ballot);
  facts.slips = meeting.slips;
  auto said = heading_of(meeting);
  AgendaItem item;
  item.id = ballot.item;
  item.text.title = meeting.agenda.at(ballot.item).text.title;
  said.agenda.emplace(ballot.item, std::move(item));
  keep_files(said, standing_files(meeting, ballot.item));
  said.ballots.emplace(ballot.id, summed(ballot, {}));
  facts.annulled = annulled_before(meeting, ballot);
  if (may_be_short(meeting, *ballot.rule.value)) said.urgency = meeting.urgency;
  return {DocumentKind::outcome, std::move(made), std::move(facts), ballot.id, std::move(said)};
}

Model minutes_model(const Meeting& meeting, ModelFacts facts, Making made) {
  Named named;
  auto said = heading_of(meeting);
  said.rules = meeting.rules;
  said.scheduled_at = meeting.scheduled_at;
  said.started_at = meeting.started_at;
  said.closed_at = meeting.closed_at;
  // When what was never settled came to its end.
  said.last_at = meeting.closed_at.value_or(meeting.last_at);
  said.recesses = meeting.recesses;
  said.chair = meeting.chair;
  if (!said.chair.empty()) named.insert(said.chair.str());
  keep_attendance(said, meeting);
  keep_agenda(said, meeting, named);
  keep_talk(said, meeting, named);
  keep_motions(said, meeting, named);
  keep_minutes(said, meeting, named);
  facts.minutes_objected = counted_objections(meeting);
  keep_results(said, meeting);
  keep_files(said, standing_files(meeting));
  for (const auto& [id, ballot] : meeting.ballots) {
    if (ballot.state != BallotState::open) said.ballots.emplace(id, summed(ballot, named));
  }
  said.electorate = counted(meeting.electorate, named);
  return {DocumentKind::minutes, std::move(made), std::move(facts), {}, std::move(said)};
}

Model notice_model(const Meeting& meeting, ModelFacts facts, Making made,
                   const Calendar& calendar) {
  ensure(meeting.announced_at.has_value(), "a notice is of a meeting that was announced");
  auto said = heading_of(meeting);
  const bool cancelled = meeting.phase == Phase::cancelled;
  said.phase = cancelled ? Phase::cancelled : Phase::announced;
  said.cancel_reason = meeting.cancel_reason;
  said.urgency = meeting.urgency;
  said.rescheduled = meeting.rescheduled;
  said.scheduled_at = meeting.scheduled_at;
  said.rules = meeting.rules;
  const auto announced = shanghai_date(*meeting.announced_at);
  for (const auto& rule : meeting.rules) {
    facts.earliest.push_back(first_day_after_notice(*rule.value, announced, calendar));
  }
  said.electorate = counted(meeting.electorate, {});
  for (const auto& [id, item] : meeting.agenda) {
    auto& kept = said.agenda[id];
    kept.id = id;
    kept.order = item.order;
    kept.noticed = item.noticed;
    kept.text = item.text;
    kept.text.presenter = {};
  }
  keep_files(said, standing_files(meeting));
  return {DocumentKind::notice, std::move(made), std::move(facts), {}, std::move(said)};
}

std::vector<const AgendaItem*> in_order(const std::map<AgendaItemId, AgendaItem>& agenda) {
  std::vector<const AgendaItem*> items;
  for (const auto& [id, item] : agenda) items.push_back(&item);
  std::sort(items.begin(), items.end(),
            [](const auto* a, const auto* b) { return a->order < b->order; });
  return items;
}

}  // namespace roundtable::records
