// The part of `verify` that looks at entries: each by itself, its link to the one before, and that
// the table of answers leads to it. An EntryCheck is used by one thread at a time; several share
// the streams among them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "log/log_check.hpp"
#include "log/run_reader.hpp"
#include "log/values.hpp"

namespace roundtable::log {

/// A finding, and where among all that was read it belongs.
struct PlacedFinding {
  std::uint64_t order = 0;
  Finding finding;
};

/// What one thread found; beyond `kept_max` findings are counted but not kept.
class Findings {
 public:
  explicit Findings(std::size_t kept_max) : kept_max_(kept_max) {}
  void add(std::uint64_t order, Said place, Said what);
  /// Takes over what another has, which is empty afterwards.
  void take(Findings& other);
  /// What is kept, in the order of what was read, no more than `kept_max`; empty afterwards.
  std::vector<Finding> in_order();
  std::uint64_t count() const { return count_; }
  std::uint64_t take_count() { return std::exchange(count_, 0); }

 private:
  std::size_t kept_max_;
  std::uint64_t count_ = 0;
  std::vector<PlacedFinding> kept_;
};

/// A damaged name may hold anything; a finding is shown on a terminal.
std::string printable(std::string_view text);
/// "stream meeting:abc, version 17"
Said entry_place(std::string_view stream, std::uint64_t version);

class EntryCheck {
 public:
  /// `lane` is what `options.on_entry` is told.
  EntryCheck(std::size_t lane, const VerifyOptions& options);

  /// The next run. All of a stream come to one check, in order, no other stream's between them.
  void check(const Run& run);

  Findings& findings() { return findings_; }
  /// The last version of each stream.
  std::map<std::string, std::uint64_t, std::less<>>& ends() { return ends_; }
  /// Rows of the table of answers that are right.
  std::uint64_t right_answers() const { return right_answers_; }

 private:
  // The last entry that was read, and what the next one may name as `prev`.
  struct Last {
    std::uint64_t version = 0;
    std::string hash = kNoEntry;         // as stored
    std::string header_hash = kNoEntry;  // as it should be stored
  };
  struct Answered {
    std::uint64_t version = 0;
    std::uint64_t order = 0;
    bool led_to = false;
  };

  void check_entry(const Entry& entry, std::uint64_t order);
  bool check_order(const Entry& entry, std::uint64_t order);
  void check_header(const Entry& entry, const Header& header, bool follows, std::uint64_t order);
  void check_answers(std::string_view stream, const std::vector<AnswerRow>& rows);

  const std::size_t lane_;
  const VerifyOptions& options_;
  Findings findings_;
  Last last_;
  // Of the stream that is being read: which entry each command's id has become first.
  std::unordered_map<std::string, Answered> answered_;
  std::map<std::string, std::uint64_t, std::less<>> ends_;
  std::uint64_t right_answers_ = 0;
};

}  // namespace roundtable::log
