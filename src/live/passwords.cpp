#include "live/passwords.hpp"

#include <sodium.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/ensure.hpp"

namespace roundtable::live {
namespace {

/// One a line, each between two line ends.
constexpr std::string_view kCommonPasswords =
#include "live/common_passwords.inc"
    ;

std::string in_one_form(std::string_view typed) {
  UErrorCode error = U_ZERO_ERROR;
  const auto* form = icu::Normalizer2::getNFKCInstance(error);
  ensure(U_SUCCESS(error) != 0, "ICU has NFKC");
  std::string text;
  icu::StringByteSink<std::string> sink(&text);
  form->normalizeUTF8(0, icu::StringPiece(typed.data(), static_cast<int32_t>(typed.size())), sink,
                      nullptr, error);
  ensure(U_SUCCESS(error) != 0, "a text can be brought into NFKC");
  return text;
}

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

bool is_common(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return kCommonPasswords.find("\n" + text + "\n") != std::string_view::npos;
}

bool matches(const std::string& hash, std::string_view text) {
  return crypto_pwhash_str_verify(hash.c_str(), text.data(), text.size()) == 0;
}

}  // namespace

std::optional<PasswordFault> password_fault(std::string_view typed) {
  if (typed.size() > kPasswordBytesMax) return PasswordFault::too_long;
  auto text = in_one_form(typed);
  if (letters_of(text) < kPasswordLettersMin) return PasswordFault::too_short;
  if (is_common(std::move(text))) return PasswordFault::common;
  return std::nullopt;
}

std::string sentence_of(PasswordFault fault) {
  switch (fault) {
    case PasswordFault::too_short:
      return "a password has at least " + std::to_string(kPasswordLettersMin) + " characters";
    case PasswordFault::too_long:
      return "this password is too long";
    case PasswordFault::common:
      break;
  }
  return "this password is one of the commonest, which are guessed first";
}

std::string hash_password(std::string_view typed) {
  const auto password = in_one_form(typed);
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str(text.data(), password.data(), password.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    throw std::runtime_error("not enough memory to hash a password");
  }
  return text.data();
}

PasswordMatch match_password(const std::string& hash, std::string_view typed) {
  const auto text = in_one_form(typed);
  if (matches(hash, text)) return PasswordMatch::yes;
  return text != typed && matches(hash, typed) ? PasswordMatch::as_typed : PasswordMatch::no;
}

}  // namespace roundtable::live
