// The one table of what is asked for over HTTP, with the functions that answer: one each, one file
// a resource. The handler of a route is called with its request checked (http/routes.cpp); what it
// throws is logged, and answered as a failure of the machine. What is no route is a page of the web
// client, which the server tells of first (http/first_page.hpp), or a file of it.
#pragma once

#include "http/page.hpp"
#include "http/route.hpp"

namespace roundtable::http {

// me.cpp
Answer tell_who_asks(const Call& call);

// sessions.cpp
Answer try_cookie(const Call& call);
Answer look_at_invitation(const Call& call);
Answer join_meeting(const Call& call);
Answer sign_in(const Call& call);
Answer sign_out(const Call& call);

// phones.cpp
Answer list_own_phones(const Call& call);
Answer add_own_phone(const Call& call);
Answer revoke_own_phone(const Call& call);

// mail.cpp
Answer tell_own_mail(const Call& call);
Answer ask_for_mail(const Call& call);
Answer confirm_mail(const Call& call);
Answer remove_mail(const Call& call);
Answer leave_mail(const Call& call);

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
Answer reset_second_factor(const Call& call);

// open_matters.cpp
Answer list_open_matters(const Call& call);

// second_factor.cpp
Answer begin_second_factor(const Call& call);
Answer confirm_second_factor(const Call& call);
Answer remove_second_factor(const Call& call);

// households.cpp
Answer list_households(const Call& call);
Answer list_names(const Call& call);
Answer invite_households(const Call& call);
Answer replace_household_phone(const Call& call);
Answer revoke_household_session(const Call& call);

// grids.cpp
Answer find_grids(const Call& call);
Answer read_grid(const Call& call);
Answer record_standing(const Call& call);
Answer change_grid(const Call& call);

// offices.cpp
Answer list_offices(const Call& call);
Answer change_office(const Call& call);
Answer tell_issuing(const Call& call);
Answer show_preview(const Call& call);

// organisations.cpp
Answer list_organisations(const Call& call);
Answer put_organisation(const Call& call);
Answer act_for_organisation(const Call& call);

// locks.cpp
Answer stay_open(const Call& call);
Answer lock_session(const Call& call);
Answer unlock_session(const Call& call);
// handover.cpp
Answer show_handover(const Call& call);

// keys.cpp
Answer list_keys(const Call& call);
Answer renew_key(const Call& call);

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
Answer read_issue(const Call& call);
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
Answer read_receipt(const Call& call);
Answer show_record(const Call& call);
Answer show_notice(const Call& call);
Answer show_document(const Call& call);
Answer show_notice_document(const Call& call);

// papers.cpp
Answer show_office_paper(const Call& call);

// machine.cpp
Answer say_alive(const Call& call);
Answer say_ready(const Call& call);
Answer show_metrics(const Call& call);

// clang-format off
inline constexpr Route kRoutes[] = {
    // method, path, who may, body, key, answer, where, handler
    {"GET", "/healthz", Who::anyone, Body::none, Key::none, Form::text, Lane::shard, say_alive},
    {"GET", "/readyz", Who::anyone, Body::none, Key::none, Form::text, Lane::shard, say_ready},
    {"GET", "/metrics", Who::operators, Body::none, Key::none, Form::text, Lane::shard, show_metrics},

    {"GET", "/api/v1/me", Who::anyone, Body::none, Key::none, Form::data, Lane::enter, tell_who_asks},
    {"POST", "/api/v1/me/password", Who::staff, Body::object, Key::required, Form::data, Lane::sign_in, change_own_password},
    {"POST", "/api/v1/me/second-factor", Who::staff, Body::object, Key::required, Form::data, Lane::sign_in, begin_second_factor},
    {"POST", "/api/v1/me/second-factor/confirm", Who::staff, Body::object, Key::required, Form::data, Lane::worker, confirm_second_factor},
    {"POST", "/api/v1/me/second-factor/remove", Who::staff, Body::object, Key::required, Form::data, Lane::sign_in, remove_second_factor},
    {"POST", "/api/v1/me/organisation", Who::staff, Body::object, Key::required, Form::data, Lane::worker, act_for_organisation},
    {"POST", "/api/v1/me/awake", Who::anyone, Body::object_if_any, Key::optional, Form::data, Lane::enter, stay_open},
    {"POST", "/api/v1/me/lock", Who::anyone, Body::object_if_any, Key::optional, Form::data, Lane::enter, lock_session},
    {"POST", "/api/v1/me/unlock", Who::anyone, Body::object, Key::optional, Form::data, Lane::sign_in, unlock_session},
    {"GET", "/api/v1/cookie", Who::anyone, Body::none, Key::none, Form::data, Lane::shard, try_cookie},
    {"GET", "/api/v1/me/phones", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, list_own_phones},
    {"POST", "/api/v1/me/phones", Who::anyone, Body::object, Key::required, Form::data, Lane::worker, add_own_phone},
    {"POST", "/api/v1/me/phones/revoke", Who::anyone, Body::object, Key::required, Form::data, Lane::worker, revoke_own_phone},
    {"GET", "/api/v1/me/mail", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, tell_own_mail},
    {"POST", "/api/v1/me/mail", Who::anyone, Body::object, Key::required, Form::data, Lane::worker, ask_for_mail},
    {"POST", "/api/v1/me/mail/confirm", Who::anyone, Body::object, Key::required, Form::data, Lane::worker, confirm_mail},
    {"POST", "/api/v1/me/mail/remove", Who::anyone, Body::object_if_any, Key::required, Form::data, Lane::worker, remove_mail},
    {"POST", "/api/v1/mail/leave", Who::anyone, Body::object, Key::optional, Form::data, Lane::worker, leave_mail},
    {"POST", "/api/v1/invitations/look", Who::anyone, Body::object, Key::optional, Form::data, Lane::enter, look_at_invitation},
    {"POST", "/api/v1/join", Who::anyone, Body::object, Key::optional, Form::data, Lane::enter, join_meeting},
    {"POST", "/api/v1/sign-in", Who::anyone, Body::object, Key::optional, Form::data, Lane::sign_in, sign_in},
    {"POST", "/api/v1/sign-out", Who::anyone, Body::object_if_any, Key::optional, Form::data, Lane::enter, sign_out},
    {"POST", "/api/v1/setup", Who::anyone, Body::object, Key::required, Form::data, Lane::sign_in, set_up},

    {"GET", "/api/v1/accounts", Who::staff, Body::none, Key::none, Form::data, Lane::worker, list_accounts},
    {"POST", "/api/v1/accounts", Who::staff, Body::object, Key::required, Form::data, Lane::sign_in, open_account},
    {"POST", "/api/v1/accounts/{id}/roles", Who::staff, Body::object, Key::required, Form::data, Lane::worker, change_account_roles},
    {"POST", "/api/v1/accounts/{id}/password", Who::staff, Body::object, Key::required, Form::data, Lane::sign_in, give_account_password},
    {"POST", "/api/v1/accounts/{id}/close", Who::staff, Body::object, Key::required, Form::data, Lane::worker, close_account},
    {"GET", "/api/v1/accounts/{id}/open", Who::staff, Body::none, Key::none, Form::data, Lane::worker, list_open_matters},
    {"POST", "/api/v1/accounts/{id}/second-factor/reset", Who::staff, Body::object, Key::required, Form::data, Lane::worker, reset_second_factor},
    {"POST", "/api/v1/accounts/{id}/revoke", Who::staff, Body::object, Key::required, Form::data, Lane::worker, revoke_account_session},

    {"GET", "/api/v1/search", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, find_everywhere},
    {"GET", "/api/v1/grids", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, find_grids},
    {"POST", "/api/v1/grids", Who::keeps_some_grid, Body::object, Key::required, Form::data, Lane::worker, add_grid},
    {"GET", "/api/v1/grids/{id}", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, read_grid},
    {"GET", "/api/v1/grids/{id}/issues", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, list_issues},
    {"POST", "/api/v1/grids/{id}/issues", Who::reports_issues, Body::object, Key::required, Form::data, Lane::worker, report_issue},
    {"GET", "/api/v1/issues/{id}", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, read_issue},
    {"POST", "/api/v1/grids/{id}/members", Who::keeps_grid, Body::object, Key::required, Form::data, Lane::worker, add_members},
    {"GET", "/api/v1/grids/{id}/roll", Who::staff, Body::none, Key::none, Form::data, Lane::worker, list_rolls_of_grid},
    {"POST", "/api/v1/grids/{id}/roll", Who::keeps_rolls, Body::table, Key::unless_check, Form::data, Lane::import, import_roll},
    {"POST", "/api/v1/grids/{id}/change", Who::keeps_grid, Body::object, Key::required, Form::data, Lane::worker, change_grid},
    {"POST", "/api/v1/grids/{id}/standing", Who::records_standing, Body::object, Key::required, Form::data, Lane::worker, record_standing},
    {"GET", "/api/v1/grids/{id}/offices", Who::keeps_offices, Body::none, Key::none, Form::data, Lane::worker, list_offices},
    {"POST", "/api/v1/grids/{id}/offices", Who::keeps_offices, Body::object, Key::required, Form::data, Lane::worker, change_office},
    {"GET", "/api/v1/grids/{id}/organisations", Who::staff, Body::none, Key::none, Form::data, Lane::worker, list_organisations},
    {"POST", "/api/v1/grids/{id}/organisations", Who::keeps_organisations, Body::object, Key::required, Form::data, Lane::worker, put_organisation},
    {"GET", "/api/v1/grids/{id}/handover", Who::keeps_organisations, Body::none, Key::none, Form::page, Lane::worker, show_handover},
    {"POST", "/api/v1/import/grids", Who::keeps_some_grid, Body::table, Key::unless_check, Form::data, Lane::import, import_grids},
    {"GET", "/api/v1/keys", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, list_keys},
    {"POST", "/api/v1/keys/renew", Who::staff, Body::object_if_any, Key::required, Form::data, Lane::worker, renew_key},
    {"GET", "/api/v1/rolls", Who::staff, Body::none, Key::none, Form::data, Lane::worker, list_rolls},
    {"GET", "/api/v1/rolls/{id}", Who::staff, Body::none, Key::none, Form::data, Lane::worker, read_roll},

    {"GET", "/api/v1/meeting-templates", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, list_templates},
    {"GET", "/api/v1/meetings", Who::staff, Body::none, Key::none, Form::data, Lane::worker, list_meetings},
    {"POST", "/api/v1/meetings", Who::staff, Body::object, Key::required, Form::data, Lane::worker, convene_meeting},
    {"GET", "/api/v1/meetings/{id}", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, read_meeting},
    {"POST", "/api/v1/meetings/{id}/people", Who::admits_people, Body::object, Key::required, Form::data, Lane::worker, name_person},
    {"POST", "/api/v1/meetings/{id}/files", Who::adds_files, Body::file, Key::required, Form::data, Lane::worker, add_file},
    {"GET", "/api/v1/meetings/{id}/households", Who::invites_household, Body::none, Key::none, Form::data, Lane::worker, list_households},
    {"GET", "/api/v1/meetings/{id}/names", Who::invites_household, Body::none, Key::none, Form::data, Lane::worker, list_names},
    {"POST", "/api/v1/meetings/{id}/households/invite", Who::invites_household, Body::object, Key::required, Form::data, Lane::worker, invite_households},
    {"POST", "/api/v1/meetings/{id}/households/{head}/replace-phone", Who::replaces_phones, Body::object, Key::required, Form::data, Lane::worker, replace_household_phone},
    {"POST", "/api/v1/meetings/{id}/households/{head}/revoke", Who::replaces_phones, Body::object, Key::required, Form::data, Lane::worker, revoke_household_session},
    {"GET", "/api/v1/meetings/{id}/issuing", Who::sees_previews, Body::none, Key::none, Form::data, Lane::worker, tell_issuing},
    {"GET", "/files/{meeting}/{file}", Who::anyone, Body::none, Key::none, Form::file, Lane::worker, read_file},

    {"GET", "/api/v1/records/{id}", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, read_record},
    {"GET", "/api/v1/records/{id}/receipt", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, read_receipt},
    {"GET", "/api/v1/checkpoint", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, read_checkpoint},
    {"GET", "/meetings/{id}/notice", Who::anyone, Body::none, Key::none, Form::page, Lane::worker, show_notice},
    {"GET", "/meetings/{id}/notice/document", Who::anyone, Body::none, Key::none, Form::page, Lane::worker, show_notice_document},
    {"GET", "/api/v1/meetings/{id}/preview", Who::sees_previews, Body::none, Key::none, Form::page, Lane::worker, show_preview},
    {"GET", "/api/v1/meetings/{id}/papers/{paper}", Who::invites_household, Body::none, Key::none, Form::page, Lane::worker, show_office_paper},
    {"GET", "/records/{id}", Who::anyone, Body::none, Key::none, Form::page, Lane::worker, show_record},
    {"GET", "/records/{id}/document", Who::anyone, Body::none, Key::none, Form::page, Lane::worker, show_document},
};
// clang-format on

// grid_page.cpp, meeting_page.cpp
Told tell_grid(const PageCall& call);
Told tell_meeting(const PageCall& call);
Told tell_join(const PageCall& call);

inline constexpr Page kPages[] = {
    {"grid", tell_grid},       {"room", tell_meeting}, {"hall", tell_meeting},
    {"console", tell_meeting}, {"join", tell_join},
};

}  // namespace roundtable::http
