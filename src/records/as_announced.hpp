// What a result says of the meeting's notice, and of who signs it: whether the days of notice were
// kept, in what a poll was not the vote that was announced, how many signatures a decision needs.
// Internal to `records`.
#pragma once

#include <nlohmann/json.hpp>

#include "records/outcome.hpp"

namespace roundtable::records {

/// The row of the requirements that tells of notice; false where the rule sets no time, or nobody
/// noted from which day on a vote could bind.
nlohmann::json notice_value(const domain::Meeting& meeting, const domain::Ballot& ballot,
                            const OutcomeFacts& facts, Lang lang);

/// false for a vote that was as announced.
nlohmann::json departures_value(const domain::Ballot& ballot, Lang lang);

/// Whether the community's Party organisation studied the matter first; false where the rule does
/// not ask for that and nobody wrote anything.
nlohmann::json party_value(const domain::Ballot& ballot, Lang lang);

/// What is still to be signed of a decision, with a line for each member; false where the rule asks
/// for no signatures or nothing was decided.
nlohmann::json signatures_value(const domain::Ballot& ballot);

}  // namespace roundtable::records
