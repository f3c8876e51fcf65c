// A document on its way to being published (docs/decisions/0021-documents-are-models-first.md): it
// is made away from the meeting's turn and comes to it with the hash of what it says.
#pragma once

#include <cstdint>
#include <string>

#include "domain/text.hpp"

namespace roundtable::domain {

struct Document {
  Text title;
  Text sha256;  // of its HTML in each language, whose bytes stand in the log's content
  std::string number;
  std::string model;  // SHA-256 of the record model it was made from
};

/// Why there is no document: a template asks for what it is not given, or is malformed.
struct BadTemplate {
  std::string name;
  std::int64_t line = 0;  // of the template
};

/// Nor where nobody has said what its issuer is officially called.
struct NoIssuer {};

}  // namespace roundtable::domain
