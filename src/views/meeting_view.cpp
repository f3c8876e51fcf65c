#include "views/meeting_view.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "domain/decide.hpp"
#include "views/ballot_view.hpp"
#include "views/files_view.hpp"
#include "views/floor_view.hpp"
#include "views/minutes_view.hpp"
#include "views/proposal_view.hpp"
#include "views/rule_view.hpp"

namespace roundtable::views {
namespace {

using namespace domain;
using nlohmann::json;

/// Writes optional values: left out of a snapshot, null in a patch.
class Writer {
 public:
  Writer(json& out, bool patching) : out_(out), patching_(patching) {}
  void maybe(const char* key, bool there, json value) const {
    if (there) {
      out_[key] = std::move(value);
    } else if (patching_) {
      out_[key] = nullptr;
    }
  }
  void time(const char* key, const std::optional<Time>& at) const {
    maybe(key, at.has_value(), at.value_or(Time{}).micros);
  }

 private:
  json& out_;
  bool patching_;
};

void put_meeting(json& out, const Meeting& meeting, bool patching) {
  const Writer writer(out, patching);
  out["id"] = meeting.id.str();
  out["title"] = meeting.title;
  out["place"] = meeting.place;
  out["phase"] = to_string(meeting.phase);
  out["body"] = meeting.body;
  if (!meeting.forum.zh.empty()) out["forum"] = text_json(meeting.forum);
  out["grid"] = meeting.grid.str();
  out["scheduled_at"] = meeting.scheduled_at.micros;
  writer.time("announced_at", meeting.announced_at);
  writer.time("opened_at", meeting.opened_at);
  writer.time("started_at", meeting.started_at);
  writer.time("closed_at", meeting.closed_at);
  writer.maybe("cancel_reason", !meeting.cancel_reason.empty(), meeting.cancel_reason);
  if (const auto& moved = meeting.rescheduled) {
    out["rescheduled"] = {{"from", moved->from.micros},
                          {"place", moved->place},
                          {"reason", moved->reason},
                          {"at", moved->at.micros}};
  }
  if (meeting.demonstration) out["demonstration"] = true;
  out["floor"] = {{"seconds", meeting.floor.seconds},
                  {"turns", meeting.floor.turns},
                  {"alternate", meeting.floor.alternate}};
}

json item_json(const AgendaItem& item, bool patching) {
  json out = {{"order", item.order},
              {"title", item.text.title},
              {"kind", to_string(item.text.kind)},
              {"state", to_string(item.state)},
              {"used", item.used / kMicrosPerSecond}};
  const Writer writer(out, patching);
  writer.maybe("minutes", item.text.minutes > 0, item.text.minutes);
  writer.maybe("presenter", !item.text.presenter.empty(), item.text.presenter.str());
  writer.maybe("matter", !item.text.matter.empty(), item.text.matter);
  writer.maybe("rule", !item.text.rule.empty(), item.text.rule);
  const auto& party = item.text.party;
  writer.maybe("party_review", party.on.has_value(), to_iso(party.on.value_or(Date{})));
  writer.maybe("party_note", !party.note.empty(), party.note);
  writer.maybe("noticed", item.noticed, true);
  writer.maybe("issue", !item.text.issue.empty(),
               json{{"id", item.text.issue.str()}, {"title", item.text.issue_title}});
  writer.maybe("reason", !item.reason.empty(), item.reason);
  // Of the running stretch, where there is one: the client's clock counts from it. In a recess
  // nothing runs, and what ran before is in `used`: said again it would be counted twice.
  const bool paused = item.state == ItemState::current && !item.running_from;
  const auto since = item.running_from ? item.running_from : item.started_at;
  writer.time("started_at", paused ? std::nullopt : since);
  writer.time("finished_at", item.finished_at);
  return out;
}

json current_json(const Meeting& meeting, bool patching) {
  json out = json::object();
  const Writer writer(out, patching);
  writer.maybe("item", meeting.current_item.has_value(),
               meeting.current_item.value_or(AgendaItemId{}).str());
  writer.maybe("proposal", meeting.current_proposal.has_value(),
               meeting.current_proposal.value_or(ProposalId{}).str());
  writer.maybe("ballot", meeting.open_ballot.has_value(),
               meeting.open_ballot.value_or(BallotId{}).str());
  return out;
}

void put_attendance(json& out, const Meeting& meeting) {
  std::int64_t excused = 0;
  for (const auto& [head, attendance] : meeting.attendance) {
    if (attendance.category == Category::excused) ++excused;
  }
  std::int64_t in_attendance = 0;
  std::int64_t observers = 0;
  for (const auto& [person, attendance] : meeting.guests) {
    ++(attendance.category == Category::observer ? observers : in_attendance);
  }
  const auto mode_count = [&](Mode mode) {
    const auto found = meeting.present_modes.find(mode);
    return found == meeting.present_modes.end() ? std::int64_t{0} : found->second;
  };
  const bool by_area = std::any_of(meeting.rules.begin(), meeting.rules.end(),
                                   [](const auto& rule) { return rule.value->by_area; });
  out["heads_total"] = meeting.electorate.value->total_heads();
  out["area_total"] = by_area ? meeting.electorate.value->total_area.centi : 0;
  if (meeting.electorate.value->of_households()) out["households"] = true;
  if (!meeting.electorate_at.empty()) out["roll_version"] = meeting.electorate_at.version;
  out["heads_present"] = meeting.present.heads;
  out["area_present"] = by_area ? meeting.present.area.centi : 0;
  out["modes"] = {{"phone", mode_count(Mode::phone)},
                  {"hall", mode_count(Mode::hall)},
                  {"proxy", mode_count(Mode::proxy)}};
  out["in_attendance"] = in_attendance;
  out["excused"] = excused;
  out["observers"] = observers;
}

/// Under each rule that only so many may decide: how many are there now, and how many are missing.
void put_quorums(json& whole, const Meeting& meeting) {
  const auto& roll = *meeting.electorate.value;
  for (const auto& fixed : meeting.rules) {
    const auto& rule = *fixed.value;
    if (rule.quorum_kind != QuorumKind::presence) continue;
    const Basis basis{{roll.total_heads(), roll.total_area}, present_on(meeting, rule, roll)};
    std::int64_t missing = 0;
    for (const auto& test : quorum_tests(rule, basis, {})) {
      if (test.measure == Measure::heads) missing = test.missing;
    }
    whole["attendance"]["quorums"][rule.id] = {{"present", basis.present.heads},
                                               {"missing", missing}};
  }
}

json person_json(const Meeting& meeting, const HeadId& head, bool patching) {
  const auto found = meeting.attendance.find(head);
  if (found == meeting.attendance.end()) return nullptr;
  const auto& attendance = found->second;
  const auto seat = meeting.electorate.value->heads.find(head);
  json out = {
      {"order", attendance.order},
      {"category", to_string(attendance.category)},
      {"mode", to_string(attendance.mode)},
      {"at", attendance.at.micros},
      {"area", seat == meeting.electorate.value->heads.end() ? 0 : seat->second.area.centi}};
  Writer(out, patching).maybe("reason", !attendance.reason.empty(), attendance.reason);
  return out;
}

json guest_json(const Meeting& meeting, const PersonId& person) {
  const auto found = meeting.guests.find(person);
  if (found == meeting.guests.end()) return nullptr;
  const auto& guest = found->second;
  return {{"order", guest.order}, {"category", to_string(guest.category)}, {"at", guest.at.micros}};
}

json seats_json(const RollSnapshot& roll) {
  json out = json::object();
  std::int64_t order = 0;
  for (const auto& [head, seat] : roll.heads) {
    json units = json::object();
    for (const auto& unit : seat.units) units[unit.str()] = true;
    out[head.str()] = {{"order", order++}, {"area", seat.area.centi}, {"units", std::move(units)}};
  }
  return out;
}

/// Those of the roll as they are now; what is on it no more is gone.
void put_changed_seats(json& out, const RollSnapshot& roll,
                       const std::map<HeadId, std::set<UnitId>>& changed) {
  out = seats_json(roll);
  for (const auto& [head, units] : changed) {
    const auto seat = roll.heads.find(head);
    if (seat == roll.heads.end()) {
      out[head.str()] = nullptr;
      continue;
    }
    const auto& now = seat->second.units;
    for (const auto& unit : units) {
      const bool stays = std::find(now.begin(), now.end(), unit) != now.end();
      if (!stays) out[head.str()]["units"][unit.str()] = nullptr;
    }
  }
}

json record_json(const PublishedRecord& record) {
  json out = {{"order", record.order},
              {"number", record.number},
              {"title", text_json(record.title)},
              {"published_at", record.published_at.micros},
              {"objection_from", to_iso(record.objection_from)},
              {"objection_until", to_iso(record.objection_until)}};
  if (!record.ballot.empty()) out["ballot"] = record.ballot.str();
  return out;
}

json fields_object(const Fields& fields) {
  json out = json::object();
  for (const auto& [name, value] : fields) {
    std::visit([&](const auto& v) { out[name] = v; }, value);
  }
  return out;
}

json line_json(const LogLine& line) {
  json out = {{"order", line.version * 10 + line.index},
              {"at", line.at.micros},
              {"what", line.what},
              {"fields", fields_object(line.fields)}};
  if (!line.item.empty()) out["item"] = line.item.str();
  if (!line.sentence.zh.empty()) {
    out["zh"] = line.sentence.zh;
    out["en"] = line.sentence.en;
  }
  return out;
}

void put_rules(json& out, const Meeting& meeting) {
  for (const auto& rule : meeting.rules) {
    const auto order = static_cast<std::int64_t>(out.size());
    out[rule.value->id] = rule_json(rule, order);
  }
}

std::set<HeadId> heads_of(const RollSnapshot& roll) {
  std::set<HeadId> heads;
  for (const auto& [head, seat] : roll.heads) heads.insert(heads.end(), head);
  return heads;
}

void put_staff_snapshot(json& view, const Meeting& meeting) {
  view["seats"] = seats_json(*meeting.electorate.value);
  auto& people = view["attendance"]["people"];
  people = json::object();
  for (const auto& [head, attendance] : meeting.attendance) {
    people[head.str()] = person_json(meeting, head, false);
  }
  for (const auto& [person, guest] : meeting.guests) {
    people[person.str()] = guest_json(meeting, person);
  }
  for (const auto& [id, ballot] : meeting.ballots) {
    put_votes(view["ballots"][id.str()], ballot, heads_of(*ballot.roll.value), false);
  }
}

void put_changed_ballots(json& patch, const Meeting& meeting, const Changed& changed,
                         Audience audience) {
  for (const auto& id : changed.ballots) {
    const auto* ballot = meeting.ballot(id);
    put_ballot(patch["ballots"][id.str()], *ballot, true);
    put_counts(patch["ballots"][id.str()], *ballot, true);
  }
  for (const auto& id : changed.counts) {
    put_counts(patch["ballots"][id.str()], *meeting.ballot(id), true);
  }
  if (audience != Audience::staff) return;
  for (const auto& [id, heads] : changed.votes) {
    put_votes(patch["ballots"][id.str()], *meeting.ballot(id), heads, true);
  }
}

void put_changed_lines(json& patch, const ViewState& state, const Changed& changed) {
  if (changed.lines.empty()) return;
  auto& log = patch["log"];
  for (const auto& key : changed.lines) log[key] = nullptr;
  // New lines are at the end; the walk stops at the first that is not among them.
  auto left = changed.lines.size();
  for (auto line = state.lines.rbegin(); line != state.lines.rend() && left > 0; ++line) {
    const auto key = line->key();
    if (!changed.lines.contains(key)) continue;
    log[key] = line_json(*line);
    --left;
  }
}

}  // namespace

std::string snapshot_json(const ViewState& state, const GridPath& path, Audience audience) {
  const auto& meeting = state.meeting;
  json view = json::object();
  put_meeting(view["meeting"], meeting, false);
  auto& places = view["meeting"]["path"];
  places = json::object();
  for (std::size_t i = 0; i < path.size(); ++i) {
    places[path[i].id.str()] = {
        {"order", i}, {"name", path[i].name}, {"level", to_string(path[i].level)}};
  }
  for (const char* part : {"rules", "agenda", "ballots", "records", "attendance", "cards",
                           "proposals", "amendments"}) {
    view[part] = json::object();
  }
  put_rules(view["rules"], meeting);
  for (const auto& [id, item] : meeting.agenda) view["agenda"][id.str()] = item_json(item, false);
  view["current"] = current_json(meeting, false);
  view["floor"] = floor_json(meeting);
  for (const auto& [id, card] : meeting.cards) view["cards"][id.str()] = card_json(card);
  for (const auto& [id, proposal] : meeting.proposals) {
    view["proposals"][id.str()] = proposal_json(proposal, 0);
  }
  for (const auto& [id, amendment] : meeting.amendments) {
    view["amendments"][id.str()] = amendment_json(amendment, state.diffs.at(id), false);
  }
  put_attendance(view["attendance"], meeting);
  put_quorums(view, meeting);
  for (const auto& [id, ballot] : meeting.ballots) {
    put_ballot(view["ballots"][id.str()], ballot, false);
    put_counts(view["ballots"][id.str()], ballot, false);
  }
  for (const auto& [id, record] : meeting.records) view["records"][id.str()] = record_json(record);
  view["files"] = sees_files(meeting, audience) ? files_json(meeting) : json::object();
  if (audience != Audience::everyone) {
    auto& log = view["log"];
    log = json::object();
    for (const auto& line : state.lines) log[line.key()] = line_json(line);
  }
  if (sees_minutes(meeting, audience)) view["minutes"] = minutes_json(meeting, audience);
  if (audience == Audience::staff) put_staff_snapshot(view, meeting);
  return view.dump();
}

std::string patch_json(const ViewState& state, const Changed& changed, Audience audience) {
  const auto& meeting = state.meeting;
  json patch = json::object();
  if (changed.meeting) put_meeting(patch["meeting"], meeting, true);
  if (changed.rules) put_rules(patch["rules"], meeting);
  if (changed.current) patch["current"] = current_json(meeting, true);
  if (changed.attendance) put_attendance(patch["attendance"], meeting);
  if (changed.attendance || changed.rules) put_quorums(patch, meeting);
  for (const auto& id : changed.items) {
    patch["agenda"][id.str()] = item_json(meeting.agenda.at(id), true);
  }
  if (changed.floor) patch["floor"] = floor_patch(meeting, changed);
  for (const auto& id : changed.cards) {
    patch["cards"][id.str()] = card_json(meeting.cards.at(id));
  }
  for (const auto& id : changed.proposals) {
    patch["proposals"][id.str()] =
        proposal_json(meeting.proposals.at(id), state.paragraphs_most.at(id));
  }
  for (const auto& id : changed.amendments) {
    patch["amendments"][id.str()] =
        amendment_json(meeting.amendments.at(id), state.diffs.at(id), true);
  }
  put_changed_ballots(patch, meeting, changed, audience);
  for (const auto& id : changed.records) {
    patch["records"][id.str()] = record_json(meeting.records.at(id));
  }
  if (sees_files(meeting, audience) && !changed.files.empty()) {
    patch["files"] = files_patch(meeting, changed);
  }
  if (audience != Audience::everyone) put_changed_lines(patch, state, changed);
  if (sees_minutes(meeting, audience) && touches_minutes(changed)) {
    patch["minutes"] = minutes_patch(meeting, changed, audience);
  }
  if (audience == Audience::staff) {
    if (!changed.roll.empty()) {
      put_changed_seats(patch["seats"], *meeting.electorate.value, changed.roll);
    }
    for (const auto& head : changed.people) {
      patch["attendance"]["people"][head.str()] = person_json(meeting, head, true);
    }
    for (const auto& person : changed.guests) {
      patch["attendance"]["people"][person.str()] = guest_json(meeting, person);
    }
  }
  return patch.dump();
}

}  // namespace roundtable::views
