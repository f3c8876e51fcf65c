#include "imports/letters.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ensure.hpp"
#include "imports/text.hpp"

namespace roundtable::imports {
namespace {

// GB 18030 keeps 80 characters in FE50-FEA0 for which earlier tables had U+E815-U+E864. Files and
// fonts of that time still have them there. (What glibc's GB18030 makes of these bytes.)
constexpr char32_t kTwinsFrom = 0xE815;
constexpr std::array<char32_t, 80> kTwins = {
    0x2E81, 0x20087, 0x20089, 0x200CC, 0x2E84,  0x3473, 0x3447, 0x2E88, 0x2E8B,  0x9FB4,
    0x359E, 0x361A,  0x360E,  0x2E8C,  0x2E97,  0x396E, 0x3918, 0x9FB5, 0x39CF,  0x39DF,
    0x3A73, 0x39D0,  0x9FB6,  0x9FB7,  0x3B4E,  0x3C6E, 0x3CE0, 0x2EA7, 0x215D7, 0x9FB8,
    0x2EAA, 0x4056,  0x415F,  0x2EAE,  0x4337,  0x2EB3, 0x2EB6, 0x2EB7, 0x2298F, 0x43B1,
    0x43AC, 0x2EBB,  0x43DD,  0x44D6,  0x4661,  0x464C, 0x9FB9, 0x4723, 0x4729,  0x477C,
    0x478D, 0x2ECA,  0x4947,  0x497A,  0x497D,  0x4982, 0x4983, 0x4985, 0x4986,  0x499F,
    0x499B, 0x49B7,  0x49B6,  0x9FBA,  0x241FE, 0x4CA3, 0x4C9F, 0x4CA0, 0x4CA1,  0x4C77,
    0x4CA2, 0x4D13,  0x4D14,  0x4D15,  0x4D16,  0x4D17, 0x4D18, 0x4D19, 0x4DAE,  0x9FBB,
};

// The radicals of U+2E80-U+2EF3 as characters; 0 where there is none. NFKC knows two of them, and
// those of U+2F00-U+2FD5 all. (Unicode Character Database 14, EquivalentUnifiedIdeograph.)
constexpr char32_t kRadicalsFrom = 0x2E80;
constexpr std::array<char32_t, 116> kRadicals = {
    0x0000,  0x5382,  0x4E5B,  0x4E5A, 0x4E59, 0x4EBB,  0x5182,  0x20628, 0x5200,  0x5202,  0x535C,
    0x353E,  0x5C0F,  0x5C0F,  0x5140, 0x5C23, 0x5C22,  0x21BC2, 0x5DF3,  0x5E7A,  0x5F51,  0x5F50,
    0x5FC4,  0x5FC3,  0x624C,  0x6535, 0x0000, 0x65E1,  0x65E5,  0x6708,  0x6B7A,  0x6BCD,  0x6C11,
    0x6C35,  0x6C3A,  0x706C,  0x722B, 0x722B, 0x4E2C,  0x725B,  0x72AD,  0x738B,  0x24D14, 0x76EE,
    0x793A,  0x793B,  0x25AD7, 0x7CF9, 0x7E9F, 0x7F53,  0x7F52,  0x34C1,  0x5197,  0x2626B, 0x7F8A,
    0x2634C, 0x2634B, 0x8002,  0x8080, 0x807F, 0x8089,  0x26951, 0x8279,  0x8279,  0x8279,  0x864E,
    0x8864,  0x8980,  0x897F,  0x89C1, 0x89D2, 0x278B2, 0x8BA0,  0x8D1D,  0x27FB7, 0x8F66,  0x8FB6,
    0x8FB6,  0x8FB6,  0x9091,  0x9485, 0x9577, 0x9578,  0x957F,  0x95E8,  0x28E0F, 0x961D,  0x96E8,
    0x9752,  0x97E6,  0x9875,  0x98CE, 0x98DE, 0x98DF,  0x2967F, 0x98E0,  0x9963,  0x29810, 0x9A6C,
    0x9AA8,  0x9B3C,  0x9C7C,  0x9E1F, 0x5364, 0x9EA6,  0x9EC4,  0x9EFE,  0x6589,  0x9F50,  0x6B6F,
    0x9F7F,  0x7ADC,  0x9F99,  0x9F9C, 0x4E80, 0x9F9F,
};

template <std::size_t kSize>
char32_t looked_up(const std::array<char32_t, kSize>& table, char32_t from, char32_t letter) {
  if (letter < from || letter >= from + kSize) return letter;
  const auto found = table[letter - from];
  return found == 0 ? letter : found;
}

/// Two letters of pinyin had a private-use place as well.
char32_t without_twin(char32_t letter) {
  if (letter == 0xE7C7) return 0x1E3F;
  if (letter == 0xE7C8) return 0x01F9;
  return looked_up(kTwins, kTwinsFrom, letter);
}

bool is_kangxi(char32_t letter) {
  return letter >= 0x2F00 && letter <= 0x2FD5;
}

std::string normalised(const icu::Normalizer2& form, std::string_view utf8) {
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  UErrorCode error = U_ZERO_ERROR;
  const auto made = form.normalize(text, error);
  ensure(U_FAILURE(error) == 0, "a text can be normalised");
  std::string out;
  made.toUTF8String(out);
  return out;
}

const icu::Normalizer2& nfc() {
  UErrorCode error = U_ZERO_ERROR;
  static const auto* const kForm = icu::Normalizer2::getNFCInstance(error);
  ensure(kForm != nullptr, "ICU has NFC");
  return *kForm;
}

const icu::Normalizer2& nfkc() {
  UErrorCode error = U_ZERO_ERROR;
  static const auto* const kForm = icu::Normalizer2::getNFKCInstance(error);
  ensure(kForm != nullptr, "ICU has NFKC");
  return *kForm;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

}  // namespace

std::string composed(std::string_view utf8) {
  if (is_ascii(utf8)) return std::string(utf8);
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto next = character_at(utf8, at);
    if (next.bytes == 0) return std::string(utf8);
    const auto letter = looked_up(kRadicals, kRadicalsFrom, without_twin(next.value));
    if (is_kangxi(letter)) {
      out += normalised(nfkc(), utf8.substr(at, next.bytes));
    } else {
      append(out, letter);
    }
    at += next.bytes;
  }
  return normalised(nfc(), out);
}

std::string even(std::string_view utf8) {
  return is_ascii(utf8) ? std::string(utf8) : normalised(nfkc(), composed(utf8));
}

}  // namespace roundtable::imports
