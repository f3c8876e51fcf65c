#include "codec/erasure_json.hpp"

#include <nlohmann/json.hpp>

#include "codec/entry_json.hpp"
#include "codec/stored_json.hpp"

namespace roundtable::codec {
namespace {

constexpr std::string_view kValuesErased = "values_erased";

}  // namespace

std::string encode_values_erased(const std::vector<std::string>& commitments) {
  using nlohmann::json;
  const json event = {{"sealed", commitments}, {"type", kValuesErased}, {"v", 1}};
  const json payload = {{"events", json::array({event})}, {"result", json::object()}};
  return payload.dump();
}

std::vector<std::string> decode_values_erased(std::string_view payload) {
  const StoredJson stored(payload);
  const auto events = stored.whole().at("events").parts();
  if (events.size() != 1) throw DecodeFailure("an entry of erasures has one event");
  const auto& event = events.front();
  if (event.at("type").text() != kValuesErased || event.at("v").get<std::int64_t>() != 1) {
    throw DecodeFailure("an entry of erasures is of a kind that is not known");
  }
  return event.at("sealed").get<std::vector<std::string>>();
}

}  // namespace roundtable::codec
