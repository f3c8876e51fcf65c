// Subscriptions: a household says where letters shall go, and shows that it reads what comes there.
// Safe from any thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/env.hpp"
#include "directory/mail_book.hpp"

namespace roundtable::mail {

inline constexpr std::int64_t kCodeMinutes = 30;
inline constexpr std::uint64_t kCodeTriesMax = 5;
/// So often a day somebody may ask, and an address is written to without having been confirmed.
inline constexpr std::uint64_t kAskedADayMax = 5;
inline constexpr std::size_t kMailCodeDigits = 6;

class Subscriptions {
 public:
  /// `wake`: a letter is to be sent.
  Subscriptions(directory::MailBook& book, const Clock& clock, Randomness& randomness,
                std::function<void()> wake)
      : book_(book), clock_(clock), randomness_(randomness), wake_(std::move(wake)) {}

  std::optional<directory::MailAddress> of(std::string_view owner) { return book_.address(owner); }
  /// Sends a code there. A refusal's code: mail.address_invalid, mail.too_often; "" : on its way.
  std::string ask(const std::string& owner, std::string_view email, std::string_view lang);
  bool confirm(std::string_view owner, std::string_view code);
  void remove(std::string_view owner) { book_.remove(owner); }
  /// False for a token of nobody.
  bool is_leave(std::string_view token) { return book_.address_with_leave(token).has_value(); }
  bool leave(std::string_view token);

 private:
  directory::MailBook& book_;
  const Clock& clock_;
  Randomness& randomness_;
  const std::function<void()> wake_;
};

}  // namespace roundtable::mail
