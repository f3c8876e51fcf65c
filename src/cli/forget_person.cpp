#include "cli/forget_person.hpp"

#include <map>
#include <set>

#include "directory/keyed_hash.hpp"
#include "imports/owners.hpp"

namespace roundtable::cli {
namespace {

/// By id, what is said of each where there are several.
using Candidates = std::map<std::string, std::string>;

/// "owner:<id>" means that id.
std::string id_in(const directory::Label& label) {
  const auto colon = label.id.find(':');
  return colon == std::string::npos ? label.id : label.id.substr(colon + 1);
}

bool is_of_a_flat(const directory::Label& label) {
  return label.kind == "unit" || label.kind == "room";
}

void put_candidate(const directory::Label& label, Candidates& candidates) {
  // An owner's key is kept as a hash, which tells nobody anything.
  const auto said = label.kind == "owner" ? "owner" : label.kind + " " + label.text;
  auto& all = candidates[id_in(label)];
  all += (all.empty() ? "" : ", ") + said;
}

Candidates candidates_called(DataFolder& folder, const std::string& name) {
  Candidates candidates;
  auto& directory = folder.directory();
  for (const auto& label : directory.labels_called(name)) {
    if (!is_of_a_flat(label)) put_candidate(label, candidates);
  }
  const auto key = directory.setting(directory::kOwnerKey);
  if (!key) return candidates;
  const auto owners = imports::owners_from(
      name, [&](std::string_view owner) { return directory::keyed_hash(*key, owner); });
  if (const auto* read = std::get_if<imports::Owners>(&owners)) {
    for (const auto& hash : read->hashes) {
      for (const auto& label : directory.labels_with("owner", hash)) {
        put_candidate(label, candidates);
      }
    }
  }
  return candidates;
}

/// Whoever holds that flat on a roll as it stands.
Candidates holders_of(DataFolder& folder, const std::string& unit) {
  std::set<std::string> units{unit};
  for (const auto& label : folder.directory().labels_called(unit)) {
    if (is_of_a_flat(label)) units.insert(id_in(label));
  }
  Candidates candidates;
  for (const auto& roll : folder.rolls()) {
    for (const auto& one : roll.units) {
      if (!units.contains(one.id.str())) continue;
      candidates[one.head.str()] = "flat " + one.id.str() + " of roll " + roll.id.str();
    }
  }
  return candidates;
}

std::variant<Person, std::string> only_one(DataFolder& folder, const Candidates& candidates,
                                           const std::string& asked) {
  if (candidates.empty()) return "there is nobody called " + asked;
  if (candidates.size() > 1) {
    std::string sentence = "several could be meant by " + asked + ": say which with --id";
    for (const auto& [id, what] : candidates) sentence += "\n  " + id + "  " + what;
    return sentence;
  }
  const auto& id = candidates.begin()->first;
  return Person{id, folder.directory().account(id).has_value()};
}

}  // namespace

std::variant<Person, std::string> find_person(DataFolder& folder, const PersonAsked& asked) {
  if (!asked.login.empty()) {
    const auto account = folder.directory().account_by_login(asked.login);
    if (account) return Person{account->id, true};
    return "no account has the login " + asked.login +
           " (one that was erased is gone with its login)";
  }
  if (!asked.unit.empty()) return only_one(folder, holders_of(folder, asked.unit), asked.unit);
  if (!asked.name.empty())
    return only_one(folder, candidates_called(folder, asked.name), asked.name);
  if (!is_id(asked.id)) return asked.id + " is no id: letters, digits, - and _ alone";
  return Person{asked.id, folder.directory().account(asked.id).has_value()};
}

}  // namespace roundtable::cli
