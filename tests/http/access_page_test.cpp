// docs/access.md: what each kind of organisation may do at most, of every command, request and
// page. Each cell is asked of the functions that permit; the file is committed, script/generate
// rewrites it, and this test fails where it is stale.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "domain/describe/commands.hpp"
#include "http/route.hpp"
#include "live/permission.hpp"

namespace roundtable::http {
namespace {

using live::OrganisationKind;
using live::Place;
using live::Role;
using live::Roles;
using live::Subject;

using Asked = std::function<bool(const Subject& subject, const Roles& roles)>;

constexpr Role kRoles[] = {
    Role::administrator,    Role::facilitator, Role::recorder, Role::secretary,
    Role::second_secretary, Role::supervisor,  Role::handler,  Role::helper};

/// With every role that the kind can give.
Roles all_roles(OrganisationKind kind, Place place) {
  Roles roles;
  roles.place = place;
  for (const auto role : kRoles) {
    if (live::may_hold(kind, role)) roles.add(role, kind);
  }
  return roles;
}

std::string cell(OrganisationKind kind, const Asked& asked) {
  Subject subject;
  subject.kind = live::SubjectKind::staff;
  for (const auto role : kRoles) {
    if (live::may_hold(kind, role)) subject.roles.push_back({role, GridId("g"), kind});
  }
  const auto at = [&](Place place) { return asked(subject, all_roles(kind, place)); };
  const bool owners = at({Place::Of::owners, false});
  const bool authorised = at({Place::Of::owners, true});
  const bool others = at({Place::Of::others, false});
  if (owners && others) return "●";
  if (owners) return "业主";
  if (others) return authorised ? "居民；授权后业主" : "居民";
  return "—";
}

std::string cells(const Asked& asked) {
  std::string out;
  for (const auto kind : live::kOrganisationKinds) out += " | " + cell(kind, asked);
  return out + " |\n";
}

std::string head_of(const std::string& first) {
  return "| " + first +
         " | 居委会 | 业委会 | 物业 | 街道科室 | 党组织 | 单位 |\n|---|---|---|---|---|---|---|\n";
}

std::string commands() {
  auto out = head_of("command 命令");
  for (const auto& row : domain::describe::commands()) {
    if (row.who == domain::describe::Who::reactor || row.who == domain::describe::Who::own) {
      out += "| `" + std::string(row.name) + "` " + std::string(row.words.zh) +
             " | — | — | — | — | — | — |\n";
      continue;
    }
    auto command = row.make();
    if (auto* cast = std::get_if<domain::CastBallot>(&command)) {
      cast->channel = domain::Channel::helper;
    }
    out += "| `" + std::string(row.name) + "` " + std::string(row.words.zh) +
           cells([&](const Subject& subject, const Roles& roles) {
             return live::permitted(subject, roles, command);
           });
  }
  return out;
}

std::string requests() {
  auto out = head_of("request 请求");
  for (const auto& route : route_table()) {
    const auto name = "| `" + std::string(route.method) + " " + std::string(route.path) + "`";
    if (route.who == Who::operators) {
      out += name + " | — | — | — | — | — | — |\n";
      continue;
    }
    out += name + cells([&](const Subject& subject, const Roles& roles) {
             return may(route.who, subject, roles);
           });
  }
  return out;
}

std::string content_of(const std::string& file) {
  std::ifstream in(std::string(ROUNDTABLE_SOURCE_DIR) + "/" + file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// What a page shows beyond what everybody sees hangs on this.
std::string pages() {
  const auto act = [](live::DeskAct which) {
    return [which](const Subject& subject, const Roles& roles) {
      return live::permitted(subject, roles, which);
    };
  };
  const auto anybody = [](const Subject&, const Roles&) { return true; };
  const auto staff_view = [](const Subject&, const Roles& roles) {
    return live::sees_staff_view(roles);
  };
  const std::map<std::string, Asked> known = {
      {"grid", anybody}, {"issue", anybody},   {"room", anybody},    {"hall", anybody},
      {"join", anybody}, {"sign_in", anybody}, {"setup", anybody},   {"lost", anybody},
      {"desk", anybody}, {"guide", anybody},   {"letters", anybody}, {"console", staff_view}};
  auto out = head_of("page 页面");
  const auto screens = nlohmann::json::parse(content_of("web-ui/src/screens.json"));
  for (const auto& [name, screen] : screens.items()) {
    INFO("the page " << name << " has no row");
    REQUIRE(known.contains(name));
    out += "| " + name + cells(known.at(name));
  }
  const std::vector<std::pair<const char*, Asked>> sections = {
      {"desk: meetings 会议", staff_view},
      {"desk: invitations 邀请", act(live::DeskAct::invite_households)},
      {"desk: grids 网格", act(live::DeskAct::keep_grids)},
      {"desk: grids, rolls 名册",
       [](const Subject& subject, const Roles& roles) { return live::sees_roll(subject, roles); }},
      {"desk: grids, organisations 组织", act(live::DeskAct::keep_organisations)},
      {"desk: grids, offices 发文单位", act(live::DeskAct::keep_offices)},
      {"desk: staff, accounts of others 他人账号", act(live::DeskAct::keep_accounts)}};
  for (const auto& [name, asked] : sections) out += "| " + std::string(name) + cells(asked);
  return out;
}

std::string access_page() {
  // Put together here: the link stands in docs, beside the page it leads to.
  const auto operations = std::string("operations") + ".md";
  return "# Who sees and does what: the access matrix\n\n"
         "Written by `script/generate` from `src/live/access.cpp`, by asking for each cell what "
         "somebody may who holds\nevery role that an organisation of that kind can give. What one "
         "person of it may is less: what her role lets\nher do. Where accounts act for no "
         "organisation, the roles of [operations](" +
         operations +
         ") alone count.\n\n"
         "● everywhere; 业主: where owners decide (their assembly, their committee, a group of a "
         "building); 居民: where\nothers do; 居民；授权后业主: where others do, and where owners "
         "do "
         "as far as their assembly authorised it, which an\nadministrator records "
         "(`owners_papers`); —: never. What a household gives for itself has — for all.\n\n"
         "## Commands\n\n" +
         commands() +
         "\n## Requests\n\nA request that everybody may make shows what everybody "
         "sees; of a request that any account may make the\nanswer holds what is "
         "that account's.\n\n" +
         requests() + "\n## Pages\n\n" + pages();
}

}  // namespace

TEST_CASE("docs/access.md names every command, request and page, and says what may be today") {
  const auto wanted = access_page();
  const auto file = std::string("docs/access.md");
  if (std::getenv("ROUNDTABLE_GENERATE") != nullptr) {
    std::ofstream(std::string(ROUNDTABLE_SOURCE_DIR) + "/" + file, std::ios::binary) << wanted;
  }
  INFO(file << " is stale: run script/generate");
  CHECK((content_of(file) == wanted));
}

}  // namespace roundtable::http
