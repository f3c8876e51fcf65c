// The numbers of records: results and minutes of a year have a series each, a stream of the log
// with one entry a number (docs/decisions/0021-documents-are-models-first.md). A number is reserved
// before the document that bears it is made: it may be left out where nothing was published in the
// end, and is never given twice. Safe from any thread but a shard's: reserving waits for the disk.
#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/env.hpp"
#include "base/ids.hpp"
#include "log/event_log.hpp"
#include "records/number_series.hpp"

namespace roundtable::publish {

/// A year's numbers of one mark (records/number_series.hpp).
struct Series {
  GridId grid;
  int year = 0;
  std::string mark{};
  /// The grids whose joint series it goes on with: it begins behind their last number.
  std::vector<GridId> behind{};
  /// The other grids whose offices may have numbered under this mark before they gave it up: no
  /// number of theirs is given again.
  std::vector<GridId> before_on{};
};

class RecordNumbers {
 public:
  /// The highest number of that grid, year and mark that stands in a published record; 0 for none.
  /// Asked where a series begins. Throws log::LogFailure where not all records are known.
  using Newest = std::function<std::int64_t(const GridId& grid, int year, const std::string& mark)>;

  RecordNumbers(log::EventLog& log, const Clock& clock, Newest newest_published);

  /// The same command gets the same number, however often it asks. Throws log::LogFailure where the
  /// log cannot be written or does not say; asking again tells.
  std::int64_t reserve(const Series& series, const ActorId& by, const CommandId& id);

 private:
  std::optional<std::int64_t> reserved(const std::string& series, const ActorId& by,
                                       const CommandId& id);
  std::int64_t last_before(const Series& series) const;
  std::int64_t next_of(const Series& series) const;
  log::Batch batch_of(const std::string& series, std::int64_t number, const ActorId& by,
                      const CommandId& id);

  log::EventLog& log_;
  const Clock& clock_;
  const Newest newest_published_;
  std::mutex reserving_;  // one at a time here; elsewhere the log refuses whoever is late
};

}  // namespace roundtable::publish
