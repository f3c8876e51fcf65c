#include "log/batch.hpp"

#include <limits>
#include <set>

#include "base/ensure.hpp"

namespace roundtable::log {
namespace {

constexpr auto kNumberMax = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

void check_entry(const Entry& entry, const Batch& batch, std::uint64_t version) {
  ensure(entry.stream == batch.stream, "an entry belongs to the stream of its batch");
  ensure(entry.version == version, "the versions of a batch follow one another");
  ensure(entry.payload.size() <= kPayloadBytesMax, "a payload is at most 256 KiB");
  const auto header = read_header(entry.header);
  ensure(header.has_value(), "an entry's header has its exact form");
  ensure(header->stream == entry.stream && header->version == entry.version,
         "an entry's header names its own stream and version");
  ensure(header->payload_sha256 == sha256_hex(entry.payload), "the header names the payload");
  ensure(entry.hash == sha256_hex(entry.header), "an entry's hash is the hash of its header");
}

// A header's strings need no escaping, so that a name of a field with its quotes stands there once.
std::string_view quoted_after(const Entry& entry, std::string_view name) {
  const std::string_view header(entry.header);
  const auto at = header.find(name);
  ensure(at != std::string_view::npos, "a header has all its fields");
  const auto rest = header.substr(at + name.size());
  return rest.substr(0, rest.find('"'));
}

void check_beside(const Batch& batch) {
  ensure(batch.guards.size() <= kBatchExtrasMax && batch.due.size() <= kBatchExtrasMax &&
             batch.withdrawn.size() <= kBatchExtrasMax && batch.numbers.size() <= kBatchExtrasMax,
         "a batch holds at most 4096 guards, due times, withdrawals and numbers");
  for (const auto& guard : batch.guards) {
    ensure(is_stream_name(guard.stream) && guard.stream != batch.stream,
           "a guard names another stream");
  }
  for (const auto& change : batch.due) {
    ensure(is_stream_name(change.key), "a key of what is due is written as a stream's name is");
  }
  std::set<std::string_view> series;
  for (const auto& number : batch.numbers) {
    ensure(is_stream_name(number.series), "a series is written as a stream's name is");
    ensure(number.number > 0 && number.number <= kNumberMax, "a number is within 63 bits");
    ensure(series.insert(number.series).second, "a batch takes one number of a series");
  }
}

}  // namespace

void check_batch(const Batch& batch) {
  ensure(is_stream_name(batch.stream), "a stream's name is 1-160 of [A-Za-z0-9_:-]");
  ensure(!batch.entries.empty() && batch.entries.size() <= kBatchEntriesMax,
         "a batch holds 1-4096 entries");
  ensure(batch.sealed.size() <= kBatchExtrasMax && batch.content.size() <= kBatchExtrasMax &&
             batch.files.size() <= kBatchExtrasMax,
         "a batch holds at most 4096 sealed values, 4096 files and 4096 contents");
  auto version = batch.expected_version;
  std::string_view prev;
  for (const auto& entry : batch.entries) {
    check_entry(entry, batch, ++version);
    ensure(prev.empty() || prev_of(entry) == prev, "the entries of a batch are chained");
    prev = entry.hash;
  }
  for (const auto& sealed : batch.sealed) {
    ensure(sealed.salt.size() == kSealedSaltBytes, "a salt is 32 bytes");
    ensure(sealed.value.size() <= kSealedValueBytesMax, "a sealed value is at most 32 KiB");
    ensure(sealed.commitment == commit_to(sealed.salt, sealed.value),
           "a commitment is made of its salt and value");
  }
  for (const auto& file : batch.files) {
    ensure(file != nullptr && file->salt.size() == kSealedSaltBytes, "a salt is 32 bytes");
    ensure(file->value.size() <= kSealedFileBytesMax, "a sealed file is at most 16 MiB");
  }
  for (const auto& content : batch.content) {
    ensure(content.bytes.size() <= kContentBytesMax, "a content is at most 64 MiB");
    ensure(content.sha256 == sha256_hex(content.bytes), "a content stands under its hash");
  }
  check_beside(batch);
}

std::size_t bytes_of(const Batch& batch) {
  std::size_t bytes = batch.stream.size();
  for (const auto& entry : batch.entries) {
    bytes += sizeof entry + entry.header.size() + entry.payload.size() + entry.hash.size();
  }
  for (const auto& sealed : batch.sealed) bytes += sizeof sealed + sealed.value.size();
  for (const auto& file : batch.files) bytes += sizeof *file + file->value.size();
  for (const auto& content : batch.content) bytes += sizeof content + content.bytes.size();
  return bytes;
}

std::string_view actor_of(const Entry& entry) {
  return quoted_after(entry, R"(,"actor":")");
}

std::string_view command_id_of(const Entry& entry) {
  return quoted_after(entry, R"(,"command_id":")");
}

std::string_view prev_of(const Entry& entry) {
  constexpr std::size_t kTail = 2;  // "}
  const auto digits = kNoEntry.size();
  ensure(entry.header.size() > digits + kTail, "a header ends in the hash of the entry before");
  return std::string_view(entry.header).substr(entry.header.size() - kTail - digits, digits);
}

}  // namespace roundtable::log
