#include "codec/series_json.hpp"

#include "codec/entry_json.hpp"
#include "codec/stored_json.hpp"

namespace roundtable::codec {
namespace {

constexpr std::string_view kNumberReserved = "number_reserved";

}  // namespace

std::string encode_number_reserved(std::int64_t number) {
  const auto written = std::to_string(number);
  return R"({"events":[{"number":)" + written + R"(,"type":"number_reserved","v":1}],"result":{)" +
         R"("number":)" + written + "}}";
}

std::int64_t decode_number_reserved(std::string_view payload) {
  const StoredJson stored(payload);
  const auto events = stored.whole().at("events").parts();
  if (events.size() != 1) throw DecodeFailure("an entry of a series reserves one number");
  if (events.front().at("type").text() != kNumberReserved ||
      events.front().at("v").get<std::int64_t>() != 1) {
    throw DecodeFailure("an entry of a series is of a kind that is not known");
  }
  const auto number = events.front().at("number").get<std::int64_t>();
  if (number < 1) throw DecodeFailure("a series begins at 1");
  return number;
}

}  // namespace roundtable::codec
