#include <nlohmann/json.hpp>

#include "base/ensure.hpp"
#include "codec/described_json.hpp"
#include "domain/ballot/tally.hpp"
#include "domain/rule.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;
using describe::Kind;
using describe::Member;
using describe::Plain;
using nlohmann::json;

json plain_json(Plain&& plain) {
  return std::visit(
      [](auto&& value) -> json {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::monostate>) {
          return nullptr;
        } else {
          return std::forward<decltype(value)>(value);
        }
      },
      std::move(plain));
}

json named_rule(const FixedRule& rule) {
  return {{"id", rule.value->id}, {"version", rule.value->version}, {"sha256", rule.sha256}};
}

json named_rules(const std::vector<FixedRule>& rules) {
  json out = json::array();
  for (const auto& rule : rules) out.push_back(named_rule(rule));
  return out;
}

json summed(const Tally& tally) {
  json out = json::object();
  for (const auto& [choice, weight] : tally.sums) {
    out[choice] = {{"heads", weight.heads}, {"area", weight.area.centi}};
  }
  return out;
}

using Numbers = std::vector<std::pair<std::string, std::int64_t>>;

json numbers_by_name(const Numbers& numbers) {
  json out = json::object();
  for (const auto& [name, number] : numbers) out[name] = number;
  return out;
}

/// A value that was never sealed stands in clear. Without its salt a sealed one was read from a
/// log, which holds salt and value already.
void write_sealed(const Member& member, const void* whole, json& out,
                  std::vector<SealedValue>& sealed) {
  auto value = member.sealing(whole);
  if (value.commitment.empty() && !member.name.empty()) {
    out[member.name] = value.value.value_or("");
    return;
  }
  out["sealed"] = value.commitment;
  if (value.value && !value.salt.empty()) {
    sealed.push_back({std::move(value.commitment), std::move(value.salt), std::move(*value.value)});
  }
}

void write_id_or_truth(const Member& member, const void* whole, json& out) {
  auto id = std::get<std::string>(member.get(whole));
  if (id.empty()) {
    out[member.instead] = true;
  } else {
    out[member.name] = std::move(id);
  }
}

template <class T>
const T& value_in(const Member& member, const void* whole) {
  return *static_cast<const T*>(inside(member, whole));
}

json object_json(const Member& member, const void* object, std::vector<SealedValue>& sealed) {
  json out = json::object();
  write_members(member.parts(), object, out, sealed);
  return out;
}

json objects_json(const Member& member, const void* whole, std::vector<SealedValue>& sealed) {
  json out = json::array();
  member.visit(whole, [&](std::string_view, const void* object) {
    out.push_back(object_json(member, object, sealed));
  });
  return out;
}

json objects_by_id(const Member& member, const void* whole, std::vector<SealedValue>& sealed) {
  json out = json::object();
  member.visit(whole, [&](std::string_view id, const void* object) {
    out[std::string(id)] = object_json(member, object, sealed);
  });
  return out;
}

void write_own(const Member& member, const void* whole, json& out,
               std::vector<SealedValue>& sealed) {
  auto& value = out[member.name];
  if (member.kind == Kind::object) value = object_json(member, inside(member, whole), sealed);
  if (member.kind == Kind::objects) value = objects_json(member, whole, sealed);
  if (member.kind == Kind::by_id) value = objects_by_id(member, whole, sealed);
  if (member.kind == Kind::rule) value = named_rule(value_in<FixedRule>(member, whole));
  if (member.kind == Kind::rules) {
    value = named_rules(value_in<std::vector<FixedRule>>(member, whole));
  }
  if (member.kind == Kind::roll) value = value_in<FixedRoll>(member, whole).sha256;
  if (member.kind == Kind::tally) value = summed(value_in<Tally>(member, whole));
  if (member.kind == Kind::numbers) value = numbers_by_name(value_in<Numbers>(member, whole));
}

void write_member(const Member& member, const void* whole, json& out,
                  std::vector<SealedValue>& sealed) {
  if (member.kind == Kind::sealed) return write_sealed(member, whole, out, sealed);
  if (member.kind == Kind::id_or_truth) return write_id_or_truth(member, whole, out);
  if (form_of(member.kind) == describe::Form::own) return write_own(member, whole, out, sealed);
  out[member.name] = plain_json(member.get(whole));
}

}  // namespace

void write_members(const Members& members, const void* whole, json& out,
                   std::vector<SealedValue>& sealed) {
  each_member(members, whole, [&](const Member& member, const void* where) {
    using describe::Presence;
    if (member.presence == Presence::unsent) return;
    if (member.presence == Presence::optional && member.left_out(where)) return;
    write_member(member, where, out, sealed);
  });
}

json value_json(const Members& members, const void* whole) {
  std::vector<SealedValue> none;
  json out = json::object();
  write_members(members, whole, out, none);
  return out;
}

json event_json(std::string_view name, int version, const Members& members, const void* whole,
                std::vector<SealedValue>& sealed) {
  auto event = json::object();
  write_members(members, whole, event, sealed);
  event["type"] = name;
  event["v"] = version;
  return event;
}

std::string payload_bytes(json events, const Fields& result, const std::optional<Cause>& cause) {
  json whole = {{"events", std::move(events)}, {"result", fields_value(result)}};
  if (cause) whole["cause"] = {{"stream", cause->stream}, {"version", cause->version}};
  try {
    return whole.dump();
  } catch (const json::exception&) {
    ensure(false, "texts are UTF-8 before they become events");
  }
  return "";
}

}  // namespace roundtable::codec
