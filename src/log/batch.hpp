// What must hold of a batch before it is queued, whatever the store: it is whole in itself. Checked
// on the caller's thread, so that the one writer thread hashes nothing; the writer then only has to
// compare the first entry with the stream's head.
#pragma once

#include <cstddef>

#include "log/event_log.hpp"

namespace roundtable::log {

inline constexpr std::size_t kBatchEntriesMax = 4'096;
inline constexpr std::size_t kBatchExtrasMax = 4'096;  // sealed values; contents

/// Throws BrokenInvariant, naming what does not hold: the stream's name, consecutive versions,
/// headers in their exact form, hashes, the chain inside the batch, sizes, commitments.
void check_batch(const Batch& batch);

/// Bytes the batch keeps while it is queued.
std::size_t bytes_of(const Batch& batch);

/// Who gave the command of an entry whose header has its exact form, and under which id.
std::string_view actor_of(const Entry& entry);
std::string_view command_id_of(const Entry& entry);

/// The `prev` of a header in its exact form: its last 64 digits.
std::string_view prev_of(const Entry& entry);

}  // namespace roundtable::log
