// A broken invariant is our mistake, never a person's: `ensure` stays on in production. The host of
// a meeting catches it, drops its state and reloads the meeting from the log
// (docs/architecture.md).
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace roundtable {

class BrokenInvariant : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

inline void ensure(bool holds, const char* what,
                   std::source_location where = std::source_location::current()) {
  if (holds) return;
  throw BrokenInvariant(std::string(what) + " (" + where.file_name() + ":" +
                        std::to_string(where.line()) + ")");
}

}  // namespace roundtable
