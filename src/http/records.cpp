// Records and the checkpoints they stand under: as data, and as the public pages.
#include "base/stream_name.hpp"
#include "codec/sources.hpp"
#include "http/call.hpp"
#include "http/list_json.hpp"
#include "http/origin.hpp"
#include "http/route_table.hpp"
#include "records/receipt.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

json checkpoint_json(const log::EventLog& log, const log::Checkpoint& checkpoint) {
  return {{"number", checkpoint.number},
          {"hash", checkpoint.hash},
          {"body", checkpoint.body},
          {"signature", checkpoint.signature},
          {"public_key", log.public_key()}};
}

constexpr std::string_view kPagePolicy =
    "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'; object-src 'none'";

constexpr std::size_t kEntriesReadAtOnce = 500;
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
  return {lang_of(call), query_value(call.http, "elder") == "1", std::move(origin),
          std::move(others)};
}

Answer page_answer(publish::ShownPage shown) {
  auto response =
      text_response(shown.there ? 200 : 404, "text/html; charset=utf-8", std::move(shown.html));
  response.headers.emplace_back("content-security-policy", std::string(kPagePolicy));
  response.headers.emplace_back("x-robots-tag", "noindex");
  return response;
}

}  // namespace

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
  return page_answer(call.services.records.document(RecordId(call.ids.front()), lang_of(call)));
}

}  // namespace roundtable::http
