#include "net/http_text.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/ensure.hpp"

namespace roundtable::net {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::optional<unsigned> hex_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (lower(c) >= 'a' && lower(c) <= 'f') return static_cast<unsigned>(lower(c) - 'a' + 10);
  return std::nullopt;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const auto high = hex_value(text[i + 1]);
      const auto low = hex_value(text[i + 2]);
      if (!high || !low) return std::nullopt;
      c = static_cast<char>(*high * 16 + *low);
      i += 2;
    }
    if (is_control(c)) return std::nullopt;
    decoded += c;
  }
  return decoded;
}

std::string_view reason_phrase(unsigned status) {
  static constexpr std::array<std::pair<unsigned, std::string_view>, 34> kPhrases{{
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {415, "Unsupported Media Type"},
      {421, "Misdirected Request"},
      {422, "Unprocessable Content"},
      {426, "Upgrade Required"},
      {428, "Precondition Required"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {502, "Bad Gateway"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
  }};
  for (const auto& [code, phrase] : kPhrases) {
    if (code == status) return phrase;
  }
  return "Status";
}

std::string http_date(std::time_t now) {
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  std::array<char, 40> text{};
  const std::size_t size =
      std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return std::string(text.data(), size);
}

bool is_ours(std::string_view name) {
  static constexpr std::array<std::string_view, 5> kOurs{"content-length", "connection",
                                                         "transfer-encoding", "date", "server"};
  return std::any_of(kOurs.begin(), kOurs.end(),
                     [&](std::string_view ours) { return equal_ignoring_case(ours, name); });
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
  const bool clean =
      !name.empty() && std::none_of(name.begin(), name.end(), is_control) &&
      name.find_first_of(": ") == std::string_view::npos &&
      std::none_of(value.begin(), value.end(), [](char c) { return is_control(c) && c != '\t'; });
  ensure(clean, "a header field holds a control character");
  head.append(name).append(": ").append(value).append("\r\n");
}

bool has_field(const HttpResponse& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [&](const auto& field) { return equal_ignoring_case(field.first, name); });
}

/// Its first bytes with their number of bits, "2001:db8::/48"; "" where it is no IPv6 address.
std::string prefix_of(const std::string& address, std::size_t bytes) {
  in6_addr six{};
  if (::inet_pton(AF_INET6, address.c_str(), &six) != 1) return "";
  std::memset(&six.s6_addr[bytes], 0, sizeof(six.s6_addr) - bytes);
  std::array<char, INET6_ADDRSTRLEN> plain{};
  return std::string(::inet_ntop(AF_INET6, &six, plain.data(), plain.size())) + "/" +
         std::to_string(8 * bytes);
}

}  // namespace

std::string_view HttpRequest::header(std::string_view name) const {
  for (const auto& [field, value] : headers) {
    if (field == name) return value;
  }
  return {};
}

std::optional<Target> parse_target(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (target.size() > scheme.size() &&
        equal_ignoring_case(target.substr(0, scheme.size()), scheme)) {
      const auto path = target.find('/', scheme.size());
      target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
      break;
    }
  }
  if (target.empty() || target.front() != '/') return std::nullopt;
  target = target.substr(0, target.find('#'));
  const auto mark = target.find('?');
  auto path = percent_decoded(target.substr(0, mark));
  if (!path) return std::nullopt;
  Target result{std::move(*path), {}};
  if (mark != std::string_view::npos) result.query = target.substr(mark + 1);
  if (std::any_of(result.query.begin(), result.query.end(), is_control)) return std::nullopt;
  return result;
}

void add_field(HttpRequest& request, std::string_view name, std::string_view value) {
  std::string lower_name(name);
  std::transform(name.begin(), name.end(), lower_name.begin(), lower);
  auto& headers = request.headers;
  if (headers.empty() || headers.back().first != lower_name) {
    headers.emplace_back(std::move(lower_name), value);
    return;
  }
  // RFC 9110 5.3: repeated fields are one list. RFC 6265 5.4 joins cookies in its own way.
  headers.back().second.append(lower_name == "cookie" ? "; " : ", ").append(value);
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool has_token(std::string_view list, std::string_view token) {
  while (true) {
    const auto comma = list.find(',');
    if (equal_ignoring_case(trimmed(list.substr(0, comma)), token)) return true;
    if (comma == std::string_view::npos) return false;
    list.remove_prefix(comma + 1);
  }
}

bool is_websocket_key(std::string_view key) {
  // 16 bytes are 22 characters of base64 and two of padding.
  if (key.size() != 24 || key.substr(22) != "==") return false;
  return std::all_of(key.begin(), key.begin() + 22, [](char c) {
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || c == '+' || c == '/';
  });
}

std::string switching_protocols(std::string_view key, std::string_view subprotocol) {
  // RFC 6455 1.3: the key and this fixed text, hashed with SHA-1.
  const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, 20> digest{};
  unsigned digest_size = 0;
  const int hashed =
      ::EVP_Digest(text.data(), text.size(), digest.data(), &digest_size, ::EVP_sha1(), nullptr);
  ensure(hashed == 1 && digest_size == digest.size(), "SHA-1 is not available");
  std::array<unsigned char, 29> base64{};
  const int size = ::EVP_EncodeBlock(base64.data(), digest.data(), 20);

  std::string head =
      "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";
  append_field(
      head, "Sec-WebSocket-Accept",
      std::string_view(reinterpret_cast<const char*>(base64.data()), static_cast<size_t>(size)));
  if (!subprotocol.empty()) append_field(head, "Sec-WebSocket-Protocol", subprotocol);
  return head + "\r\n";
}

std::string response_head(const HttpResponse& response, std::size_t body_bytes, bool keep_alive,
                          std::time_t now) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head.append(reason_phrase(response.status)).append("\r\n");
  append_field(head, "Date", http_date(now));
  for (const auto& [name, value] : response.headers) {
    if (!is_ours(name)) append_field(head, name, value);
  }
  if (!has_field(response, "X-Content-Type-Options")) {
    append_field(head, "X-Content-Type-Options", "nosniff");
  }
  if (!has_field(response, "Referrer-Policy")) append_field(head, "Referrer-Policy", "no-referrer");
  // RFC 9110 8.6: no Content-Length in 204; in 304 it would have to be that of the 200.
  if (response.status != 204 && response.status != 304) {
    append_field(head, "Content-Length", std::to_string(body_bytes));
  }
  append_field(head, "Connection", keep_alive ? "keep-alive" : "close");
  return head + "\r\n";
}

