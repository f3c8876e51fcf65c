// Described values (domain/describe) as JSON: one writer for commands and events, and the reader of
// what is stored, which throws DecodeFailure. What clients send is read in command_json.cpp.
// Internal to `codec`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "codec/entry_json.hpp"
#include "codec/stored_json.hpp"
#include "domain/describe/member.hpp"

namespace roundtable::codec {

using Members = std::vector<domain::describe::Member>;

/// Sealed values go to `sealed`; commands have none.
void write_members(const Members& members, const void* whole, nlohmann::json& out,
                   std::vector<SealedValue>& sealed);

/// Reads what was written by that version of the event.
void read_stored(const StoredValue& object, int version, const Members& members, void* whole,
                 const Sources& sources);

}  // namespace roundtable::codec
