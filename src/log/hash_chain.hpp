// The entry as stored, and the chain that ties entries together (docs/architecture.md, "The log").
// `hash` is SHA-256 over the header's exact stored bytes; the header names the SHA-256 of the
// payload's exact stored bytes and the hash of the entry before. Nothing is ever re-serialised to
// be checked. This file knows no event: payloads are bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace roundtable::log {

/// 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);
bool is_sha256_hex(std::string_view text);

inline constexpr std::size_t kStreamNameLengthMax = 160;
/// 1-160 characters of [A-Za-z0-9_:-].
bool is_stream_name(std::string_view text);

/// The `prev` of a stream's first entry: 64 zeros.
extern const std::string kNoEntry;

/// The fields of an entry's header, in the order they are written.
struct Header {
  std::string stream;
  std::uint64_t version = 0;  // 1 for the first entry of a stream, then without a gap
  Time at;
  ActorId actor;
  CommandId command_id;
  std::string command_sha256;  // hex
  std::string payload_sha256;  // hex
  std::string prev;            // hash of the entry before, or kNoEntry
};

/// {"stream":…,"version":…,"at":…,"actor":…,"command_id":…,"command_sha256":…,"payload_sha256":…,
/// "prev":…} without spaces. Every string field must be an id, hex, or a stream name
/// ([A-Za-z0-9_:-]), the actor an id or "reactor:" and one, so that no escaping is needed; `ensure`
/// holds it.
std::string write_header(const Header& header);
/// Reads exactly what `write_header` writes; nothing for any other text.
std::optional<Header> read_header(std::string_view text);

/// A value that may have to be erased or withheld later. The payload holds only `commitment`; salt
/// and value stand in an erasable table beside the log and are written in the same transaction as
/// the entry.
///
/// A commitment is "s2-" and the SHA-256 of a tag, both lengths, salt and value, so that no other
/// salt and value have the same bytes before them. Entries of release 0.1.0 name the bare
/// SHA-256(salt || value): still read, and as strictly
/// (docs/decisions/0019-salts-with-a-boundary.md).
struct Sealed {
  std::string commitment;
  std::string salt;   // 32 bytes
  std::string value;  // a text of at most 32 KiB, or a file
};
inline constexpr std::size_t kSealedSaltBytes = 32;
inline constexpr std::size_t kSealedValueBytesMax = 32 * 1024;
std::string commit_to(std::string_view salt, std::string_view value);
/// True if salt and value are what the commitment was made of, in the form that it is written in,
/// and the salt has its 32 bytes.
bool opens(const Sealed& sealed);

/// The `command_sha256` of an entry that seals something: a command's hash alone would tell one of
/// a few values, so that it is salted as they are. Hex.
std::string salted_command(std::string_view salt, std::string_view command_sha256);
/// True if that stored hash is of this command; `sealed` is what its entry sealed, and tells the
/// form in which the hash was salted.
bool is_of_command(const Sealed& sealed, std::string_view stored, std::string_view command_sha256);

/// A sealed value too large to be hashed or copied where time matters: `seal` hashes it once, and
/// from then on it is handed from hand to hand.
using SealedFile = std::shared_ptr<const Sealed>;
inline constexpr std::size_t kSealedFileBytesMax = 16 * 1024 * 1024;
SealedFile seal(std::string salt, std::string value);

/// Bytes stored once under their SHA-256 (a roll snapshot, a rule's text, a published document).
struct Content {
  std::string sha256;  // hex
  std::string bytes;
};
inline constexpr std::size_t kContentBytesMax = 64 * 1024 * 1024;
Content make_content(std::string bytes);

/// One entry as it stands in the store.
struct Entry {
  std::string stream;
  std::uint64_t version = 0;
  std::string header;
  std::string payload;
  std::string hash;  // hex, SHA-256(header)
};

inline constexpr std::size_t kPayloadBytesMax = 256 * 1024;

}  // namespace roundtable::log
