// What the tables are written with: `text<&CancelMeeting::reason>("reason", kReasonBytesMax)` is
// the row of a member. The pointers say where it stands, one after another where it stands in a
// struct within. Seen by the tables alone.
#pragma once

#include <type_traits>
#include <utility>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "domain/describe/member.hpp"

namespace roundtable::domain::describe {

template <class Owner, class Value>
Owner owner_of(Value Owner::*);

/// The way from a struct to a member of it, or of a struct within it.
template <auto kFirst, auto... kRest>
struct Path {
  using Owner = decltype(owner_of(kFirst));
  static auto& in(Owner& owner) { return ((owner.*kFirst).*....*kRest); }
  static const auto& in(const Owner& owner) { return ((owner.*kFirst).*....*kRest); }
  static auto& in(void* whole) { return in(*static_cast<Owner*>(whole)); }
  static const auto& in(const void* whole) { return in(*static_cast<const Owner*>(whole)); }
  using Value = std::remove_cvref_t<decltype(in(std::declval<Owner&>()))>;
};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {
  using Inner = T;
};

template <class T>
Plain plain(const T& value) {
  if constexpr (IsOptional<T>::value) {
    return value ? plain(*value) : Plain{};
  } else if constexpr (std::is_enum_v<T>) {
    return std::string(to_string(value));
  } else if constexpr (std::is_same_v<T, Time>) {
    return value.micros;
  } else if constexpr (std::is_same_v<T, Date>) {
    return to_iso(value);
  } else if constexpr (requires { value.str(); }) {
    return value.str();
  } else if constexpr (requires { value.front().str(); }) {
    std::vector<std::string> ids;
    for (const auto& id : value) ids.push_back(id.str());
    return ids;
  } else {
    return value;
  }
}

template <class T>
bool take(T& value, Plain&& from) {
  if constexpr (IsOptional<T>::value) {
    return take(value.emplace(), std::move(from));
  } else if constexpr (std::is_same_v<T, Time>) {
    value.micros = std::get<std::int64_t>(from);
  } else if constexpr (std::is_same_v<T, Date>) {
    const auto day = date_from_iso(std::get<std::string>(from));
    if (!day) return false;
    value = *day;
  } else if constexpr (requires { value.str(); }) {
    value = T(std::get<std::string>(std::move(from)));
  } else if constexpr (requires { value.front().str(); }) {
    for (auto& id : std::get<std::vector<std::string>>(from)) value.emplace_back(std::move(id));
  } else {
    value = std::get<T>(std::move(from));
  }
  return true;
}

template <class Way>
bool says_nothing(const void* whole) {
  const auto& value = Way::in(whole);
  if constexpr (IsOptional<typename Way::Value>::value) {
    return !value;
  } else {
    const typename Way::Owner standard{};
    return value == Way::in(standard);
  }
}

template <auto... kPath>
Member member(Kind kind, std::string_view name) {
  using Way = Path<kPath...>;
  Member out;
  out.name = name;
  out.kind = kind;
  out.get = [](const void* whole) { return plain(Way::in(whole)); };
  out.set = [](void* whole, Plain&& value) { return take(Way::in(whole), std::move(value)); };
  out.left_out = says_nothing<Way>;
  return out;
}

inline Member optional(Member described) {
  described.presence = Presence::optional;
  return described;
}
inline Member may_be_empty(Member described) {
  described.presence = Presence::may_be_empty;
  return described;
}
/// Of an event: see Member::added.
inline Member added(Member described, bool (*says_as_before)(const void*)) {
  described.presence = Presence::optional;
  described.added = true;
  described.left_out = says_as_before;
  return described;
}
/// Where a member before it says so; elsewhere nobody may say it.
inline Member only_where(bool (*applies)(const void*), Member described) {
  described.applies = applies;
  return described;
}
inline Member unsent(Member described) {
  described.presence = Presence::unsent;
  return described;
}
/// Of a command: the log holds only a commitment to it.
inline Member sealed_in_log(Member described) {
  described.sealed = true;
  return described;
}

template <auto... kPath>
Member id(std::string_view name) {
  return member<kPath...>(Kind::id, name);
}
template <auto... kPath>
Member own_head(std::string_view name) {
  return optional(member<kPath...>(Kind::own_head, name));
}
template <auto... kPath>
Member text(std::string_view name, std::size_t bytes_max = 0) {
  auto out = member<kPath...>(Kind::text, name);
  out.bound = bytes_max;
  return out;
}
template <auto... kPath>
Member number(std::string_view name, std::string_view unit, std::int64_t least = 0,
              std::int64_t most = 0) {
  auto out = member<kPath...>(Kind::number, name);
  out.unit = unit;
  out.least = least;
  out.most = most;
  return out;
}
template <auto... kPath>
Member time(std::string_view name) {
  return member<kPath...>(Kind::time, name);
}
template <auto... kPath>
Member day(std::string_view name) {
  return member<kPath...>(Kind::day, name);
}
template <auto... kPath>
Member truth(std::string_view name) {
  return member<kPath...>(Kind::truth, name);
}
/// `least` to `most` texts, of which `listed` are read so that the rules can count them.
template <auto... kPath>
Member texts(std::string_view name, std::int64_t least, std::size_t most, std::size_t listed) {
  auto out = member<kPath...>(Kind::texts, name);
  out.least = least;
  out.bound = most;
  out.listed = listed;
  return out;
}

/// How many values an enumeration has at most; `to_string` gives "" beyond its last.
template <class E>
inline constexpr int kValuesMax = 64;

template <class E, std::optional<E> (*kFrom)(std::string_view)>
std::vector<std::string_view> names_of() {
  std::vector<std::string_view> names;
  for (int i = 0; i < kValuesMax<E>; ++i) {
    const auto name = to_string(static_cast<E>(i));
    if (name.empty()) break;
    if (kFrom(name)) names.push_back(name);
  }
  return names;
}
/// One of the names that `kFrom` knows.
template <auto kFrom, auto... kPath>
Member choice(std::string_view name) {
  using Way = Path<kPath...>;
  using Value = typename Way::Value;
  using E = typename decltype(kFrom(std::string_view{}))::value_type;
  Member out;
  out.name = name;
  out.kind = Kind::choice;
  out.get = [](const void* whole) { return plain(Way::in(whole)); };
  out.set = [](void* whole, Plain&& value) {
    const auto known = kFrom(std::get<std::string>(value));
    if (known) Way::in(whole) = Value(*known);
    return known.has_value();
  };
  out.left_out = says_nothing<Way>;
  out.names = names_of<E, kFrom>;
  return out;
}

/// A list of such names, none of them twice.
template <auto kFrom, auto... kPath>
Member choices(std::string_view name, std::size_t most) {
  using Way = Path<kPath...>;
  using E = typename Way::Value::value_type;
  Member out;
  out.name = name;
  out.kind = Kind::texts;
  out.each = Kind::choice;
  out.once = true;
  out.least = 1;
  out.bound = most;
  out.listed = most;
  out.get = [](const void* whole) {
    std::vector<std::string> names;
    for (const auto value : Way::in(whole)) names.emplace_back(to_string(value));
    return Plain(std::move(names));
  };
  out.set = [](void* whole, Plain&& from) {
    for (const auto& text : std::get<std::vector<std::string>>(from)) {
      const auto known = kFrom(text);
      if (!known) return false;
      Way::in(whole).push_back(*known);
    }
    return true;
  };
  out.names = names_of<E, kFrom>;
  return out;
}
/// What stands as a value of its own: a rule, rules, a roll, a tally, numbers by name.
template <auto... kPath>
Member value(Kind kind, std::string_view name) {
  Member out;
  out.name = name;
  out.kind = kind;
  out.at = [](void* whole) -> void* { return &Path<kPath...>::in(whole); };
  return out;
}
template <auto... kPath>
Member numbers(std::string_view name, std::size_t most) {
  auto out = value<kPath...>(Kind::numbers, name);
  out.bound = most;
  out.left_out = says_nothing<Path<kPath...>>;
  return out;
}

/// The members of a struct within, at the same level as its neighbours.
template <auto... kPath>
Member part(const std::vector<Member>& (*parts)()) {
  Member out;
  out.kind = Kind::part;
  out.at = [](void* whole) -> void* { return &Path<kPath...>::in(whole); };
  out.parts = parts;
  return out;
}
/// A struct within, as an object of its own.
template <auto... kPath>
Member object(std::string_view name, const std::vector<Member>& (*parts)()) {
  auto out = part<kPath...>(parts);
  out.name = name;
  out.kind = Kind::object;
  return out;
}
/// A list of structs; at most that many, where it says so.
template <auto... kPath>
Member objects(std::string_view name, const std::vector<Member>& (*parts)(), std::size_t most = 0) {
  using Way = Path<kPath...>;
  Member out;
  out.name = name;
  out.kind = Kind::objects;
  out.bound = most;
  out.parts = parts;
  out.visit = [](const void* whole, const Seen& seen) {
    for (const auto& object : Way::in(whole)) seen("", &object);
  };
  out.add = [](void* whole, std::string_view) -> void* { return &Way::in(whole).emplace_back(); };
  out.clear = [](void* whole) { Way::in(whole).clear(); };
  return out;
}
/// Structs by their ids.
template <auto... kPath>
Member by_id(std::string_view name, const std::vector<Member>& (*parts)()) {
  using Way = Path<kPath...>;
  using Key = typename Way::Value::key_type;
  Member out;
  out.name = name;
  out.kind = Kind::by_id;
  out.parts = parts;
  out.visit = [](const void* whole, const Seen& seen) {
    for (const auto& [id, object] : Way::in(whole)) seen(id.str(), &object);
  };
  out.add = [](void* whole, std::string_view id) -> void* {
    return &Way::in(whole)[Key(std::string(id))];
  };
  out.clear = [](void* whole) { Way::in(whole).clear(); };
  return out;
}
/// Members of the same struct that the wire tells as an object.
inline Member grouped(std::string_view name, const std::vector<Member>& (*parts)(),
                      bool (*left_out)(const void*)) {
  Member out;
  out.name = name;
  out.kind = Kind::object;
  out.presence = Presence::optional;
  out.at = [](void* whole) { return whole; };
  out.parts = parts;
  out.left_out = left_out;
  return out;
}

}  // namespace roundtable::domain::describe
