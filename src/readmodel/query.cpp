#include "readmodel/query.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace roundtable::readmodel {
namespace {

/// Shorter Latin words are compared as a whole.
constexpr std::size_t kPrefixLettersMin = 3;
constexpr std::size_t kInitialsMin = 2;
constexpr std::size_t kInitialsMax = 10;
/// Where a letter may be wrong, enough others must be right.
constexpr std::size_t kNearLettersMin = 3;
/// Of words up to this length each letter in turn is left out; of longer ones half of them.
constexpr std::size_t kEachLetterMax = 5;

std::string all_of(const std::vector<std::string>& terms) {
  std::string out = "(";
  for (const auto& term : terms) {
    if (out.size() > 1) out += " AND ";
    out += in_quotes(term);
  }
  return out + ")";
}

std::string any_of(const std::vector<std::string>& expressions) {
  std::string out = "(";
  for (const auto& expression : expressions) {
    if (out.size() > 1) out += " OR ";
    out += expression;
  }
  return out + ")";
}

/// The terms that stand in both lists; they are no longer in either.
std::vector<std::string> taken_from_both(std::vector<std::string>& first,
                                         std::vector<std::string>& second) {
  std::vector<std::string> shared;
  for (auto term = first.begin(); term != first.end();) {
    const auto other = std::find(second.begin(), second.end(), *term);
    if (other == second.end()) {
      ++term;
      continue;
    }
    shared.push_back(std::move(*term));
    term = first.erase(term);
    second.erase(other);
  }
  return shared;
}

std::vector<std::string> pinyin_terms(const std::vector<std::string>& syllables) {
  std::vector<std::string> terms;
  for (std::size_t i = 1; i < syllables.size(); ++i) {
    terms.push_back(pinyin_term(syllables[i - 1], syllables[i]));
  }
  if (terms.empty()) terms.push_back(syllable_term(syllables.front()));
  return terms;
}

/// The last syllable may be a beginning.
std::string pinyin_expression(const std::vector<std::string>& syllables) {
  auto terms = pinyin_terms(syllables);
  if (!is_syllable(syllables.back())) {
    const auto before = syllables.size() < 2 ? "" : syllables[syllables.size() - 2];
    terms.back() = begun_term(before, syllables.back());
  }
  return all_of(terms);
}

bool may_be_initials(const std::string& letters) {
  return letters.size() >= kInitialsMin && letters.size() <= kInitialsMax &&
         letters.find_first_of("iuv") == std::string::npos;
}

Expression latin_expression(const Word& word) {
  const auto letters = to_utf8(word.text.letters);
  Expression out;
  std::vector<std::string> ways{in_quotes(latin_term(word.text.letters)) +
                                (letters.size() >= kPrefixLettersMin ? "*" : "")};
  for (const auto& syllables : syllables_in(letters)) {
    ways.push_back(pinyin_expression(syllables));
    out.exact = out.exact && syllables.size() <= 2;
  }
  if (may_be_initials(letters)) {
    std::vector<std::string> pairs;
    for (std::size_t i = 1; i < letters.size(); ++i) {
      pairs.push_back(initials_term(letters[i - 1], letters[i]));
    }
    ways.push_back(all_of(pairs));
    out.exact = out.exact && pairs.size() == 1;
  }
  out.text = any_of(ways);
  return out;
}

/// A number is not found inside a longer one, nor a Latin word but at its beginning.
bool contains(std::u32string_view text, std::u32string_view word) {
  const auto joined = [](char32_t a, char32_t b) {
    return (is_digit(a) && is_digit(b)) || (is_latin(a) && is_latin(b));
  };
  for (auto at = text.find(word); at != std::u32string_view::npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    if (at > 0 && joined(text[at - 1], text[at])) continue;
    const bool cut = end < text.size() && joined(text[end - 1], text[end]);
    if (!cut || (is_latin(word.back()) && word.size() >= kPrefixLettersMin)) return true;
  }
  return false;
}

std::optional<Why> written_in(const Word& word, const Text& text) {
  if (contains(text.written, word.text.written)) return Why::written;
  if (contains(text.letters, word.text.letters)) return Why::traditional;
  if (contains(text.numbered, word.text.numbered)) return Why::number;
  return std::nullopt;
}

/// Whether the letters can be read from the front of `text`; the last syllable may be a beginning.
bool reads_on(std::string_view letters, std::u32string_view text) {
  if (letters.empty()) return true;
  if (text.empty()) return false;
  for (const auto syllable : readings(text.front())) {
    if (syllable.size() >= letters.size()
            ? syllable.starts_with(letters)
            : letters.starts_with(syllable) &&
                  reads_on(letters.substr(syllable.size()), text.substr(1))) {
      return true;
    }
  }
  return false;
}

bool initials_on(std::string_view letters, std::u32string_view text) {
  if (text.size() < letters.size()) return false;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const auto ways = readings(text[i]);
    if (std::none_of(ways.begin(), ways.end(),
                     [&](auto syllable) { return syllable.front() == letters[i]; })) {
      return false;
    }
  }
  return true;
}

