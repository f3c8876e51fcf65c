#include "http/list_json.hpp"

namespace roundtable::http {

using nlohmann::json;

json meeting_json(const views::ListedMeeting& meeting) {
  json out = {{"id", meeting.id.str()},
              {"title", meeting.title},
              {"phase", to_string(meeting.phase)},
              {"scheduled_at", meeting.scheduled_at.micros},
              {"place", meeting.place}};
  if (meeting.rescheduled) out["rescheduled"] = true;
  if (meeting.demonstration) out["demonstration"] = true;
  return out;
}

json meeting_with_records(const views::ListedMeeting& meeting) {
  auto out = meeting_json(meeting);
  if (meeting.records.empty()) return out;
  auto& records = out["records"] = json::array();
  for (const auto& record : meeting.records) records.push_back(record_row(record));
  return out;
}

json record_row(const views::ListedRecord& listed) {
  const auto& record = listed.record;
  json out = {{"id", record.id.str()},
              {"number", record.number},
              {"title", {{"zh", record.title.zh}, {"en", record.title.en}}},
              {"published_at", record.published_at.micros},
              {"objection_until", to_iso(record.objection_until)}};
  if (listed.outcome) {
    out["outcome"] = to_string(*listed.outcome);
    out["standing"] = to_string(listed.worth);
  }
  return out;
}

json grid_row(const domain::GridNode& node) {
  return {{"id", node.id.str()}, {"name", node.name}, {"level", to_string(node.level)}};
}

}  // namespace roundtable::http
