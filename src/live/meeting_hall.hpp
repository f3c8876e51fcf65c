// The hosts of all streams under the name they had when there were meetings alone.
#pragma once

#include "live/hosts.hpp"

namespace roundtable::live {

using MeetingHall = Hosts;

}  // namespace roundtable::live
