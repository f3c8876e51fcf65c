// Reads data files kept by hand (rules, meeting templates): every field is known, of the right kind
// and within its bounds, or the file is refused with the line and the reason.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "codec/json_problem.hpp"
#include "domain/text.hpp"

namespace roundtable::codec {

/// What any such file may say: a period in days, and the number of a version.
inline constexpr std::int64_t kDaysMax = 366;
inline constexpr std::int64_t kVersionMax = 1'000'000;

/// What is wrong with one field; leaves a reader as an exception that `parse_strictly` catches: a
/// file's first mistake ends its reading.
struct FieldProblem {
  std::string field;
  std::string reason;
};

/// The members of one object. Each may be taken once; `finish` refuses what was not.
class StrictObject {
 public:
  StrictObject(const nlohmann::json& object, std::string path)
      : object_(object), path_(std::move(path)) {
    if (!object_.is_object()) throw FieldProblem{path_, "must be an object"};
  }

  [[noreturn]] void refuse(const char* key, std::string reason) const {
    throw FieldProblem{path_of(key), std::move(reason)};
  }
  bool has(const char* key) const { return object_.contains(key); }

  const nlohmann::json& required(const char* key) {
    const auto found = object_.find(key);
    if (found == object_.end()) refuse(key, "is missing");
    taken_.insert(key);
    return *found;
  }
  std::string text(const char* key) {
    const auto& value = required(key);
    if (!value.is_string()) refuse(key, "must be a text");
    auto out = value.get<std::string>();
    if (out.empty()) refuse(key, "must not be empty");
    return out;
  }
  std::string id(const char* key) {
    auto out = text(key);
    if (!is_id(out)) refuse(key, "must be 1-64 characters of A-Z a-z 0-9 _ -");
    return out;
  }
  std::int64_t number(const char* key, std::int64_t min, std::int64_t max) {
    const auto& value = required(key);
    const bool whole = value.is_number_integer();
    if (!whole) refuse(key, "must be a whole number");
    const auto range = std::to_string(min) + " to " + std::to_string(max);
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t{INT64_MAX}) {
      refuse(key, "must be from " + range);
    }
    const auto out = value.get<std::int64_t>();
    if (out < min || out > max) refuse(key, "must be from " + range);
    return out;
  }
  bool truth(const char* key) {
    const auto& value = required(key);
    if (!value.is_boolean()) refuse(key, "must be true or false");
    return value.get<bool>();
  }
  Date date(const char* key) {
    const auto out = date_from_iso(text(key));
    if (!out) refuse(key, "must be a day of the calendar such as 2021-01-01");
    return *out;
  }
  template <class Enum>
  Enum name(const char* key, std::optional<Enum> (*from)(std::string_view), const char* known) {
    const auto out = from(text(key));
    if (!out) refuse(key, std::string("must be one of ") + known);
    return *out;
  }
  StrictObject object(const char* key) { return {required(key), path_of(key)}; }
  domain::Text both_languages(const char* key) {
    auto inner = object(key);
    domain::Text out{inner.text("zh"), inner.text("en")};
    inner.finish();
    return out;
  }
  void finish() const {
    for (const auto& [key, value] : object_.items()) {
      if (!taken_.contains(key)) refuse(key.c_str(), "is not known here");
    }
  }
  std::string path_of(const char* key) const { return path_.empty() ? key : path_ + "." + key; }

 private:
  const nlohmann::json& object_;
  std::string path_;
  std::set<std::string, std::less<>> taken_;
};

/// The file as JSON, or why it cannot be read as such.
std::variant<nlohmann::json, JsonProblem> parse_outline(std::string_view text,
                                                        std::size_t bytes_max);
/// Where that field stands, or the object it is missing from.
JsonProblem placed(std::string_view text, const FieldProblem& problem);

/// What `read` makes of the whole file, or its first mistake.
template <class Value>
std::variant<Value, JsonProblem> parse_strictly(std::string_view text, std::size_t bytes_max,
                                                Value (*read)(const nlohmann::json&)) {
  auto whole = parse_outline(text, bytes_max);
  if (auto* problem = std::get_if<JsonProblem>(&whole)) return std::move(*problem);
  try {
    return read(std::get<nlohmann::json>(whole));
  } catch (const FieldProblem& problem) {
    return placed(text, problem);
  }
}

}  // namespace roundtable::codec
