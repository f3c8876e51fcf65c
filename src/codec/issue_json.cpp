#include "codec/issue_json.hpp"

#include "codec/described_json.hpp"
#include "codec/entry_read.hpp"
#include "domain/describe/events.hpp"

namespace roundtable::codec {
namespace {

namespace describe = domain::describe;

domain::IssueEvent read_issue_event(const StoredValue& event) {
  const auto type = event.at("type").text();
  const auto* row = describe::find_issue_event(type);
  if (row == nullptr) throw DecodeFailure("unknown event " + std::string(type));
  auto out = row->make();
  // Its members name nothing that stands elsewhere.
  read_stored(event, stored_version(event, *row), row->members, describe::whole(out), Sources{});
  return out;
}

}  // namespace

std::string encode_issue_payload(const std::vector<domain::IssueEvent>& events,
                                 const domain::Fields& result) {
  std::vector<SealedValue> none;
  auto all = nlohmann::json::array();
  for (const auto& event : events) {
    all.push_back(event_json(describe::row_of(event), describe::whole(event), none));
  }
  return payload_bytes(std::move(all), result);
}

StoredIssuePayload read_issue_payload(std::string_view bytes) {
  const StoredJson payload(bytes);
  const auto events = payload.whole().at("events");
  if (!events.is_array()) throw DecodeFailure("no list of events");
  StoredIssuePayload read;
  for (const auto& event : events.parts()) read.events.push_back(read_issue_event(event));
  read.result = result_json(bytes);
  return read;
}

}  // namespace roundtable::codec
