#include "codec/registry_json.hpp"

#include "codec/described_json.hpp"

namespace roundtable::codec {
namespace {

namespace describe = domain::describe;
using nlohmann::json;

json in_entry(const domain::RegisterEvent& event) {
  std::vector<SealedValue> none;
  return event_json(event, none);
}
json in_entry(const domain::IssueEvent& event) {
  std::vector<SealedValue> none;
  return event_json(event, none);
}

/// Neither names what stands elsewhere.
domain::IssueEvent read_issue_event(const StoredValue& event) {
  return read_event(event, describe::find_issue_event, Sources{});
}
domain::RegisterEvent read_register_event(const StoredValue& event) {
  return read_event(event, describe::find_register_event, Sources{});
}

template <class AnyEvent>
RegistryEvent widened(AnyEvent event) {
  return std::visit([](auto& one) -> RegistryEvent { return std::move(one); }, event);
}

}  // namespace

std::string encode_registry_payload(const RegistryEvent& event, std::string_view result) {
  auto events = json::array();
  std::visit([&](const auto& one) { events.push_back(in_entry(one)); }, event);
  return json{{"events", std::move(events)}, {"result", json::parse(result)}}.dump();
}

RegistryEvent decode_registry_payload(std::string_view payload) {
  const StoredJson stored(payload);
  const auto events = events_in(stored.whole());
  if (events.empty()) throw DecodeFailure("no event");
  const auto& event = events.front();
  const bool of_an_issue = describe::find_issue_event(event.at("type").text()) != nullptr;
  return of_an_issue ? widened(read_issue_event(event)) : widened(read_register_event(event));
}

std::string encode_issue_payload(const std::vector<domain::IssueEvent>& events,
                                 const domain::Fields& result) {
  auto all = json::array();
  for (const auto& event : events) all.push_back(in_entry(event));
  return payload_bytes(std::move(all), result);
}

StoredIssuePayload read_issue_payload(std::string_view bytes) {
  const StoredJson payload(bytes);
  StoredIssuePayload read;
  for (const auto& event : events_in(payload.whole())) {
    read.events.push_back(read_issue_event(event));
  }
  read.result = result_json(bytes);
  return read;
}

}  // namespace roundtable::codec
