// Letters as who receives them reads them, and a carrier that keeps what it is given.
#pragma once

#include <sodium.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "mail/carrier.hpp"

namespace roundtable::mail::test {

inline std::string decoded(std::string base64) {
  std::erase_if(base64, [](char c) { return c == '\r' || c == '\n' || c == ' '; });
  std::string out(base64.size(), '\0');
  std::size_t length = 0;
  const int failed =
      sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), base64.data(),
                        base64.size(), nullptr, &length, nullptr, sodium_base64_VARIANT_ORIGINAL);
  if (failed != 0) return "(no base64)";
  out.resize(length);
  return out;
}

/// The value of a header, its folded lines joined; "" where there is none.
inline std::string header(const std::string& message, const std::string& name) {
  const auto head = "\r\n" + message.substr(0, message.find("\r\n\r\n") + 2);
  const auto at = head.find("\r\n" + name + ": ");
  if (at == std::string::npos) return "";
  const auto begin = at + name.size() + 4;
  auto end = head.find("\r\n", begin);
  while (end + 2 < head.size() && head[end + 2] == ' ') end = head.find("\r\n", end + 2);
  return head.substr(begin, end - begin);
}

/// RFC 2047, as far as our letters use it.
inline std::string words(std::string_view encoded) {
  constexpr std::string_view kBegin = "=?UTF-8?B?";
  std::string out;
  for (auto at = encoded.find(kBegin); at != std::string_view::npos; at = encoded.find(kBegin)) {
    const auto end = encoded.find("?=", at + kBegin.size());
    out += decoded(std::string(encoded.substr(at + kBegin.size(), end - at - kBegin.size())));
    encoded.remove_prefix(end + 2);
  }
  return out.empty() ? std::string(encoded) : out;
}

inline std::string body(const std::string& message) {
  return decoded(message.substr(message.find("\r\n\r\n") + 4));
}

struct Received {
  std::string to;
  std::string message;

  std::string subject() const { return words(header(message, "Subject")); }
  std::string text() const { return body(message); }
};

class Mailbox final : public Carrier {
 public:
  CarriedAs carry(const std::string& to, const std::string& message) override {
    ++asked;
    if (answer.how == Carried::taken) letters.push_back({to, message});
    return answer;
  }

  CarriedAs answer{Carried::taken, ""};
  std::vector<Received> letters;
  int asked = 0;
};

}  // namespace roundtable::mail::test
