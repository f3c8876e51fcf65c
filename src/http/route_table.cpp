// The one table of what is asked for over HTTP. The pages and files of the web client are
// everything else that is read (http/routes.cpp).
#include "http/handlers.hpp"
#include "http/route.hpp"

namespace roundtable::http {
namespace {

// clang-format off
constexpr Route kRoutes[] = {
    // method, path, who may, body, key, answer, where, handler
    {"GET", "/healthz", Who::anyone, Body::none, Key::none, Form::text, Lane::shard, say_alive},
    {"GET", "/readyz", Who::anyone, Body::none, Key::none, Form::text, Lane::shard, say_ready},
    {"GET", "/metrics", Who::operators, Body::none, Key::none, Form::text, Lane::shard, show_metrics},

    {"GET", "/api/v1/me", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, tell_who_asks},
    {"POST", "/api/v1/me/password", Who::staff, Body::object, Key::required, Form::data, Lane::sign_in, change_own_password},
    {"POST", "/api/v1/invitations/look", Who::anyone, Body::object, Key::optional, Form::data, Lane::worker, look_at_invitation},
    {"POST", "/api/v1/join", Who::anyone, Body::object, Key::optional, Form::data, Lane::worker, join_meeting},
    {"POST", "/api/v1/sign-in", Who::anyone, Body::object, Key::optional, Form::data, Lane::sign_in, sign_in},
    {"POST", "/api/v1/sign-out", Who::anyone, Body::object_if_any, Key::optional, Form::data, Lane::worker, sign_out},
    {"POST", "/api/v1/setup", Who::anyone, Body::object, Key::required, Form::data, Lane::sign_in, set_up},

    {"GET", "/api/v1/accounts", Who::staff, Body::none, Key::none, Form::data, Lane::worker, list_accounts},
    {"POST", "/api/v1/accounts", Who::staff, Body::object, Key::required, Form::data, Lane::sign_in, open_account},
    {"POST", "/api/v1/accounts/{id}/roles", Who::staff, Body::object, Key::required, Form::data, Lane::worker, change_account_roles},
    {"POST", "/api/v1/accounts/{id}/password", Who::staff, Body::object, Key::required, Form::data, Lane::sign_in, give_account_password},
    {"POST", "/api/v1/accounts/{id}/close", Who::staff, Body::object, Key::required, Form::data, Lane::worker, close_account},
    {"POST", "/api/v1/accounts/{id}/revoke", Who::staff, Body::object, Key::required, Form::data, Lane::worker, revoke_account_session},

    {"GET", "/api/v1/search", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, find_everywhere},
    {"GET", "/api/v1/grids", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, find_grids},
    {"POST", "/api/v1/grids", Who::keeps_some_grid, Body::object, Key::required, Form::data, Lane::worker, add_grid},
    {"GET", "/api/v1/grids/{id}", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, read_grid},
    {"GET", "/api/v1/grids/{id}/issues", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, list_issues},
    {"POST", "/api/v1/grids/{id}/issues", Who::reports_issues, Body::object, Key::required, Form::data, Lane::worker, report_issue},
    {"POST", "/api/v1/grids/{id}/members", Who::keeps_registers, Body::object, Key::required, Form::data, Lane::worker, add_members},
    {"GET", "/api/v1/grids/{id}/roll", Who::keeps_registers, Body::none, Key::none, Form::data, Lane::worker, list_rolls_of_grid},
    {"POST", "/api/v1/grids/{id}/roll", Who::keeps_registers, Body::table, Key::unless_check, Form::data, Lane::worker, import_roll},
    {"POST", "/api/v1/grids/{id}/standing", Who::records_standing, Body::object, Key::required, Form::data, Lane::worker, record_standing},
    {"POST", "/api/v1/import/grids", Who::keeps_some_grid, Body::table, Key::unless_check, Form::data, Lane::worker, import_grids},
    {"GET", "/api/v1/rolls", Who::staff, Body::none, Key::none, Form::data, Lane::worker, list_rolls},
    {"GET", "/api/v1/rolls/{id}", Who::staff, Body::none, Key::none, Form::data, Lane::worker, read_roll},

    {"GET", "/api/v1/meeting-templates", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, list_templates},
    {"GET", "/api/v1/meetings", Who::staff, Body::none, Key::none, Form::data, Lane::worker, list_meetings},
    {"POST", "/api/v1/meetings", Who::staff, Body::object, Key::required, Form::data, Lane::worker, convene_meeting},
    {"GET", "/api/v1/meetings/{id}", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, read_meeting},
    {"POST", "/api/v1/meetings/{id}/people", Who::admits_people, Body::object, Key::required, Form::data, Lane::worker, name_person},
    {"POST", "/api/v1/meetings/{id}/files", Who::adds_files, Body::file, Key::required, Form::data, Lane::worker, add_file},
    {"GET", "/api/v1/meetings/{id}/households", Who::invites_household, Body::none, Key::none, Form::data, Lane::worker, list_households},
    {"POST", "/api/v1/meetings/{id}/households/invite", Who::invites_household, Body::object, Key::required, Form::data, Lane::worker, invite_households},
    {"POST", "/api/v1/meetings/{id}/households/{head}/replace-phone", Who::replaces_phones, Body::object, Key::required, Form::data, Lane::worker, replace_household_phone},
    {"POST", "/api/v1/meetings/{id}/households/{head}/revoke", Who::replaces_phones, Body::object, Key::required, Form::data, Lane::worker, revoke_household_session},
    {"GET", "/files/{meeting}/{file}", Who::anyone, Body::none, Key::none, Form::file, Lane::worker, read_file},

    {"GET", "/api/v1/records/{id}", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, read_record},
    {"GET", "/api/v1/checkpoint", Who::anyone, Body::none, Key::none, Form::data, Lane::worker, read_checkpoint},
    {"GET", "/meetings/{id}/notice", Who::anyone, Body::none, Key::none, Form::page, Lane::worker, show_notice},
    {"GET", "/records/{id}", Who::anyone, Body::none, Key::none, Form::page, Lane::worker, show_record},
    {"GET", "/records/{id}/document", Who::anyone, Body::none, Key::none, Form::page, Lane::worker, show_document},
};
// clang-format on

}  // namespace

std::span<const Route> route_table() {
  return kRoutes;
}

}  // namespace roundtable::http
