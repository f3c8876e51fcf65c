// What a meeting shows to whom: its audiences, their views, each follower's own part.
#include "domain/announced.hpp"
#include "live/meeting_stream.hpp"

namespace roundtable::live {
namespace {

/// What the notice makes of votes under each rule; of a meeting that is over nobody need know.
std::vector<std::pair<std::string_view, Date>> notice_of(const domain::Meeting& meeting, Date today,
                                                         const domain::Calendar& calendar) {
  std::vector<std::pair<std::string_view, Date>> out;
  if (meeting.phase == domain::Phase::closed || meeting.phase == domain::Phase::cancelled) {
    return out;
  }
  for (const auto& rule : meeting.rules) {
    const auto first = domain::first_day_by_notice(meeting, *rule.value, today, calendar);
    if (first) out.emplace_back(rule.value->id, *first);
  }
  return out;
}

}  // namespace

Follower MeetingStream::admit(std::shared_ptr<const Subject> subject, bool as_hall) const {
  const bool staff = sees_staff_view(roles_of(*subject, view_.meeting.grid, view_.meeting.body));
  const bool member = view_.meeting.electorate.value->heads.contains(subject->head);
  Follower follower{std::move(subject)};
  follower.sees_names = staff || member;
  if (!as_hall && staff) {
    follower.audience = views::Audience::staff;
  } else if (!as_hall && member) {
    follower.audience = views::Audience::member;
  }
  return follower;
}

// Before people outside its staff are told of it, it is for its staff and the households of its
// roll, and for a Hall that one of them opened.
bool MeetingStream::may_follow(const Follower& follower) const {
  return view_.meeting.is_public() || follower.sees_names;
}

std::string MeetingStream::snapshot(views::Audience audience) const {
  auto& rendered = rendered_[static_cast<std::size_t>(audience)];
  auto grids = services_.registry.grids();
  if (rendered.text.empty() || rendered.grids != grids) {
    rendered.text = views::snapshot_json(view_, path(*grids), audience);
    rendered.grids = std::move(grids);
  }
  return rendered.text;
}

views::GridPath MeetingStream::path(const domain::GridTree& grids) const {
  views::GridPath path;
  for (const auto* node : grids.path(view_.meeting.grid)) path.push_back(*node);
  return path;
}

std::string MeetingStream::me(const Follower& follower) const {
  const auto& subject = *follower.subject;
  const auto roles = roles_of(subject, view_.meeting.grid, view_.meeting.body);
  views::Viewer viewer;
  viewer.kind = kind_of(follower.audience);
  viewer.actor = subject.actor.str();
  viewer.name = subject.name;
  static const std::map<BallotId, views::Receipt> kNone;
  const std::map<BallotId, views::Receipt>* receipts = &kNone;
  // The Hall shows no one's own part, whoever has signed in there.
  if (follower.audience == views::Audience::staff) {
    viewer.notice =
        notice_of(view_.meeting, shanghai_date(services_.clock.now()), services_.rules.calendar());
  }
  if (follower.audience != views::Audience::everyone) {
    viewer.head = subject.head;
    for (const auto role : roles.names()) viewer.roles.push_back(to_string(role));
    const auto& possible = possible_.of(view_.meeting, subject, roles, services_.clock.now());
    viewer.may = &possible.may;
    viewer.held = &possible.held;
    if (const auto found = receipts_.find(subject.head); found != receipts_.end()) {
      receipts = &found->second;
    }
  }
  return views::me_json(view_, viewer, *receipts);
}

// Staff see every room label, a member the own ones, everybody else none.
std::vector<std::string> MeetingStream::labelled_for(const Follower& follower) const {
  std::vector<std::string> ids;
  const auto& heads = view_.meeting.electorate.value->heads;
  const auto add = [&](const domain::SnapshotHead& seat) {
    for (const auto& unit : seat.units) ids.push_back(unit.str());
  };
  if (follower.audience == views::Audience::staff) {
    for (const auto& [head, seat] : heads) {
      add(seat);
      ids.push_back(head.str());
    }
  } else if (follower.audience == views::Audience::member) {
    // On the roll when it joined, and perhaps no longer.
    if (const auto own = heads.find(follower.subject->head); own != heads.end()) add(own->second);
  }
  if (follower.sees_names) {
    for (auto& id : named()) ids.push_back(std::move(id));
  }
  return ids;
}

std::vector<std::string> MeetingStream::named() const {
  return views::named_people(view_);
}

std::map<std::string, std::string> MeetingStream::called() const {
  std::map<std::string, std::string> names;
  for (const auto& [speaker, one] : view_.meeting.called) {
    names.emplace("called:" + speaker.str(), one.name);
  }
  return names;
}

}  // namespace roundtable::live
