// One item of the agenda (议程). Exactly one is current at a time; time used is counted while it is
// and the meeting sits.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace roundtable::domain {

enum class ItemKind { report, deliberation, decision };
std::string_view to_string(ItemKind kind);
std::optional<ItemKind> item_kind_from(std::string_view text);

enum class ItemState { waiting, current, done, deferred };
std::string_view to_string(ItemState state);

/// That a matter was studied by the community's Party organisation before the meeting decides it
/// (Urban Residents' Committees Law Art. 30): on which day, or why it was not, since only important
/// matters need it.
struct PartyReview {
  std::optional<Date> on{};
  std::string note{};
  bool empty() const { return !on && note.empty(); }
  friend bool operator==(const PartyReview&, const PartyReview&) = default;
};

/// What the agenda says of an item; `edit` replaces all of it.
struct ItemText {
  std::string title;
  ItemKind kind = ItemKind::deliberation;
  std::int64_t minutes = 0;   // allotted; 0: none
  SpeakerId presenter{};      // "" : none
  IssueId issue{};            // the problem in the grid it belongs to; "" : none
  std::string issue_title{};  // as it stood then
  std::string matter{};  // what is put to the vote, in the words it is asked in; "" : the title
  std::string rule{};    // under which it is decided; "" : none is named
  PartyReview party{};
  friend bool operator==(const ItemText&, const ItemText&) = default;
};

struct AgendaItem {
  AgendaItemId id;
  std::int64_t order = 0;
  ItemText text;
  ItemState state = ItemState::waiting;
  bool noticed = false;   // stood on the agenda, under this title, when the meeting was announced
  std::int64_t used = 0;  // µs, without the running stretch
  std::optional<Time> running_from;  // while current and in session
  std::optional<Time> started_at;    // first
  std::optional<Time> finished_at;
  std::string reason;  // of deferring
  friend bool operator==(const AgendaItem&, const AgendaItem&) = default;
};

}  // namespace roundtable::domain
