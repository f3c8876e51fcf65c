#include "http/open_matters.hpp"

#include <algorithm>
#include <map>

#include "http/accounts.hpp"
#include "http/route_table.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

/// The newest; older ones that nobody has taken up are told of on the page of their grid.
constexpr std::size_t kIssuesLookedAtMax = 5'000;

using Charges = std::map<std::string, std::string>;  // account by stream

Charges charges_now(const Services& services) {
  Charges found;
  for (const auto& charge : services.directory.charges()) found[charge.stream] = charge.account;
  return found;
}

std::string begun_by(const Services& services, const StreamName& stream) {
  const auto first = services.log.read(stream.str(), 0, 1);
  if (first.empty()) return "";
  const auto header = log::read_header(first.front().header);
  return header ? header->actor.str() : "";
}

bool has_minutes(const views::ListedMeeting& meeting) {
  return std::any_of(meeting.records.begin(), meeting.records.end(),
                     [](const auto& listed) { return listed.record.ballot.empty(); });
}

bool has_results(const views::ListedMeeting& meeting) {
  return std::any_of(meeting.records.begin(), meeting.records.end(),
                     [](const auto& listed) { return !listed.record.ballot.empty(); });
}

bool is_open(const views::ListedMeeting& meeting) {
  if (meeting.phase == domain::Phase::cancelled) return false;
  return meeting.phase != domain::Phase::closed || !has_minutes(meeting);
}

OpenMatter matter_of(const Services& services, const views::ListedMeeting& meeting) {
  OpenMatter matter{meeting.id, meeting.title, meeting.grid};
  matter.place = services.registry.place_of(meeting.grid, meeting.body);
  matter.closed = meeting.phase == domain::Phase::closed;
  if (!matter.closed) matter.waiting.emplace_back("sitting");
  // What is voted on is told only of a meeting that is asked for by itself.
  const auto whole = services.lists.meeting(meeting.id);
  const bool voting = whole && !whole->now.question.empty();
  if (voting) matter.waiting.emplace_back("vote");
  if (whole && whole->now.balloted && !voting && !has_results(meeting)) {
    matter.waiting.emplace_back("results");
  }
  if (matter.closed) matter.waiting.emplace_back("minutes");
  return matter;
}

void add_meetings(const Services& services, const GridId& grid, const Charges& charges,
                  std::vector<OpenMatter>& matters) {
  auto meetings = services.lists.below({grid});
  std::sort(meetings.begin(), meetings.end(), [](const auto& a, const auto& b) {
    return a.scheduled_at != b.scheduled_at ? a.scheduled_at < b.scheduled_at : a.id < b.id;
  });
  for (const auto& meeting : meetings) {
    if (!is_open(meeting)) continue;
    const auto given = charges.find(StreamName(meeting.id).str());
    auto& matter = matters.emplace_back(matter_of(services, meeting));
    matter.with = given != charges.end() ? given->second : begun_by(services, meeting.id);
  }
}

void add_issues(const Services& services, const GridId& grid, const Charges& charges,
                std::vector<OpenMatter>& matters) {
  const auto issues = services.lists.issues({grid, false, kIssuesLookedAtMax});
  std::vector<IssueId> ids;
  for (const auto& issue : issues) ids.push_back(issue.id);
  const auto taken_up = services.lists.taking_up(ids);
  for (const auto& issue : issues) {
    const auto meetings = taken_up.find(issue.id);
    const bool finished =
        meetings != taken_up.end() &&
        std::any_of(meetings->second.begin(), meetings->second.end(),
                    [](const auto& one) { return one.phase == domain::Phase::closed; });
    if (finished) continue;
    const auto given = charges.find(StreamName(issue.id).str());
    auto& matter = matters.emplace_back(OpenMatter{issue.id, issue.title, issue.grid});
    matter.with = given != charges.end() ? given->second : begun_by(services, issue.id);
  }
}

/// Those who are shown to the asker and can sign in, by id; never the one who leaves.
std::map<std::string, live::Subject> possible_successors(const Call& call,
                                                         const std::string& leaving) {
  std::map<std::string, live::Subject> found;
  for (const auto& account : call.services.directory.accounts()) {
    if (account.id == leaving) continue;
    if (!is_listed(call, account.id, call.services.directory.roles(account.id))) continue;
    auto subject = call.services.identity.whatever_she_acts_for(account.id);
    if (!subject.roles.empty()) found.emplace(account.id, std::move(subject));
  }
  return found;
}

