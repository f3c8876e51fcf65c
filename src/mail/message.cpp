#include "mail/message.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

namespace roundtable::mail {
namespace {

constexpr std::size_t kLineBytes = 76;
/// A line with an encoded word has 76 characters at most, the header's name among them.
constexpr std::size_t kWordBytes = 39;

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();  // the zero at the end
  return out;
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }) &&
         text.find("=?") == std::string_view::npos;
}

/// The longest beginning of at most so many bytes that ends between two characters.
std::string_view whole_characters(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 1 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return text.substr(0, most);
}

/// As a header may have it, folded.
std::string header_words(std::string_view text) {
  if (is_plain(text) && text.size() <= kLineBytes - 10) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const auto part = whole_characters(text, kWordBytes);
    out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64(part) + "?=";
    text.remove_prefix(part.size());
  }
  return out;
}

std::string date(Time at) {
  constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                               "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  // What people in Shanghai see on their clocks; no summer time since 1991.
  const std::time_t seconds = at.micros / kMicrosPerSecond + 8 * 60 * 60;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d +0800",
                kDays.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                kMonths.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900,
                parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text.data();
}

std::string body_lines(std::string_view text) {
  std::string whole;
  for (const char c : text) {
    if (c == '\n') whole += '\r';
    whole += c;
  }
  const auto encoded = base64(whole);
  std::string out;
  for (std::size_t at = 0; at < encoded.size(); at += kLineBytes) {
    out += encoded.substr(at, kLineBytes) + "\r\n";
  }
  return out;
}

std::string host_of(std::string_view email) {
  return std::string(email.substr(std::min(email.find('@'), email.size() - 1) + 1));
}

}  // namespace

std::string written(const Message& message) {
  const auto sender = message.from_name.empty()
                          ? message.from
                          : header_words(message.from_name) + " <" + message.from + ">";
  std::string out = "Date: " + date(message.at) + "\r\n";
  out += "From: " + sender + "\r\n";
  out += "To: <" + message.to + ">\r\n";
  out += "Subject: " + header_words(message.subject) + "\r\n";
  out += "Message-ID: <" + message.id + "@" + host_of(message.from) + ">\r\n";
  if (!message.leave_url.empty()) out += "List-Unsubscribe: <" + message.leave_url + ">\r\n";
  // RFC 3834: nobody's holiday notice answers it.
  out += "Auto-Submitted: auto-generated\r\n";
  out += "MIME-Version: 1.0\r\n";
  out += "Content-Type: text/plain; charset=utf-8\r\n";
  out += "Content-Transfer-Encoding: base64\r\n\r\n";
  return out + body_lines(message.text);
}

}  // namespace roundtable::mail
