// Organisations of a grid - whom accounts act for - and for which of several somebody acts now.
#include <algorithm>
#include <mutex>

#include "base/plain_text.hpp"
#include "domain/decide.hpp"

#include "http/call.hpp"
#include "http/organisation_json.hpp"
#include "http/route_table.hpp"
#include "live/access.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

constexpr std::size_t kOrganisationNameBytesMax = 240;

bool is_organisation_name(const std::string& name) {
  return name.find('\n') == name.npos &&
         !domain::text_problem("name", name, kOrganisationNameBytesMax);
}

/// Two of one grid with one name would be taken for each other.
bool is_named_twice(const Call& call, const directory::Organisation& one) {
  const auto all = call.services.directory.organisations();
  return std::any_of(all.begin(), all.end(), [&](const auto& other) {
    return other.id != one.id && other.grid == one.grid &&
           as_it_looks(other.name) == as_it_looks(one.name);
  });
}

/// The one that the body names, or a new one named by the request.
std::optional<directory::Organisation> asked_for(const Call& call) {
  const auto id = text_member(call.body, "id");
  if (!id.empty()) {
    auto known = call.services.directory.organisation(id);
    return known && known->grid == call.grid().str() ? known : std::nullopt;
  }
  return directory::Organisation{call.name().substr(0, kAccountIdLength),
                                 text_member(call.body, "kind"), call.grid().str(), ""};
}

}  // namespace

bool read_last_day(const json& body, std::optional<Time>& ends_at) {
  const auto found = body.find("ends_on");
  ends_at.reset();
  if (found == body.end()) return true;
  if (!found->is_string()) return false;
  const auto text = found->get<std::string>();
  if (text.empty()) return true;
  const auto day = date_from_iso(text);
  if (day) ends_at = start_of_day(date_from_days(days_from_epoch(*day) + 1));
  return day.has_value();
}

std::string last_day_of(Time ends_at) {
  return to_iso(shanghai_date(ends_at + -1));
}

json organisation_json(const directory::Organisation& organisation) {
  json out = {{"id", organisation.id},
              {"kind", organisation.kind},
              {"grid", organisation.grid},
              {"name", organisation.name}};
  if (organisation.ends_at) out["ends_on"] = last_day_of(*organisation.ends_at);
  return out;
}

// For who gives roles too: a role is held for one of them.
Answer list_organisations(const Call& call) {
  const auto grids = call.services.registry.grids();
  if (grids->find(call.grid()) == nullptr) return problem("grid.unknown");
  if (!call.may(live::DeskAct::keep_organisations, call.grid()) &&
      !call.may(live::DeskAct::keep_accounts, call.grid())) {
    return problem("permission.denied");
  }
  const auto now = call.services.clock.now();
  json rows = json::array();
  for (const auto& one : call.services.directory.organisations()) {
    // Those above it too: an office of the street works in its neighbourhoods.
    if (!grids->is_within(call.grid(), GridId(one.grid))) continue;
    rows.push_back(organisation_json(one));
    if (one.ends_at && *one.ends_at <= now) rows.back()["ended"] = true;
  }
  json out = {{"keeps", call.may(live::DeskAct::keep_organisations, call.grid())},
              {"records_papers", call.may(live::DeskAct::record_standing, call.grid())},
              {"organisations", std::move(rows)}};
  const auto papers = call.services.registry.binding(call.grid(), live::kOwnersPapers);
  if (papers) out["owners_papers"] = papers->text;
  return json_response(200, out);
}

Answer put_organisation(const Call& call) {
  auto organisation = asked_for(call);
  if (!organisation) return problem("organisation.unknown");
  if (!live::organisation_kind_from(organisation->kind)) return problem("organisation.kind");
  organisation->name = text_member(call.body, "name");
  if (!is_organisation_name(organisation->name)) return problem("organisation.name");
  if (!read_last_day(call.body, organisation->ends_at)) return problem("organisation.ends_on");
  // Looked at and entered in one: of two with one name the second is told.
  static std::mutex entering;
  const std::scoped_lock one(entering);
  if (is_named_twice(call, *organisation)) return problem("organisation.name_taken");
  call.services.directory.put_organisation(*organisation);
  return json_response(200, organisation_json(*organisation));
}

// Whoever works for two of them says whose hat she wears; a page that is open sees what the other
// one may do within a second.
Answer act_for_organisation(const Call& call) {
  const auto id = text_member(call.body, "organisation");
  const auto& mine = call.subject().organisations;
  if (std::find(mine.begin(), mine.end(), id) == mine.end()) {
    return problem("organisation.unknown");
  }
  call.services.directory.act_for(call.subject().session, id);
  return json_response(200, json::object());
}

}  // namespace roundtable::http
