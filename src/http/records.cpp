// Records and the checkpoints they stand under: as data, and as the public pages.
#include "base/stream_name.hpp"
#include "codec/sources.hpp"
#include "http/call.hpp"
#include "http/list_json.hpp"
#include "http/origin.hpp"
#include "http/paper_answers.hpp"
#include "http/route_table.hpp"
#include "net/static_files.hpp"
#include "records/csv_sheet.hpp"
#include "records/receipt.hpp"
#include "records/xlsx_sheet.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

json checkpoint_json(log::EventLog& log, const log::Checkpoint& checkpoint) {
  return {{"number", checkpoint.number},
          {"hash", checkpoint.hash},
          {"body", checkpoint.body},
          {"signature", checkpoint.signature},
          {"public_key", log.public_key_at(checkpoint.number)}};
}

constexpr std::string_view kPagePolicy =
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'; object-src 'none'";

constexpr std::size_t kEntriesReadAtOnce = 500;
constexpr std::string_view kWorkbook =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view kCalendar = "ics";

/// The entry of the receipt and what became of it since; nothing where it is not there.
std::optional<records::ReceiptEntry> trace(log::EventLog& log, const records::Receipt& receipt) {
  records::ReceiptTrace trace(receipt, codec::make_sources([&log](std::string_view sha256) {
                                return log.content(sha256);
                              }));
  const auto first = log.read(receipt.stream, receipt.version - 1, 1);
  for (const auto& entry : first) trace.on_entry(entry);
  if (trace.found().empty()) return std::nullopt;
  for (auto after = receipt.version;;) {
    const auto entries = log.read(receipt.stream, after, kEntriesReadAtOnce);
    for (const auto& entry : entries) trace.on_entry(entry);
    if (entries.size() < kEntriesReadAtOnce) return trace.found().front();
    after = entries.back().version;
  }
}

json vote_json(const records::ReceiptEntry& found, const domain::PublishedRecord& record) {
  json out = {{"ballot", found.ballot->str()},
              {"of_record", *found.ballot == record.ballot},
              {"standing", to_string(found.standing)}};
  if (found.replaced_by > 0) out["replaced_by"] = found.replaced_by;
  return out;
}

records::Lang lang_of(const Call& call) {
  return query_value(call.http, "lang") == "en" ? records::Lang::en : records::Lang::zh;
}

publish::PageAsked page_asked(const Call& call) {
  auto origin = origin_of(call.http, call.services.base_url);
  const auto& reachable = call.services.reachable;
  auto others = origin_for_others(origin, reachable ? reachable() : std::vector<std::string>());
  const auto& documents = call.services.documents;
  return {.lang = lang_of(call),
          .elder = query_value(call.http, "elder") == "1",
          .origin = std::move(origin),
          .pdf = documents.can(publish::PaperForm::pdf),
          .word = documents.can(publish::PaperForm::word),
          .others = std::move(others)};
}

Answer page_answer(publish::ShownPage shown) {
  auto response =
      text_response(shown.there ? 200 : 404, "text/html; charset=utf-8", std::move(shown.html));
  response.headers.emplace_back("content-security-policy", std::string(kPagePolicy));
  response.headers.emplace_back("x-robots-tag", "noindex");
  return response;
}

/// To a person who followed a link, in her language.
std::string unmade_words(publish::Unmade why, publish::PaperForm form, records::Lang lang) {
  const auto package = std::string(publish::package_of(form));
  const bool zh = lang == records::Lang::zh;
  switch (why) {
    case publish::Unmade::no_converter:
      return zh ? "这台服务器不能生成这种文件：请管理员安装 Debian 软件包 " + package +
                      "。网页版可以照常阅读、打印。"
                : "This server cannot make this form: an administrator installs the Debian "
                  "package " +
                      package + ". The page can be read and printed as it is.";
    case publish::Unmade::busy:
    case publish::Unmade::stopping:
      return zh ? "现在要生成的文件太多，请过一会儿再试。"
                : "Many documents are being made just now. Try again in a moment.";
    case publish::Unmade::failed:
      break;
  }
  return zh ? "文件没有生成出来。网页版可以照常阅读、打印，请把这个情况告诉管理员。"
            : "The document could not be made. The page can be read and printed as it is; tell "
              "an administrator.";
}

