#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>
#include <variant>

#include "fuzz/targets.hpp"
#include "http/answer.hpp"
#include "http/origin.hpp"
#include "http/page_address.hpp"
#include "net/plain_request.hpp"

namespace roundtable::fuzz {
namespace {

using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

// As net/handlers.hpp has them.
constexpr std::uint32_t kHeadBytesMax = 16 * 1024;
constexpr std::uint64_t kBodyBytesMax = 64 * 1024;

/// Reads on from `bytes` as far as the parser goes; false where it can go no further.
bool put(Parser& parser, std::string_view& bytes) {
  boost::beast::error_code error;
  const auto taken = parser.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
  bytes.remove_prefix(std::min(taken, bytes.size()));
  return !error && taken > 0;
}

void look_at(const net::HttpRequest& request) {
  for (const auto& [name, value] : request.headers) {
    promise(std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; }),
            "names of fields are in lower case");
    promise(value.find_first_of("\r\n") == std::string::npos, "a field is one line");
  }
  for (const char c : request.path) {
    promise(static_cast<unsigned char>(c) >= 0x20, "a path holds no control character");
  }
  static const http::AllowedHosts kHosts("https://vote.example", "", {});
  kHosts.allow(request.header("host"));
  http::same_origin(request);
  http::origin_of(request, "");
  http::query_value(request, "check");
  http::row_asked(request, "from");
  http::without_tail(request.path);
  net::upgrade_problem(request);
  net::is_websocket_key(request.header("sec-websocket-key"));
  net::line_of(request.remote);
  net::site_of(request.remote);
}

}  // namespace

void http_request(std::string_view bytes) {
  Parser parser;
  parser.header_limit(kHeadBytesMax);
  parser.body_limit(kBodyBytesMax);
  while (!parser.is_header_done() && !bytes.empty() && put(parser, bytes)) {
  }
  if (!parser.is_header_done()) return;
  auto read = net::read_head(parser.get(), "10.0.0.1", {"10.0.0.1"});
  auto* head = std::get_if<net::Head>(&read);
  if (head == nullptr) return;
  look_at(head->request);
  parser.eager(true);
  while (!parser.is_done() && !bytes.empty() && put(parser, bytes)) {
  }
  if (!parser.is_done()) return;
  head->request.body = parser.get().body();
  promise(head->request.body.size() <= kBodyBytesMax, "no body is longer than it may be");
  http::json_body(head->request);
}

}  // namespace roundtable::fuzz
