// Checks what is published against the log alone, for `roundtable verify`: replays every meeting,
// counts every closed ballot again from its votes under the rule and roll frozen when it opened,
// and looks whether each content an entry names is there and hashes to its name. The chain itself
// is the log's to check (log/verify.hpp). One caller, one thread; reads only.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "codec/entry_json.hpp"
#include "domain/meeting.hpp"
#include "log/hash_chain.hpp"
#include "log/verify.hpp"
#include "records/words.hpp"

namespace roundtable::records {

using log::Finding;

/// How the store is read.
struct StoreReader {
  std::function<std::optional<std::string>(std::string_view sha256)> content;
  std::function<std::optional<log::Sealed>(std::string_view commitment)> sealed;
};

struct RecordReport {
  std::vector<Finding> findings;  // what is wrong
  std::vector<Finding> withheld;  // what could not be counted again, because it was erased
  std::int64_t meetings = 0;
  std::int64_t ballots_recounted = 0;
  std::int64_t documents_checked = 0;
  std::int64_t files_checked = 0;
};

class RecordCheck {
 public:
  explicit RecordCheck(StoreReader reader);
  RecordCheck(const RecordCheck&) = delete;  // its sources point back at it
  RecordCheck& operator=(const RecordCheck&) = delete;

  /// Entries of each stream in order; streams may come mixed. Other streams than meetings are left
  /// aside.
  void on_entry(const log::Entry& entry);
  /// What can be said only when every entry has been read: which files must be there. Call it once.
  void finish();
  const RecordReport& report() const { return report_; }

 private:
  std::string content(std::string_view sha256);
  std::optional<std::string> sealed(std::string_view commitment);
  void check_registry(const std::string& place, const log::Entry& entry);
  void check_content(const std::string& place, const log::Entry& entry);
  void check_named(const std::string& place, const std::vector<std::string>& names);
  void check_record(const std::string& place, const domain::Meeting& meeting,
                    const domain::Ballot& ballot, const domain::RecordPublished& published,
                    Time at);
  void check_number(const std::string& place, const domain::Meeting& meeting,
                    const domain::RecordPublished& published);
  void check_minutes(const std::string& place, const domain::Meeting& meeting,
                     const domain::RecordPublished& published, Time at);
  void check_document(const std::string& place, const domain::RecordPublished& published,
                      Lang lang);
  void check_file(const std::string& place, const domain::MeetingFile& file);
  void replay(const std::string& place, const log::Entry& entry, domain::Meeting& meeting);
  void check_event(const std::string& place, const domain::Meeting& meeting,
                   const domain::Event& event, Time at);
  void recount(const std::string& place, const domain::Meeting& meeting,
               const domain::BallotClosed& closed);
  void found(const std::string& place, std::string what);

  StoreReader reader_;
  codec::Sources sources_;
  std::map<std::string, domain::Meeting, std::less<>> meetings_;
  std::map<std::string, std::string, std::less<>> file_places_;  // by commitment
  std::set<std::string, std::less<>> unreadable_;  // streams whose replay had to be given up
  std::map<std::string, std::string, std::less<>> content_problems_;
  // by SHA-256; "" is sound
  std::map<std::pair<GridId, std::string>, std::string> numbers_;  // of records, where they stand
  std::vector<std::string> sealed_problems_;                       // of the entry being read
  RecordReport report_;
};

/// The votes counted again: what the closing should have said. `withheld` votes have no readable
/// choice and stand in `participating` alone.
struct Recount {
  domain::Tally tally{};
  domain::Weight participating;
  std::int64_t withheld = 0;
  std::vector<std::string> problems;
};
Recount count_again(const domain::Ballot& ballot);

}  // namespace roundtable::records