Answer unmade_problem(publish::Unmade why, publish::PaperForm form, const json& fields) {
  switch (why) {
    case publish::Unmade::no_converter:
      return problem("document.no_converter",
                     {{"form", to_string(form)}, {"package", publish::package_of(form)}});
    case publish::Unmade::busy:
      return problem("document.busy", fields);
    case publish::Unmade::stopping:
      return problem("server.stopping", fields);
    case publish::Unmade::failed:
      break;
  }
  return problem("document.not_made", fields);
}

/// As a page where a person asks, whose browser shows no problem document.
Answer unmade_answer(const publish::RecordPages& pages, publish::Unmade why,
                     publish::PaperForm form, records::Lang lang, bool as_page) {
  auto out = unmade_problem(why, form, json{{"form", to_string(form)}});
  if (!as_page) return out;
  out.body =
      std::make_shared<const std::string>(pages.refused(unmade_words(why, form, lang), lang));
  for (auto& [name, value] : out.headers) {
    if (name == "content-type") value = "text/html; charset=utf-8";
  }
  out.headers.emplace_back("content-security-policy", std::string(kPagePolicy));
  return out;
}

std::vector<std::pair<std::string, std::string>> file_headers(std::string_view content_type,
                                                              std::string_view form,
                                                              const FileName& name,
                                                              const std::string& etag) {
  const auto ending = "." + std::string(form);
  return {{"content-type", std::string(content_type)},
          {"content-disposition", "attachment; filename=\"" + name.plain + ending +
                                      "\"; filename*=UTF-8''" + encoded_name(name.own) + ending},
          {"etag", etag},
          {"cache-control", name.names_people ? "no-store" : "no-cache"},
          {"x-content-type-options", "nosniff"},
          {"x-robots-tag", "noindex"}};
}

}  // namespace

Answer paper_answer(const Call& call, publish::WantedDocument wanted, const FileName& name) {
  auto& documents = call.services.documents;
  const auto form = wanted.form;
  const auto etag = "\"" + documents.version_of(wanted) + "\"";
  const auto headers = file_headers(publish::content_type(form), to_string(form), name, etag);
  Answer answer;
  if (net::etag_matches(call.http.header("if-none-match"), etag)) {
    answer.status = 304;
    answer.headers = headers;
    return answer;
  }
  const bool as_page = call.http.header("accept").find("text/html") != std::string_view::npos;
  answer.later = [&documents, &pages = call.services.records, wanted = std::move(wanted), headers,
                  as_page](std::function<void(const Answer&)> tell) {
    const auto lang = wanted.lang;
    const auto wanted_form = wanted.form;
    documents.make(wanted, [&pages, wanted_form, lang, headers, as_page,
                            tell = std::move(tell)](const publish::Made& made) {
      if (const auto* why = std::get_if<publish::Unmade>(&made)) {
        return tell(unmade_answer(pages, *why, wanted_form, lang, as_page));
      }
      Answer out;
      out.headers = headers;
      out.body = std::get<publish::MadeBytes>(made);
      tell(out);
    });
  };
  return answer;
}

std::optional<RowsForm> rows_form_from(std::string_view name) {
  if (name == "csv") return RowsForm::csv;
  return name == "xlsx" ? std::optional(RowsForm::xlsx) : std::nullopt;
}

Answer rows_answer(const Call& call, RowsForm form, const std::string& html, const FileName& name) {
  const bool csv = form == RowsForm::csv;
  const std::string ending = csv ? "csv" : "xlsx";
  const auto etag = "\"" + ending + "-" + log::sha256_hex(html) + "\"";
  Answer answer;
  answer.headers = file_headers(csv ? "text/csv; charset=utf-8" : kWorkbook, ending, name, etag);
  if (net::etag_matches(call.http.header("if-none-match"), etag)) {
    answer.status = 304;
    return answer;
  }
  const auto rows = records::rows_of_document(html);
  answer.body = std::make_shared<const std::string>(csv ? records::as_csv(rows)
                                                        : records::as_xlsx(rows, name.own));
  return answer;
}

