// The numbers that documents bear, held against the series of the log that they were taken from
// (records/number_series.hpp): one that nobody reserved and one that two documents bear are wrong;
// one that was taken and stands nowhere is told. For records/record_check.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "log/event_log.hpp"
#include "records/check_report.hpp"

namespace roundtable::records {

/// A document with its number.
struct Numbered {
  Said what;  // "record r1"
  Said place;
  GridId grid;  // of its meeting
  std::string number;
  int year = 0;
  bool reserved = true;  // false: release 0.1.0 gave it, and reserved none
};

/// Used by one thread at a time; several may share the streams among them.
class NumberCheck {
 public:
  /// An entry of a series, in order. Throws codec::DecodeFailure.
  void on_series(const Said& place, const log::Entry& entry, RecordReport& report);
  void on_document(Numbered document) { documents_.push_back(std::move(document)); }

 private:
  friend void finish_numbers(const std::vector<const NumberCheck*>& checks, RecordReport& report);

  /// Of each series the numbers that were reserved, and where.
  std::map<std::string, std::map<std::int64_t, Said>, std::less<>> reserved_;
  std::vector<Numbered> documents_;
};

/// When every entry has been read: what only all together can tell.
void finish_numbers(const std::vector<const NumberCheck*>& checks, RecordReport& report);

}  // namespace roundtable::records
