// Approved output: compares a text with tests/data/golden, or writes it there when
// ROUNDTABLE_APPROVE=1 is set, so that a review sees what changed.
#pragma once

#include <string>

namespace roundtable::records::sample {

/// "" when the file says the same, else what to look at.
std::string differs_from_golden(const std::string& name, const std::string& text);

}  // namespace roundtable::records::sample
