// Why a data file kept by hand was refused.
#pragma once

#include <cstddef>
#include <string>

namespace roundtable::codec {

struct JsonProblem {
  std::size_t line = 0;  // 1-based
  std::string field;     // "quorum.den"; "" when the text is no JSON
  std::string reason;    // one sentence
};

}  // namespace roundtable::codec
