// Checkpoints: their exact text, and the key that signs them. One a commit; each names the heads
// that commit moved and the hash of the checkpoint before, so that the newest one binds every entry
// of every stream. Values: no threads, no store.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "log/event_log.hpp"

namespace roundtable::log {

/// From the next checkpoint on another key signs. Said by the last checkpoint that the old one
/// signs; the new one has signed `change_text` too, so that nobody can name a key that is not his.
struct KeyChange {
  std::string from;  // public keys and signature in hex
  std::string to;
  std::string proof;
};
/// What `to` signs: that it follows `from` in that very log.
std::string change_text(std::uint64_t number, std::string_view prev, std::string_view from);

struct CheckpointBody {
  std::uint64_t number = 0;
  std::string prev;  // hash of the checkpoint before, or kNoEntry
  Time at;
  std::vector<StreamHead> heads;  // by stream name, each once
  std::optional<KeyChange> key{};
};

/// {"number":…,"prev":"…","at":…,"heads":{"<stream>":{"version":…,"hash":"…"},…}} without spaces;
/// where the key changes also "key":{"from":"…","to":"…","proof":"…"}.
std::string write_body(const CheckpointBody& body);
/// Reads exactly what `write_body` writes; nothing for any other text.
std::optional<CheckpointBody> read_body(std::string_view text);

/// True if that body lists the stream at `version` or further on.
bool lists(std::string_view body, std::string_view stream, std::uint64_t version);

/// The Ed25519 key of one installation.
class SigningKey {
 public:
  static constexpr std::size_t kSeedBytes = 32;
  using Seed = std::array<std::uint8_t, kSeedBytes>;

  explicit SigningKey(const Seed& seed);
  ~SigningKey();
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;

  const std::string& public_key() const { return public_key_; }  // hex
  std::string sign(std::string_view body) const;                 // hex

 private:
  std::array<std::uint8_t, 64> secret_{};
  std::string public_key_;
};

Checkpoint make_checkpoint(const CheckpointBody& body, const SigningKey& key);
/// True if the body changes no key, or the new one has agreed.
bool is_agreed(const CheckpointBody& body);
/// Public key and signature in hex.
bool is_signed_by(std::string_view public_key, std::string_view body, std::string_view signature);

/// Whether that key signs what comes after that checkpoint: it has signed it, or is named by it.
bool goes_on_from(const SigningKey& key, const Checkpoint& newest);

/// What a person compares a key by, as it stands on notices: the first 32 hex digits of the SHA-256
/// of its 32 bytes. "" where that is no public key (64 hex digits).
std::string fingerprint_of(std::string_view public_key);

/// Of the newest checkpoint: whoever follows from there on hears nothing of what was before.
Place newest_place(EventLog& log);

}  // namespace roundtable::log