std::optional<Answer> unreadable_form(const Call& call) {
  const auto lang = query_value(call.http, "lang");
  if (!lang.empty() && lang != "zh" && lang != "en") return problem("document.lang");
  const auto form = query_value(call.http, "form");
  const bool at_once = form.empty() || form == "html" || rows_form_from(form);
  if (at_once || publish::paper_form_from(form)) return std::nullopt;
  return problem("document.form", {{"forms", {"html", "pdf", "docx", "csv", "xlsx"}}});
}

Answer own_paper(const Call& call, std::string html, const FileName& name, records::Lang lang,
                 const std::string& address) {
  const auto asked = query_value(call.http, "form");
  if (const auto rows = rows_form_from(asked)) return rows_answer(call, *rows, html, name);
  if (const auto form = publish::paper_form_from(asked)) {
    publish::WantedDocument wanted;
    wanted.form = *form;
    wanted.lang = lang;
    wanted.facts.title = name.own;
    wanted.facts.document = std::move(html);
    wanted.facts.record = false;
    wanted.facts.meeting = true;
    wanted.facts.address = address;
    return paper_answer(call, std::move(wanted), name);
  }
  auto page = text_response(200, "text/html; charset=utf-8", std::move(html));
  page.headers.emplace_back("content-security-policy", std::string(kPagePolicy));
  page.headers.emplace_back("cache-control", "no-store");
  page.headers.emplace_back("x-robots-tag", "noindex");
  return page;
}

std::string origin_on_paper(const Call& call) {
  return page_asked(call).others;
}

std::string_view page_policy() {
  return kPagePolicy;
}

Answer read_checkpoint(const Call& call) {
  const auto newest = call.services.log.checkpoint();
  if (!newest) return problem("log.empty");
  return json_response(200, checkpoint_json(call.services.log, *newest));
}

Answer read_record(const Call& call) {
  const auto listed = call.services.lists.record(RecordId(call.ids.front()));
  if (!listed) return problem("record.unknown");
  const auto stream = "meeting:" + listed->meeting.str();
  const auto entries = call.services.log.read(stream, listed->version - 1, 1);
  if (entries.empty()) return problem("log.unavailable");
  auto out = record_row(*listed);
  out["meeting"] = listed->meeting.str();
  if (!listed->record.ballot.empty()) out["ballot"] = listed->record.ballot.str();
  out["sha256"] = {{"zh", listed->record.sha256.zh}, {"en", listed->record.sha256.en}};
  out["objection_from"] = to_iso(listed->record.objection_from);
  const auto& entry = entries.front();
  out["entry"] = {{"stream", entry.stream},
                  {"version", entry.version},
                  {"hash", entry.hash},
                  {"header", entry.header},
                  {"payload", entry.payload}};
  if (const auto covering = call.services.log.checkpoint_listing(stream, listed->version)) {
    out["checkpoint"] = checkpoint_json(call.services.log, *covering);
  }
  auto response = json_response(200, out);
  response.headers.emplace_back("x-robots-tag", "noindex");
  return response;
}

// Who shows a receipt gets the header that its hash is of, and nothing of the payload: of a named
// vote that would be the choice, and whose receipt it is nobody asks.
Answer read_receipt(const Call& call) {
  const auto listed = call.services.lists.record(RecordId(call.ids.front()));
  if (!listed) return problem("record.unknown");
  auto receipt = records::read_receipt(query_value(call.http, "text"));
  if (!receipt) return problem("receipt.malformed");
  const auto stream = StreamName(listed->meeting).str();
  if (!receipt->stream.empty() && receipt->stream != stream) return problem("receipt.unknown");
  receipt->stream = stream;
  const auto found = trace(call.services.log, *receipt);
  if (!found) return problem("receipt.unknown");
  json out = {{"receipt", {{"version", receipt->version}, {"hash", receipt->hash}}},
              {"entry",
               {{"stream", found->entry.stream},
                {"version", found->entry.version},
                {"hash", found->entry.hash},
                {"header", found->entry.header}}}};
  if (found->ballot) out["vote"] = vote_json(*found, listed->record);
  if (const auto covering = call.services.log.checkpoint_listing(stream, receipt->version)) {
    out["checkpoint"] = checkpoint_json(call.services.log, *covering);
  }
  auto response = json_response(200, out);
  response.headers.emplace_back("x-robots-tag", "noindex");
  return response;
}

