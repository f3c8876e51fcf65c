// What the log holds of one person - a household, a guest, an account -, meeting by meeting: sealed
// values, which can be erased, and how much stands in it in the clear, which cannot. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "log/log_readers.hpp"

namespace roundtable::cli {

/// Of a meeting in which the person could take part or acted.
struct MeetingTraces {
  std::string meeting;
  std::string title;
  bool over = false;  // closed or cancelled, and no ballot open
  Time last;          // of its newest entry
  // Commitments whose values are still there: of choices and of why somebody entered them, and of
  // the reasons of excuses; and of what was found wrong with proposed minutes.
  std::vector<std::string> votes;
  std::vector<std::string> excuses;
  std::vector<std::string> called;  // to what she chose to be called by
  std::vector<std::string> objections;
  std::int64_t in_clear = 0;  // votes and reasons that stand in the entries themselves
  std::int64_t gone = 0;      // sealed values that were erased before
};

/// Throws log::LogFailure or codec::DecodeFailure where a meeting cannot be read.
std::vector<MeetingTraces> traces_of(log::LogReaders& log, const std::string& person);

}  // namespace roundtable::cli
