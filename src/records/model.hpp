// The record model (docs/decisions/0021-documents-are-models-first.md): everything that a published
// document says, as plain data - ids and no names, in no language. Every form of the document is
// made from it alone. It is the meeting's own state, less all that the document does not say: votes
// one by one, who attended, what the recorder wrote elsewhere. Its canonical bytes have a hash that
// changes when, and only when, what the document says does.
//
// Pure functions, callable from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/meeting.hpp"
#include "records/outcome.hpp"

namespace roundtable::records {

enum class DocumentKind { outcome, minutes, notice };
std::string_view to_string(DocumentKind kind);

/// Settled once, when the document is made: when it is gathered again these stay.
struct Making {
  std::string number;  // 〔2026〕3号
  Time at;
  // The last entry that is taken into account.
  std::string stream;
  std::uint64_t version = 0;
  std::string hash;
  std::optional<CheckpointStamp> checkpoint;
  std::string key;  // the fingerprint of the key that signs; "" in models of release 0.1.0
};

/// What is said beside the meeting's own state.
struct ModelFacts {
  std::vector<std::string> path;  // names of the grids, from the city down to the meeting's own
  domain::Text issuer;
  std::string contact;
  Date objection_from;
  Date objection_until;
  // People in office; "" where it is not known.
  ActorId handled_by;
  ActorId chaired_by;
  ActorId recorded_by;
  ActorId adopted_by;
  // Of an outcome, as in OutcomeFacts:
  std::vector<AnnulledVote> annulled{};
  domain::PublicationTerms terms{};
  // Heads that say of a vote entered for them that it was not theirs: whose they are, no document
  // says.
  std::int64_t votes_objected = 0;
  domain::SlipCounts slips{};
  // Of minutes: what was objected to while they were proposed, by the opening, the item or the
  // closing that it belongs to; nor does any document say by whom.
  std::map<std::string, domain::ObjectionCounts> minutes_objected{};
  // The first day on which a vote may bind: of a notice, beside each rule; of an outcome, under its
  // own.
  std::vector<Date> earliest{};
};

struct Model {
  DocumentKind kind = DocumentKind::outcome;
  Making made;
  ModelFacts facts;
  BallotId ballot;  // of an outcome
  domain::Meeting meeting;
};

/// The ballot must be closed.
Model outcome_model(const domain::Meeting& meeting, const domain::Ballot& ballot, ModelFacts facts,
                    Making made);
Model minutes_model(const domain::Meeting& meeting, ModelFacts facts, Making made);

/// The meeting as it is announced, which it must be: when and where, who calls it, what is on the
/// agenda, who may decide and under which rules - from which day on, as the calendar has it - and
/// what has changed since.
Model notice_model(const domain::Meeting& meeting, ModelFacts facts, Making made,
                   const domain::Calendar& calendar);

/// The items of an agenda as they stand in it.
std::vector<const domain::AgendaItem*> in_order(
    const std::map<AgendaItemId, domain::AgendaItem>& agenda);

/// JSON with its members in order and no spaces: equal models have equal bytes. A member that says
/// what a new value says by itself is left out.
std::string write_model(const Model& model);
/// What `write_model` wrote. Throws codec::DecodeFailure for anything else.
Model read_model(std::string_view bytes);

}  // namespace roundtable::records
