#include "log/log_readers.hpp"

namespace roundtable::log {

void need_opening(const Sealed& sealed) {
  if (opens(sealed)) return;
  throw LogFailure("the sealed value behind " + sealed.commitment +
                   " is not the one that was committed to");
}

}  // namespace roundtable::log
