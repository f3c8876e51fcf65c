// What answers the routes of route_table.cpp: one function each, one file a resource. Each is
// called with its request checked (http/routes.cpp); what it throws is logged, and answered as a
// failure of the machine.
#pragma once

#include "http/answer.hpp"

namespace roundtable::http {

struct Call;

// me.cpp
Answer tell_who_asks(const Call& call);

// sessions.cpp
Answer look_at_invitation(const Call& call);
Answer join_meeting(const Call& call);
Answer sign_in(const Call& call);
Answer sign_out(const Call& call);

// setup.cpp
Answer set_up(const Call& call);

// accounts.cpp
Answer list_accounts(const Call& call);
Answer open_account(const Call& call);
Answer change_account_roles(const Call& call);
Answer give_account_password(const Call& call);
Answer close_account(const Call& call);
Answer revoke_account_session(const Call& call);
Answer change_own_password(const Call& call);

// households.cpp
Answer list_households(const Call& call);
Answer invite_households(const Call& call);
Answer replace_household_phone(const Call& call);
Answer revoke_household_session(const Call& call);

// grids.cpp
Answer find_grids(const Call& call);
Answer read_grid(const Call& call);
Answer record_standing(const Call& call);

// imports.cpp
Answer add_grid(const Call& call);
Answer import_grids(const Call& call);
Answer import_roll(const Call& call);

// rolls.cpp
Answer list_rolls(const Call& call);
Answer list_rolls_of_grid(const Call& call);
Answer read_roll(const Call& call);

// members.cpp
Answer add_members(const Call& call);

// search.cpp
Answer find_everywhere(const Call& call);

// issues.cpp
Answer list_issues(const Call& call);
Answer report_issue(const Call& call);

// meetings.cpp, convening.cpp
Answer list_templates(const Call& call);
Answer list_meetings(const Call& call);
Answer read_meeting(const Call& call);
Answer name_person(const Call& call);
Answer convene_meeting(const Call& call);

// files.cpp
Answer add_file(const Call& call);
Answer read_file(const Call& call);

// records.cpp
Answer read_record(const Call& call);
Answer read_checkpoint(const Call& call);
Answer show_record(const Call& call);
Answer show_notice(const Call& call);
Answer show_document(const Call& call);

// machine.cpp
Answer say_alive(const Call& call);
Answer say_ready(const Call& call);
Answer show_metrics(const Call& call);

}  // namespace roundtable::http