std::optional<Why> sounded_in(const Word& word, const Text& name) {
  const auto letters = to_utf8(word.text.letters);
  const std::u32string_view text = name.letters;
  std::optional<Why> why;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (reads_on(letters, text.substr(at))) return Why::pinyin;
    if (!why && may_be_initials(letters) && initials_on(letters, text.substr(at))) {
      why = Why::initials;
    }
  }
  return why;
}

bool sounds_like(std::u32string_view word, std::u32string_view text) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] == text[i]) continue;
    const auto ways = readings(text[i]);
    const auto asked = readings(word[i]);
    if (std::find_first_of(asked.begin(), asked.end(), ways.begin(), ways.end()) == asked.end()) {
      return false;
    }
  }
  return true;
}

/// Whether a part of the text is one wrong, missing or added letter away: a column of Sellers'
/// table a letter of the text.
bool one_letter_away(std::u32string_view word, std::u32string_view text) {
  std::vector<std::size_t> column(word.size() + 1);
  std::iota(column.begin(), column.end(), std::size_t{0});
  for (const char32_t letter : text) {
    std::size_t corner = 0;
    for (std::size_t i = 1; i <= word.size(); ++i) {
      const auto changed = corner + (word[i - 1] == letter ? 0 : 1);
      corner = column[i];
      column[i] = std::min({changed, column[i] + 1, column[i - 1] + 1});
    }
    if (column.back() <= 1) return true;
  }
  return false;
}

bool near_in(const Word& word, const Text& text) {
  const std::u32string_view asked = word.text.letters;
  const std::u32string_view letters = text.letters;
  for (std::size_t at = 0; at + asked.size() <= letters.size(); ++at) {
    if (sounds_like(asked, letters.substr(at))) return true;
  }
  return asked.size() >= kNearLettersMin && one_letter_away(asked, letters);
}

void add_run(const std::vector<Unit>& units, std::size_t from, std::size_t until,
             std::vector<std::string>& terms) {
  std::u32string run;
  for (auto i = from; i < until; ++i) run += units[i].text;
  if (run.empty()) return;
  for (auto& term : run_terms(run)) terms.push_back(std::move(term));
}

/// The pairs, or letters, that are left when one letter is not looked at.
std::vector<std::string> terms_without(const std::vector<Unit>& units, std::size_t wrong) {
  std::vector<std::string> terms;
  add_run(units, 0, wrong, terms);
  add_run(units, wrong + 1, units.size(), terms);
  return terms;
}

std::vector<std::string> half_terms(const std::vector<Unit>& units, bool second) {
  std::vector<std::string> terms;
  const auto middle = units.size() / 2;
  add_run(units, second ? middle : 0, second ? units.size() : middle, terms);
  return terms;
}

}  // namespace

