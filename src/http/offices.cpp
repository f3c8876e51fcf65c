// What the bodies of a grid are officially called and the marks of their numbers, and what a
// document would be before it is published (docs/operations.md).
#include "live/offices.hpp"

#include <algorithm>
#include <mutex>
#include <set>
#include <vector>

#include "base/plain_text.hpp"
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

/// A space of any width, a line's end, or what has no ink.
bool has_blank(std::string_view text) {
  for (std::size_t at = 0, length = 0; at < text.size(); at += length) {
    length = 1;
    while (at + length < text.size() && (text[at + length] & 0xC0) == 0x80) ++length;
    if (without_blank_ends(text.substr(at, length)).empty()) return true;
  }
  return false;
}

/// A mark stands before 〔2026〕3号: in one line, nothing of it may look like that, and it is none
/// of those that offices without one have.
bool is_mark(const std::string& text) {
  if (text.empty()) return true;
  if (domain::text_problem("mark", text, domain::kMarkBytesMax) || has_blank(text)) return false;
  const auto looks = as_it_looks(text);
  for (const auto mark : {records::kMinutesMark, records::kNoticesMark}) {
    if (looks == as_it_looks(mark)) return false;
  }
  if (looks.find_first_of("0123456789[](){}<>") != looks.npos) return false;
  for (const auto* bracket :
       {"〔", "〕", "【", "】", "〈", "〉", "《", "》", "「", "」", "〖", "〗"}) {
    if (looks.find(bracket) != looks.npos) return false;
  }
  return true;
}

/// Whether two of them look alike.
bool repeats(const std::vector<std::string>& marks) {
  std::set<std::string> seen;
  return std::any_of(marks.begin(), marks.end(), [&](const auto& mark) {
    return !mark.empty() && !seen.insert(as_it_looks(mark)).second;
  });
}

/// Whether some other office numbers under one of them: two series would give a number twice.
bool are_taken(directory::Directory& directory, const live::OfficeOf& of,
               const std::vector<std::string>& marks) {
  std::set<std::string> taken;
  for (const auto& mark : live::marks_of_others(directory, of)) taken.insert(as_it_looks(mark));
  return std::any_of(marks.begin(), marks.end(), [&](const auto& mark) {
    return !mark.empty() && taken.contains(as_it_looks(mark));
  });
}

bool is_name(const std::string& text) {
  return text.find('\n') == text.npos &&
         !domain::text_problem("name", text, domain::kIssuerBytesMax);
}

json office_json(const live::Office& office) {
  json out = {{"name", office.name}};
  if (!office.results.empty()) out["results"] = office.results;
  if (!office.minutes.empty()) out["minutes"] = office.minutes;
  if (!office.notices.empty()) out["notices"] = office.notices;
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

// An empty name takes the office away. Marks are kept in plain width: ｋｅ is ke. Results, minutes
// and notices have numbers of their own, so that their marks differ.
Answer change_office(const Call& call) {
  for (const auto& [name, value] : call.body.items()) {
    const bool known = name == "body" || name == "name" || name == "results" || name == "minutes" ||
                       name == "notices";
    if (!known || !value.is_string()) return problem("http.body");
  }
  const live::OfficeOf of{call.grid(), text_member(call.body, "body")};
  const auto mark = [&](const char* of_what) {
    return in_plain_width(text_member(call.body, of_what));
  };
  const live::Office office{text_member(call.body, "name"), mark("results"), mark("minutes"),
                            mark("notices")};
  const bool body_known = of.body == live::kConvener || call.services.rules.knows_body(of.body);
  const bool named = office.name.empty() || is_name(office.name);
  if (!body_known || !named || !call.body.contains("name")) return problem("http.body");
  const std::vector<std::string> marks = {office.results, office.minutes, office.notices};
  if (!std::all_of(marks.begin(), marks.end(), is_mark)) return problem("office.mark");
  if (repeats(marks)) return problem("office.same_mark");
  // Looked at and entered in one: of two that want a mark at once the second finds it taken.
  static std::mutex entering;
  const std::scoped_lock one(entering);
  if (!office.name.empty() && are_taken(call.services.directory, of, marks)) {
    return problem("office.mark_taken");
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
              {"may_change", call.may(live::DeskAct::keep_offices, of->grid)}};
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
