// Whom `roundtable forget` means: a household, a member of a body or a guest by id, by flat or by
// name, or a staff account by its login. One thread.
#pragma once

#include <string>
#include <variant>

#include "cli/data_folder.hpp"

namespace roundtable::cli {

/// Exactly one is given.
struct PersonAsked {
  std::string id;
  std::string unit;   // a flat's id, or what it is called
  std::string name;   // of a person, a member, a guest, an account; or an owner's key
  std::string login;  // of a staff account
};

struct Person {
  std::string id;
  bool is_account = false;
};

/// Or a sentence: there is none, or there are several. That an id is somebody's is not looked at.
std::variant<Person, std::string> find_person(DataFolder& folder, const PersonAsked& asked);

}  // namespace roundtable::cli
