#include "live/kinds.hpp"

#include <string>
#include <variant>

#include "live/meeting_stream.hpp"

namespace roundtable::live {
namespace {

std::unique_ptr<Aggregate> make_meeting(std::string_view id, HostServices& services) {
  return std::make_unique<MeetingStream>(MeetingId(std::string(id)), services);
}

bool convenes(const Submission& submission) {
  return std::holds_alternative<domain::ConveneMeeting>(submission.command);
}

constexpr Kind kKinds[] = {
    {"meeting", make_meeting, convenes, domain::Code::meeting_unknown},
};

}  // namespace

const Kind* kind_named(std::string_view name) {
  for (const auto& kind : kKinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

}  // namespace roundtable::live
