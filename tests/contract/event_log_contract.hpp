// The contract of log/event_log.hpp as tests: every store, and every wrapper around one, passes it
// by calling these from a test case with the way to open it.
#pragma once

#include <functional>
#include <memory>

#include "log/event_log.hpp"

namespace roundtable::log::test {

using OpenLog = std::function<std::unique_ptr<EventLog>(LogOptions)>;

/// For a log that answers exactly: what it says is what happened.
void event_log_contract(const OpenLog& open);
/// The same, for what is written beside the entries.
void beside_contract(const OpenLog& open);
/// For a log whose answers come on its one writer's thread, so that a test can hold it there.
void queue_contract(const OpenLog& open);
/// For any log, also one that tears, delays, repeats and forgets: who appends again after `unknown`
/// as the contract says ends with everything stored once.
void storm_contract(const OpenLog& open);

}  // namespace roundtable::log::test
