#include "readmodel/listed_json.hpp"

#include <nlohmann/json.hpp>

#include "codec/entry_json.hpp"

namespace roundtable::readmodel {
namespace {

using domain::MeetingFile;
using nlohmann::json;
using views::ListedDecision;
using views::ListedMeeting;
using views::ListedRecord;
using views::ToldNow;

constexpr int kValuesMax = 64;  // that an enumeration of ours has

template <class Id>
Id id_in(const json& object, const char* key) {
  return Id(object.at(key).get<std::string>());
}

template <class Value>
Value known(std::optional<Value> value) {
  if (!value) throw codec::DecodeFailure("a name in the lists that stands for nothing");
  return *value;
}

/// The value of that name, of an enumeration that counts from 0 and has a name for each.
template <class Enum>
Enum named_in(const json& object, const char* key) {
  const auto name = object.at(key).get<std::string>();
  for (int value = 0; value < kValuesMax; ++value) {
    if (to_string(static_cast<Enum>(value)) == name) return static_cast<Enum>(value);
  }
  throw codec::DecodeFailure("\"" + name + "\" stands for nothing");
}

template <class Function>
auto read_text(const std::string& text, Function read) {
  try {
    return read(json::parse(text));
  } catch (const json::exception& error) {
    throw codec::DecodeFailure("a row of the lists cannot be read: " + std::string(error.what()));
  }
}

json file_json(const MeetingFile& file) {
  json out = {{"id", file.id.str()},
              {"order", file.order},
              {"item", file.item.str()},
              {"title", file.title},
              {"media", to_string(file.media)},
              {"bytes", file.bytes},
              {"sha256", file.sha256},
              {"commitment", file.commitment}};
  if (file.withdrawn_at) out["withdrawn_at"] = file.withdrawn_at->micros;
  return out;
}

MeetingFile file_from(const json& in) {
  MeetingFile file;
  file.id = id_in<FileId>(in, "id");
  in.at("order").get_to(file.order);
  file.item = id_in<AgendaItemId>(in, "item");
  in.at("title").get_to(file.title);
  file.media = known(domain::media_from(in.at("media").get<std::string>()));
  in.at("bytes").get_to(file.bytes);
  in.at("sha256").get_to(file.sha256);
  in.at("commitment").get_to(file.commitment);
  if (in.contains("withdrawn_at")) file.withdrawn_at = Time{in.at("withdrawn_at")};
  return file;
}

json decision_json(const ListedDecision& decision) {
  json out = {{"text", decision.text},
              {"item", decision.item},
              {"issue", decision.issue.str()},
              {"responsible", decision.responsible.str()},
              {"party", decision.party}};
  if (decision.due) out["due"] = to_iso(*decision.due);
  return out;
}

ListedDecision decision_from(const json& in) {
  ListedDecision decision;
  in.at("text").get_to(decision.text);
  in.at("item").get_to(decision.item);
  decision.issue = id_in<IssueId>(in, "issue");
  decision.responsible = id_in<SpeakerId>(in, "responsible");
  in.at("party").get_to(decision.party);
  if (in.contains("due")) decision.due = known(date_from_iso(in.at("due").get<std::string>()));
  return decision;
}

json now_json(const ToldNow& now) {
  json out = {{"item", now.item},
              {"kind", to_string(now.kind)},
              {"voted", now.voted},
              {"proposal", now.proposal},
              {"paragraphs", now.paragraphs},
              {"next", now.next},
              {"question", now.question},
              {"detail", now.detail},
              {"motion", now.motion},
              {"amendment", now.amendment},
              {"balloted", now.balloted},
              {"cancel_reason", now.cancel_reason}};
  if (const auto& moved = now.rescheduled) {
    out["rescheduled"] = {{"from", moved->from.micros},
                          {"place", moved->place},
                          {"reason", moved->reason},
                          {"at", moved->at.micros}};
  }
  return out;
}

ToldNow now_from(const json& in) {
  ToldNow now;
  in.at("item").get_to(now.item);
  now.kind = known(domain::item_kind_from(in.at("kind").get<std::string>()));
  in.at("voted").get_to(now.voted);
  in.at("proposal").get_to(now.proposal);
  in.at("paragraphs").get_to(now.paragraphs);
  in.at("next").get_to(now.next);
  in.at("question").get_to(now.question);
  in.at("detail").get_to(now.detail);
  in.at("motion").get_to(now.motion);
  in.at("amendment").get_to(now.amendment);
  in.at("balloted").get_to(now.balloted);
  in.at("cancel_reason").get_to(now.cancel_reason);
  if (in.contains("rescheduled")) {
    const auto& moved = in.at("rescheduled");
    now.rescheduled = domain::Rescheduling{Time{moved.at("from")}, moved.at("place"),
                                           moved.at("reason"), Time{moved.at("at")}};
  }
  return now;
}

}  // namespace

std::string row_json(const ListedMeeting& meeting) {
  json out = {{"id", meeting.id.str()},
              {"title", meeting.title},
              {"body", meeting.body},
              {"place", meeting.place},
              {"phase", to_string(meeting.phase)},
              {"grid", meeting.grid.str()},
              {"roll", meeting.roll.str()},
              {"scheduled_at", meeting.scheduled_at.micros},
              {"demonstration", meeting.demonstration},
              {"scope", to_string(meeting.scope.kind)},
              {"building", meeting.scope.building},
              {"stair", meeting.scope.stair},
              {"rescheduled", meeting.rescheduled},
              {"public", meeting.is_public}};
  auto& issues = out["issues"] = json::array();
  for (const auto& issue : meeting.issues) issues.push_back(issue.str());
  auto& decisions = out["decisions"] = json::array();
  for (const auto& decision : meeting.decisions) decisions.push_back(decision_json(decision));
  return out.dump();
}

std::string more_json(const ListedMeeting& meeting) {
  json files = json::array();
  for (const auto& [id, file] : meeting.files) files.push_back(file_json(file));
  return json{{"files", std::move(files)}, {"now", now_json(meeting.now)}}.dump();
}

std::string record_json(const ListedRecord& listed) {
  const auto& record = listed.record;
  json out = {{"id", record.id.str()},
              {"ballot", record.ballot.str()},
              {"order", record.order},
              {"number", record.number},
              {"title", {record.title.zh, record.title.en}},
              {"sha256", {record.sha256.zh, record.sha256.en}},
              {"contact", record.contact},
              {"published_at", record.published_at.micros},
              {"objection_from", to_iso(record.objection_from)},
              {"objection_until", to_iso(record.objection_until)},
              {"meeting", listed.meeting.str()},
              {"grid", listed.grid.str()},
              {"version", listed.version},
              {"item", listed.item.str()}};
  if (listed.outcome) {
    out["outcome"] = to_string(*listed.outcome);
    out["worth"] = to_string(listed.worth);
  }
  return out.dump();
}

ListedMeeting meeting_from(const std::string& row) {
  return read_text(row, [](const json& in) {
    ListedMeeting meeting;
    meeting.id = id_in<MeetingId>(in, "id");
    in.at("title").get_to(meeting.title);
    in.at("body").get_to(meeting.body);
    in.at("place").get_to(meeting.place);
    meeting.phase = named_in<domain::Phase>(in, "phase");
    meeting.grid = id_in<GridId>(in, "grid");
    meeting.roll = id_in<RollId>(in, "roll");
    meeting.scheduled_at = Time{in.at("scheduled_at")};
    in.at("demonstration").get_to(meeting.demonstration);
    meeting.scope.kind = known(domain::scope_kind_from(in.at("scope").get<std::string>()));
    in.at("building").get_to(meeting.scope.building);
    in.at("stair").get_to(meeting.scope.stair);
    in.at("rescheduled").get_to(meeting.rescheduled);
    in.at("public").get_to(meeting.is_public);
    for (const auto& issue : in.at("issues")) meeting.issues.emplace(issue.get<std::string>());
    for (const auto& one : in.at("decisions")) meeting.decisions.push_back(decision_from(one));
    return meeting;
  });
}

void add_more(ListedMeeting& meeting, const std::string& more) {
  read_text(more, [&](const json& in) {
    for (const auto& one : in.at("files")) {
      auto file = file_from(one);
      meeting.files.emplace(file.id, std::move(file));
    }
    meeting.now = now_from(in.at("now"));
    return true;
  });
}

ListedRecord record_from(const std::string& text) {
  return read_text(text, [](const json& in) {
    ListedRecord listed;
    auto& record = listed.record;
    record.id = id_in<RecordId>(in, "id");
    record.ballot = id_in<BallotId>(in, "ballot");
    in.at("order").get_to(record.order);
    in.at("number").get_to(record.number);
    record.title = {in.at("title").at(0), in.at("title").at(1)};
    record.sha256 = {in.at("sha256").at(0), in.at("sha256").at(1)};
    in.at("contact").get_to(record.contact);
    record.published_at = Time{in.at("published_at")};
    record.objection_from = known(date_from_iso(in.at("objection_from").get<std::string>()));
    record.objection_until = known(date_from_iso(in.at("objection_until").get<std::string>()));
    listed.meeting = id_in<MeetingId>(in, "meeting");
    listed.grid = id_in<GridId>(in, "grid");
    in.at("version").get_to(listed.version);
    listed.item = id_in<AgendaItemId>(in, "item");
    if (in.contains("outcome")) {
      listed.outcome = named_in<domain::Outcome>(in, "outcome");
      listed.worth = known(domain::worth_from(in.at("worth").get<std::string>()));
    }
    return listed;
  });
}

}  // namespace roundtable::readmodel
