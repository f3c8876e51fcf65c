// A receipt: what whoever gave a command was handed when it was durable - the number of its entry
// and the entry's hash, or the first digits of it, never a choice. Read here in every form in which
// people have one, and followed through a log: is that entry there, and what became of the vote
// that it holds? Values and one follower of entries; no store, one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "codec/entry_json.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::records {

struct Receipt {
  std::string stream;         // "meeting:…"; "" where it does not say whose
  std::uint64_t version = 0;  // of the entry
  std::string hash;           // its first digits: 12 to 64, hex
};
inline constexpr std::size_t kReceiptDigitsMin = 12;
inline constexpr std::size_t kReceiptDigitsMax = 64;
inline constexpr std::size_t kReceiptBytesMax = 4'096;

/// As the room shows it ("Receipt: entry 12 1a2b 3c4d 5e6f", 回执：第 12 条 …), as its two parts in
/// any writing, or as JSON: the frame `done`, or its `receipt` alone; with "meeting" where that is
/// known. Nothing for anything else.
std::optional<Receipt> read_receipt(std::string_view text);

/// What became of the vote in an entry.
enum class VoteStanding {
  counted,   // its ballot was closed, and no later vote took its place
  open,      // its ballot is not closed
  replaced,  // a later vote of the same household counts in its place
  annulled,  // its ballot was
  unknown,   // an entry after it cannot be read
};
std::string_view to_string(VoteStanding standing);

/// The entry of a receipt.
struct ReceiptEntry {
  log::Entry entry;
  Time at;
  std::optional<BallotId> ballot;  // none: it holds no vote
  HeadId head;                     // whose vote it is
  VoteStanding standing = VoteStanding::open;
  std::uint64_t replaced_by = 0;  // the version of the later vote
};

/// Sees entries go by, all of a stream one after another, and keeps what the receipt names.
class ReceiptTrace {
 public:
  /// What was sealed need not be had.
  ReceiptTrace(Receipt receipt, codec::Sources sources);
  void on_entry(const log::Entry& entry);
  /// More than one only where the receipt does not say whose it is, and even then by chance alone.
  const std::vector<ReceiptEntry>& found() const { return found_; }

 private:
  bool is_named(const log::Entry& entry) const;
  /// Nothing where it cannot be read.
  std::optional<std::vector<domain::Event>> events_of(const log::Entry& entry) const;
  void follow(ReceiptEntry& found, const log::Entry& entry) const;

  const Receipt receipt_;
  const codec::Sources sources_;
  std::vector<ReceiptEntry> found_;
};

}  // namespace roundtable::records
