#include "http/first_page.hpp"

#include <memory>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "http/answer.hpp"
#include "http/first_values.hpp"
#include "http/home_grid.hpp"
#include "http/origin.hpp"
#include "http/session_cookie.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

constexpr const char* kTitles[] = {"grid", "meeting", "address", "join", "console",
                                   "desk", "sign_in", "setup",   "plain"};
/// What is no page, whatever a browser may send there.
constexpr std::string_view kOthers[] = {"/api/", "/records/", "/files/", "/ws"};
constexpr std::string_view kAlone[] = {"/healthz", "/readyz", "/metrics", "/api"};

json only(std::string_view named) {
  json out;
  for (const auto* one : kTitles) out[one] = named == one;
  return out;
}

std::string without_end(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

/// Pages of places are for search engines too; those of a meeting are for whoever has the address.
bool may_be_indexed(Screen screen) {
  return screen == Screen::grid;
}

}  // namespace

struct FirstPages::Told {
  unsigned status = 200;
  std::string title;        // text
  std::string description;  // HTML, escaped
  std::string first;        // HTML; "" : the client alone shows this page
  std::string grid;         // whose page it is
};

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
  const auto address = page_address(request.path);
  const auto look = look_of(request);
  return response(request, address, look, told(request, address, look));
}

net::HttpResponse FirstPages::plain_page(const net::HttpRequest& request) const {
  const auto address = page_address(request.path);
  const auto look = look_of(request);
  if (address.screen == Screen::lost) {
    return response(request, address, look, missing("address", look));
  }
  return response(request, address, look, named("plain", "plain_told", look));
}

std::string FirstPages::render(std::string_view name, const Look& look, const json& values) const {
  const auto lang = std::string(records::to_string(look.lang));
  return without_end(templates_.render(std::string(name) + "." + lang, values));
}

FirstPages::Told FirstPages::told(const net::HttpRequest& request, const PageAddress& address,
                                  const Look& look) const {
  switch (address.screen) {
    case Screen::grid:
      return grid_told(request, address, look);
    case Screen::room:
    case Screen::hall:
    case Screen::console:
      return meeting_told(address, look);
    case Screen::join:
      return join_told(request, look);
    case Screen::sign_in:
      return named("sign_in", "plain_told", look);
    case Screen::setup:
      return named("setup", "plain_told", look);
    case Screen::desk:
      return named("desk", "plain_told", look);
    case Screen::lost:
      break;
  }
  return missing("address", look);
}

FirstPages::Told FirstPages::named(const char* title, const char* told, const Look& look) const {
  Told out;
  out.title = render("titles", look, only(title));
  out.description = render(told, look, json::object());
  return out;
}

FirstPages::Told FirstPages::missing(const char* what, const Look& look) const {
  auto out = named(what, "plain_told", look);
  out.status = 404;
  auto values = only(what);
  values["elder"] = look.elder;
  out.first = render("missing", look, values);
  return out;
}

FirstPages::Told FirstPages::meeting_told(const PageAddress& address, const Look& look) const {
  const auto meeting = lists_.meeting(MeetingId(address.id));
  if (!meeting) return missing("meeting", look);
  auto values = meeting_values(*meeting, *registry_.grids(), look.lang);
  values["elder"] = look.elder;
  Told out;
  out.title = meeting->title;
  out.description = render("meeting_told", look, values);
  if (address.screen == Screen::room) out.first = render("meeting", look, values);
  if (address.screen == Screen::hall) out.first = render("hall", look, values);
  return out;
}

FirstPages::Told FirstPages::grid_told(const net::HttpRequest& request, const PageAddress& address,
                                       const Look& look) const {
  const auto grids = registry_.grids();
  const auto subject = identity_.subject(cookie_value(request, kSessionCookie));
  auto id = GridId(address.id);
  if (id.empty()) id = home_grid(subject, registry_, lists_);
  const auto* node = address.id == "root" ? grids->root() : grids->find(id);
  if (node == nullptr) {
    // Before there is any grid, `/` leads to the first steps.
    return address.id.empty() ? named("setup", "plain_told", look) : missing("grid", look);
  }
  const auto issues = lists_.issues({node->id, false, kFirstRowsMax});
  const auto listed = lists_.within(node->id, {0, kFirstRowsMax, 0, kFirstRowsMax});
  std::vector<IssueId> ids;
  for (const auto& issue : issues) ids.push_back(issue.id);
  auto values = grid_values({*node, *grids, issues, lists_.taking_up(ids), listed,
                             subject.kind == live::SubjectKind::nobody, lists_.has_demonstration()},
                            look.lang);
  values["elder"] = look.elder;
  Told out;
  out.title = node->name;
  out.description = render("grid_told", look, values);
  out.first = render("grid", look, values);
  out.grid = node->id.str();
  return out;
}

// An invitation is opened by a tap of the client alone: nothing of it is looked at here.
FirstPages::Told FirstPages::join_told(const net::HttpRequest& request, const Look& look) const {
  auto out = named("join", "join_told", look);
  const auto meeting = lists_.meeting(MeetingId(query_value(request, "meeting")));
  out.first = render("join", look,
                     {{"invited", request.path.starts_with("/join/")},
                      {"about", meeting.has_value()},
                      {"title", meeting ? meeting->title : ""},
                      {"elder", look.elder}});
  return out;
}

net::HttpResponse FirstPages::response(const net::HttpRequest& request, const PageAddress& address,
                                       const Look& look, const Told& told) const {
  const auto origin = origin_of(request, base_url_);
  const auto head = render("head", look,
                           {{"title", told.title},
                            {"told", told.description},
                            {"addressed", !origin.empty()},
                            {"origin", origin},
                            {"url", origin + request.path}});
  std::string first;
  if (!told.first.empty()) {
    first = "<div id=\"first\"" + (told.grid.empty() ? "" : " data-grid=\"" + told.grid + "\"") +
            ">\n" + told.first + "\n</div>\n";
  }
  net::HttpResponse response;
  response.status = told.status;
  response.body =
      std::make_shared<const std::string>(shell_.page(look, address.screen, head, first));
  response.headers.emplace_back("content-type", "text/html; charset=utf-8");
  response.headers.emplace_back("content-security-policy",
                                net::page_policy(request.header("host")));
  // What it says may change at any moment, and `/` is not everybody's.
  response.headers.emplace_back("cache-control", "private, no-cache");
  response.headers.emplace_back("vary", "Cookie");
  if (!may_be_indexed(address.screen) || told.status != 200) {
    response.headers.emplace_back("x-robots-tag", "noindex");
  }
  return response;
}

}  // namespace roundtable::http
