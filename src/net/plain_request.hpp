// A request as Beast read it, as the rest of the program sees it. Included by http_session.cpp
// alone, which knows Beast anyway.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>
#include <utility>
#include <vector>

#include "net/handlers.hpp"
#include "net/http_text.hpp"

namespace roundtable::net {

/// Takes the body out of `message`; where none has been read yet, the head stands alone.
inline HttpRequest plain_request(
    boost::beast::http::request<boost::beast::http::string_body>& message, Target target,
    const std::string& peer, const std::vector<std::string>& trusted_proxies) {
  HttpRequest request;
  const auto method = message.method_string();
  request.method.assign(method.data(), method.size());
  request.path = std::move(target.path);
  request.query = std::move(target.query);
  for (const auto& field : message) {  // Beast keeps the fields of one name together
    add_field(request, {field.name_string().data(), field.name_string().size()},
              {field.value().data(), field.value().size()});
  }
  request.body = std::move(message.body());
  request.remote = client_address(request, peer, trusted_proxies);
  return request;
}

}  // namespace roundtable::net
