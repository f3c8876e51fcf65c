#include "publish/previews.hpp"

#include "base/stream_name.hpp"
#include "codec/entry_json.hpp"
#include "codec/sources.hpp"
#include "domain/decide.hpp"
#include "log/hash_chain.hpp"
#include "publish/gathering.hpp"

namespace roundtable::publish {
namespace {

constexpr std::size_t kEntriesAtOnce = 500;

/// A meeting as it stands in the log, with who did what its documents name somebody for.
struct Standing {
  domain::Meeting meeting;
  live::Officers officers;
  log::StreamHead head;
};

codec::Sources with_sealed(log::EventLog& log) {
  return codec::make_sources([&log](std::string_view sha256) { return log.content(sha256); },
                             [&log](std::string_view commitment) -> std::optional<std::string> {
                               auto sealed = log.sealed(commitment);
                               if (!sealed) return std::nullopt;
                               return std::move(sealed->value);
                             });
}

Standing read_standing(log::EventLog& log, const MeetingId& id) {
  const auto sources = with_sealed(log);
  Standing out;
  out.meeting.id = id;
  out.head.stream = StreamName(id).str();
  for (;;) {
    const auto entries = log.read(out.head.stream, out.head.version, kEntriesAtOnce);
    for (const auto& entry : entries) {
      const auto header = log::read_header(entry.header);
      if (!header) throw log::LogFailure("an entry of " + entry.stream + " has no header");
      const auto events = codec::read_payload(entry.payload, sources).events;
      apply_entry(out.meeting, events, header->at);
      for (const auto& event : events) {
        if (auto* office = live::office_of(out.officers, event)) *office = header->actor;
      }
      out.head.version = entry.version;
      out.head.hash = entry.hash;
    }
    if (entries.size() < kEntriesAtOnce) return out;
  }
}

bool may_be_published(const domain::Meeting& meeting, const BallotId& id) {
  if (id.empty()) return meeting.minutes.state == domain::MinutesState::adopted;
  const auto* ballot = meeting.ballot(id);
  return ballot != nullptr && ballot->state == domain::BallotState::closed;
}

}  // namespace

Previews::Previews(const RecordMaker& maker, log::EventLog& log, live::Registry& registry,
                   const live::RuleBook& rules)
    : maker_(maker), log_(log), registry_(registry), rules_(rules) {}

std::optional<std::string> Previews::document(const MeetingId& id,
                                              const domain::PublishRecord& command,
                                              const ActorId& by, Time at,
                                              records::Lang lang) const {
  const auto standing = read_standing(log_, id);
  if (!may_be_published(standing.meeting, command.ballot)) return std::nullopt;
  return maker_.preview({standing.meeting, command, standing.officers, by, CommandId(), at,
                         standing.head, rules_.calendar()},
                        lang);
}

std::optional<live::OfficeOf> Previews::issuing(const MeetingId& id) const {
  const auto standing = read_standing(log_, id);
  if (standing.meeting.rules.empty()) return std::nullopt;
  return issuing_office(standing.meeting, *registry_.grids());
}

}  // namespace roundtable::publish
