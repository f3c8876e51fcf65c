// What is written from the descriptions of commands and events (src/domain/describe): the schemas
// of docs/asyncapi.yaml, the client's types, the reference page, two tables of the glossary. The
// files are committed; script/generate rewrites them and generated_test.cpp fails where they are
// stale.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/describe/commands.hpp"
#include "records/phrases.hpp"

namespace generated {

using roundtable::domain::describe::Member;

/// The members as they stand on the wire: those of parts in their places, none that is never sent.
std::vector<Member> sent_members(const std::vector<Member>& members);

std::string joined(const std::vector<std::string>& words, std::string_view between);

/// The lines of docs/asyncapi.yaml between its two marks.
std::string command_schemas();
/// web-ui/src/protocol/commands.ts.
std::string command_types();
/// docs/reference.md.
std::string reference_page();
/// The lines of docs/glossary.md between its two marks: every command and event.
std::string glossary_tables();
/// web-ui/src/i18n/texts/public/outcomes.json, as Prettier writes it.
std::string outcome_texts();

}  // namespace generated
