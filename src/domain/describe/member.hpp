// How a member of a command, an event or a plain value is described: its wire name, its kind, its
// bounds, and two functions that get and set it wherever it stands. Readers, writers, schemas and
// the client's types are ordinary functions over these rows; nothing is instantiated for each of
// them. commands.hpp, events.hpp and values.hpp hold the tables, make.hpp what they are written
// with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace roundtable::domain::describe {

enum class Kind {
  id,           // 1-64 characters of [A-Za-z0-9_-]
  own_head,     // an id; a resident who leaves it out means the own household
  text,         // `bound` bytes at most, which the rules refuse
  paragraph,    // "p1" …
  number,       // whole, from `least` to `most` where they are said, in `unit`
  time,         // µs since 1970-01-01T00:00:00Z
  day,          // "2026-12-31"
  truth,        // true or false
  choice,       // one of `names`
  paper,        // a vote; its bytes are for the methods to read
  texts,        // a list
  part,         // the members of `parts`, at the same level
  object,       // an object of `parts`
  objects,      // a list of them
  by_id,        // an object of them, by their ids
  id_or_truth,  // an id, or in its place the truth called `instead`
  rule,         // events alone: a rule fixed by its SHA-256, with id and version
  rules,        // a list of them
  roll,         // a roll fixed by its SHA-256
  tally,        // sums by choice
  numbers,      // an object of whole numbers, by name
  sealed,       // a commitment called "sealed", or the value in clear under `name`
};

/// What a kind is as plain JSON; `own`: written and read in a way of its own.
enum class Form { text, number, truth, list, own };
Form form_of(Kind kind);

enum class Presence {
  required,
  may_be_empty,  // always there; a text or id may be ""
  optional,      // left out where it says what a new value says by itself
  unsent,        // never on the wire: the server fills it in
};

/// What a member holds, without its type: nothing, true or false, a number, a text, a list.
using Plain =
    std::variant<std::monostate, bool, std::int64_t, std::string, std::vector<std::string>>;

/// What is told apart from the log: the value stands in the erasable store under `commitment`.
struct Sealed {
  std::optional<std::string> value;
  std::string commitment;
  std::string salt;
  bool secret = true;  // false: the value stays in clear
};

/// What is wrong in an object whose members are right one by one.
struct Wrong {
  std::string field;  // within it
  std::string why;    // a code; of a data file, a sentence
};

/// Is shown an object within, and its id where it has one.
using Seen = std::function<void(std::string_view id, const void* object)>;

struct Member {
  std::string_view name{};
  Kind kind = Kind::text;
  Presence presence = Presence::required;
  std::size_t bound = 0;   // bytes of a text, elements of a list; 0: none of its own
  std::size_t listed = 0;  // elements that are read; more than `bound` where the rules count them
  Kind each = Kind::text;  // of a list's texts: ids, or one of `names`
  bool once = false;       // and none of them twice
  std::int64_t least = 0;  // of a number, or elements of a list
  std::int64_t most = 0;   // 0: none of its own
  std::string_view unit{};
  std::string_view instead{};  // of id_or_truth
  bool sealed = false;         // of a command's text: the log holds only a commitment to it
  bool content = false;        // its texts are names of content that the entry relies on
  /// Later than the first entries of its event, and left out where those, which have no such
  /// member, are read as saying the same: their bytes and new ones are alike.
  bool added = false;
  int since = 1;  // version of the event that first had it

  Plain (*get)(const void* whole) = nullptr;
  bool (*set)(void* whole, Plain&& value) = nullptr;  // false: none of its values
  bool (*left_out)(const void* whole) = nullptr;      // by a writer, where it is optional
  void* (*at)(void* whole) = nullptr;                 // where an object, a rule, a roll stands
  const std::vector<Member>& (*parts)() = nullptr;
  std::vector<std::string_view> (*names)() = nullptr;
  std::optional<Wrong> (*check)(const void* object) = nullptr;  // of an object, of each of a list
  bool (*applies)(const void* whole) = nullptr;  // null: always; else members before it say so
  void (*visit)(const void* whole, const Seen& seen) = nullptr;  // of `objects` and `by_id`
  void* (*add)(void* whole, std::string_view id) = nullptr;      // another object there
  void (*clear)(void* whole) = nullptr;                          // before the first is added
  Sealed (*sealing)(const void* whole) = nullptr;
  bool (*unseal)(void* whole, Sealed&& value) = nullptr;  // false: none of its values
  void (*commit)(void* whole, std::string&& salt, std::string&& commitment) = nullptr;
};

/// The part or object inside of `whole`.
inline void* inside(const Member& member, void* whole) {
  return member.at(whole);
}
inline const void* inside(const Member& member, const void* whole) {
  return member.at(const_cast<void*>(whole));  // `at` only adds
}

/// Calls `visit(member, whole)` for every member, those of parts in their places.
template <class Whole, class Visit>
void each_member(const std::vector<Member>& members, Whole* whole, const Visit& visit) {
  for (const auto& member : members) {
    if (member.kind == Kind::part) {
      each_member(member.parts(), inside(member, whole), visit);
    } else {
      visit(member, whole);
    }
  }
}

}  // namespace roundtable::domain::describe
