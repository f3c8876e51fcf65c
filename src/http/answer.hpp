// JSON over HTTP: bodies in, answers and RFC 9457 problem documents out.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "domain/refusal.hpp"
#include "net/handlers.hpp"

namespace roundtable::http {

/// An answer on its way out, which still knows what it refuses as.
struct Answer : net::HttpResponse {
  Answer() = default;
  explicit Answer(net::HttpResponse response) : net::HttpResponse(std::move(response)) {}
  std::string code;  // of a problem document; "" for all others
};

Answer json_response(unsigned status, const nlohmann::json& body);
Answer text_response(unsigned status, std::string content_type, std::string body);
/// {"type":"about:blank","title":…,"status":…,"code":…,"fields":{…}} with the status that the code
/// stands for (http/refusal_status.hpp), and Retry-After where trying again may help.
Answer problem(std::string_view code, nlohmann::json fields = nlohmann::json::object());
Answer problem(const domain::Refusal& refusal);

/// The body as a JSON object; nothing if it is none.
std::optional<nlohmann::json> json_body(const net::HttpRequest& request);
/// A string member ("" when absent or no string).
std::string text_member(const nlohmann::json& object, const char* key);
/// A parameter of the query, percent-decoded ("" when absent).
std::string query_value(const net::HttpRequest& request, std::string_view name);
/// From which row on a list is asked for, 0 where it is not said; nothing where it is no number.
std::optional<std::size_t> row_asked(const net::HttpRequest& request, std::string_view name);
/// True if the browser's Origin names the host that was asked, or there is none (no browser).
bool same_origin(const net::HttpRequest& request);

}  // namespace roundtable::http
