#include "http/open_meetings.hpp"

#include "base/stream_name.hpp"
#include "codec/entry_json.hpp"
#include "codec/sources.hpp"
#include "domain/decide.hpp"
#include "http/unannounced.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::http {
namespace {

using nlohmann::json;

constexpr std::size_t kOpenMeetingsMax = 100;  // more than a person looks at; each is read whole
constexpr std::size_t kEntriesAtOnce = 500;

domain::Meeting meeting_in_log(const Services& services, const MeetingId& id) {
  const auto sources =
      codec::make_sources([&](std::string_view sha256) { return services.log.content(sha256); });
  const auto stream = StreamName(id).str();
  domain::Meeting meeting;
  meeting.id = id;
  for (std::uint64_t after = 0;;) {
    const auto entries = services.log.read(stream, after, kEntriesAtOnce);
    for (const auto& entry : entries) {
      const auto header = log::read_header(entry.header);
      if (!header) throw log::LogFailure("an entry of " + entry.stream + " has no header");
      apply_entry(meeting, codec::read_payload(entry.payload, sources).events, header->at);
    }
    if (entries.size() < kEntriesAtOnce) return meeting;
    after = entries.back().version;
  }
}

/// Nothing where its entries cannot be read: a meeting that is set aside stops no list from being
/// looked at.
std::optional<domain::Meeting> readable_meeting(const Services& services, const MeetingId& id) {
  try {
    return meeting_in_log(services, id);
  } catch (const std::exception& failure) {
    services.lines.error("meeting_not_told", {{"meeting", id.str()}, {"detail", failure.what()}});
    return std::nullopt;
  }
}

json roll_weight(std::int64_t heads, Area area) {
  return {{"heads", heads}, {"area", area.centi}};
}

json frozen_weight(const domain::RollSnapshot& roll) {
  return roll_weight(roll.total_heads(), roll.total_area);
}

json effect_on(const domain::Meeting& meeting, const domain::Roll& planned) {
  const auto& own = *meeting.electorate.value;
  const auto after = take_snapshot(planned, own.scope);
  const auto change = roll_change(own, after);
  json out = {{"id", meeting.id.str()},
              {"title", meeting.title},
              {"phase", to_string(meeting.phase)},
              {"scheduled_at", meeting.scheduled_at.micros},
              {"came", change ? change->came : 0},
              {"went", change ? change->went : 0},
              {"changed", change ? change->changed : 0},
              {"before", frozen_weight(own)},
              {"after", frozen_weight(after)}};
  if (meeting.open_ballot) {
    const auto* ballot = meeting.ballot(*meeting.open_ballot);
    if (ballot != nullptr) {
      out["ballot"] = frozen_weight(*ballot->roll.value);
      out["ballot"]["question"] = ballot->question;
    }
  }
  return out;
}

}  // namespace

json open_meetings_json(const Services& services, const live::Subject& subject,
                        const domain::Roll& planned) {
  json rows = json::array();
  std::size_t untold = 0;
  for (const auto& listed : services.lists.of_roll(planned.id)) {
    if (views::when_of(listed.phase) == views::When::over) continue;
    const bool told =
        rows.size() < kOpenMeetingsMax && may_know_of(listed, subject, services.registry);
    const auto meeting = told ? readable_meeting(services, listed.id) : std::nullopt;
    if (!meeting || meeting->electorate.value == nullptr) {
      ++untold;
    } else if (views::when_of(meeting->phase) != views::When::over) {
      rows.push_back(effect_on(*meeting, planned));
    }
  }
  return {{"meetings", std::move(rows)}, {"meetings_untold", untold}};
}

}  // namespace roundtable::http