Answer show_record(const Call& call) {
  return page_answer(call.services.records.page(RecordId(call.ids.front()), page_asked(call)));
}

Answer show_notice(const Call& call) {
  const auto& notices = call.services.notices;
  const auto asked = query_value(call.http, "form");
  const auto model = notices.model(MeetingId(call.ids.front()));
  if (asked.empty() || !model) return page_answer(notices.page(model, page_asked(call)));
  const auto* form = records::find_form(asked);
  const auto bytes = form != nullptr ? notices.made(*model, *form, lang_of(call)) : std::nullopt;
  if (!bytes) return page_answer(notices.page(std::nullopt, page_asked(call)));
  auto response = text_response(200, std::string(form->content_type), *bytes);
  response.headers.emplace_back("content-security-policy", std::string(kPagePolicy));
  response.headers.emplace_back("x-robots-tag", "noindex");
  // By its name a phone knows what to open it with.
  if (form->name == kCalendar) {
    response.headers.emplace_back("content-disposition",
                                  "attachment; filename=\"meeting-" + call.ids.front() + ".ics\"");
  }
  return response;
}

Answer show_document(const Call& call) {
  if (auto refused = unreadable_form(call)) return std::move(*refused);
  const auto& services = call.services;
  const auto lang = lang_of(call);
  const RecordId id(call.ids.front());
  auto shown = services.records.document(id, lang);
  const auto asked = query_value(call.http, "form");
  const auto form = publish::paper_form_from(asked);
  const bool as_file = shown.there && (form || rows_form_from(asked));
  const auto listed = as_file ? services.lists.record(id) : std::nullopt;
  if (!listed) return page_answer(std::move(shown));
  const auto& record = listed->record;
  const auto title = records::pick(record.title, lang) + " " + record.number;
  const FileName name{"record-" + id.str() + "-" + std::string(to_string(lang)), title};
  if (!form) return rows_answer(call, *rows_form_from(asked), shown.html, name);
  const auto others = page_asked(call).others;
  publish::WantedDocument wanted;
  wanted.form = *form;
  wanted.lang = lang;
  wanted.facts.title = title;
  wanted.facts.document = std::move(shown.html);
  if (!others.empty()) wanted.facts.address = others + "/records/" + id.str();
  return paper_answer(call, std::move(wanted), name);
}

Answer show_notice_document(const Call& call) {
  if (auto refused = unreadable_form(call)) return std::move(*refused);
  const auto& notices = call.services.notices;
  const auto lang = lang_of(call);
  const MeetingId id(call.ids.front());
  const auto model = notices.model(id);
  if (!model) return page_answer(notices.page(model, page_asked(call)));
  auto html = notices.made(*model, *records::find_form("html"), lang).value_or("");
  const auto asked = query_value(call.http, "form");
  const auto form = publish::paper_form_from(asked);
  const auto as_rows = rows_form_from(asked);
  if (!form && !as_rows) return page_answer({true, std::move(html)});
  auto title = records::title_of(*model, lang);
  if (!model->made.number.empty()) title += " " + model->made.number;
  const FileName name{"notice-" + id.str() + "-" + std::string(to_string(lang)), title};
  if (!form) return rows_answer(call, *as_rows, html, name);
  const auto others = page_asked(call).others;
  publish::WantedDocument wanted;
  wanted.form = *form;
  wanted.lang = lang;
  wanted.facts.title = std::move(title);
  wanted.facts.document = std::move(html);
  wanted.facts.record = false;
  if (!others.empty()) wanted.facts.address = others + "/meetings/" + id.str() + "/notice";
  return paper_answer(call, std::move(wanted), name);
}

}  // namespace roundtable::http
