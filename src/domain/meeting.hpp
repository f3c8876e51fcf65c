// A meeting (圆桌会) as state: a sitting of exactly one body on issues of a grid. `apply` is the
// only thing that changes it; `decide` reads it. Both are pure and hold all the rules.
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
#include "domain/ballot/ballot.hpp"
#include "domain/file.hpp"
#include "domain/floor.hpp"
#include "domain/minutes.hpp"
#include "domain/proposal.hpp"
#include "domain/roll.hpp"
#include "domain/rule.hpp"

namespace roundtable::domain {

enum class Phase { none, convened, announced, open, in_session, recess, closed, cancelled };
std::string_view to_string(Phase phase);

/// docs/domain.md 8: 出席 / 列席 / 请假 / 旁听; `left` went away and may come back.
enum class Category { present, in_attendance, excused, observer, left };
std::string_view to_string(Category category);
std::optional<Category> category_from(std::string_view text);

/// How a head is present.
enum class Mode { phone, hall, proxy };
std::string_view to_string(Mode mode);
std::optional<Mode> mode_from(std::string_view text);

struct Attendance {
  std::int64_t order = 0;
  Category category = Category::present;
  Mode mode = Mode::phone;
  Time at;
  ActorId entered_by;
  std::string reason;  // of an excuse; "" once it has been erased
  friend bool operator==(const Attendance&, const Attendance&) = default;
};

struct PublishedRecord {
  RecordId id;
  BallotId ballot;  // "" : the minutes
  std::int64_t order = 0;
  std::string number;  // 〔2026〕3号
  Text title;
  Text sha256;  // of the document's bytes, one for each language
  std::string contact;
  Time published_at;
  Date objection_from;
  Date objection_until;
  std::string model{};  // of the record model; "" where release 0.1.0 made the document
  friend bool operator==(const PublishedRecord&, const PublishedRecord&) = default;
};

/// Who issues the notice of a meeting, and its number: settled when it is announced, whatever the
/// office is called later.
struct Issued {
  std::string issuer;  // the official name; "" : none was entered
  std::string number;  // 公告〔2026〕3号; "" where nobody issues it
  friend bool operator==(const Issued&, const Issued&) = default;
};

/// A meeting set for another time or place than it was convened for.
struct Rescheduling {
  Time from;           // first set for
  std::string place;   // first named
  std::string reason;  // of the newest change
  Time at;
  friend bool operator==(const Rescheduling&, const Rescheduling&) = default;
};

/// Slips of paper that let households in: how many were made, used for the first time, and made in
/// place of others.
struct SlipCounts {
  std::int64_t made = 0;
  std::int64_t used = 0;
  std::int64_t replaced = 0;
  friend bool operator==(const SlipCounts&, const SlipCounts&) = default;
};

struct Meeting {
  MeetingId id;
  std::string title;
  std::string place;
  std::string body;
  Text forum;  // what the sitting is called where its body has no name of its own; "" : as the body
  GridId grid;
  Phase phase = Phase::none;
  std::vector<FixedRule> rules;  // those this meeting may vote under, fixed at convening
  FixedRoll electorate;          // everybody who may decide; for attendance
  RollAt electorate_at;          // empty where the convening did not say which version it meant
  Time scheduled_at;
  Time convened_at;
  std::optional<Time> announced_at, opened_at, started_at, closed_at;
  struct Recess {
    Time from;
    std::optional<Time> until;
    friend bool operator==(const Recess&, const Recess&) = default;
  };
  std::string urgency;  // why the notice was short; "" : nobody said that it was
  Issued notice;        // of the announcement
  std::vector<Recess> recesses;
  std::string cancel_reason;
  std::optional<Rescheduling> rescheduled;
  bool demonstration = false;

  std::map<HeadId, Attendance> attendance;  // heads of the electorate
  std::map<PersonId, Attendance> guests;    // admitted people without a vote
  Weight present;                           // kept with every check-in
  Weight present_at_start;                  // of the sitting
  std::map<Mode, std::int64_t> present_modes;
  SlipCounts slips;
  std::set<HeadId> slips_out;  // made and not yet used

  std::map<AgendaItemId, AgendaItem> agenda;
  std::optional<AgendaItemId> current_item;
  FloorSettings floor;
  SpeakerId chair;  // who chairs among the speakers: has no stance; "" where nobody of them does
  std::map<SpeakerId, Called> called;  // those who chose a name once
  std::map<SpeechId, Speech> speeches;
  std::optional<SpeechId> current_speech;
  std::map<CardId, Card> cards;
  std::map<ProposalId, Proposal> proposals;
  std::optional<ProposalId> current_proposal;  // the one under discussion
  std::map<AmendmentId, Amendment> amendments;
  std::map<BallotId, Ballot> ballots;
  std::optional<BallotId> open_ballot;
  Minutes minutes;
  std::map<RecordId, PublishedRecord> records;
  std::map<FileId, MeetingFile> files;  // those withdrawn too

  std::uint64_t version = 0;  // entries applied
  Time last_at;               // of the newest entry
  std::int64_t next_order = 0;

  const Ballot* ballot(const BallotId& id) const;
  const FixedRule* rule(std::string_view id) const;
  /// What motions of the deliberation are decided under; null where it was convened without.
  const FixedRule* motion_rule() const;
  /// People outside its staff have been told of it: it was announced, or its doors have opened.
  bool is_public() const { return announced_at.has_value() || opened_at.has_value(); }
  /// A head of the roll or an admitted person.
  bool knows(const SpeakerId& speaker) const;
  friend bool operator==(const Meeting&, const Meeting&) = default;
};

}  // namespace roundtable::domain
