// Problems and notices as sentences in both languages, for the command line and for the Desk.
#pragma once

#include <string>

#include "domain/text.hpp"
#include "imports/problem.hpp"

namespace roundtable::imports {

/// Without the place.
domain::Text sentence(const Problem& problem);

/// "3:7: 表中有“#REF!”…" after the file's name; `lang` "zh" or "en".
std::string line_of(const Problem& problem, const std::string& file, const std::string& lang);

}  // namespace roundtable::imports
