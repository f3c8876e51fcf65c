// Reading the members of a stored event. Whatever does not fit is a DecodeFailure: the bytes are
// damaged, or a newer version of the program wrote them. Internal to `codec`.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "codec/entry_json.hpp"
#include "codec/stored_json.hpp"

namespace roundtable::codec {

inline std::string text_of(const StoredValue& object, const char* key) {
  return object.at(key).get<std::string>();
}

inline std::int64_t number_of(const StoredValue& object, const char* key) {
  const auto& value = object.at(key);
  if (!value.is_number_integer()) throw DecodeFailure(std::string(key) + " is no whole number");
  return value.get<std::int64_t>();
}

inline Time time_of(const StoredValue& object, const char* key) {
  return Time{number_of(object, key)};
}

inline Date date_of(const StoredValue& object, const char* key) {
  const auto date = date_from_iso(text_of(object, key));
  if (!date) throw DecodeFailure(std::string(key) + " is no date");
  return *date;
}

template <class Tag>
void read_id(const StoredValue& object, const char* key, Id<Tag>& id) {
  auto text = text_of(object, key);
  if (!is_id(text)) throw DecodeFailure(std::string(key) + " is no id");
  id = Id<Tag>(std::move(text));
}

/// Ids that may be missing, such as who verified a vote.
template <class Tag>
void read_id_or_none(const StoredValue& object, const char* key, Id<Tag>& id) {
  if (!text_of(object, key).empty()) read_id(object, key, id);
}

template <class Enum>
void read_name(const StoredValue& object, const char* key,
               std::optional<Enum> (*from)(std::string_view), Enum& value) {
  const auto text = object.at(key).text();
  const auto known = from(text);
  if (!known) throw DecodeFailure("unknown " + std::string(key) + " " + std::string(text));
  value = *known;
}

inline domain::Text both_languages(const StoredValue& object, const char* key) {
  const auto& text = object.at(key);
  return {text_of(text, "zh"), text_of(text, "en")};
}

/// How the events of one part of a meeting are read, by stored name.
using PartReaders = std::map<std::string, domain::Event (*)(const StoredValue&), std::less<>>;
/// Agenda, floor and cards (entry_decode_floor.cpp).
const PartReaders& floor_readers();
/// Proposals and amendments (entry_decode_proposal.cpp).
const PartReaders& proposal_readers();
/// Files of the meeting (entry_decode_files.cpp). Their bytes are not read with them.
const PartReaders& file_readers();
/// Minutes and what was agreed (entry_decode_minutes.cpp); their texts are sealed.
using SealedReaders =
    std::map<std::string, domain::Event (*)(const StoredValue&, const Sources&), std::less<>>;
const SealedReaders& minutes_readers();

}  // namespace roundtable::codec
