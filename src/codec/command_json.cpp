// Commands to and from the wire (docs/protocol.md), by their descriptions.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "codec/command_read.hpp"
#include "codec/described_json.hpp"
#include "codec/frame_json.hpp"
#include "domain/describe/commands.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;
using describe::Form;
using describe::Kind;
using describe::Member;
using describe::Plain;
using describe::Presence;
using nlohmann::json;

/// Why a value is none of its kind; null where it is.
using Why = const char*;

/// A whole number of at least zero; the rules know how much is too much. Beyond int64 nlohmann
/// reads an unsigned number or a float.
Why number_sent(const json& sent, Plain& value) {
  if (!sent.is_number_integer()) return "wrong_kind";
  if (sent.is_number_unsigned() && sent.get<std::uint64_t>() > std::uint64_t{INT64_MAX}) {
    return "out_of_range";
  }
  const auto number = sent.get<std::int64_t>();
  if (number < 0) return "out_of_range";
  value = number;
  return nullptr;
}

Why list_sent(const json& sent, std::size_t most, Plain& value) {
  if (!sent.is_array()) return "wrong_kind";
  if (sent.size() > most) return "too_many";
  auto& texts = value.emplace<std::vector<std::string>>();
  for (const auto& element : sent) {
    if (!element.is_string()) return "wrong_kind";
    texts.push_back(element.get<std::string>());
  }
  return nullptr;
}

Why plain_sent(const Member& member, const json& sent, Plain& value) {
  switch (form_of(member.kind)) {
    case Form::number:
      return number_sent(sent, value);
    case Form::truth:
      if (!sent.is_boolean()) return "wrong_kind";
      value = sent.get<bool>();
      return nullptr;
    case Form::list:
      return list_sent(sent, member.listed, value);
    case Form::text:
    case Form::own:
      break;
  }
  if (!sent.is_string()) return "wrong_kind";
  value = sent.get<std::string>();
  return nullptr;
}

bool is_id_kind(Kind kind) {
  return kind == Kind::id || kind == Kind::own_head || kind == Kind::id_or_truth;
}

Why value_sent(const Member& member, const json& sent, void* whole) {
  Plain value;
  if (const auto why = plain_sent(member, sent, value)) return why;
  if (is_id_kind(member.kind) && !is_id(std::get<std::string>(value))) return "bad_id";
  if (member.set(whole, std::move(value))) return nullptr;
  return member.kind == Kind::day ? "bad_date" : "unknown_value";
}

/// In an object of a client's: "scope.kind".
class SentObject {
 public:
  SentObject(const json& object, const std::string& prefix) : object_(object), prefix_(prefix) {}

  std::optional<Refusal> read(const Members& members, void* whole) {
    for (const auto& member : members) {
      auto wrong = read_one(member, whole);
      if (wrong) return wrong;
    }
    return std::nullopt;
  }
  std::optional<Refusal> refuse_unknown(const Members& members) const {
    for (const auto& [key, value] : object_.items()) {
      if (!(prefix_.empty() && key == "type") && !knows(members, key)) return no(key, "unknown");
    }
    return std::nullopt;
  }

 private:
  static bool knows(const Members& members, const std::string& key) {
    return std::any_of(members.begin(), members.end(), [&](const Member& member) {
      if (member.kind == Kind::part) return knows(member.parts(), key);
      return member.presence != Presence::unsent && (member.name == key || member.instead == key);
    });
  }
  Refusal no(std::string_view field, std::string_view why) const {
    return malformed(prefix_ + std::string(field), std::string(why));
  }

  std::optional<Refusal> read_one(const Member& member, void* whole) {
    if (member.kind == Kind::part) return read(member.parts(), inside(member, whole));
    if (member.presence == Presence::unsent) return std::nullopt;
    if (member.kind == Kind::id_or_truth) return read_id_or_truth(member, whole);
    const auto found = object_.find(member.name);
    if (found == object_.end()) {
      if (member.presence == Presence::optional) return std::nullopt;
      return no(member.name, "missing");
    }
    if (member.kind == Kind::object) {
      if (!found->is_object()) return no(member.name, "wrong_kind");
      return read_object(member, *found, inside(member, whole));
    }
    if (const auto why = value_sent(member, *found, whole)) return no(member.name, why);
    return std::nullopt;
  }
  std::optional<Refusal> read_object(const Member& member, const json& object, void* whole) const {
    const auto prefix = prefix_ + std::string(member.name) + ".";
    SentObject inner(object, prefix);
    if (auto wrong = inner.read(member.parts(), whole)) return wrong;
    if (member.check != nullptr) {
      if (const auto wrong = member.check(whole)) return inner.no(wrong->field, wrong->why);
    }
    return inner.refuse_unknown(member.parts());
  }
  std::optional<Refusal> read_id_or_truth(const Member& member, void* whole) const {
    const auto truth = object_.find(member.instead);
    if (truth != object_.end() && !truth->is_boolean()) return no(member.instead, "wrong_kind");
    const bool holds = truth != object_.end() && truth->get<bool>();
    const auto found = object_.find(member.name);
    if (found == object_.end()) {
      if (holds) return std::nullopt;
      return no(member.name, "missing");
    }
    if (const auto why = value_sent(member, *found, whole)) return no(member.name, why);
    if (holds) return no(member.name, "not_allowed");
    return std::nullopt;
  }

  const json& object_;
  const std::string& prefix_;
};

}  // namespace

Refusal malformed(std::string field, std::string why) {
  // Not the whole of what a stranger sent comes back.
  field.resize(std::min(field.size(), kIdLengthMax));
  return {Code::command_malformed, {{"field", std::move(field)}, {"why", std::move(why)}}};
}

std::variant<Command, Refusal> read_command(const json& object) {
  if (!object.is_object()) return malformed("", "wrong_kind");
  const auto type = object.find("type");
  if (type == object.end()) return malformed("type", "missing");
  if (!type->is_string()) return malformed("type", "wrong_kind");
  const auto& name = type->get_ref<const std::string&>();
  const auto* row = describe::find_command(name);
  // What comes over HTTP or from the server itself is nothing that a socket could ask for.
  if (row == nullptr || row->comes != describe::Comes::by_socket) {
    return Refusal{Code::command_unknown_type, {{"type", name.substr(0, kIdLengthMax)}}};
  }
  auto command = row->make();
  const std::string top;
  SentObject sent(object, top);
  if (auto wrong = sent.read(row->members, describe::whole(command))) return *wrong;
  if (auto wrong = sent.refuse_unknown(row->members)) return *wrong;
  return command;
}

std::string write_command(const Command& command) {
  const auto& row = describe::row_of(command);
  json out = json::object();
  std::vector<SealedValue> none;
  write_members(row.members, describe::whole(command), out, none);
  out["type"] = row.name;
  return out.dump();
}

}  // namespace roundtable::codec
