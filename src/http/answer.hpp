// JSON over HTTP: bodies in, answers and RFC 9457 problem documents out.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "domain/refusal.hpp"
#include "net/handlers.hpp"

namespace roundtable::http {

/// An answer on its way out, which still knows what it refuses as.
struct Answer : net::HttpResponse {
  Answer() = default;
  explicit Answer(net::HttpResponse response) : net::HttpResponse(std::move(response)) {}
  std::string code;  // of a problem document; "" for all others
  /// Set where it takes longer than a worker may wait: calls back once, from any thread.
  std::function<void(std::function<void(const Answer&)> tell)> later;
};

Answer json_response(unsigned status, const nlohmann::json& body);
Answer text_response(unsigned status, std::string content_type, std::string body);
/// {"type":"about:blank","title":…,"status":…,"code":…,"fields":{…}} with the status that the code
/// stands for (http/refusal_status.hpp), and Retry-After where trying again may help.
Answer problem(std::string_view code, nlohmann::json fields = nlohmann::json::object());
Answer problem(const domain::Refusal& refusal);

/// A plan with its agenda, its items and what one holds, and some to spare.
inline constexpr std::size_t kJsonBodyDepthMax = 8;
inline constexpr std::size_t kJsonBodyBytesMax = 64 * 1024;
/// The body as a JSON object, or why it is not read as one. The one reader of JSON over HTTP.
std::variant<nlohmann::json, Answer> json_body(const net::HttpRequest& request);
/// A string member ("" when absent or no string).
std::string text_member(const nlohmann::json& object, const char* key);
/// A parameter of the query, percent-decoded ("" when absent).
std::string query_value(const net::HttpRequest& request, std::string_view name);
/// RFC 8187: everything but letters and digits as %XX.
std::string encoded_name(std::string_view text);
/// From which row on a list is asked for, 0 where it is not said; nothing where it is no number.
std::optional<std::size_t> row_asked(const net::HttpRequest& request, std::string_view name);

}  // namespace roundtable::http
