// Entries to their stored form and back, by the descriptions of their events.
#include <nlohmann/json.hpp>

#include "base/ensure.hpp"
#include "codec/described_json.hpp"
#include "codec/entry_json.hpp"
#include "domain/describe/events.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;
using describe::Kind;
using describe::Member;

Fields read_fields(const StoredValue& object) {
  Fields fields;
  for (const auto& [name, value] : object.items()) {
    if (value.is_string()) {
      fields.emplace_back(name, value.get<std::string>());
    } else {
      fields.emplace_back(name, value.get<std::int64_t>());
    }
  }
  return fields;
}

std::vector<Event> read_events(const StoredValue& whole, const Sources& sources) {
  std::vector<Event> read;
  read.reserve(1);  // one, nearly always
  for (const auto& event : events_in(whole)) {
    read.push_back(read_event(event, describe::find_event, sources));
  }
  return read;
}

StoredValue result_of(const StoredValue& whole) {
  const auto result = whole.at("result");
  if (!result.is_object()) throw DecodeFailure("no result");
  return result;
}

std::optional<Cause> read_cause(const StoredValue& whole) {
  if (!whole.contains("cause")) return std::nullopt;
  const auto cause = whole.at("cause");
  return Cause{text_of(cause, "stream"), static_cast<std::uint64_t>(number_of(cause, "version"))};
}

/// What a member names of the content store.
void name_content(const Member& member, const StoredValue& event, std::vector<std::string>& names) {
  if (member.kind == Kind::rule) names.push_back(text_of(event.at(member.name), "sha256"));
  if (member.kind == Kind::roll) names.push_back(text_of(event, member.name));
  if (member.kind == Kind::rules) {
    for (const auto& rule : event.at(member.name).parts()) names.push_back(text_of(rule, "sha256"));
  }
  if (!member.content) return;
  if (member.parts == nullptr) {
    if (event.contains(member.name)) names.push_back(text_of(event, member.name));
    return;
  }
  for (const auto& text : member.parts()) {
    names.push_back(text_of(event.at(member.name), text.name));
  }
}

}  // namespace

nlohmann::json fields_value(const Fields& fields) {
  auto out = nlohmann::json::object();
  for (const auto& [name, value] : fields) {
    std::visit([&, &key = name](const auto& plain) { out[key] = plain; }, value);
  }
  return out;
}

EncodedPayload encode_payload(const Payload& payload) {
  EncodedPayload encoded;
  auto events = nlohmann::json::array();
  for (const auto& event : payload.events) {
    events.push_back(event_json(event, encoded.sealed));
  }
  encoded.bytes = payload_bytes(std::move(events), payload.result, payload.cause);
  return encoded;
}

Payload decode_payload(std::string_view bytes, const Sources& sources) {
  const StoredJson payload(bytes);
  const auto whole = payload.whole();
  return {read_events(whole, sources), read_fields(result_of(whole)), read_cause(whole)};
}

StoredPayload read_payload(std::string_view bytes, const Sources& sources) {
  const StoredJson payload(bytes);
  const auto whole = payload.whole();
  return {read_events(whole, sources), result_of(whole).stored()};
}

std::string result_json(std::string_view payload) {
  const StoredJson stored(payload);
  return result_of(stored.whole()).stored();
}

std::vector<std::string> named_content(std::string_view payload) {
  const StoredJson stored(payload);
  std::vector<std::string> names;
  for (const auto& event : events_in(stored.whole())) {
    const auto* row = describe::find_event(event.at("type").text());
    if (row == nullptr) continue;
    for (const auto& member : row->members) name_content(member, event, names);
  }
  return names;
}

std::vector<std::string> named_commitments(std::string_view payload) {
  const StoredJson stored(payload);
  std::vector<std::string> names;
  for (const auto& event : events_in(stored.whole())) {
    if (event.contains("sealed")) names.push_back(text_of(event, "sealed"));
  }
  return names;
}

}  // namespace roundtable::codec
