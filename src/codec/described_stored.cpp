// Stored events back into their structs. Whatever does not fit is a DecodeFailure: the bytes are
// damaged, or a newer version of the program wrote them.
#include "codec/described_json.hpp"
#include "domain/ballot/tally.hpp"
#include "domain/limits.hpp"
#include "domain/rule.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;
using describe::Form;
using describe::Kind;
using describe::Member;
using describe::Plain;
using describe::Presence;

[[noreturn]] void is_no(const Member& member, const char* what) {
  throw DecodeFailure(std::string(member.name) + " is no " + what);
}

Weight stored_weight(const StoredValue& weight) {
  return {number_of(weight, "heads"), Area{number_of(weight, "area")}};
}

/// More than any ballot has: its plans, and the choices that have words of their own.
constexpr std::size_t kSumsMax = kPlansMax + 4;

/// Where nothing else is said of who took part (`took_part`), every paper is in one sum.
void read_tally(const StoredValue& stored, Tally& tally) {
  if (!stored.is_object() || stored.size() > kSumsMax) throw DecodeFailure("a tally of that size");
  for (const auto& [choice, weight] : stored.items()) {
    tally.sums.push_back({std::string(choice), stored_weight(weight)});
  }
  tally.participating = tally.marked();
}

void read_numbers(const StoredValue& stored, std::size_t most,
                  std::vector<std::pair<std::string, std::int64_t>>& numbers) {
  if (!stored.is_object() || stored.size() > most) throw DecodeFailure("so many numbers");
  for (const auto& [name, number] : stored.items()) {
    if (!number.is_number_integer()) throw DecodeFailure(std::string(name) + " is no whole number");
    numbers.emplace_back(name, number.get<std::int64_t>());
  }
}

FixedRule stored_rule(const StoredValue& named, const Sources& sources) {
  FixedRule rule{text_of(named, "sha256"), nullptr};
  rule.value = sources.rule(rule.sha256);
  if (rule.value == nullptr || rule.value->id != named.at("id").text() ||
      rule.value->version != number_of(named, "version")) {
    throw DecodeFailure("rule " + rule.sha256 + " is not the one the entry names");
  }
  return rule;
}

FixedRoll stored_roll(const StoredValue& named, const Sources& sources) {
  FixedRoll roll{std::string(named.text()), nullptr};
  roll.value = sources.roll(roll.sha256);
  if (roll.value == nullptr) throw DecodeFailure("roll " + roll.sha256 + " is missing");
  return roll;
}

/// The value itself comes from the erasable store and may be gone.
void read_sealed(const Member& member, const StoredValue& event, void* whole,
                 const Sources& sources) {
  describe::Sealed value;
  if (const auto sealed = event.find("sealed")) {
    value.commitment = std::string(sealed->text());
    value.value = sources.sealed(value.commitment);
  } else {
    value.value = text_of(event, member.name.empty() ? "sealed" : member.name);
  }
  if (!member.unseal(whole, std::move(value))) is_no(member, "value of its kind");
}

std::string stored_id(const Member& member, const StoredValue& stored) {
  const auto text = stored.text();
  const bool may_be_empty = member.presence != Presence::required;
  if (!is_id(text) && !(text.empty() && may_be_empty)) is_no(member, "id");
  return std::string(text);
}

Plain stored_list(const Member& member, const StoredValue& stored) {
  auto list = stored.get<std::vector<std::string>>();
  const bool few = static_cast<std::int64_t>(list.size()) < member.least;
  if (few || (member.bound != 0 && list.size() > member.bound))
    is_no(member, "list of that length");
  return list;
}

Plain stored_text(const Member& member, const StoredValue& stored) {
  const bool is_named =
      member.kind == Kind::id || member.kind == Kind::own_head || member.kind == Kind::id_or_truth;
  return is_named ? stored_id(member, stored) : std::string(stored.text());
}

Plain stored_plain(const Member& member, const StoredValue& stored) {
  switch (form_of(member.kind)) {
    case Form::number:
      if (!stored.is_number_integer()) is_no(member, "whole number");
      return stored.get<std::int64_t>();
    case Form::truth:
      return stored.get<bool>();
    case Form::list:
      return stored_list(member, stored);
    case Form::text:
    case Form::own:
      break;
  }
  return stored_text(member, stored);
}

template <class T>
T& place_of(const Member& member, void* whole) {
  return *static_cast<T*>(inside(member, whole));
}

void read_own(const Member& member, const StoredValue& stored, int version, void* whole,
              const Sources& sources) {
  if (member.kind == Kind::object) {
    read_stored(stored, version, member.parts(), inside(member, whole), sources);
  }
  if (member.kind == Kind::objects) {
    for (const auto& object : stored.parts()) {
      read_stored(object, version, member.parts(), member.add(whole, ""), sources);
    }
  }
  if (member.kind == Kind::by_id) {
    for (const auto& [id, object] : stored.items()) {
      if (!is_id(id)) is_no(member, "object by ids");
      read_stored(object, version, member.parts(), member.add(whole, id), sources);
    }
  }
  if (member.kind == Kind::rule) {
    place_of<FixedRule>(member, whole) = stored_rule(stored, sources);
  }
  if (member.kind == Kind::rules) {
    auto& rules = place_of<std::vector<FixedRule>>(member, whole);
    for (const auto& rule : stored.parts()) rules.push_back(stored_rule(rule, sources));
  }
  if (member.kind == Kind::roll) {
    place_of<FixedRoll>(member, whole) = stored_roll(stored, sources);
  }
  if (member.kind == Kind::tally) read_tally(stored, place_of<Tally>(member, whole));
  if (member.kind == Kind::numbers) {
    read_numbers(stored, member.bound,
                 place_of<std::vector<std::pair<std::string, std::int64_t>>>(member, whole));
  }
}

void read_member(const Member& member, const StoredValue& stored, int version, void* whole,
                 const Sources& sources) {
  if (form_of(member.kind) == Form::own) return read_own(member, stored, version, whole, sources);
  if (!member.set(whole, stored_plain(member, stored))) is_no(member, "value of its kind");
}

}  // namespace

std::int64_t number_of(const StoredValue& object, std::string_view key) {
  const auto value = object.at(key);
  if (!value.is_number_integer()) throw DecodeFailure(std::string(key) + " is no whole number");
  return value.get<std::int64_t>();
}

std::vector<StoredValue> events_in(const StoredValue& payload) {
  const auto events = payload.at("events");
  if (!events.is_array()) throw DecodeFailure("no list of events");
  return events.parts();
}

int stored_version(const StoredValue& event, std::string_view name, int newest) {
  const auto version = number_of(event, "v");
  if (version < 1 || version > newest) {
    throw DecodeFailure("a newer version of " + std::string(name));
  }
  return static_cast<int>(version);
}

void read_stored(const StoredValue& object, int version, const Members& members, void* whole,
                 const Sources& sources) {
  each_member(members, whole, [&](const Member& member, void* where) {
    if (member.since > version) return;
    if (member.kind == Kind::sealed) return read_sealed(member, object, where, sources);
    if (member.kind == Kind::id_or_truth && object.contains(member.instead)) return;
    const auto found = object.find(member.name);
    if (found) return read_member(member, *found, version, where, sources);
    if (member.presence == Presence::optional) return;
    throw DecodeFailure(std::string(member.name) + " is missing");
  });
}

}  // namespace roundtable::codec
