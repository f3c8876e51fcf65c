// What would be published now, before somebody does it: made from the meeting's log by the maker of
// the documents themselves, and not kept. Nothing is written, and no number is taken. Immutable but
// for what it reads; safe from any thread but a shard's.
#pragma once

#include <optional>
#include <string>

#include "live/offices.hpp"
#include "live/rule_book.hpp"
#include "log/event_log.hpp"
#include "publish/record_maker.hpp"

namespace roundtable::publish {

class Previews {
 public:
  Previews(const RecordMaker& maker, log::EventLog& log, live::Registry& registry,
           const live::RuleBook& rules);

  /// The document that `command` would publish by `by` at `at`. Nothing where there is no such
  /// ballot or it is not closed, and of minutes that are not adopted. Throws
  /// records::TemplateFailure.
  std::optional<std::string> document(const MeetingId& id, const domain::PublishRecord& command,
                                      const ActorId& by, Time at, records::Lang lang) const;
  /// Whose official name the meeting's documents bear. Nothing where there is no such meeting.
  std::optional<live::OfficeOf> issuing(const MeetingId& id) const;

 private:
  const RecordMaker& maker_;
  log::EventLog& log_;
  live::Registry& registry_;
  const live::RuleBook& rules_;
};

}  // namespace roundtable::publish
