// What anybody may be told of a meeting at one look: what is under way and what is asked. The first
// paint of its page and the preview card say it, before anybody has joined. It is a part of what
// the audience `everyone` sees (meeting_view.hpp), without names, counts or votes. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/meeting.hpp"

namespace roundtable::views {

struct ToldNow {
  std::string item;  // title of the item under way; "" : none
  domain::ItemKind kind = domain::ItemKind::deliberation;
  bool voted = false;                   // on that item
  std::string proposal;                 // title of the one under discussion; "" : none
  std::vector<std::string> paragraphs;  // of that one, as it stands
  std::string next;                     // title of the item that waits; "" : none, or nothing comes
  std::string question;                 // of the ballot that is open; "" : none
  std::string detail;
  bool motion = false;     // it decides on a proposal
  bool amendment = false;  // or on one change of it
  bool balloted = false;   // there was a ballot
  std::string cancel_reason;
  std::optional<domain::Rescheduling> rescheduled;
};

ToldNow told_now(const domain::Meeting& meeting);

}  // namespace roundtable::views