json matter_json(const Services& services, const OpenMatter& matter) {
  json out = {{"kind", matter.stream.kind()},
              {"id", matter.stream.id()},
              {"title", matter.title},
              {"grid", matter.grid.str()},
              {"waiting", matter.waiting}};
  const auto grids = services.registry.grids();
  if (const auto* node = grids->find(matter.grid)) out["grid_name"] = node->name;
  return out;
}

/// By stream, as the body says it; nothing where it is malformed.
std::optional<Charges> read_successors(const json& body) {
  Charges named;
  const auto found = body.find("successors");
  if (found == body.end()) return named;
  if (!found->is_array()) return std::nullopt;
  for (const auto& one : *found) {
    if (!one.is_object()) return std::nullopt;
    const auto account = text_member(one, "account");
    if (account.empty()) return std::nullopt;
    named[StreamName(text_member(one, "kind"), text_member(one, "id")).str()] = account;
  }
  return named;
}

}  // namespace

std::vector<OpenMatter> open_matters_below(const Services& services, const GridId& grid) {
  std::vector<OpenMatter> matters;
  const auto charges = charges_now(services);
  add_meetings(services, grid, charges, matters);
  add_issues(services, grid, charges, matters);
  return matters;
}

std::vector<OpenMatter> open_matters(const Services& services, const std::string& account) {
  const auto grids = services.registry.grids();
  if (grids->root() == nullptr) return {};
  auto matters = open_matters_below(services, grids->root()->id);
  std::erase_if(matters, [&](const auto& one) { return one.with != account; });
  return matters;
}

bool may_take_over(const Services& services, const OpenMatter& matter, const live::Subject& who) {
  const auto roles = live::roles_on(who, *services.registry.grids(), matter.grid, matter.place);
  if (matter.stream.kind() == "issue") {
    return live::permitted(who, roles, live::DeskAct::report_issues);
  }
  // What is left of one that is closed is what its recorder does.
  if (matter.closed) return live::permitted(who, roles, domain::PublishRecord{});
  return live::permitted(who, roles, domain::StartMeeting{});
}

std::variant<std::vector<directory::Charge>, Answer> successors_named(const Call& call,
                                                                      const std::string& account) {
  const auto named = read_successors(call.body);
  if (!named) return problem("http.body");
  const auto matters = open_matters(call.services, account);
  const auto successors = possible_successors(call, account);
  std::vector<directory::Charge> charges;
  const bool leave = call.body.value("leave", json(false)) == true;
  std::size_t without = 0;
  for (const auto& matter : matters) {
    const auto one = named->find(matter.stream.str());
    if (one == named->end()) {
      // What nobody here may have keeps nobody's account open, once somebody knows of it.
      const bool possible = std::any_of(
          successors.begin(), successors.end(),
          [&](const auto& other) { return may_take_over(call.services, matter, other.second); });
      if (possible || !leave) ++without;
      continue;
    }
    const auto who = successors.find(one->second);
    if (who == successors.end() || !may_take_over(call.services, matter, who->second)) {
      return problem("account.successor", {{"title", matter.title}});
    }
    charges.push_back(
        {matter.stream.str(), who->first, call.services.clock.now(), call.subject().actor.str()});
  }
  if (without > 0) return problem("account.open_matters", {{"count", without}});
  return charges;
}

// For whoever keeps the account, who has to find successors, and for the person herself.
Answer list_open_matters(const Call& call) {
  const auto& services = call.services;
  const auto account = services.directory.account(call.ids.front());
  if (!account) return problem("account.unknown");
  const bool own = account->id == call.subject().actor.str();
  const bool kept = keeps(call, services.directory.roles(account->id));
  if (!own && !kept) return problem("permission.denied");
  const auto successors =
      kept ? possible_successors(call, account->id) : std::map<std::string, live::Subject>();
  json rows = json::array();
  json people = json::object();
  for (const auto& matter : open_matters(services, account->id)) {
    auto row = matter_json(services, matter);
    auto& may = row["may"] = json::array();
    for (const auto& [id, who] : successors) {
      if (!may_take_over(services, matter, who)) continue;
      may.push_back(id);
      if (people.contains(id)) continue;
      const auto known = services.directory.account(id);
      people[id] = {{"name", services.directory.label(id).value_or("")},
                    {"login", known ? known->login : ""}};
    }
    rows.push_back(std::move(row));
  }
  return json_response(200, {{"open", std::move(rows)}, {"people", std::move(people)}});
}

}  // namespace roundtable::http
