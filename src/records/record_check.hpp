// Checks what is published against the log alone, for `roundtable verify`: replays every meeting,
// counts every closed ballot again from its votes under the rule and roll frozen when it opened,
// and looks whether each content an entry names is there and hashes to its name. The chain itself
// is the log's to check (log/log_check.hpp). One caller, one thread; reads only.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codec/entry_json.hpp"
#include "domain/meeting.hpp"
#include "records/check_report.hpp"
#include "records/number_check.hpp"
#include "records/phrases.hpp"
#include "records/sealed_check.hpp"

namespace roundtable::records {

/// Used by one thread at a time; several may share the streams among them. One meeting is in
/// memory.
class RecordCheck {
 public:
  explicit RecordCheck(StoreReader reader);
  RecordCheck(const RecordCheck&) = delete;  // its sources point back at it
  RecordCheck& operator=(const RecordCheck&) = delete;

  /// All entries of a stream one after another, in order. Of other streams than meetings only what
  /// meetings rest on is looked at.
  void on_entry(const log::Entry& entry);

 private:
  friend RecordReport finish(const std::vector<std::unique_ptr<RecordCheck>>& checks);
  void end_meeting();
  /// The command may stand in a stream that another check has read.
  static void tell_absent(const std::vector<std::unique_ptr<RecordCheck>>& checks,
                          const Absent& absent, RecordReport& report);
  std::string content(std::string_view sha256);
  void check_registry(const Said& place, const log::Entry& entry);
  void check_content(const Said& place, const log::Entry& entry);
  void check_named(const Said& place, const std::vector<std::string>& names);
  void check_record(const Said& place, const domain::Meeting& meeting, const domain::Ballot& ballot,
                    const domain::RecordPublished& published, Time at);
  void check_number(const Said& place, const domain::Meeting& meeting,
                    const domain::RecordPublished& published, Time at);
  void check_model(const Said& place, const domain::RecordPublished& published);
  void check_series(const Said& place, const log::Entry& entry);
  void check_erasures(const Said& place, const log::Entry& entry);
  void check_minutes(const Said& place, const domain::Meeting& meeting,
                     const domain::RecordPublished& published, Time at);
  void check_document(const Said& place, const domain::RecordPublished& published, Lang lang);
  void replay(const Said& place, const log::Entry& entry, domain::Meeting& meeting);
  void check_event(const Said& place, const domain::Meeting& meeting, const domain::Event& event,
                   Time at);
  void recount(const Said& place, const domain::Meeting& meeting,
               const domain::BallotClosed& closed);
  void found(const Said& place, Said what);

  StoreReader reader_;
  codec::Sources sources_;
  SealedCheck sealed_;
  std::string stream_;       // that is being read
  domain::Meeting meeting_;  // if it is one
  bool unreadable_ = false;  // its replay had to be given up
  std::map<std::string, Said, std::less<>> content_problems_;
  // by SHA-256; empty is sound
  NumberCheck numbers_;
  // By commitment, the command that erased it when somebody was forgotten.
  std::map<std::string, Said, std::less<>> forgotten_;
  RecordReport report_;
};

/// When every entry has been read: what all checks found together, and what only all together can
/// tell. Call it once.
RecordReport finish(const std::vector<std::unique_ptr<RecordCheck>>& checks);

/// The votes counted again: what the closing should have said. `withheld` votes have no readable
/// choice and stand in `participating` alone.
struct Recount {
  domain::Tally tally{};
  domain::Weight participating;
  std::int64_t withheld = 0;
  std::vector<Said> problems;
};
Recount count_again(const domain::Ballot& ballot);

}  // namespace roundtable::records
