// What forgetting a person would erase, what is kept and until when, what remains for good, and why
// - and doing it. Nothing is changed before `forget_person`. One thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/env.hpp"
#include "base/time.hpp"
#include "cli/data_folder.hpp"
#include "cli/forget_person.hpp"
#include "log/event_log.hpp"
#include "ops/config.hpp"

namespace roundtable::cli {

struct ForgetPlan {
  Person person;
  // Sentences. Where something is refused, nothing at all is erased.
  std::vector<std::string> refused;
  std::vector<std::string> goes;
  std::vector<std::string> stays;    // until a day
  std::vector<std::string> remains;  // for good
  // What `goes` is made of.
  bool names_go = false;
  std::vector<std::string> commitments;
  /// The first day on which more can be erased.
  std::optional<Date> again;
};

struct ForgetRules {
  const ops::Settings& settings;  // the periods
  Time now;
  bool although_on_roll = false;
};

ForgetPlan plan_forgetting(DataFolder& folder, const Person& person, const ForgetRules& rules);

/// Everything that `goes`: an entry that says so and makes the values' erasure pending, then the
/// values, then the Directory. May be broken off and done again at any point. Throws
/// log::LogFailure or std::runtime_error with a sentence.
void forget_person(DataFolder& folder, log::EventLog& log, const ForgetPlan& plan,
                   const ActorId& by, const Clock& clock, Randomness& randomness);

/// What earlier runs and withdrawals have left to erase.
void erase_pending(DataFolder& folder, log::EventLog& log);

}  // namespace roundtable::cli
