// Records as published and as shown: renders the documents that `record.publish` fixes, and the
// public pages around them. Immutable but for what it reads and the numbers it has given; safe from
// any thread.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "live/host_services.hpp"
#include "live/registry.hpp"
#include "log/directory.hpp"
#include "log/event_log.hpp"
#include "records/minutes.hpp"
#include "records/outcome.hpp"
#include "views/lists.hpp"

namespace roundtable::publish {

/// How a page is wanted.
struct PageAsked {
  records::Lang lang = records::Lang::zh;
  bool elder = false;  // in large letters
  std::string origin;  // what its preview card names it by
};

/// A page as it goes out; not `there`: one that says that there is no such record.
struct ShownPage {
  bool there = false;
  std::string html;
};

class RecordPages {
 public:
  RecordPages(const std::string& templates, log::EventLog& log, live::Registry& registry,
              const views::Lists& lists, log::Directory& directory, const Clock& clock);

  /// The result of a ballot, or the minutes where the command names none.
  live::RenderedRecord render(const domain::Meeting& meeting, const domain::PublishRecord& command,
                              const ActorId& by, Time at, const log::StreamHead& head) const;
  /// /records/{id}: a page also for a record that is not there (404).
  ShownPage page(const RecordId& id, const PageAsked& asked) const;
  /// /records/{id}/document: the exact bytes.
  ShownPage document(const RecordId& id, records::Lang lang) const;

 private:
  records::OutcomeFacts facts_of(const domain::Meeting& meeting,
                                 const domain::PublishRecord& command, const ActorId& by, Time at,
                                 const log::StreamHead& head) const;
  records::OutcomeDocument text_in(records::Lang lang, const domain::Meeting& meeting,
                                   const domain::Ballot* ballot,
                                   const records::MinutesFacts& facts) const;
  void name_officers(records::MinutesFacts& facts, const std::string& stream) const;
  std::optional<records::CheckpointStamp> checkpoint() const;
  std::int64_t next_serial(const GridId& grid, int year) const;
  std::string text_of(const domain::PublishedRecord& record, records::Lang lang) const;

  records::Templates templates_;
  log::EventLog& log_;
  live::Registry& registry_;
  const views::Lists& lists_;
  log::Directory& directory_;
  mutable std::mutex serials_mutex_;  // taken when a record is published
  mutable std::map<std::pair<GridId, int>, std::int64_t> serials_;
  const Clock& clock_;
};

}  // namespace roundtable::publish
