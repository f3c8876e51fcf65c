// Proposals (提案) and amendments (修改). A proposal says who does what, where, by when and at what
// cost (rule 2 of Nantang, docs/domain.md 5.1); an amendment replaces one paragraph of it and is
// accepted by the mover or put to the vote first. There is no amendment of an amendment.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace roundtable::domain {

struct Meeting;

enum class ProposalState { tabled, adopted, rejected, withdrawn, deferred };
std::string_view to_string(ProposalState state);

enum class AmendmentState { tabled, accepted, adopted, rejected, withdrawn, lapsed };
std::string_view to_string(AmendmentState state);

struct ProposalText {
  std::string title;
  std::vector<std::string> paragraphs;
  std::string who;
  std::string where;
  std::optional<Date> by{};
  std::optional<std::int64_t> cost{};  // cents
  friend bool operator==(const ProposalText&, const ProposalText&) = default;
};

struct Proposal {
  ProposalId id;
  std::int64_t order = 0;
  AgendaItemId item;
  SpeakerId mover;
  ProposalText text;
  /// By paragraph: the amendment that gave it its words; "" for the mover's own.
  std::vector<AmendmentId> amended_by;
  std::set<SpeakerId> supporters;
  std::int64_t base = 0;  // edits so far
  ProposalState state = ProposalState::tabled;
  std::string reason;  // of deferring
  Time tabled_at;
  std::optional<Time> decided_at;
  BallotId ballot;  // the newest on it; "" for none
  friend bool operator==(const Proposal&, const Proposal&) = default;
};

struct Amendment {
  AmendmentId id;
  std::int64_t order = 0;
  ProposalId proposal;
  SpeakerId mover;
  std::size_t paragraph = 0;  // from 0
  std::string text;
  std::string old;  // the paragraph as it stood when this was tabled
  AmendmentState state = AmendmentState::tabled;
  Time tabled_at;
  std::optional<Time> decided_at;
  BallotId ballot;
  friend bool operator==(const Amendment&, const Amendment&) = default;
};

/// What a ballot is about: nothing of these, a proposal, or an amendment.
struct Motion {
  ProposalId proposal{};
  AmendmentId amendment{};
  bool empty() const { return proposal.empty() && amendment.empty(); }
  friend bool operator==(const Motion&, const Motion&) = default;
};

/// Parts a text at line breaks; empty lines part and do not count.
std::vector<std::string> paragraphs_of(std::string_view text);
/// "p1", "p2" … and back; nothing for anything else.
std::string paragraph_key(std::size_t paragraph);
std::optional<std::size_t> paragraph_from(std::string_view key);

}  // namespace roundtable::domain
