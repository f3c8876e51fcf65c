#include "http/first_page.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "http/answer.hpp"
#include "http/origin.hpp"
#include "http/route_table.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

/// What is no page, whatever a browser may send there.
constexpr std::string_view kOthers[] = {"/api/", "/records/", "/files/", "/ws"};
constexpr std::string_view kAlone[] = {"/healthz", "/readyz", "/metrics", "/api"};

/// What a template of a page has sections for: what stands in the head and on the card, and what is
/// painted first.
constexpr std::string_view kTitle = "as_title";
constexpr std::string_view kCard = "as_card";
constexpr std::string_view kPaint = "as_page";

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \n");
  return begin == text.npos ? "" : text.substr(begin, text.find_last_not_of(" \n") + 1 - begin);
}

}  // namespace

Told not_there(std::string_view what) {
  return {
      "missing",
      {{"address", what == "address"}, {"meeting", what == "meeting"}, {"grid", what == "grid"}},
      404};
}

const Page* page_of(std::string_view screen) {
  const auto* found = std::find_if(std::begin(kPages), std::end(kPages),
                                   [&](const Page& page) { return page.screen == screen; });
  return found == std::end(kPages) ? nullptr : found;
}

FirstPages::FirstPages(const std::string& templates, const net::StaticFiles& files,
                       const live::Registry& registry, const views::Lists& lists,
                       const live::Identity& identity, std::string base_url)
    : templates_(records::Templates::load(templates)),
      files_(files),
      registry_(registry),
      lists_(lists),
      identity_(identity),
      base_url_(std::move(base_url)),
      shell_(files) {}

bool FirstPages::serves(const net::HttpRequest& request) const {
  if (!shell_.is_there() || (request.method != "GET" && request.method != "HEAD")) return false;
  const std::string_view path = request.path;
  for (const auto other : kOthers) {
    if (path.starts_with(other)) return false;
  }
  for (const auto other : kAlone) {
    if (path == other) return false;
  }
  if (path == "/") return true;
  if (files_.bytes(path) != nullptr) return false;
  // A picture that is not there needs no page; a person does.
  return path.find('.') == std::string_view::npos ||
         request.header("accept").find("text/html") != std::string_view::npos;
}

net::HttpResponse FirstPages::page(const net::HttpRequest& request) const {
  const auto address = shell_.address(request.path);
  const auto look = look_of(request);
  return response(request, address.screen, look, told(request, address, look));
}

net::HttpResponse FirstPages::plain_page(const net::HttpRequest& request) const {
  const auto screen = shell_.address(request.path).screen;
  return response(request, screen, look_of(request),
                  screen == kLost ? not_there("address") : Told{"plain", {{screen, false}}});
}

Told FirstPages::told(const net::HttpRequest& request, const PageAddress& address,
                      const Look& look) const {
  if (address.screen == kLost) return not_there("address");
  const auto* page = page_of(address.screen);
  if (page == nullptr) return {"plain"};
  return page->tell({request, address, look.lang, registry_, lists_, identity_});
}

std::string FirstPages::render(const std::string& file, std::string_view part, json values) const {
  for (const auto one : {kTitle, kCard, kPaint}) values[std::string(one)] = one == part;
  return trimmed(templates_.render(file, values));
}

net::HttpResponse FirstPages::response(const net::HttpRequest& request, const std::string& screen,
                                       const Look& look, const Told& told) const {
  json values = {{"zh", look.lang == records::Lang::zh},
                 {"en", look.lang == records::Lang::en},
                 {"elder", look.elder}};
  for (const auto& one : shell_.screens()) values[one] = one == screen;
  values.update(told.values);
  const auto origin = origin_of(request, base_url_);
  auto first = render(told.file, kPaint, values);
  if (!first.empty()) {
    first = "<div id=\"first\"" + (told.grid.empty() ? "" : " data-grid=\"" + told.grid + "\"") +
            ">\n" + first + "\n</div>\n";
  }
  values.update({{"page_title", render(told.file, kTitle, values)},
                 {"page_card", render(told.file, kCard, values)},
                 {"addressed", !origin.empty()},
                 {"origin", origin},
                 {"url", origin + request.path}});
  const auto head = trimmed(templates_.render("head", values));
  net::HttpResponse response;
  response.status = told.status;
  response.body = std::make_shared<const std::string>(shell_.page(look, screen, head, first));
  response.headers.emplace_back("content-type", "text/html; charset=utf-8");
  response.headers.emplace_back("content-security-policy",
                                net::page_policy(request.header("host")));
  // What it says may change at any moment, and `/` is not everybody's.
  response.headers.emplace_back("cache-control", "private, no-cache");
  response.headers.emplace_back("vary", "Cookie");
  if (!shell_.may_be_indexed(screen) || told.status != 200) {
    response.headers.emplace_back("x-robots-tag", "noindex");
  }
  return response;
}

}  // namespace roundtable::http
