// Query: what somebody looks for, as an expression for the index, and the check on the text that
// says whether a row really has it, where and why. Values: no threads.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "readmodel/terms.hpp"

namespace roundtable::readmodel {

inline constexpr std::size_t kQueryBytesMax = 120;
inline constexpr std::size_t kQueryWordsMax = 6;

/// Why a text fits; the later one, the less directly.
enum class Why : unsigned char { written, traditional, number, pinyin, initials, near };
std::string_view to_string(Why why);

/// Where the words were found: all in the name, or not; one only in the name of a grid above.
enum class Where : unsigned char { name, code, text, above };
std::string_view to_string(Where where);

struct Fit {
  Where where = Where::name;
  Why why = Why::written;
};

struct Word {
  Text text;
  bool latin = false;
};

struct Query {
  std::vector<Word> words;
};
/// Words are told apart by spaces and signs, and where Latin letters end.
Query query_of(std::string_view utf8);

/// An FTS5 expression for rows that may have the word. `exact`: every such row has it.
struct Expression {
  std::string text;
  bool exact = true;
};
Expression expression_of(const Word& word);
/// Rows that may have it with one wrong, missing or added letter, or another that sounds the same;
/// "" where the word is too short for that.
std::string near_expression_of(const Word& word);
/// Quoted for FTS5.
std::string in_quotes(std::string_view term);

/// Where and why the word is in this row, if it is.
std::optional<Fit> fit_of(const Word& word, const Text& name, const Text& rest);
std::optional<Fit> near_fit_of(const Word& word, const Text& name, const Text& rest);

}  // namespace roundtable::readmodel
