#include "mail/address.hpp"

#include <algorithm>

#include "base/plain_text.hpp"

namespace roundtable::mail {
namespace {

constexpr std::size_t kNameBytesMax = 64;
constexpr std::size_t kLabelBytesMax = 63;
constexpr std::string_view kMarksOfNames = "!#$%&'*+/=?^_`{|}~-";  // RFC 5322, atext

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Whether `text` is one or more parts with dots between, each `is_part`.
template <class IsPart>
bool is_dotted(std::string_view text, IsPart is_part) {
  while (true) {
    const auto dot = text.find('.');
    if (!is_part(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_atom(std::string_view part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
    return is_letter_or_digit(c) || kMarksOfNames.find(c) != std::string_view::npos;
  });
}

bool is_label(std::string_view part) {
  return !part.empty() && part.size() <= kLabelBytesMax && part.front() != '-' &&
         part.back() != '-' && std::all_of(part.begin(), part.end(), [](char c) {
           return is_letter_or_digit(c) || c == '-';
         });
}

}  // namespace

std::optional<std::string> email_from(std::string_view text) {
  auto email = in_plain_width(without_blank_ends(text));
  const auto at = email.find('@');
  if (at == std::string::npos || email.size() > kEmailBytesMax) return std::nullopt;
  std::transform(email.begin() + static_cast<std::ptrdiff_t>(at), email.end(),
                 email.begin() + static_cast<std::ptrdiff_t>(at), [](char c) {
                   return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
                 });
  const auto name = std::string_view(email).substr(0, at);
  const auto domain = std::string_view(email).substr(at + 1);
  const bool plain = name.size() <= kNameBytesMax && is_dotted(name, is_atom) &&
                     domain.find('.') != std::string_view::npos && is_dotted(domain, is_label);
  if (!plain) return std::nullopt;
  return email;
}

std::string masked(std::string_view email) {
  const auto at = std::min(email.find('@'), email.size());
  return std::string(email.substr(0, std::min<std::size_t>(1, at))) + "***" +
         std::string(email.substr(at));
}

}  // namespace roundtable::mail
