#include "http/answer.hpp"

#include <charconv>

#include "base/ensure.hpp"
#include "base/ids.hpp"
#include "codec/frame_json.hpp"
#include "codec/sent_text.hpp"
#include "http/refusal_status.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr ==
            text.data() + i + 3) {
      out += static_cast<char>(value);
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace

Answer text_response(unsigned status, std::string content_type, std::string body) {
  Answer response;
  response.status = status;
  response.headers = {{"content-type", std::move(content_type)}, {"cache-control", "no-store"}};
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

Answer json_response(unsigned status, const json& body) {
  return text_response(status, "application/json; charset=utf-8", body.dump());
}

Answer problem(std::string_view code, json fields) {
  const auto status = status_of(code);
  ensure(status.has_value(), "every code that is answered has a status");
  const json body = {{"type", "about:blank"},
                     {"title", title_of(*status)},
                     {"status", *status},
                     {"code", code},
                     {"fields", std::move(fields)}};
  // What a stranger sent comes back cut, perhaps within a character.
  auto response = text_response(*status, "application/problem+json; charset=utf-8",
                                body.dump(-1, ' ', false, json::error_handler_t::replace));
  response.code = code;
  if (const auto seconds = retry_after_seconds(*status)) {
    response.headers.emplace_back("retry-after", std::to_string(*seconds));
  }
  return response;
}

Answer problem(const domain::Refusal& refusal) {
  return problem(to_string(refusal.code), json::parse(codec::fields_json(refusal.fields)));
}

std::variant<json, Answer> json_body(const net::HttpRequest& request) {
  auto read = codec::read_sent_text(request.body, {kJsonBodyBytesMax, kJsonBodyDepthMax});
  if (const auto* unread = std::get_if<codec::UnreadText>(&read)) {
    if (unread->why == "too_long") return problem("http.body_too_large");
    return problem("http.body",
                   {{"why", unread->why}, {"field", unread->field.substr(0, kIdLengthMax)}});
  }
  auto& body = std::get<json>(read);
  if (!body.is_object()) return problem("http.body", {{"why", "not_an_object"}});
  return std::move(body);
}

std::string text_member(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string query_value(const net::HttpRequest& request, std::string_view name) {
  std::string_view rest = request.query;
  while (!rest.empty()) {
    const auto end = rest.find('&');
    const auto pair = rest.substr(0, end);
    const auto equals = pair.find('=');
    if (pair.substr(0, equals) == name) {
      return equals == std::string_view::npos ? "" : percent_decoded(pair.substr(equals + 1));
    }
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return "";
}

std::string encoded_name(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (plain) {
      out += c;
    } else {
      out += {'%', kHex[byte >> 4U], kHex[byte & 0xFU]};
    }
  }
  return out;
}

std::optional<std::size_t> row_asked(const net::HttpRequest& request, std::string_view name) {
  const auto text = query_value(request, name);
  if (text.empty()) return 0;
  std::size_t row = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, row);
  return read.ec == std::errc() && read.ptr == end ? std::optional(row) : std::nullopt;
}

}  // namespace roundtable::http
