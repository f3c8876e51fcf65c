// Single choice (单选): one of several plans, or none of them (docs/domain.md 2.4). Plurality with
// a floor: the foremost plan passes where it also holds the rule's majority.
#pragma once

#include "domain/ballot/method.hpp"

namespace roundtable::domain {

extern const Method kSingleChoiceMethod;

}  // namespace roundtable::domain
