#include "readmodel/grid_terms.hpp"

#include "readmodel/letters.hpp"

namespace roundtable::readmodel {
namespace {

std::u32string without_signs(std::u32string_view text) {
  std::u32string out;
  for (const char32_t letter : text) {
    if (is_han(letter) || is_latin(letter) || is_digit(letter)) out += letter;
  }
  return out;
}

}  // namespace

std::string whole_name_term(const Text& name) {
  const auto letters = without_signs(name.numbered);
  return letters.empty() ? "" : "q" + to_utf8(letters);
}

std::string beginning_term(const Text& name) {
  const auto letters = without_signs(name.numbered);
  return letters.empty() ? "" : "b" + to_utf8(letters.substr(0, 2));
}

std::string code_term(std::string_view code) {
  return "c" + to_utf8(without_signs(even(code)));
}

std::string grid_terms(const Text& name, std::string_view code) {
  std::string terms = code_term(code) + ' ';
  if (const auto whole = whole_name_term(name); !whole.empty()) {
    terms += whole + ' ' + beginning_term(name) + ' ';
    const auto first = without_signs(name.numbered).substr(0, 1);
    terms += "b" + to_utf8(first) + ' ';
  }
  return terms;
}

}  // namespace roundtable::readmodel
