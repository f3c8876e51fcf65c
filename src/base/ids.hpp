// Strong identifiers. An id is 1-64 characters of [A-Za-z0-9_-]; random ones carry 128 bits
// (base/env.hpp). Ids never hold personal data: names and room labels live in the Directory.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace roundtable {

inline constexpr std::size_t kIdLengthMax = 64;

/// True for 1-64 characters of [A-Za-z0-9_-].
bool is_id(std::string_view text);

template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}

  const std::string& str() const { return text_; }
  bool empty() const { return text_.empty(); }
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::string text_;
};

using GridId = Id<struct GridTag>;
using UnitId = Id<struct UnitTag>;
using HeadId = Id<struct HeadTag>;
using PersonId = Id<struct PersonTag>;
using RollId = Id<struct RollTag>;
using MeetingId = Id<struct MeetingTag>;
using AgendaItemId = Id<struct AgendaItemTag>;
using IssueId = Id<struct IssueTag>;
/// Whoever may have the floor: a head of the roll or an admitted person, by the same id.
using SpeakerId = Id<struct SpeakerTag>;
using SpeechId = Id<struct SpeechTag>;
using CardId = Id<struct CardTag>;
using ProposalId = Id<struct ProposalTag>;
using AmendmentId = Id<struct AmendmentTag>;
using BallotId = Id<struct BallotTag>;
using DecisionId = Id<struct DecisionTag>;
using RecordId = Id<struct RecordTag>;
using FileId = Id<struct FileTag>;
/// Who acts: an account, a resident's seat, "system", or a reactor ("reactor:deadlines").
using ActorId = Id<struct ActorTag>;
/// The client's idempotency key; unique for one actor.
using CommandId = Id<struct CommandTag>;

}  // namespace roundtable

template <class Tag>
struct std::hash<roundtable::Id<Tag>> {
  std::size_t operator()(const roundtable::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.str());
  }
};
