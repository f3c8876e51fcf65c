// Terms: what the search index keeps of a text, made by one pure function - single Han letters and
// pairs of neighbours, numbers, Latin words, and of a name also pinyin and initials of each pair.
// Traditional letters, widths, case and forms of numerals are made one first. Which marks stand
// before a term, so that none is taken for another kind: n number, w Latin word, p pinyin, e pinyin
// whose last syllable is only begun, i initials; a Han letter or pair stands as it is. Values: no
// threads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "readmodel/letters.hpp"

namespace roundtable::readmodel {

/// A change of what `terms_of` makes: an index of another number is made anew.
inline constexpr int kTermsVersion = 2;

/// A text in the three forms that are compared.
struct Text {
  std::u32string written;   // made even
  std::u32string letters;   // and simplified
  std::u32string numbered;  // and with digits for numerals
};
Text text_of(std::string_view utf8);

/// Parted by spaces, repeated where the text repeats. `rest` gets no pinyin.
std::string terms_of(const Text& name, const Text& rest);

/// A run that is compared as a whole: Han letters and digits, or Latin letters.
struct Unit {
  enum class Kind : unsigned char { han, number, latin, gap };
  Kind kind = Kind::gap;
  std::u32string_view text;  // one Han letter, or a whole number or Latin word
};
std::vector<Unit> units_of(std::u32string_view text);

/// The terms that stand for a run of Han letters and numbers: its pairs, or its only one.
std::vector<std::string> run_terms(std::u32string_view run);
std::string latin_term(std::u32string_view word);
std::string pinyin_term(std::string_view first, std::string_view second);
std::string syllable_term(std::string_view syllable);
std::string initials_term(char first, char second);
/// Where the last syllable is only begun (`first` is "" where it is the only one): a term of its
/// own, since all terms that begin alike would have to be gathered before the newest is known.
std::string begun_term(std::string_view first, std::string_view beginning);

/// Ways to read Latin letters as syllables, at most `kReadingsMax`, longer syllables first. Where
/// no way comes out even, the last syllable may be a beginning.
inline constexpr std::size_t kReadingsMax = 8;
std::vector<std::vector<std::string>> syllables_in(const std::string& letters);

}  // namespace roundtable::readmodel
