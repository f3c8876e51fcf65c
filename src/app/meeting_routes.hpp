// Meetings over HTTP: the templates there are, the meetings and rolls of the person who asks, and
// convening (docs/protocol.md, section HTTP). Run on a worker: they read lists and wait for the
// log.
#pragma once

#include "app/meters.hpp"
#include "live/identity.hpp"
#include "live/meeting_hall.hpp"
#include "live/registry.hpp"
#include "live/rule_book.hpp"
#include "live/template_book.hpp"
#include "net/handlers.hpp"
#include "views/lists.hpp"

namespace roundtable::app {

struct MeetingServices {
  const live::Identity& identity;
  const live::Registry& registry;
  const live::RuleBook& rules;
  const live::TemplateBook& templates;
  live::MeetingHall& hall;
  const views::Lists& lists;
  Meters& meters;
  const Clock& clock;
};

net::HttpResponse list_templates(const MeetingServices& services);
/// Those on the grids where the person has a role that sees the staff view.
net::HttpResponse list_meetings(const MeetingServices& services, const net::HttpRequest& request);
/// Those the person may convene on, with their scopes and grids.
net::HttpResponse list_rolls(const MeetingServices& services, const net::HttpRequest& request);
/// Convenes from a template and adds the agenda. The meeting's id and those of its commands come
/// from the request's key: whatever became of an earlier try, the same request completes it.
net::HttpResponse convene_meeting(const MeetingServices& services, const net::HttpRequest& request);

}  // namespace roundtable::app
