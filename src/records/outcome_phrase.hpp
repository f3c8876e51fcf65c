// How a ballot came out, in one phrase that says what the vote was worth too: 意见征询：达到要求
// （不具约束力）. Documents, sentences, lists and cards have it from here, and the screens too:
// script/generate writes the client's texts from the same table. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "domain/ballot/worth.hpp"
#include "records/phrases.hpp"

namespace roundtable::records {

/// What has won stands where the table's phrase has this.
inline constexpr std::string_view kWonPlace = "{won}";

/// The row of the table, with kWonPlace in it. Outcome::pending has none: ensure().
std::string outcome_pattern(domain::Worth worth, domain::Outcome outcome, Lang lang);
/// Where nothing that won has words of its own: in lists and on cards.
std::string outcome_phrase(domain::Worth worth, domain::Outcome outcome, Lang lang);
/// With the plan that has won: 意见征询：“方案一”达到要求（不具约束力）. The ballot is closed.
std::string outcome_phrase(const domain::Ballot& ballot, const domain::Verdict& verdict, Lang lang);

/// 意见征询 / opinion poll, 会上表决 / vote of the meeting, 正式表决 / binding vote.
std::string worth_words(domain::Worth worth, Lang lang);

}  // namespace roundtable::records
