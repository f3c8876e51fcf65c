// The stored form of a meeting's entries: payload {"events":[{"type":…,"v":1,…}],"result":{…}}; of
// what a reactor did also {"cause":{"stream":…,"version":…}}, the entry that it follows from.
// Keys are sorted, without spaces. Every event type carries a version `v`; older ones are upcast on
// reading (tests/golden keeps one of every version ever stored). What a payload only names - rules,
// roll snapshots, sealed choices - is resolved through `Sources`.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "domain/event.hpp"
#include "domain/refusal.hpp"

namespace roundtable::codec {

/// The bytes cannot be an entry of ours (damage, or a newer version of the program).
class DecodeFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Where named values are found. All may throw DecodeFailure.
struct Sources {
  std::function<std::shared_ptr<const domain::Rule>(std::string_view sha256)> rule;
  std::function<std::shared_ptr<const domain::RollSnapshot>(std::string_view sha256)> roll;
  /// The value ("yes") behind a commitment; nothing when it was erased or is withheld.
  std::function<std::optional<std::string>(std::string_view commitment)> sealed;
};

/// A choice to be stored beside the log, in the same transaction as its entry.
struct SealedValue {
  std::string commitment;
  std::string salt;
  std::string value;
};

/// The entry that a reactor's command follows from.
struct Cause {
  std::string stream;
  std::uint64_t version = 0;
  friend bool operator==(const Cause&, const Cause&) = default;
};

struct Payload {
  std::vector<domain::Event> events;
  domain::Fields result;
  std::optional<Cause> cause{};
};

struct EncodedPayload {
  std::string bytes;
  std::vector<SealedValue> sealed;
};

EncodedPayload encode_payload(const Payload& payload);
Payload decode_payload(std::string_view bytes, const Sources& sources);

/// The same with the result as JSON text ("{…}"), exactly as stored.
struct StoredPayload {
  std::vector<domain::Event> events;
  std::string result;
};
StoredPayload read_payload(std::string_view bytes, const Sources& sources);
/// The stored result alone, as JSON text ("{…}"), for the answer to a resend.
std::string result_json(std::string_view payload);

/// The named values themselves, as stored in the content store (canonical JSON).
std::string encode_snapshot(const domain::RollSnapshot& snapshot);
domain::RollSnapshot decode_snapshot(std::string_view bytes);
std::string encode_roll(const domain::Roll& roll);
domain::Roll decode_roll(std::string_view bytes);

/// SHA-256 names of content that an entry relies on (rules, snapshots, documents); for `verify`.
std::vector<std::string> named_content(std::string_view payload);
/// Commitments that an entry holds; for `verify`.
std::vector<std::string> named_commitments(std::string_view payload);

}  // namespace roundtable::codec
