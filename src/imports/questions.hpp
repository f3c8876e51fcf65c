// Who is one head is asked before it is done. Every set of flats that a file makes one head, and
// everything that may be a mistake about it, is a question: a person looks at it and confirms the
// list, or mends the file. Where two heads may be one, she may say so (`joinable`).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "domain/text.hpp"
#include "imports/problem.hpp"

namespace roundtable::imports {

enum class QuestionKind {
  // one head
  same_key,             // the same number
  same_name,            // the same name without a number, in one building
  written_differently,  // the same only after keys were normalised
  undelivered,          // the developer's
  // several heads, and perhaps one
  name_elsewhere,     // the same name without a number in several buildings
  perhaps_same,       // keys that differ in spelling, brackets, or the word between names
  name_and_number,    // a name alone here, the same name with a number there
  developer_by_name,  // a developer's flats under its name, beside undelivered ones
  // perhaps a mistake; no heads can be joined
  overlap,        // owner sets that share an owner (A; A+B)
  owner_missing,  // no key, where other rows have one: each counts by itself
  same_flat,      // the stair stands in the room, or a zero before it: the same flat twice?
};
/// "name_elsewhere"
std::string_view to_string(QuestionKind kind);
/// True for the first four.
bool makes_one_head(QuestionKind kind);
bool is_joinable(QuestionKind kind);

/// A unit as files name it, and where.
struct UnitPlace {
  std::string building;
  std::string stair;
  std::string room;
  Place place;  // of the owner's key
};

struct Question {
  std::string id;  // of this file: "name_elsewhere-2", by its first line
  QuestionKind kind = QuestionKind::same_key;
  std::vector<std::size_t> lines;  // indexes of RollFile::lines
  std::vector<UnitPlace> units;    // of the same lines
  std::size_t heads = 0;           // that its units make, as it stands
  bool joined = false;             // asked to be one head
  bool known = false;              // the roll that is there has them so: nothing to confirm
  std::size_t heads_there = 0;     // that they make on the roll that is there
};

domain::Text sentence(const Question& question);

/// There are more than a person can look at (kQuestionsMax).
Problem too_many_questions();

}  // namespace roundtable::imports
