// JSON over HTTP: bodies in, answers and RFC 9457 problem documents out.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "net/handlers.hpp"

namespace roundtable::app {

inline constexpr std::size_t kNameBytesMax = 120;  // of a person

net::HttpResponse json_response(unsigned status, const nlohmann::json& body);
net::HttpResponse text_response(unsigned status, std::string content_type, std::string body);
/// {"type":"about:blank","title":…,"status":…,"code":…,"fields":{…}}
net::HttpResponse problem(unsigned status, std::string_view code,
                          nlohmann::json fields = nlohmann::json::object());
net::HttpResponse redirect(std::string location);

/// The body as a JSON object; nothing if it is none.
std::optional<nlohmann::json> json_body(const net::HttpRequest& request);
/// A string member ("" when absent or no string).
std::string text_member(const nlohmann::json& object, const char* key);
/// A parameter of the query, percent-decoded ("" when absent).
std::string query_value(const net::HttpRequest& request, std::string_view name);
/// From which row on a list is asked for, 0 where it is not said; nothing where it is no number.
std::optional<std::size_t> row_asked(const net::HttpRequest& request, std::string_view name);

}  // namespace roundtable::app
