// What answers the routes of route_table.cpp: one function each, one file a resource. Each is
// called with its request checked (app/routes.cpp); what it throws is logged, and answered as a
// failure of the machine.
#pragma once

#include "app/http_json.hpp"

namespace roundtable::app {

struct Call;

// me_routes.cpp
Answer tell_who_asks(const Call& call);

// session_routes.cpp
Answer look_at_invitation(const Call& call);
Answer join_meeting(const Call& call);
Answer sign_in(const Call& call);
Answer sign_out(const Call& call);

// setup_routes.cpp
Answer set_up(const Call& call);

// staff_routes.cpp
Answer list_accounts(const Call& call);
Answer open_account(const Call& call);
Answer change_account_roles(const Call& call);
Answer give_account_password(const Call& call);
Answer close_account(const Call& call);
Answer revoke_account_session(const Call& call);
Answer change_own_password(const Call& call);

// household_routes.cpp
Answer list_households(const Call& call);
Answer invite_households(const Call& call);
Answer replace_household_phone(const Call& call);
Answer revoke_household_session(const Call& call);

// grid_routes.cpp
Answer find_grids(const Call& call);
Answer read_grid(const Call& call);
Answer record_standing(const Call& call);

// import_routes.cpp
Answer add_grid(const Call& call);
Answer import_grids(const Call& call);
Answer import_roll(const Call& call);

// roll_routes.cpp
Answer list_rolls(const Call& call);
Answer list_rolls_of_grid(const Call& call);
Answer read_roll(const Call& call);
Answer add_members(const Call& call);

// search_routes.cpp
Answer find_everywhere(const Call& call);

// issue_routes.cpp
Answer list_issues(const Call& call);
Answer report_issue(const Call& call);

// meeting_routes.cpp, convene_route.cpp
Answer list_templates(const Call& call);
Answer list_meetings(const Call& call);
Answer read_meeting(const Call& call);
Answer name_person(const Call& call);
Answer convene_meeting(const Call& call);

// file_routes.cpp
Answer add_file(const Call& call);
Answer read_file(const Call& call);

// record_routes.cpp
Answer read_record(const Call& call);
Answer read_checkpoint(const Call& call);
Answer show_record(const Call& call);
Answer show_document(const Call& call);

// machine_routes.cpp
Answer say_alive(const Call& call);
Answer say_ready(const Call& call);
Answer show_metrics(const Call& call);

}  // namespace roundtable::app
