#include "imports/identity_number.hpp"

#include <algorithm>
#include <array>
#include <regex>

namespace roundtable::imports {
namespace {

bool has_form(const std::string& text, const std::regex& form) {
  return std::regex_match(text, form);
}

char check_of(std::string_view seventeen) {
  constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  constexpr std::string_view kChecks = "10X98765432";
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (seventeen[i] - '0') * kWeights[i];
  return kChecks[static_cast<std::size_t>(sum % 11)];
}

/// GB 32100: organisations have 18 characters too, which now and then are digits alone.
bool has_valid_credit_check(std::string_view number) {
  constexpr std::string_view kLetters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::array<int, 17> kWeights = {1,  3,  9,  27, 19, 26, 16, 17, 20,
                                            29, 25, 13, 8,  24, 10, 30, 28};
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    sum += static_cast<int>(kLetters.find(number[i])) * kWeights[i];
  }
  return kLetters[static_cast<std::size_t>((31 - sum % 31) % 31)] == number[17];
}

bool is_month_and_day(std::string_view digits) {
  const auto month = (digits[0] - '0') * 10 + (digits[1] - '0');
  const auto day = (digits[2] - '0') * 10 + (digits[3] - '0');
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/// Hong Kong: one or two letters and six digits, weighed 9 to 2, a missing letter as 36.
bool has_valid_hong_kong_check(std::string_view number) {
  const auto value = [](char c) { return c >= 'A' ? c - 'A' + 10 : c - '0'; };
  const auto body = number.substr(0, number.size() - 1);
  int sum = body.size() == 7 ? 36 * 9 : 0;
  int weight = body.size() == 7 ? 8 : 9;
  for (const char c : body) sum += value(c) * weight--;
  const int check = (11 - sum % 11) % 11;
  return number.back() == (check == 10 ? 'A' : static_cast<char>('0' + check));
}

/// Taiwan: the letter counts as two digits, in the order in which counties were given theirs.
bool has_valid_taiwan_check(std::string_view number) {
  constexpr std::string_view kCounties = "ABCDEFGHJKLMNPQRSTUVXYWZIO";
  const auto letter = static_cast<int>(kCounties.find(number[0])) + 10;
  int sum = letter / 10 + (letter % 10) * 9;
  for (std::size_t i = 1; i < 9; ++i) sum += (number[i] - '0') * static_cast<int>(9 - i);
  return (sum + number[9] - '0') % 10 == 0;
}

/// The forms of the mainland; `text` has neither spaces nor hyphens.
std::optional<IdentityNumber> of_the_mainland(const std::string& text) {
  static const std::regex kNow("\\d{17}[\\dX]");
  static const std::regex kBefore("\\d{15}");
  if (has_form(text, kNow)) {
    const bool organisation = text[0] == '9' && has_valid_credit_check(text);
    return IdentityNumber{text, !has_valid_check(text) && !organisation};
  }
  // Until 1999 the year had two digits and nothing was checked; whoever has one was born before.
  if (has_form(text, kBefore) && is_month_and_day(std::string_view(text).substr(8, 4))) {
    auto longer = text.substr(0, 6) + "19" + text.substr(6);
    longer += check_of(longer);
    return IdentityNumber{longer};
  }
  return std::nullopt;
}

}  // namespace

bool has_valid_check(std::string_view number) {
  return check_of(number.substr(0, 17)) == number[17];
}

std::optional<IdentityNumber> identity_number(std::string_view plain_text) {
  static const std::regex kHongKong("[A-Z]{1,2}\\d{6}\\([\\dA]\\)");
  static const std::regex kHongKongBare("[A-Z]{1,2}\\d{6}[\\dA]");
  static const std::regex kMacao("[157]/\\d{6}/\\d|[157]\\d{6}\\(\\d\\)");
  static const std::regex kTaiwan("[A-Z][1289]\\d{8}");
  static const std::regex kTravelPermit("[HM]\\d{8}(\\d{2})?");

  std::string text(plain_text);
  std::erase_if(text, [](char c) { return c == ' ' || c == '-'; });
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  if (auto mainland = of_the_mainland(text)) return mainland;
  if (has_form(text, kTaiwan)) return IdentityNumber{text, !has_valid_taiwan_check(text)};
  // The last two digits count how often the permit was issued.
  if (has_form(text, kTravelPermit)) return IdentityNumber{text.substr(0, 9)};
  const bool bracketed = has_form(text, kHongKong);
  const bool macao = has_form(text, kMacao);
  std::erase_if(text, [](char c) { return c == '(' || c == ')' || c == '/'; });
  if (macao) return IdentityNumber{text};
  if (bracketed) return IdentityNumber{text, !has_valid_hong_kong_check(text)};
  // Without its brackets it may be a number of another kind: then nothing is wrong with it.
  if (has_form(text, kHongKongBare) && has_valid_hong_kong_check(text)) return IdentityNumber{text};
  return std::nullopt;
}

}  // namespace roundtable::imports
