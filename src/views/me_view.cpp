#include "views/me_view.hpp"

#include "views/minutes_view.hpp"
#include "views/object_text.hpp"

namespace roundtable::views {
namespace {

using namespace domain;

void put_seat(ObjectText& me, const Meeting& meeting, const HeadId& head,
              const SnapshotHead& seat) {
  const auto known = meeting.attendance.find(head);
  me.open("seat");
  me.text("head", head.str());
  me.open("units");
  for (const auto& unit : seat.units) me.truth(unit.str(), true);
  me.close();
  me.number("area", seat.area.centi);
  me.truth("checked_in",
           known != meeting.attendance.end() && known->second.category == Category::present);
  if (known != meeting.attendance.end()) me.text("category", to_string(known->second.category));
  me.close();
}

/// Who entered it instead of the household, through which channel and when.
void put_vote(ObjectText& me, Channel channel, const ActorId& entered_by, Time at) {
  me.number("at", at.micros);
  me.text("channel", to_string(channel));
  if (channel != Channel::phone) me.text("entered_by", entered_by.str());
}

void put_trail(ObjectText& me, const VoteTrail& trail) {
  if (!trail.reason.empty()) me.text("reason", trail.reason);
  if (trail.released) me.truth("released", true);
  if (trail.objected_at) me.number("objected_at", trail.objected_at->micros);
  if (trail.earlier.empty()) return;
  me.open("earlier");
  for (std::size_t i = 0; i < trail.earlier.size(); ++i) {
    const auto& one = trail.earlier[i];
    me.open(std::to_string(i));
    put_vote(me, one.channel, one.entered_by, one.at);
    me.close();
  }
  me.close();
}

void put_cast(ObjectText& me, const Cast& cast, const VoteTrail* trail, const Receipt* receipt) {
  me.open("cast");
  put_vote(me, cast.channel, cast.entered_by, cast.at);
  me.number("changes", cast.changes);
  if (trail != nullptr) put_trail(me, *trail);
  if (cast.paper.value) me.text("choice", cast.paper.value->bytes);
  if (receipt != nullptr) {
    me.number("version", static_cast<std::int64_t>(receipt->version));
    me.text("hash", receipt->hash);
  }
  me.close();
}

void put_own_ballot(ObjectText& me, const Ballot& ballot, const HeadId& head,
                    const Receipt* receipt) {
  const auto entitled = ballot.roll.value->heads.find(head);
  const bool eligible = entitled != ballot.roll.value->heads.end();
  me.open(ballot.id.str());
  me.truth("eligible", eligible);
  if (eligible) {
    me.number("heads", 1);
    me.number("area", entitled->second.area.centi);
  }
  if (const auto cast = ballot.casts.find(head); cast != ballot.casts.end()) {
    const auto trail = ballot.trails.find(head);
    put_cast(me, cast->second, trail == ballot.trails.end() ? nullptr : &trail->second, receipt);
  }
  me.close();
}

/// What the household finds wrong with the minutes, by its order.
void put_objections(ObjectText& me, const Minutes& minutes, const HeadId& head) {
  bool is_open = false;
  for (const auto& [order, one] : minutes.objections) {
    if (one.head != head || one.withdrawn) continue;
    if (!is_open) me.open("objections");
    is_open = true;
    me.open(std::to_string(order));
    me.text("section", one.section);
    me.number("base", one.base);
    if (one.line != 0) me.number("line", one.line);
    me.number("at", one.at.micros);
    me.text("text", one.text);
    if (one.answered) me.truth("answered", true);
    me.close();
  }
  if (is_open) me.close();
}

void put_household(ObjectText& me, const Meeting& meeting, const HeadId& head,
                   const std::map<BallotId, Receipt>& receipts) {
  const SpeakerId speaker(head.str());
  me.open("supports");
  for (const auto& [id, proposal] : meeting.proposals) {
    if (proposal.supporters.contains(speaker)) me.truth(id.str(), true);
  }
  me.close();
  const auto& heads = meeting.electorate.value->heads;
  if (const auto seat = heads.find(head); seat != heads.end()) {
    put_seat(me, meeting, head, seat->second);
  }
  if (const auto* stands = signature_of(meeting.minutes, head)) me.text("minutes", stands);
  put_objections(me, meeting.minutes, head);
  me.open("ballots");
  for (const auto& [id, ballot] : meeting.ballots) {
    const auto receipt = receipts.find(id);
    put_own_ballot(me, ballot, head, receipt == receipts.end() ? nullptr : &receipt->second);
  }
  me.close();
}

/// Who somebody is and what she may do.
void put_viewer(ObjectText& me, const Viewer& viewer) {
  me.text("kind", viewer.kind);
  if (!viewer.actor.empty()) me.text("actor", viewer.actor);
  if (!viewer.name.empty()) me.text("name", viewer.name);
  me.open("roles");
  for (const auto role : viewer.roles) me.truth(role, true);
  me.close();
  me.open("may");
  if (viewer.may != nullptr) {
    for (const auto& type : *viewer.may) me.truth(type, true);
  }
  me.close();
  if (viewer.held != nullptr && !viewer.held->empty()) {
    me.open("held");
    for (const auto& [type, code] : *viewer.held) me.text(type, code);
    me.close();
  }
  if (viewer.notice.empty()) return;
  me.open("notice");
  for (const auto& [rule, day] : viewer.notice) me.text(rule, to_iso(day));
  me.close();
}

}  // namespace

std::string me_json(const ViewState& state, const Viewer& viewer,
                    const std::map<BallotId, Receipt>& receipts) {
  ObjectText me;
  put_viewer(me, viewer);
  if (viewer.head.empty()) {
    me.open("ballots");
    me.close();
  } else {
    put_household(me, state.meeting, viewer.head, receipts);
  }
  return std::move(me).done();
}

std::string issue_me_json(const Viewer& viewer) {
  ObjectText me;
  put_viewer(me, viewer);
  return std::move(me).done();
}

}  // namespace roundtable::views
