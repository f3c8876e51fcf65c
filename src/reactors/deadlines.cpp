#include "reactors/deadlines.hpp"

#include "live/beside.hpp"

namespace roundtable::reactors {

std::optional<Consequence> Deadlines::on_due(const StreamName& stream, std::string_view key) const {
  const auto ballot = live::ballot_due(key);
  if (!ballot) return std::nullopt;
  return Consequence{stream, domain::CloseBallotAtDeadline{*ballot}};
}

// The machine's clock was set back meanwhile.
bool Deadlines::is_final(const domain::Refusal& refusal) const {
  return refusal.code != domain::Code::ballot_still_open;
}

}  // namespace roundtable::reactors
