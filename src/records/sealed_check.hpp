// The part of the records' check that looks behind commitments: each sealed value of a meeting must
// be the one that was committed to, or is told as erased - by whose command - or as absent, of
// which `finish` (record_check.hpp) knows whether somebody was forgotten. A meeting's files are
// sealed too, and only a withdrawal may have taken one away. One thread; one meeting at a time.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/event.hpp"
#include "domain/meeting.hpp"
#include "log/hash_chain.hpp"
#include "records/check_report.hpp"

namespace roundtable::records {

class SealedCheck {
 public:
  using Read = std::function<std::optional<log::Sealed>(std::string_view commitment)>;
  explicit SealedCheck(Read read) : read_(std::move(read)) {}

  /// The value behind a commitment of the entry that is being read; nothing where it is not there,
  /// or is another one.
  std::optional<std::string> value(std::string_view commitment);
  /// The entry was read: `meeting` is as it was before.
  void on_entry(const Said& place, const log::Header& header,
                const std::vector<domain::Event>& events, const domain::Meeting& meeting,
                RecordReport& report);
  /// The meeting's last entry was read; `whole`: and all before it.
  void end_meeting(const domain::Meeting& meeting, bool whole, RecordReport& report);

 private:
  void check_file(const domain::MeetingFile& file, RecordReport& report);
  void tell_absent(const Absent& absent, RecordReport& report) const;

  const Read read_;
  std::vector<Said> wrong_;                               // of the entry that is being read
  std::set<std::string, std::less<>> missing_;            // likewise: commitments
  std::vector<Absent> absent_;                            // of the meeting
  std::map<std::string, Said, std::less<>> erased_by_;    // whose command, by commitment
  std::map<std::string, Said, std::less<>> file_places_;  // by commitment
};

}  // namespace roundtable::records
