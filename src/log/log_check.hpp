// Checks a log folder from its bytes alone: reads log.db and signing.pub, trusts no index, no cache
// and no running server, and writes nothing. May run beside a server (it sees one moment of the
// log) and on a copy.
//
// What it cannot see: who holds signing.key can write another history, entries and checkpoints,
// that is whole in itself; and who cuts off the newest entries together with their checkpoints
// leaves an older log that is whole too. Only a checkpoint known from outside - printed on a
// notice, kept by a neighbour - shows either: give it as `expect_checkpoint`.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "log/event_log.hpp"
#include "log/finding.hpp"

namespace roundtable::log {

/// A checkpoint somebody outside has kept.
struct WitnessedCheckpoint {
  std::uint64_t number = 0;
  std::string hash;  // hex
};

struct VerifyOptions {
  /// On how many threads entries and signatures are checked, beside the one that reads; with none
  /// the caller's thread does all.
  std::size_t threads = 0;
  /// Called for every entry that is sound in itself, to collect what its payload names; compare
  /// that with the report's `has_content` and `has_sealed` afterwards. Each thread is a lane with a
  /// number from 0; all entries of a stream come on one lane, by version, no other stream's between
  /// them.
  std::function<void(std::size_t lane, const Entry&)> on_entry;
  std::optional<WitnessedCheckpoint> expect_checkpoint;
  /// Ed25519 public key (hex) known from outside, of whichever time; empty: none is.
  std::string public_key;
  /// `fingerprint_of` the key, known from outside; empty: none is.
  std::string key_fingerprint;
  /// Reads log.db as its own bytes have it, as if no write-ahead log stood beside it; its
  /// `directory.db` is not looked at.
  bool alone = false;
  /// With `alone`: the key that the first checkpoint was signed with.
  std::string first_key{};
  /// Beyond these, findings are counted but not kept.
  std::size_t findings_max = 1'000;
};

struct VerifyReport {
  std::uint64_t streams = 0;
  std::uint64_t entries = 0;
  std::uint64_t checkpoints = 0;
  std::uint64_t findings = 0;                  // all, also those beyond `findings_max`
  std::set<std::string, std::less<>> content;  // SHA-256 of what is present
  std::set<std::string, std::less<>> sealed;   // commitments whose value is present
  std::optional<Checkpoint> newest;
  std::string public_key;  // that signs now
  /// Keys before it, the first one first, each with the last checkpoint that it signed.
  struct Retired {
    std::string public_key;
    std::uint64_t last = 0;
  };
  std::vector<Retired> retired{};
  Said wal;  // what is to be said of the write-ahead log; empty where none is beside

  bool has_content(std::string_view sha256) const { return content.find(sha256) != content.end(); }
  bool has_sealed(std::string_view commitment) const {
    return sealed.find(commitment) != sealed.end();
  }
};

/// Empty: everything holds. Checked are: the database file itself; each entry's hash, exact header,
/// payload, place in its stream and link to the entry before; each checkpoint's hash, signature,
/// number and link; that the heads the checkpoints name are the entries that are there, no fewer
/// and no more; that each change of the key is
/// said by both keys; that the tables of what moved and of answers say what checkpoints and headers
/// say; each content and each sealed value against its name; and directory.db, where it is there,
/// as a database file. Where a write-ahead log stands beside log.db, that file is checked without
/// it too, for SQLite reads the log in the place of what has been changed under it. A file that
/// cannot be read is a finding, never an exception. Every signature is checked, about 0.1 ms each.
std::vector<Finding> verify_log(const std::string& directory, VerifyReport& report,
                                const VerifyOptions& options = {});

}  // namespace roundtable::log
