// Sample meetings for the tests of published documents: the elevator ballot of building 12 of the
// picture of the product, and a meeting of a body that counts people alone. Built as values,
// without decide, so that every figure of a document can be read off here.
#pragma once

#include <string>

#include "domain/meeting.hpp"
#include "records/minutes.hpp"
#include "records/model.hpp"
#include "records/outcome.hpp"

namespace roundtable::records::sample {

/// 参与不少于三分之二，同意不少于参与的四分之三，按面积和户数.
domain::Rule owners_major();
/// 到会过半数, 同意过到会的半数, by people alone.
domain::Rule residents_meeting();

/// 24 owners, 1,736.40 m²; 16 for, 3 against, 1 abstained of 20; closed, binding or not.
domain::Meeting elevator_meeting(domain::Standing standing = domain::Standing::opinion_poll);
/// 60 people, 40 present, 20 for, 15 against, 5 abstained.
domain::Meeting people_meeting();
/// The only ballot of such a meeting.
domain::Ballot& only_ballot(domain::Meeting& meeting);
/// Changes the votes of a ballot: that many heads, in the order of the roll.
void set_votes(domain::Ballot& ballot, int yes, int no, int abstain);

OutcomeFacts facts();
Templates templates();

/// As it is published: by way of the bytes of its record model. Minutes where there is no ballot.
std::string published(const domain::Meeting& meeting, const domain::Ballot* ballot,
                      const MinutesFacts& facts, Lang lang);
/// The model that goes by.
Model model_of(const domain::Meeting& meeting, const domain::Ballot* ballot,
               const MinutesFacts& facts);

}  // namespace roundtable::records::sample
