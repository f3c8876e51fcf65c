#include "live/documents.hpp"

#include "domain/event.hpp"

namespace roundtable::live {

ActorId* office_of(Officers& officers, const domain::Event& event) {
  if (std::holds_alternative<domain::MeetingStarted>(event)) return &officers.opened;
  if (std::holds_alternative<domain::MinutesProposed>(event)) return &officers.proposed;
  if (std::holds_alternative<domain::MinutesAdopted>(event)) return &officers.adopted;
  return nullptr;
}

}  // namespace roundtable::live
