// Terms that grids alone have: the whole name, how it begins, and the code, so that the best fit
// comes first however many grids have a word. Values: no threads.
#pragma once

#include <string>
#include <string_view>

#include "readmodel/terms.hpp"

namespace roundtable::readmodel {

std::string grid_terms(const Text& name, std::string_view code);
/// "" where the name has no letter.
std::string whole_name_term(const Text& name);
std::string beginning_term(const Text& name);
/// Letters and digits of a code, in lower case.
std::string code_term(std::string_view code);

}  // namespace roundtable::readmodel
