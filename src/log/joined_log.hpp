// One log of the two halves that every store brings: what writes, behind the group writer, and what
// reads, beside it. A reader must not speak of what is in doubt; that is held here for all stores.
#pragma once

#include <functional>
#include <memory>

#include "log/checkpoint.hpp"
#include "log/store.hpp"

namespace roundtable::log {

/// `load_key` is called once it is known whether the log has checkpoints already. Throws
/// LogFailure.
std::unique_ptr<EventLog> join_log(std::unique_ptr<Store> store,
                                   std::shared_ptr<LogReaders> readers, const Clock& clock,
                                   LogOptions options,
                                   const std::function<SigningKey(bool may_make)>& load_key);

}  // namespace roundtable::log
