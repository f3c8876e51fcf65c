// What was announced - the day, the matters and the rule of each - and in what a ballot is
// otherwise. One check, asked when a ballot is opened: where the vote binds, the first departure
// refuses it; where it is a poll, the record says all of them. No vote on what was not in the
// notice (docs/domain.md 2.4), and each matter under its own rule (2.2).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/decide.hpp"

namespace roundtable::domain {

/// What an item puts to the vote, in the words in which it was announced.
std::string_view matter_of(const ItemText& item);

/// Whether the question asks just that: "同意…吗？", marks, capitals and spaces beside the words
/// change nothing.
bool asks_for(std::string_view question, std::string_view matter);

/// The rule that the rule's own text says such words belong to; null where it says nothing of them.
const ElsewhereMatter* belongs_elsewhere(const Rule& rule, std::string_view words);

/// In what a ballot opened now is otherwise than was announced; in the order in which they refuse.
std::vector<Departure> departures(const Meeting& meeting, const Rule& rule,
                                  const OpenBallot& command, const Context& context);

/// Why a ballot that departs so cannot bind.
Refusal departure_refusal(Departure departure, const Meeting& meeting, const Rule& rule,
                          const OpenBallot& command, const Context& context);

/// The first day on which votes under that rule keep to the notice: counted from the announcement,
/// or, where there was none yet, as if it came that day. Nothing where the rule asks for no notice,
/// or need not have it.
std::optional<Date> first_day_by_notice(const Meeting& meeting, const Rule& rule, Date day,
                                        const Calendar& calendar);

/// Whether the days of notice that the rule asks for lie between the announcement and that day, or
/// need not. A meeting that was not announced has none.
bool notice_holds(const Meeting& meeting, const Rule& rule, Date day, const Calendar& calendar);

}  // namespace roundtable::domain
