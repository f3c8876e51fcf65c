// One command from its JSON object, strictly: every field is of the right kind, ids are ids, and no
// field is unknown. Internal to `codec`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <variant>

#include "domain/command.hpp"
#include "domain/refusal.hpp"

namespace roundtable::codec {

domain::Refusal malformed(std::string field, std::string why);

std::variant<domain::Command, domain::Refusal> read_command(const nlohmann::json& object);

}  // namespace roundtable::codec
