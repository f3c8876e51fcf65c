// The methods this program knows: one line each.
#include "domain/ballot/method.hpp"
#include "domain/ballot/methods/single_choice.hpp"
#include "domain/ballot/methods/yes_no_abstain.hpp"

namespace roundtable::domain {

const std::vector<const Method*>& methods() {
  static const std::vector<const Method*> kMethods = {
      &kYesNoAbstainMethod,
      &kSingleChoiceMethod,
  };
  return kMethods;
}

}  // namespace roundtable::domain
