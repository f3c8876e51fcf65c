// StoredJson: a stored text read by simdjson, for what is read by the million
// (docs/performance.md). What is no JSON, no UTF-8 or not of the kind that is asked for is a
// DecodeFailure. Views end with the StoredJson they come from. Internal to `codec`; one thread at a
// time.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace roundtable::codec {

/// One value. Named as nlohmann's, whose place it takes.
class StoredValue {
 public:
  explicit StoredValue(simdjson::dom::element value) : value_(value) {}

  bool is_object() const { return value_.is_object(); }
  bool is_array() const { return value_.is_array(); }
  bool is_string() const { return value_.is_string(); }
  bool is_number_integer() const { return value_.is_int64(); }

  bool contains(std::string_view name) const;
  StoredValue at(std::string_view name) const;
  std::optional<StoredValue> find(std::string_view name) const;
  /// Of a list or an object.
  std::size_t size() const;

  /// std::string, bool, std::int64_t, std::vector<std::string>.
  template <class T>
  T get() const;
  std::string_view text() const;
  /// Without spaces between; what we wrote comes back as it was written.
  std::string stored() const;

  /// The values of a list.
  std::vector<StoredValue> parts() const;
  /// The members of an object with their names.
  std::vector<std::pair<std::string_view, StoredValue>> items() const;

 private:
  simdjson::dom::element value_;
};

template <>
std::string StoredValue::get<std::string>() const;
template <>
bool StoredValue::get<bool>() const;
template <>
std::int64_t StoredValue::get<std::int64_t>() const;
template <>
std::vector<std::string> StoredValue::get<std::vector<std::string>>() const;

class StoredJson {
 public:
  explicit StoredJson(std::string_view text);
  ~StoredJson();
  StoredJson(const StoredJson&) = delete;
  StoredJson& operator=(const StoredJson&) = delete;

  StoredValue whole() const { return whole_; }

 private:
  std::unique_ptr<simdjson::dom::parser> parser_;  // holds what the values point to
  StoredValue whole_;
};

}  // namespace roundtable::codec
