// The access matrix, cell by cell: every command and every act outside of meetings, by each kind of
// organisation, in meetings of owners and of others. What is expected is written here by hand.
#include "live/access.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "domain/describe/commands.hpp"
#include "live/permission.hpp"

namespace roundtable::live {
namespace {

using namespace domain;

/// One letter a kind, in the order of kOrganisationKinds: residents' committee, owners' committee,
/// property firm, street department, Party organisation, unit. a always, o where owners decide,
/// r where others do, p as r and as far as the owners' assembly authorised it, - never.
std::string expected_of(const std::string& what) {
  if (what == "ballot.cast") return "po-rr-";
  if (what.starts_with("issue.") || what == "desk:issues") return "aa-aa-";
  if (what == "register.change" || what == "desk:grids" || what == "desk:offices") return "a--aa-";
  if (what == "desk:rolls" || what == "desk:accounts") return "a--a--";
  if (what == "desk:organisations" || what == "desk:standing") return "---a--";
  return "ao-aa-";
}

bool expected(char cell, const Place& place) {
  switch (cell) {
    case 'a':
      return true;
    case 'o':
      return place.of != Place::Of::others;
    case 'r':
      return place.of != Place::Of::owners;
    case 'p':
      return place.of != Place::Of::owners || place.authorised;
    default:
      return false;
  }
}

const Place kPlaces[] = {{Place::Of::any, false},
                         {Place::Of::owners, false},
                         {Place::Of::owners, true},
                         {Place::Of::others, false}};

Subject staff() {
  Subject subject;
  subject.kind = SubjectKind::staff;
  return subject;
}

Roles acting(Role role, OrganisationKind kind, Place place = {}) {
  Roles roles;
  roles.add(role, kind);
  roles.place = place;
  return roles;
}

constexpr Role kRoles[] = {
    Role::administrator,    Role::facilitator, Role::recorder, Role::secretary,
    Role::second_secretary, Role::supervisor,  Role::handler,  Role::helper};

}  // namespace

TEST_CASE("each command, by each kind of organisation and at each place, is as the matrix says") {
  for (const auto& row : describe::commands()) {
    auto command = row.make();
    // Entered by somebody else: one's own vote is a resident's, who acts for no organisation.
    if (auto* cast = std::get_if<CastBallot>(&command)) cast->channel = Channel::helper;
    const auto cells = expected_of(std::string(row.name));
    for (const auto role : kRoles) {
      const bool by_role = permitted(staff(), {role}, command);
      for (std::size_t i = 0; i < kOrganisationKinds.size(); ++i) {
        for (const auto& place : kPlaces) {
          INFO(row.name << ", " << to_string(role) << " of " << to_string(kOrganisationKinds[i])
                        << ", place " << static_cast<int>(place.of) << place.authorised);
          CHECK(permitted(staff(), acting(role, kOrganisationKinds[i], place), command) ==
                (by_role && expected(cells[i], place)));
        }
      }
    }
  }
}

TEST_CASE(
    "hands are counted by whoever runs the meeting, and a paper of owners waits for their word") {
  const Place owners{Place::Of::owners, false};
  const auto committee = acting(Role::facilitator, OrganisationKind::residents_committee, owners);
  const auto enter = [](Channel channel) {
    return Command(CastBallot{BallotId("b"), HeadId("h"), Paper{"yes"}, channel});
  };
  CHECK(permitted(staff(), committee, enter(Channel::hand)));
  CHECK_FALSE(permitted(staff(), committee, enter(Channel::helper)));
  CHECK(waits_for_owners(staff(), committee, enter(Channel::helper)));
  CHECK_FALSE(waits_for_owners(staff(), committee, enter(Channel::hand)));
  const auto street = acting(Role::facilitator, OrganisationKind::street_department, owners);
  CHECK_FALSE(permitted(staff(), street, enter(Channel::helper)));
  CHECK_FALSE(waits_for_owners(staff(), street, enter(Channel::helper)));
}

TEST_CASE("each act at the Desk, by each kind of organisation, is as the matrix says") {
  const std::map<DeskAct, std::string> acts = {
      {DeskAct::keep_accounts, "desk:accounts"},
      {DeskAct::invite_households, "desk:invitations"},
      {DeskAct::report_issues, "desk:issues"},
      {DeskAct::replace_phone, "desk:phones"},
      {DeskAct::keep_grids, "desk:grids"},
      {DeskAct::keep_rolls, "desk:rolls"},
      {DeskAct::keep_offices, "desk:offices"},
      {DeskAct::keep_organisations, "desk:organisations"},
      {DeskAct::record_standing, "desk:standing"},
  };
  for (const auto& [act, what] : acts) {
    const auto cells = expected_of(what);
    for (const auto role : kRoles) {
      const bool by_role = permitted(staff(), {role}, act);
      for (std::size_t i = 0; i < kOrganisationKinds.size(); ++i) {
        for (const auto& place : kPlaces) {
          INFO(what << ", " << to_string(role) << " of " << to_string(kOrganisationKinds[i]));
          CHECK(permitted(staff(), acting(role, kOrganisationKinds[i], place), act) ==
                (by_role && expected(cells[i], place)));
        }
      }
    }
  }
}

TEST_CASE("a property firm and a unit see nothing of a meeting but what everybody sees") {
  for (const auto kind : {OrganisationKind::property_firm, OrganisationKind::unit}) {
    for (const auto role : kRoles) {
      CHECK_FALSE(sees_staff_view(acting(role, kind)));
      CHECK_FALSE(sees_roll(staff(), acting(role, kind)));
      CHECK(may_hold(kind, role) == (role == Role::handler));
    }
  }
}

TEST_CASE("an owners' committee sees the meetings and the roll of owners, and no others") {
  const auto kind = OrganisationKind::owners_committee;
  CHECK(sees_staff_view(acting(Role::facilitator, kind, {Place::Of::owners, false})));
  CHECK_FALSE(sees_staff_view(acting(Role::facilitator, kind, {Place::Of::others, false})));
  CHECK(sees_roll(staff(), acting(Role::facilitator, kind, {Place::Of::owners, false})));
  CHECK_FALSE(sees_roll(staff(), acting(Role::facilitator, kind, {Place::Of::others, false})));
  CHECK_FALSE(sees_roll(staff(), acting(Role::handler, kind, {Place::Of::owners, false})));
}

TEST_CASE("a role held for no organisation is held as it always was") {
  for (const auto& row : describe::commands()) {
    const auto command = row.make();
    for (const auto role : kRoles) {
      for (const auto& place : kPlaces) {
        Roles roles{role};
        roles.place = place;
        CHECK(permitted(staff(), roles, command) == permitted(staff(), {role}, command));
      }
    }
  }
}

TEST_CASE("bodies of owners are told from all others") {
  for (const auto* body : {"owners_assembly", "owners_group", "owners_committee"}) {
    CHECK(place_of_body(body) == Place::Of::owners);
  }
  for (const auto* body : {"consultation", "residents_meeting", "joint_conference", ""}) {
    CHECK(place_of_body(body) == Place::Of::others);
  }
}

}  // namespace roundtable::live
