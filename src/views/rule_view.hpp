// A rule as screens show it.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>

#include "domain/rule.hpp"

namespace roundtable::views {

nlohmann::json text_json(const domain::Text& text);
nlohmann::json rule_json(const domain::FixedRule& fixed, std::int64_t order);

}  // namespace roundtable::views
