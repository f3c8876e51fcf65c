// Lists of members: rolls on which each representative, committee member or unit counts as one.
// The names stand in the Directory alone.
#include <set>
#include <variant>

#include "http/call.hpp"
#include "http/route_table.hpp"
#include "imports/cell.hpp"
#include "imports/owner_key.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

/// A street's joint conference or a very large neighbourhood's representatives.
constexpr std::size_t kMembersMax = 500;

/// The names of the body, each letter in one form; or why there is no such list.
std::variant<std::vector<std::string>, Answer> names_of(const json& body) {
  const auto found = body.find("names");
  if (found == body.end() || !found->is_array() || body.size() != 1) return problem("http.body");
  if (found->empty() || found->size() > kMembersMax) return problem("http.body");
  std::vector<std::string> names;
  std::set<std::string> different;
  for (const auto& name : *found) {
    if (!name.is_string()) return problem("http.body");
    const auto typed = name.get<std::string>();
    // A name stands on one line, also on slips and in tables.
    if (typed.find_first_of("\n\r\t") != std::string::npos || !is_name(imports::tidy(typed))) {
      return problem("http.body");
    }
    names.push_back(imports::tidy(typed));
    const auto compared = imports::canonical_name(typed);
    if (imports::is_placeholder(compared)) return problem("members.nobody", {{"name", typed}});
    // Two who cannot be told apart would be checked in for each other.
    if (!different.insert(compared).second) return problem("members.repeated", {{"name", typed}});
  }
  return names;
}

std::vector<directory::Label> member_labels(const domain::Roll& roll,
                                            const std::vector<std::string>& names) {
  std::vector<directory::Label> labels;
  for (std::size_t i = 0; i < names.size(); ++i) {
    labels.push_back({roll.heads[i].str(), "head", names[i]});
  }
  return labels;
}

/// An earlier try of this request has written that roll: is it this very list?
bool same_list(directory::Directory& directory, const domain::Roll& known,
               const std::vector<std::string>& names) {
  if (known.heads.size() != names.size()) return false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (directory.label(known.heads[i].str()) != names[i]) return false;
  }
  return true;
}

}  // namespace

Answer add_members(const Call& call) {
  const auto& services = call.services;
  auto read = names_of(call.body);
  if (auto* refused = std::get_if<Answer>(&read)) return std::move(*refused);
  const auto& names = std::get<std::vector<std::string>>(read);
  // From the request itself, so that it makes one list however often it comes.
  const auto& actor = call.subject().actor;
  const auto seed =
      log::sha256_hex("members\n" + actor.str() + "\n" + call.grid().str() + "\n" + call.key);
  domain::Roll roll;
  roll.id = RollId(seed.substr(0, 32));
  roll.grid = call.grid();
  for (std::size_t i = 0; i < names.size(); ++i) {
    roll.heads.emplace_back(log::sha256_hex(seed + "\n" + std::to_string(i)).substr(0, 32));
  }
  const json answer = {{"roll", roll.id.str()}};
  if (const auto known = services.registry.roll(roll.id)) {
    return same_list(services.directory, *known, names) ? json_response(200, answer)
                                                        : problem("command.id_reused");
  }
  services.directory.put_labels(member_labels(roll, names));
  return written_answer(services.registry.import_roll(actor, CommandId(seed.substr(32)), roll),
                        answer);
}

}  // namespace roundtable::http
