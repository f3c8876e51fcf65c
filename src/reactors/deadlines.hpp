// Closes the ballots whose deadline has passed, also in meetings that nobody looks at: the table of
// what is due, which is written with the entries, says which.
#pragma once

#include "reactors/reactor.hpp"

namespace roundtable::reactors {

class Deadlines final : public Reactor {
 public:
  std::string_view name() const override { return "deadlines"; }
  std::optional<Consequence> on_due(const StreamName& stream, std::string_view key) const override;
  bool is_final(const domain::Refusal& refusal) const override;
};

}  // namespace roundtable::reactors
