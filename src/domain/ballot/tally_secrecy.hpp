// Whether the sums of a confidential ballot tell single votes. Everybody of a building may know the
// floor areas and see who took part: where areas differ, the area of each choice is a riddle that
// often has one answer. Then heads are told and which tests hold, and no area
// (docs/decisions/0007-what-a-confidential-ballot-promises.md).
#pragma once

#include <cstddef>
#include <vector>

#include "domain/ballot/method.hpp"
#include "domain/ballot/tally.hpp"
#include "domain/ballot/working.hpp"

namespace roundtable::domain {

struct Ballot;

/// So many partial sums are looked at, a moment of work; a ballot that needs more is
/// taken to give every vote away.
inline constexpr std::size_t kSecrecyStepsMax = 250'000;

/// For each of those who voted, by their areas, whether its vote is the same in every assignment of
/// one choice to each that gives these sums: it is known to whoever can add. True for all where
/// that would take more than `steps_max`, and where no assignment gives the sums (papers that name
/// several choices).
std::vector<bool> votes_given_away(const std::vector<Area>& voted, const std::vector<Weight>& sums,
                                   std::size_t steps_max = kSecrecyStepsMax);

/// Of a confidential ballot with those sums: whether any vote is given away by their areas. Where
/// heads alone count areas tell nothing that was asked, so that they are never told.
bool areas_give_votes_away(const Ballot& ballot, const Tally& tally);

Tally heads_alone(Tally tally);
CountInHeads count_in_heads(const Verdict& verdict);

/// The working of a count of which only that is kept: `heads` is its tally without areas. Tests by
/// area say whether they hold and no number.
Working working_in_heads(const Asked& asked, const Tally& heads, const CountInHeads& kept,
                         Outcome outcome);

}  // namespace roundtable::domain
