// Described values (domain/describe) as JSON: one writer for commands and events, and the reader of
// what is stored, which throws DecodeFailure. What clients send is read in command_json.cpp.
// Internal to `codec`.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "codec/entry_json.hpp"
#include "codec/stored_json.hpp"
#include "domain/describe/member.hpp"

namespace roundtable::codec {

using Members = std::vector<domain::describe::Member>;

/// Sealed values go to `sealed`; commands have none.
void write_members(const Members& members, const void* whole, nlohmann::json& out,
                   std::vector<SealedValue>& sealed);

/// One event of an entry.
nlohmann::json event_json(std::string_view name, int version, const Members& members,
                          const void* whole, std::vector<SealedValue>& sealed);
template <class Row>
nlohmann::json event_json(const Row& row, const void* whole, std::vector<SealedValue>& sealed) {
  return event_json(row.name, row.version, row.members, whole, sealed);
}
/// The bytes of an entry's payload.
std::string payload_bytes(nlohmann::json events, const domain::Fields& result,
                          const std::optional<Cause>& cause = std::nullopt);

/// Reads what was written by that version of the event.
void read_stored(const StoredValue& object, int version, const Members& members, void* whole,
                 const Sources& sources);

}  // namespace roundtable::codec
