#include "http/web_shell.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "http/answer.hpp"
#include "http/session_cookie.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;
using records::Lang;

/// Where something is written in, in the order of the page; what stands there goes.
constexpr std::array<std::string_view, 4> kPlaces = {
    R"(<html lang="zh-CN">)", "<title>圆桌会</title>", "</head>", R"(<div id="app"></div>)"};

std::string sheet(const std::string& href) {
  return "<link rel=\"stylesheet\" crossorigin href=\"" + href + "\">\n";
}

std::string script(const std::string& href) {
  return "<link rel=\"modulepreload\" crossorigin href=\"" + href + "\">\n";
}

/// Those the page does not name already.
template <class Element>
std::string elements(const json& hrefs, std::string_view page, Element element) {
  std::string out;
  for (const std::string href : hrefs) {
    if (page.find("\"" + href + "\"") == std::string_view::npos) out += element(href);
  }
  return out;
}

}  // namespace

Look look_of(const net::HttpRequest& request) {
  // "en.elder.2", "zh.plain"
  const auto kept = cookie_value(request, "rt_show");
  Look look;
  if (kept.starts_with("en.")) look.lang = Lang::en;
  const auto mode = kept.substr(std::min<std::size_t>(kept.size(), 3));
  look.elder = mode.starts_with("elder.");
  if (mode == "elder.2") look.size = 2;
  if (mode == "elder.3") look.size = 3;
  const auto lang = query_value(request, "lang");
  if (!lang.empty()) look.lang = lang == "en" ? Lang::en : Lang::zh;
  const auto elder = query_value(request, "elder");
  if (!elder.empty()) look.elder = elder == "1";
  return look;
}

WebShell::WebShell(const net::StaticFiles& files) {
  const auto page = files.bytes("/index.html");
  const auto screens = files.bytes("/screens.json");
  if (page == nullptr) return;
  if (screens == nullptr) throw std::runtime_error("the web client has no screens.json: build it");
  std::string_view rest = *page;
  for (const auto place : kPlaces) {
    const auto at = rest.find(place);
    if (at == std::string_view::npos) {
      throw std::runtime_error("the web client's page has no " + std::string(place) +
                               ": build it again");
    }
    parts_.emplace_back(rest.substr(0, at));
    rest.remove_prefix(at + place.size());
  }
  parts_.emplace_back(rest);
  try {
    read_screens(*screens, *page);
  } catch (const json::exception&) {
    throw std::runtime_error(
        "the web client's screens.json is none of this version: build it again");
  }
  if (!needs_.contains(kLost)) {
    throw std::runtime_error("the web client's screens.json has no page for what is not there");
  }
}

void WebShell::read_screens(std::string_view screens, const std::string& page) {
  const auto listed = json::parse(screens);
  for (const auto& [name, needs] : listed.items()) {
    screens_.push_back(name);
    for (const std::string pattern : needs.at("at")) addresses_.add(name, pattern);
    auto& kept = needs_[name];
    kept.indexed = needs.value("indexed", false);
    kept.styles = elements(needs.at("styles"), page, sheet);
    kept.scripts = elements(needs.at("scripts"), page, script);
    for (const auto lang : {Lang::zh, Lang::en}) {
      const auto& texts = needs.at("texts").at(std::string(records::to_string(lang)));
      kept.texts[lang] = elements(texts, page, script);
    }
  }
}

PageAddress WebShell::address(std::string_view path) const {
  auto found = addresses_.find(path);
  if (found.screen.empty()) found.screen = kLost;
  return found;
}

std::string WebShell::page(const Look& look, std::string_view screen, std::string_view head,
                           std::string_view first) const {
  const auto& needs = needs_.at(std::string(screen));
  std::string html = parts_.at(0);
  html += "<html lang=\"" + std::string(records::html_lang(look.lang)) + "\"";
  if (look.elder) html += " class=\"elder size-" + std::to_string(look.size) + "\"";
  html += ">";
  html.append(parts_.at(1)).append(head);
  html.append(parts_.at(2)).append(needs.styles).append(needs.scripts);
  html.append(needs.texts.at(look.lang)).append("</head>");
  html.append(parts_.at(3)).append(first).append(R"(<div id="app"></div>)");
  return html.append(parts_.at(4));
}

}  // namespace roundtable::http
