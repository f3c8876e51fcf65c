// Where an installation keeps the key that signs its checkpoints: `signing.key` (hex seed, mode
// 0600) and `signing.pub` (hex) in the data folder. Losing the key means that the log cannot be
// continued, so it is never made anew beside a log that already has checkpoints. Another key takes
// its place in three steps, each of which may be the last before a crash: the new one is kept
// beside it (`signing.key.next`), a checkpoint that both have signed names it (KeyChange), and it
// is put in the place of the old one, which is gone then. Which key signed the newest checkpoint
// tells which of the steps was the last.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "log/checkpoint.hpp"

namespace roundtable::log {

/// Called from one thread at a time. Every function throws LogFailure.
class KeyKeeper {
 public:
  virtual ~KeyKeeper() = default;
  /// The key that signs what comes after `newest`, made where there is neither a key nor a
  /// checkpoint. A change that broke off is finished, or forgotten where no checkpoint names it.
  virtual SigningKey load(const std::optional<Checkpoint>& newest) = 0;
  /// A new key, which is safe when it returns and signs nothing yet; in place of one that was
  /// prepared before.
  virtual SigningKey prepare() = 0;
  /// That key signs from now on, and the one before is gone.
  virtual void take_over(const SigningKey& prepared) = 0;
};

std::unique_ptr<KeyKeeper> keep_key_in(const std::string& directory);

}  // namespace roundtable::log
