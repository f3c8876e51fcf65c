// What the bodies of a grid are officially called and the marks of their numbers, and what a
// document would be before it is published (docs/operations.md).
#include "live/offices.hpp"

#include "domain/decide.hpp"
#include "domain/limits.hpp"
#include "http/call.hpp"
#include "http/list_json.hpp"
#include "http/route_table.hpp"
#include "records/number_series.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

constexpr std::string_view kPreviewPolicy =
    "default-src 'self'; img-src 'self' data:; script-src 'none'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'; object-src 'none'";

/// A mark stands before 〔2026〕3号: in one line, and nothing of it may look like that.
bool is_mark(const std::string& text) {
  if (text.empty()) return true;
  if (text.find_first_of("0123456789 \n\t") != text.npos || text == records::kMinutesMark) {
    return false;
  }
  for (const auto* bracket : {"〔", "〕", "["}) {
    if (text.find(bracket) != text.npos) return false;
  }
  return !domain::text_problem("mark", text, domain::kMarkBytesMax);
}

json office_json(const live::Office& office) {
  json out = {{"name", office.name}};
  if (!office.results.empty()) out["results"] = office.results;
  if (!office.minutes.empty()) out["minutes"] = office.minutes;
  return out;
}

Answer preview_answer(std::string html) {
  auto answer = text_response(200, "text/html; charset=utf-8", std::move(html));
  answer.headers.emplace_back("content-security-policy", std::string(kPreviewPolicy));
  answer.headers.emplace_back("x-robots-tag", "noindex");
  answer.headers.emplace_back("cache-control", "no-store");
  return answer;
}

}  // namespace

Answer list_offices(const Call& call) {
  json rows = json::array();
  for (const auto& [body, name] : live::issuing_bodies(call.services.rules)) {
    json row = {{"body", body}, {"body_name", {{"zh", name.zh}, {"en", name.en}}}};
    if (const auto office = live::office(call.services.directory, {call.grid(), body})) {
      row.update(office_json(*office));
    }
    rows.push_back(std::move(row));
  }
  return json_response(200, {{"offices", std::move(rows)}});
}

// An empty name takes the office away. Results and minutes have numbers of their own, so that their
// marks differ.
Answer change_office(const Call& call) {
  for (const auto& [name, value] : call.body.items()) {
    const bool known = name == "body" || name == "name" || name == "results" || name == "minutes";
    if (!known || !value.is_string()) return problem("http.body");
  }
  const live::OfficeOf of{call.grid(), text_member(call.body, "body")};
  const live::Office office{text_member(call.body, "name"), text_member(call.body, "results"),
                            text_member(call.body, "minutes")};
  const bool body_known = of.body == live::kConvener || call.services.rules.knows_body(of.body);
  const bool named =
      office.name.empty() || (office.name.size() <= domain::kIssuerBytesMax &&
                              office.name.find('\n') == office.name.npos &&
                              !domain::text_problem("name", office.name, domain::kIssuerBytesMax));
  if (!body_known || !named || !call.body.contains("name")) return problem("http.body");
  if (!is_mark(office.results) || !is_mark(office.minutes)) return problem("office.mark");
  if (!office.results.empty() && office.results == office.minutes) {
    return problem("office.same_mark");
  }
  live::put_office(call.services.directory, of, office);
  return json_response(200, json::object());
}

Answer tell_issuing(const Call& call) {
  const auto& services = call.services;
  const auto of = services.previews.issuing(MeetingId(call.ids.front()));
  const auto grids = services.registry.grids();
  const auto* node = of ? grids->find(of->grid) : nullptr;
  if (node == nullptr) return problem("meeting.unknown");
  json out = {{"grid", grid_row(*node)},
              {"body", of->body},
              {"may_change", live::keeps_registers(call.roles_on(of->grid))}};
  if (const auto office = live::office(services.directory, *of)) out.update(office_json(*office));
  return json_response(200, out);
}

Answer show_preview(const Call& call) {
  const auto& services = call.services;
  const MeetingId meeting(call.ids.front());
  const auto lang = query_value(call.http, "lang") == "en" ? records::Lang::en : records::Lang::zh;
  const auto of = query_value(call.http, "of");
  if (of == "notice") {
    const auto model = services.notices.preview(meeting, services.clock.now());
    const auto page =
        model ? services.notices.made(*model, *records::find_form("html"), lang) : std::nullopt;
    return page ? preview_answer(*page) : problem("meeting.unknown");
  }
  const auto ballot = query_value(call.http, "ballot");
  if (of == "minutes" ? !ballot.empty() : of != "result" || !is_id(ballot)) {
    return problem("record.unknown");
  }
  domain::PublishRecord command{BallotId(ballot), query_value(call.http, "contact")};
  command.issuer = query_value(call.http, "issuer");
  if (command.contact.size() > domain::kContactBytesMax ||
      command.issuer.size() > domain::kIssuerBytesMax) {
    return problem("record.unknown");
  }
  const auto page = services.previews.document(meeting, command, call.subject().actor,
                                               services.clock.now(), lang);
  return page ? preview_answer(*page) : problem("record.unknown");
}

}  // namespace roundtable::http
