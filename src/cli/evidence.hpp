// What somebody has kept outside of a data folder, to hold it against: the fingerprint of the key
// as notices bear it, an earlier checkpoint, a receipt. Without any of these a folder can only be
// whole in itself.
#pragma once

#include <optional>
#include <string>

#include "log/log_check.hpp"
#include "log/values.hpp"
#include "records/receipt.hpp"

namespace roundtable::cli {

/// As it was typed; each option may be "".
struct EvidenceGiven {
  std::string key;         // a file, the public key (64 hex digits) or its fingerprint (32)
  std::string checkpoint;  // a file, or a number
  std::string hash;        // of the checkpoint, where that is a number
  std::string receipt;     // a file, or the text itself
  std::string meeting;     // whose receipt it is
};

struct Evidence {
  std::string public_key;   // hex
  std::string fingerprint;  // hex
  std::optional<log::WitnessedCheckpoint> checkpoint;
  std::optional<records::Receipt> receipt;

  bool any() const { return !public_key.empty() || !fingerprint.empty() || checkpoint || receipt; }
};

/// Throws std::runtime_error with a sentence where one is not what it should be.
Evidence read_evidence(const EvidenceGiven& given);

/// Keeps a checkpoint as `read_evidence` reads it, the same as /api/v1/checkpoint answers. Throws
/// std::runtime_error.
void write_checkpoint(const std::string& path, const log::Checkpoint& checkpoint,
                      const std::string& public_key);

}  // namespace roundtable::cli
