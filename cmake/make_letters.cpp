// Writes the table of Han letters that src/readmodel/letters.cpp includes: the pinyin of each
// letter without tones, and its simplified form, as ICU knows them. Run while building, because ICU
// takes 0.7 s only to load its rules of pinyin, which a server must not take at each start.
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

constexpr UChar32 kFirst = 0x4E00;
constexpr UChar32 kLast = 0x9FFF;

/// Each letter's image under that transliterator.
std::vector<icu::UnicodeString> images(const char* transliterator) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> rules(icu::Transliterator::createInstance(
      icu::UnicodeString::fromUTF8(transliterator), UTRANS_FORWARD, error));
  if (U_FAILURE(error) != 0) throw std::runtime_error(u_errorName(error));
  icu::UnicodeString text;
  for (UChar32 letter = kFirst; letter <= kLast; ++letter) text.append(letter).append(u'\n');
  rules->transliterate(text);
  std::vector<icu::UnicodeString> found;
  for (int32_t at = 0; at < text.length();) {
    const auto end = text.indexOf(u'\n', at);
    found.push_back(icu::UnicodeString(text, at, end - at).trim());
    at = end + 1;
  }
  return found;
}

/// "lü4" and the like without tone, ü as v, as it is typed; "" where ICU knows none.
std::string plain(const icu::UnicodeString& syllable) {
  std::string out;
  for (int32_t i = 0; i < syllable.length(); ++i) {
    const auto unit = syllable[i];
    if (unit >= u'a' && unit <= u'z') {
      out += static_cast<char>(unit);
    } else if (unit == 0x0308 && !out.empty() && out.back() == 'u') {
      out.back() = 'v';
    } else if (unit < 0x0300 || unit > 0x036F) {
      return "";
    }
  }
  return out;
}

void write(std::ostream& out) {
  const auto pinyin = images("Han-Latin; NFD");
  const auto simplified = images("Traditional-Simplified");
  std::map<std::string, int> numbers;
  for (const auto& image : pinyin) numbers.try_emplace(plain(image), 0);
  int next = 0;
  out << "// Made by cmake/make_letters.cpp.\nconstexpr std::string_view kSyllables[] = {\n";
  for (auto& [syllable, number] : numbers) {
    number = next++;
    out << '"' << syllable << "\",\n";
  }
  out << "};\nconstexpr std::uint16_t kReadings[] = {\n";
  for (const auto& image : pinyin) out << numbers.at(plain(image)) << ",\n";
  out << "};\nconstexpr char16_t kSimplified[] = {\n";
  UChar32 letter = kFirst;
  for (const auto& image : simplified) {
    const bool one = image.length() == 1;
    out << static_cast<unsigned>(one ? image[0] : static_cast<char16_t>(letter)) << ",\n";
    ++letter;
  }
  out << "};\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    std::ofstream out(argv[1]);
    write(out);
    out.flush();
    if (!out) throw std::runtime_error("cannot write");
    return 0;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s: %s\n", argv[1], failure.what());
    return 1;
  }
}
