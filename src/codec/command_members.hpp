// Reading the members of a command. Internal to `codec`.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codec/command_read.hpp"
#include "domain/limits.hpp"

namespace roundtable::codec {

enum class Need { required, optional };

/// Reads the members of one object. The first thing wrong stays in `problem`; after it, reading
/// goes on harmlessly with empty values.
class Members {
 public:
  Members(const nlohmann::json& object, std::string prefix)
      : object_(object), prefix_(std::move(prefix)) {}

  const std::optional<domain::Refusal>& problem() const { return problem_; }
  void refuse(const std::string& field, std::string why) {
    if (!problem_) problem_ = malformed(prefix_ + field, std::move(why));
  }

  void text(const char* key, std::string& value, Need need = Need::required) {
    if (const auto* found = take(key, need)) {
      if (!found->is_string()) return refuse(key, "wrong_kind");
      value = found->get<std::string>();
    }
  }
  template <class Tag>
  void id(const char* key, Id<Tag>& value, Need need = Need::required) {
    std::string text_value;
    text(key, text_value, need);
    if (text_value.empty() && need == Need::optional && !object_.contains(key)) return;
    if (!is_id(text_value)) return refuse(key, "bad_id");
    value = Id<Tag>(std::move(text_value));
  }
  template <class Enum>
  void name(const char* key, Enum& value, std::optional<Enum> (*from)(std::string_view),
            Need need = Need::required) {
    const auto* found = take(key, need);
    if (found == nullptr) return;
    if (!found->is_string()) return refuse(key, "wrong_kind");
    const auto known = from(found->get_ref<const std::string&>());
    if (!known) return refuse(key, "unknown_value");
    value = *known;
  }
  void time(const char* key, Time& value) {
    if (const auto* found = take(key, Need::required)) read_time(key, *found, value);
  }
  void time(const char* key, std::optional<Time>& value) {
    if (const auto* found = take(key, Need::optional)) read_time(key, *found, value.emplace());
  }
  /// A whole number of at least zero; the rules know how much is too much.
  void number(const char* key, std::int64_t& value, Need need = Need::required) {
    const auto* found = take(key, need);
    if (found == nullptr) return;
    if (!found->is_number_integer()) return refuse(key, "wrong_kind");
    if (found->is_number_unsigned() && found->get<std::uint64_t>() > std::uint64_t{INT64_MAX}) {
      return refuse(key, "out_of_range");
    }
    value = found->get<std::int64_t>();
    if (value < 0) refuse(key, "out_of_range");
  }
  void number(const char* key, std::optional<std::int64_t>& value) {
    if (object_.contains(key)) number(key, value.emplace());
  }
  /// "2026-12-31".
  void date(const char* key, std::optional<Date>& value) {
    std::string day;
    text(key, day, Need::optional);
    if (!object_.contains(key) || problem_) return;
    value = date_from_iso(day);
    if (!value) refuse(key, "bad_date");
  }
  void truth(const char* key, bool& value, Need need) {
    if (const auto* found = take(key, need)) {
      if (!found->is_boolean()) return refuse(key, "wrong_kind");
      value = found->get<bool>();
    }
  }
  bool has(const char* key) const { return object_.contains(key); }
  void texts(const char* key, std::vector<std::string>& values, std::size_t count_max) {
    const auto* found = take(key, Need::required);
    if (found == nullptr) return;
    if (!found->is_array()) return refuse(key, "wrong_kind");
    if (found->size() > count_max) return refuse(key, "too_many");
    for (const auto& element : *found) {
      if (!element.is_string()) return refuse(key, "wrong_kind");
      values.push_back(element.get<std::string>());
    }
  }
  /// {"zh","en"}; may be left out.
  void both_languages(const char* key, domain::Text& value) {
    const auto* found = take(key, Need::optional);
    if (found == nullptr) return;
    if (!found->is_object()) return refuse(key, "wrong_kind");
    Members inner(*found, prefix_ + key + ".");
    inner.text("zh", value.zh);
    inner.text("en", value.en);
    inner.finish();
    if (!problem_) problem_ = inner.problem();
  }
  void scope(const char* key, domain::Scope& value) {
    const auto* found = take(key, Need::required);
    if (found == nullptr) return;
    if (!found->is_object()) return refuse(key, "wrong_kind");
    Members inner(*found, prefix_ + key + ".");
    inner.name("kind", value.kind, domain::scope_kind_from);
    inner.text("building", value.building, Need::optional);
    inner.text("stair", value.stair, Need::optional);
    inner.check_scope(value);
    inner.finish();
    if (!problem_) problem_ = inner.problem();
  }
  void finish() {
    for (const auto& [key, value] : object_.items()) {
      if (!taken_.contains(key)) return refuse(key, "unknown");
    }
  }

 private:
  const nlohmann::json* take(const char* key, Need need) {
    taken_.insert(key);
    const auto found = object_.find(key);
    if (found != object_.end()) return &*found;
    if (need == Need::required) refuse(key, "missing");
    return nullptr;
  }
  void read_time(const char* key, const nlohmann::json& found, Time& value) {
    // Beyond int64 nlohmann reads an unsigned number or a float: neither is an instant.
    if (!found.is_number_integer()) return refuse(key, "wrong_kind");
    if (found.is_number_unsigned() && found.get<std::uint64_t>() > std::uint64_t{INT64_MAX}) {
      return refuse(key, "out_of_range");
    }
    value.micros = found.get<std::int64_t>();
    if (value.micros < 0) refuse(key, "out_of_range");
  }
  void check_scope(const domain::Scope& scope) {
    const bool building = !scope.building.empty();
    const bool stair = !scope.stair.empty();
    if (building != (scope.kind != domain::ScopeKind::zone)) {
      refuse("building", building ? "not_allowed" : "missing");
    }
    if (stair && scope.kind != domain::ScopeKind::stair) refuse("stair", "not_allowed");
    if (scope.building.size() > domain::kTitleBytesMax) refuse("building", "too_long");
    if (scope.stair.size() > domain::kTitleBytesMax) refuse("stair", "too_long");
  }

  const nlohmann::json& object_;
  std::string prefix_;
  std::set<std::string> taken_;
  std::optional<domain::Refusal> problem_;
};

/// How the commands of one part of a meeting are read, by type.
using CommandReaders = std::map<std::string, domain::Command (*)(Members&), std::less<>>;
/// Proposals and amendments (command_read_proposal.cpp).
const CommandReaders& proposal_command_readers();

}  // namespace roundtable::codec
