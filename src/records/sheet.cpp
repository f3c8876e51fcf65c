#include "records/sheet.hpp"

#include <nlohmann/json.hpp>

#include "records/outcome.hpp"
#include "records/qr_code.hpp"

namespace roundtable::records {
namespace {

/// Addresses within the server become whole ones, or none where it has no address.
std::string with_whole_links(std::string_view text, const std::string& origin) {
  constexpr std::string_view kLocal = " href=\"/";
  std::string out;
  for (;;) {
    const auto at = text.find(kLocal);
    if (at == std::string_view::npos) return out.append(text);
    out.append(text.substr(0, at));
    const auto end = text.find('"', at + kLocal.size());
    if (end == std::string_view::npos) return out.append(text.substr(at));
    const auto path = text.substr(at + kLocal.size() - 1, end - at - kLocal.size() + 1);
    if (!origin.empty()) out.append(" href=\"").append(origin).append(path).append("\"");
    text.remove_prefix(end + 1);
  }
}

/// pandoc forgets the class of a paragraph and keeps that of what is around it.
std::string with_classes_around(std::string_view text) {
  constexpr std::string_view kOpens = "<p class=";
  constexpr std::string_view kCloses = "</p>";
  std::string out;
  for (;;) {
    const auto at = text.find(kOpens);
    const auto closes = at == std::string_view::npos ? at : text.find(kCloses, at);
    const auto head = at == std::string_view::npos ? at : text.find('>', at);
    if (closes == std::string_view::npos || head > closes) return out.append(text);
    out.append(text.substr(0, at)).append("<div");
    out.append(text.substr(at + 2, head - at - 1)).append("<p>");
    out.append(text.substr(head + 1, closes - head - 1)).append("</p></div>");
    text.remove_prefix(closes + kCloses.size());
  }
}

/// Its figures stand in the table below it; Word reads no such drawing.
std::string without_drawings(std::string_view text) {
  constexpr std::string_view kCloses = "</svg>";
  std::string out;
  for (;;) {
    const auto at = text.find("<svg ");
    const auto closes = at == std::string_view::npos ? at : text.find(kCloses, at);
    if (closes == std::string_view::npos) return out.append(text);
    out.append(text.substr(0, at));
    text.remove_prefix(closes + kCloses.size());
  }
}

/// https://a.example of https://a.example/records/r
std::string origin_in(const std::string& address) {
  const auto scheme = address.find("://");
  if (scheme == std::string::npos) return {};
  return address.substr(0, address.find('/', scheme + 3));
}

}  // namespace

std::string render_sheet(const Templates& templates, const SheetFacts& facts, Lang lang) {
  using nlohmann::json;
  const bool styled = !facts.rules.empty();
  const auto main = with_whole_links(main_part(facts.document), origin_in(facts.address));
  const json printed = facts.address.empty() ? json(false)
                                             : json{{"address", facts.address},
                                                    {"code", qr_data_address(facts.address)}};
  auto out = templates.render("sheet." + std::string(to_string(lang)),
                              {{"html_lang", html_lang(lang)},
                               {"title", facts.title},
                               {"styled", styled ? json{{"rules", facts.rules}} : json(false)},
                               {"document", styled ? main : without_drawings(main)},
                               {"record", facts.record && !facts.meeting},
                               {"notice", !facts.record && !facts.meeting},
                               {"meeting", facts.meeting},
                               {"printed", printed}});
  return styled ? out : with_classes_around(out);
}

}  // namespace roundtable::records
