#include "readmodel/terms.hpp"

#include <algorithm>

namespace roundtable::readmodel {
namespace {

using UnitKind = Unit::Kind;

UnitKind kind_of(char32_t letter) {
  if (is_han(letter)) return UnitKind::han;
  if (is_digit(letter)) return UnitKind::number;
  return is_latin(letter) ? UnitKind::latin : UnitKind::gap;
}

bool joins_pairs(const Unit& unit) {
  return unit.kind == UnitKind::han || unit.kind == UnitKind::number;
}

void add(std::string& terms, std::string_view term) {
  terms += term;
  terms += ' ';
}

std::string single_term(const Unit& unit) {
  const auto text = to_utf8(unit.text);
  return unit.kind == UnitKind::number ? "n" + text : text;
}

std::string pair_term(const Unit& first, const Unit& second) {
  return to_utf8(first.text) + to_utf8(second.text);
}

void add_units(std::string& terms, std::u32string_view text, bool only_numbers) {
  const auto units = units_of(text);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto& unit = units[i];
    const bool number = unit.kind == UnitKind::number;
    if (unit.kind == UnitKind::latin && !only_numbers) add(terms, latin_term(unit.text));
    if (!joins_pairs(unit)) continue;
    if (number || !only_numbers) add(terms, single_term(unit));
    if (i + 1 == units.size() || !joins_pairs(units[i + 1])) continue;
    if (number || units[i + 1].kind == UnitKind::number || !only_numbers) {
      add(terms, pair_term(unit, units[i + 1]));
    }
  }
}

/// Beginnings that are syllables themselves are asked for as such.
void add_beginnings(std::string& terms, std::string_view syllable, const Readings& before) {
  for (std::size_t length = 1; length < syllable.size(); ++length) {
    const auto beginning = syllable.substr(0, length);
    if (is_syllable(beginning)) continue;
    add(terms, begun_term("", beginning));
    for (const auto first : before) add(terms, begun_term(first, beginning));
  }
}

void add_readings(std::string& terms, std::u32string_view text) {
  Readings before;
  for (const char32_t letter : text) {
    const auto now = readings(letter);
    for (const auto syllable : now) {
      add(terms, syllable_term(syllable));
      for (const auto first : before) {
        add(terms, pinyin_term(first, syllable));
        add(terms, initials_term(first.front(), syllable.front()));
      }
      add_beginnings(terms, syllable, before);
    }
    before = now;
  }
}

struct Reader {
  const std::string& letters;
  bool may_end_early;
  std::vector<std::string> way{};
  std::vector<std::vector<std::string>> found{};

  void read_from(std::size_t at) {
    if (found.size() == kReadingsMax) return;
    if (at == letters.size()) {
      found.push_back(way);
      return;
    }
    const auto left = letters.size() - at;
    if (may_end_early && left <= kSyllableLettersMax && begins_syllable(letters.substr(at))) {
      way.push_back(letters.substr(at));
      found.push_back(way);
      way.pop_back();
    }
    for (auto length = std::min(left, kSyllableLettersMax); length > 0; --length) {
      auto syllable = letters.substr(at, length);
      if (!is_syllable(syllable)) continue;
      way.push_back(std::move(syllable));
      read_from(at + length);
      way.pop_back();
    }
  }
};

}  // namespace

Text text_of(std::string_view utf8) {
  Text text;
  text.written = even(utf8);
  text.letters = text.written;
  for (char32_t& letter : text.letters) letter = simplified(letter);
  text.numbered = with_digits(text.letters);
  return text;
}

std::string terms_of(const Text& name, const Text& rest) {
  std::string terms;
  for (const auto* text : {&name, &rest}) {
    add_units(terms, text->letters, false);
    if (text->numbered != text->letters) add_units(terms, text->numbered, true);
  }
  add_readings(terms, name.letters);
  return terms;
}

std::vector<Unit> units_of(std::u32string_view text) {
  std::vector<Unit> units;
  for (std::size_t at = 0; at < text.size();) {
    const auto kind = kind_of(text[at]);
    auto end = at + 1;
    while (kind != UnitKind::han && end < text.size() && kind_of(text[end]) == kind) ++end;
    units.push_back({kind, text.substr(at, end - at)});
    at = end;
  }
  return units;
}

std::vector<std::string> run_terms(std::u32string_view run) {
  const auto units = units_of(run);
  if (units.size() == 1) return {single_term(units.front())};
  std::vector<std::string> terms;
  for (std::size_t i = 1; i < units.size(); ++i) terms.push_back(pair_term(units[i - 1], units[i]));
  return terms;
}

std::string latin_term(std::u32string_view word) {
  return "w" + to_utf8(word);
}

// A nought parts the syllables: xi0an is not xian.
std::string pinyin_term(std::string_view first, std::string_view second) {
  return "p" + std::string(first) + "0" + std::string(second);
}

std::string syllable_term(std::string_view syllable) {
  return "p" + std::string(syllable);
}

std::string begun_term(std::string_view first, std::string_view beginning) {
  return "e" + std::string(first) + "0" + std::string(beginning);
}

std::string initials_term(char first, char second) {
  return {'i', first, second};
}

std::vector<std::vector<std::string>> syllables_in(const std::string& letters) {
  Reader whole{letters, false};
  whole.read_from(0);
  if (!whole.found.empty()) return whole.found;
  Reader early{letters, true};
  early.read_from(0);
  return early.found;
}

}  // namespace roundtable::readmodel
