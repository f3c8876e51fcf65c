#include "app/slip_control.hpp"

#include <memory>
#include <nlohmann/json.hpp>

#include "http/answer.hpp"
#include "http/slips.hpp"

namespace roundtable::app {
namespace {

using nlohmann::json;

std::string told(const char* member, const std::string& what) {
  return json{{member, what}}.dump();
}

/// Whoever may write the folder, at the top of the tree: what it did stands under "system".
std::shared_ptr<const live::Subject> whoever_may_write(const live::Registry& registry) {
  auto subject = std::make_shared<live::Subject>();
  subject->kind = live::SubjectKind::staff;
  subject->actor = ActorId("system");
  if (const auto* root = registry.grids()->root()) {
    subject->roles.push_back({live::Role::facilitator, root->id});
  }
  return subject;
}

std::string noted(live::Hosts& hall, live::Registry& registry, const json& asked) {
  const auto meeting = http::text_member(asked, "meeting");
  const auto head = http::text_member(asked, "head");
  const auto id = http::text_member(asked, "id");
  if (!is_id(meeting) || !is_id(head) || !is_id(id)) {
    return told("failure", "an id has letters, digits, - and _ alone");
  }
  domain::MakeSlips slips{{HeadId(head)}, {}};
  if (asked.value("replaces", false)) slips.replaced = slips.heads;
  const auto answer =
      http::note_slips(hall, MeetingId(meeting), whoever_may_write(registry), id, std::move(slips));
  if (const auto* refusal = std::get_if<domain::Refusal>(&answer)) {
    return told("failure",
                "the server refuses the invitation: " + std::string(to_string(refusal->code)));
  }
  if (std::holds_alternative<live::Unknown>(answer)) {
    return told("failure", "the server cannot say whether it is in the log: try again");
  }
  return told("outcome", "noted");
}

}  // namespace

std::string write_slip_request(const SlipRequest& request) {
  return json{{"what", "slip"},
              {"meeting", request.meeting},
              {"head", request.head},
              {"replaces", request.replaces},
              {"id", request.id}}
             .dump() +
         "\n";
}

std::optional<std::string> answer_slip_request(live::Hosts& hall, live::Registry& registry,
                                               const std::string& request) {
  const auto asked = json::parse(request.substr(0, request.find('\n')), nullptr, false);
  if (!asked.is_object() || http::text_member(asked, "what") != "slip") return std::nullopt;
  try {
    return noted(hall, registry, asked);
  } catch (const std::exception& problem) {
    return told("failure", problem.what());
  }
}

}  // namespace roundtable::app
