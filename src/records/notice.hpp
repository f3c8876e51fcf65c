// The notice of a meeting (会议通知): who calls it, when and where, what is on the agenda, who may
// decide and under which rules, and what has changed since (docs/domain.md 2.6). Pure: the same
// model gives the same bytes on every machine.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "records/model.hpp"
#include "records/phrases.hpp"
#include "records/template.hpp"

namespace roundtable::records {

std::string notice_title(const domain::Meeting& meeting, Lang lang);

/// The agenda as the notice lists it: `planned`, `lasts` and `items`.
void put_agenda_values(nlohmann::json& out, const Model& model, Lang lang);

/// Throws TemplateFailure.
std::string render_notice(const Templates& templates, const Model& model, Lang lang);

}  // namespace roundtable::records
