// Described values (domain/describe) as JSON: one writer for commands and events, and the reader of
// what is stored, which throws DecodeFailure: the bytes are damaged, or a newer version of the
// program wrote them. What people write is read in sent_json.cpp.
// Internal to `codec`.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "codec/entry_json.hpp"
#include "codec/sent_json.hpp"
#include "codec/stored_json.hpp"
#include "domain/describe/events.hpp"

namespace roundtable::codec {

nlohmann::json fields_value(const domain::Fields& fields);

/// Sealed values go to `sealed`; commands have none.
void write_members(const Members& members, const void* whole, nlohmann::json& out,
                   std::vector<SealedValue>& sealed);

/// A value that names nothing and has nothing sealed.
nlohmann::json value_json(const Members& members, const void* whole);

/// One event of an entry.
nlohmann::json event_json(std::string_view name, int version, const Members& members,
                          const void* whole, std::vector<SealedValue>& sealed);
template <class AnyEvent>
nlohmann::json event_json(const AnyEvent& event, std::vector<SealedValue>& sealed) {
  const auto& row = domain::describe::row_of(event);
  return event_json(row.name, row.version, row.members, domain::describe::whole(event), sealed);
}
/// The bytes of an entry's payload.
std::string payload_bytes(nlohmann::json events, const domain::Fields& result,
                          const std::optional<Cause>& cause = std::nullopt);

/// Single members of what is stored.
inline std::string text_of(const StoredValue& object, std::string_view key) {
  return object.at(key).get<std::string>();
}
std::int64_t number_of(const StoredValue& object, std::string_view key);

/// Reads what was written by that version of the event.
void read_stored(const StoredValue& object, int version, const Members& members, void* whole,
                 const Sources& sources);

/// The events of a payload, one by one.
std::vector<StoredValue> events_in(const StoredValue& payload);

/// Which version of the event that is; those of programs to come are refused.
int stored_version(const StoredValue& event, std::string_view name, int newest);

/// One event of those that `find` knows by name.
template <class AnyEvent>
AnyEvent read_event(const StoredValue& event,
                    const domain::describe::RowOf<AnyEvent>* (*find)(std::string_view),
                    const Sources& sources) {
  const auto type = event.at("type").text();
  const auto* row = find(type);
  if (row == nullptr) throw DecodeFailure("unknown event " + std::string(type));
  auto out = row->make();
  auto* whole = domain::describe::whole(out);
  const auto version = stored_version(event, row->name, row->version);
  read_stored(event, version, row->members, whole, sources);
  if (row->upcast != nullptr) row->upcast(whole);
  return out;
}

}  // namespace roundtable::codec