HttpResponse problem(unsigned status, std::string_view code, std::string_view title) {
  HttpResponse response;
  response.status = status;
  response.headers = {{"Content-Type", "application/problem+json; charset=utf-8"},
                      {"Cache-Control", "no-store"}};
  if (status == 503) response.headers.emplace_back("Retry-After", "1");
  // Codes and titles are our own texts: nothing in them needs escaping.
  std::string body = R"({"type":"about:blank","title":")";
  body.append(title).append(R"(","status":)").append(std::to_string(status));
  body.append(R"(,"code":")").append(code).append(R"(","fields":{}})");
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

std::optional<HttpResponse> upgrade_problem(const HttpRequest& request) {
  if (request.header("sec-websocket-version") != "13") {
    auto response = problem(426, "http.websocket_version", "WebSocket version 13 is spoken here");
    response.headers.emplace_back("Sec-WebSocket-Version", "13");
    return response;
  }
  if (is_websocket_key(request.header("sec-websocket-key"))) return std::nullopt;
  return problem(400, "http.websocket_key", "the Sec-WebSocket-Key is missing or malformed");
}

std::optional<std::string> plain_address(std::string_view text) {
  const std::string copy(text);
  in_addr four{};
  if (::inet_pton(AF_INET, copy.c_str(), &four) == 1) return copy;
  in6_addr six{};
  if (::inet_pton(AF_INET6, copy.c_str(), &six) != 1) return std::nullopt;
  std::array<char, INET6_ADDRSTRLEN> plain{};
  if (IN6_IS_ADDR_V4MAPPED(&six)) {
    std::memcpy(&four, &six.s6_addr[12], sizeof(four));
    return ::inet_ntop(AF_INET, &four, plain.data(), plain.size());
  }
  return ::inet_ntop(AF_INET6, &six, plain.data(), plain.size());
}

std::optional<std::string> forwarded_address(std::string_view text) {
  text = trimmed(text);
  if (const auto address = plain_address(text)) return address;
  const bool bracketed = text.starts_with('[');
  const auto end = text.find(bracketed ? ']' : ':');
  if (end == std::string_view::npos) return std::nullopt;
  const auto address = text.substr(bracketed ? 1 : 0, bracketed ? end - 1 : end);
  const auto port = text.substr(bracketed ? end + 1 : end);
  const bool is_port = port.size() > 1 && port.size() <= 6 && port.front() == ':' &&
                       port.find_first_not_of("0123456789", 1) == std::string_view::npos;
  if (!is_port && !(bracketed && port.empty())) return std::nullopt;
  if (bracketed != (address.find(':') != std::string_view::npos)) return std::nullopt;
  return plain_address(address);
}

bool is_coded_plainly(const HttpRequest& head, bool is_http11) {
  const auto& fields = head.headers;
  const auto coding = std::find_if(fields.begin(), fields.end(), [](const auto& field) {
    return field.first == "transfer-encoding";
  });
  return coding == fields.end() || (is_http11 && equal_ignoring_case(coding->second, "chunked"));
}

std::string line_of(const std::string& address) {
  const auto line = prefix_of(address, 8);
  return line.empty() ? address : line;
}

std::string site_of(const std::string& address) {
  return prefix_of(address, 6);
}

bool is_trusted_proxy(std::string_view peer, const std::vector<std::string>& trusted_proxies) {
  const auto address = plain_address(peer);
  return address && std::any_of(trusted_proxies.begin(), trusted_proxies.end(),
                                [&](const auto& one) { return plain_address(one) == address; });
}

std::string client_address(const HttpRequest& request, std::string_view peer,
                           const std::vector<std::string>& trusted_proxies) {
  std::string address = plain_address(peer).value_or(std::string(peer));
  // Each proxy appends the address it saw, so only the end of the list can be believed.
  for (auto field = request.headers.rbegin(); field != request.headers.rend(); ++field) {
    if (field->first != "x-forwarded-for") continue;
    std::string_view list = field->second;
    while (true) {
      if (!is_trusted_proxy(address, trusted_proxies)) return address;
      const auto comma = list.rfind(',');
      const auto start = comma == std::string_view::npos ? 0 : comma + 1;
      const auto named = forwarded_address(list.substr(start));
      if (!named) return address;
      address = *named;
      if (comma == std::string_view::npos) break;
      list = list.substr(0, comma);
    }
  }
  return address;
}

}  // namespace roundtable::net