std::string_view to_string(Why why) {
  static constexpr std::array<std::string_view, 6> kNames{"written", "traditional", "number",
                                                          "pinyin",  "initials",    "near"};
  return kNames.at(static_cast<std::size_t>(why));
}

std::string_view to_string(Where where) {
  static constexpr std::array<std::string_view, 4> kNames{"name", "code", "text", "above"};
  return kNames.at(static_cast<std::size_t>(where));
}

std::string in_quotes(std::string_view term) {
  // Terms are letters and digits alone: there is nothing to escape.
  return "\"" + std::string(term) + "\"";
}

Query query_of(std::string_view utf8) {
  Query query;
  const auto written = even(utf8.substr(0, kQueryBytesMax));
  const auto class_of = [](char32_t letter) {
    return is_latin(letter) ? 2 : is_han(letter) || is_digit(letter) ? 1 : 0;
  };
  for (std::size_t at = 0; at < written.size() && query.words.size() < kQueryWordsMax;) {
    const auto kind = class_of(written[at]);
    auto end = at + 1;
    while (end < written.size() && class_of(written[end]) == kind) ++end;
    if (kind != 0) {
      Word word;
      word.latin = kind == 2;
      word.text = text_of(to_utf8(std::u32string_view(written).substr(at, end - at)));
      query.words.push_back(std::move(word));
    }
    at = end;
  }
  return query;
}

Expression expression_of(const Word& word) {
  if (word.latin) return latin_expression(word);
  auto terms = run_terms(word.text.letters);
  if (word.text.numbered == word.text.letters) return {all_of(terms), terms.size() == 1};
  auto numbered = run_terms(word.text.numbered);
  const bool exact = terms.size() == 1 && numbered.size() == 1;
  // What both forms ask for is asked once: the index walks the rows of each term that is named.
  const auto shared = taken_from_both(terms, numbered);
  if (terms.empty() || numbered.empty()) return {all_of(shared), exact};
  const auto either = any_of({all_of(terms), all_of(numbered)});
  return {shared.empty() ? either : "(" + all_of(shared) + " AND " + either + ")", exact};
}

std::string near_expression_of(const Word& word) {
  const auto units = units_of(word.text.letters);
  if (word.latin || units.size() < 2) return "";
  std::vector<std::string> ways;
  std::vector<std::string> syllables;
  for (const char32_t letter : word.text.letters) {
    if (const auto known = readings(letter); !known.empty()) syllables.emplace_back(known.front());
  }
  if (syllables.size() == word.text.letters.size()) ways.push_back(all_of(pinyin_terms(syllables)));
  if (units.size() > kEachLetterMax) {
    // One half of the word is right.
    for (const bool second : {false, true}) ways.push_back(all_of(half_terms(units, second)));
  } else if (units.size() >= kNearLettersMin) {
    for (std::size_t i = 0; i < units.size(); ++i) ways.push_back(all_of(terms_without(units, i)));
  }
  return ways.empty() ? "" : any_of(ways);
}

std::optional<Fit> fit_of(const Word& word, const Text& name, const Text& rest) {
  if (const auto why = written_in(word, name)) return Fit{Where::name, *why};
  if (const auto why = written_in(word, rest)) return Fit{Where::text, *why};
  if (!word.latin) return std::nullopt;
  if (const auto why = sounded_in(word, name)) return Fit{Where::name, *why};
  return std::nullopt;
}

std::optional<Fit> near_fit_of(const Word& word, const Text& name, const Text& rest) {
  if (auto fit = fit_of(word, name, rest)) return fit;
  if (word.latin) return std::nullopt;
  if (near_in(word, name)) return Fit{Where::name, Why::near};
  if (near_in(word, rest)) return Fit{Where::text, Why::near};
  return std::nullopt;
}

}  // namespace roundtable::readmodel
