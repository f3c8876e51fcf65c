// Yes, no or abstain (表决：同意、反对、弃权): one thing is asked, and those in favour are held
// against the rule's majority (docs/domain.md 2.2, 2.4). Also motions, whose rule asks for no
// abstention.
#pragma once

#include "domain/ballot/method.hpp"

namespace roundtable::domain {

extern const Method kYesNoAbstainMethod;

}  // namespace roundtable::domain
