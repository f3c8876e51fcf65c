// Reading single members of what is stored. Whatever does not fit is a DecodeFailure: the bytes are
// damaged, or a newer version of the program wrote them. Internal to `codec`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "codec/entry_json.hpp"
#include "codec/stored_json.hpp"

namespace roundtable::codec {

inline std::string text_of(const StoredValue& object, std::string_view key) {
  return object.at(key).get<std::string>();
}

inline std::int64_t number_of(const StoredValue& object, std::string_view key) {
  const auto value = object.at(key);
  if (!value.is_number_integer()) throw DecodeFailure(std::string(key) + " is no whole number");
  return value.get<std::int64_t>();
}

/// Which version of the event that is; those of programs to come are refused.
template <class Row>
int stored_version(const StoredValue& event, const Row& row) {
  const auto version = number_of(event, "v");
  if (version < 1 || version > row.version) {
    throw DecodeFailure("a newer version of " + std::string(row.name));
  }
  return static_cast<int>(version);
}

template <class Tag>
void read_id(const StoredValue& object, std::string_view key, Id<Tag>& id) {
  auto text = text_of(object, key);
  if (!is_id(text)) throw DecodeFailure(std::string(key) + " is no id");
  id = Id<Tag>(std::move(text));
}

template <class Enum>
void read_name(const StoredValue& object, std::string_view key,
               std::optional<Enum> (*from)(std::string_view), Enum& value) {
  const auto text = object.at(key).text();
  const auto known = from(text);
  if (!known) throw DecodeFailure("unknown " + std::string(key) + " " + std::string(text));
  value = *known;
}

}  // namespace roundtable::codec
