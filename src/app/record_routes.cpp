// Records and the checkpoints they stand under: as data, and as the public pages.
#include "app/call.hpp"
#include "app/handlers.hpp"
#include "app/list_json.hpp"

namespace roundtable::app {
namespace {

using nlohmann::json;

json checkpoint_json(const log::EventLog& log, const log::Checkpoint& checkpoint) {
  return {{"number", checkpoint.number},
          {"hash", checkpoint.hash},
          {"body", checkpoint.body},
          {"signature", checkpoint.signature},
          {"public_key", log.public_key()}};
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

Answer show_record(const Call& call) {
  return Answer(call.services.records.page(call.http, RecordId(call.ids.front())));
}

Answer show_document(const Call& call) {
  return Answer(call.services.records.document(call.http, RecordId(call.ids.front())));
}

}  // namespace roundtable::app
