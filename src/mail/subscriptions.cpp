#include "mail/subscriptions.hpp"

#include <algorithm>
#include <iterator>

#include "base/plain_text.hpp"
#include "log/hash_chain.hpp"
#include "mail/address.hpp"
#include "mail/letters.hpp"

namespace roundtable::mail {
namespace {

constexpr std::int64_t kMicrosPerMinute = 60 * kMicrosPerSecond;

}  // namespace

std::string Subscriptions::ask(const std::string& owner, std::string_view email,
                               std::string_view lang) {
  const auto address = email_from(email);
  if (!address) return "mail.address_invalid";
  const auto now = clock_.now();
  directory::MailAddress asked;
  asked.owner = owner;
  asked.leave = random_token(randomness_);
  asked.asked_email = *address;
  asked.asked_lang = lang == "en" ? "en" : "zh";
  asked.code = random_digits(randomness_, kMailCodeDigits);
  asked.code_until = now + kCodeMinutes * kMicrosPerMinute;
  directory::MailLetter letter;
  letter.key = random_id(randomness_);
  letter.owner = owner;
  letter.kind = to_string(LetterKind::code);
  letter.made_at = now;
  letter.not_before = now;
  const auto kept = book_.ask(asked, letter, "email:" + log::sha256_hex(*address), kAskedADayMax);
  if (kept == directory::MailAsked::too_often) return "mail.too_often";
  wake_();
  return "";
}

bool Subscriptions::confirm(std::string_view owner, std::string_view code) {
  // As people copy it: with spaces, in full width.
  const auto plain = in_plain_width(code);
  std::string digits;
  std::copy_if(plain.begin(), plain.end(), std::back_inserter(digits),
               [](char c) { return c >= '0' && c <= '9'; });
  return book_.confirm(owner, digits, clock_.now(), kCodeTriesMax) == directory::MailConfirmed::ok;
}

bool Subscriptions::leave(std::string_view token) {
  const auto address = book_.address_with_leave(token);
  if (!address) return false;
  book_.remove(address->owner);
  return true;
}

}  // namespace roundtable::mail
