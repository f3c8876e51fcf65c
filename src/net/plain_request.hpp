// A request as Beast read it, as the rest of the program sees it. Included by http_session.cpp
// alone, which knows Beast anyway.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "net/handlers.hpp"
#include "net/http_text.hpp"

namespace roundtable::net {

/// A request whose body has not been read.
struct Head {
  HttpRequest request;
  bool is_http11 = false;
  bool is_last = false;  // of its connection, as it says
};

/// The head, or why it is refused. To be read off before the body: Beast adds the fields that come
/// after it (trailers) to those of the header, and nobody shall be somebody else by them.
inline std::variant<Head, HttpResponse> read_head(
    const boost::beast::http::request<boost::beast::http::string_body>& message,
    const std::string& peer, const std::vector<std::string>& trusted_proxies) {
  const auto view = message.target();
  auto target = parse_target({view.data(), view.size()});
  if (!target) return problem(400, "http.path", "the path cannot be read");
  Head head;
  head.is_http11 = message.version() == 11;
  // HTTP/1.0 is answered, then ends: its clients rarely mean to stay.
  head.is_last = !head.is_http11 || !message.keep_alive();
  if (head.is_http11 && message.count(boost::beast::http::field::host) != 1) {
    return problem(400, "http.host", "one Host field is needed");
  }
  auto& request = head.request;
  const auto method = message.method_string();
  request.method.assign(method.data(), method.size());
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  for (const auto& field : message) {  // Beast keeps the fields of one name together
    add_field(request, {field.name_string().data(), field.name_string().size()},
              {field.value().data(), field.value().size()});
  }
  request.remote = client_address(request, peer, trusted_proxies);
  if (!is_coded_plainly(request, head.is_http11)) {
    return problem(501, "http.transfer_coding", "no transfer coding is known here but chunked");
  }
  return head;
}

}  // namespace roundtable::net
