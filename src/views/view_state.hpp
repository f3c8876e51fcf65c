// ViewState: what all audiences' views of one meeting are made from. It advances by durable entries
// alone (never by what a host has merely decided) and belongs to the meeting's strand.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "domain/meeting.hpp"
#include "domain/refusal.hpp"
#include "domain/text.hpp"
#include "views/text_diff.hpp"

namespace roundtable::views {

/// Lines of the running minutes kept in the view.
inline constexpr std::size_t kLogLinesMax = 200;

/// One thing that happened, for the running minutes. Casts are not listed.
struct LogLine {
  std::uint64_t version = 0;
  std::size_t index = 0;  // among the events of that entry
  Time at;
  std::string what;  // the event's stored name
  domain::Fields fields;
  AgendaItemId item;      // it belongs to; "": none
  domain::Text sentence;  // `{id}` stands for a label; "" where there is none

  std::string key() const;  // "17", "17-1" for the second event of an entry
};

struct ViewState {
  domain::Meeting meeting;
  std::deque<LogLine> lines;                          // oldest first
  std::map<RecordId, std::uint64_t> record_versions;  // the entry that published each record
  std::map<ProposalId, std::size_t> paragraphs_most;  // that each proposal ever had
  std::map<AmendmentId, TextDiff> diffs;  // what each amendment changes, worked out once
  std::set<ActorId> helpers;              // staff who entered a vote for a household
};

/// What has changed since some version: names of parts, not values. Values are rendered from the
/// newest state when a patch is due, so the union of two changes is their fold, deletions included.
struct Changed {
  bool meeting = false;     // phase, times, standing of the meeting itself
  bool rules = false;       // the law has changed: a ballot was opened under the new one
  bool current = false;     // item or ballot under way
  bool attendance = false;  // totals
  /// Came to the meeting's roll, went, or may have other units: with those that each had before.
  std::map<HeadId, std::set<UnitId>> roll;
  std::set<AgendaItemId> items;
  std::set<HeadId> people;                     // attendance of these heads
  std::set<PersonId> guests;                   // and of these people without a seat
  std::set<BallotId> ballots;                  // everything of these ballots but single votes
  std::set<BallotId> counts;                   // their counts alone
  std::map<BallotId, std::set<HeadId>> votes;  // single votes
  bool floor = false;           // who is next, the sums of the present subject, who chairs
  std::set<SpeechId> speeches;  // besides those that wait: their places go with `floor`
  std::set<CardId> cards;
  std::set<ProposalId> proposals;
  std::set<AmendmentId> amendments;
  bool minutes = false;               // their state and how many have signed them
  std::set<HeadId> signers;           // who has, or has no longer
  std::set<std::int64_t> objections;  // to them, by their order
  std::set<domain::SectionId> sections;
  std::set<DecisionId> decisions;
  std::set<RecordId> records;
  std::set<FileId> files;
  std::set<std::string> lines;  // log lines by key, new or dropped
  /// True if what people may do has changed for everybody (`me` is due for all).
  bool everyone = false;
  /// The same for those who run the meeting alone.
  bool staff = false;
  /// Heads whose own `me` has changed.
  std::set<HeadId> seats;

  bool empty() const;
  void merge(const Changed& newer);
};

/// The people whom the view names by id: who speaks, presents, chairs, is responsible.
std::vector<std::string> named_people(const ViewState& state);

/// Applies one durable entry and notes what it changed.
void advance(ViewState& state, const std::vector<domain::Event>& events, Time at, Changed& changed);
/// The same for an entry from before anybody followed: what it changed is nobody's news.
void replay(ViewState& state, const std::vector<domain::Event>& events, Time at);

}  // namespace roundtable::views
