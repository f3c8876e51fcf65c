// One log of the two halves that every store brings: what writes, behind the group writer, and what
// reads, beside it. A reader must not speak of what is in doubt; that is held here for all stores.
#pragma once

#include <memory>

#include "log/key_keeper.hpp"
#include "log/store.hpp"

namespace roundtable::log {

/// Throws LogFailure.
std::unique_ptr<EventLog> join_log(std::unique_ptr<Store> store,
                                   std::shared_ptr<LogReaders> readers, const Clock& clock,
                                   LogOptions options, std::unique_ptr<KeyKeeper> keeper);

}  // namespace roundtable::log
