#include "log/next_entry.hpp"

#include <algorithm>
#include <utility>

#include "log/hash_chain.hpp"

namespace roundtable::log {
namespace {

StreamHead newest_of(LogReaders& log, const std::string& stream) {
  // Other streams may begin with the same name.
  for (auto& head : log.heads(stream)) {
    if (head.stream == stream) return std::move(head);
  }
  return {stream, 0, kNoEntry};
}

}  // namespace

Batch next_entry(LogReaders& log, ToAppend what, Time now) {
  auto head = newest_of(log, what.stream);
  Header header;
  header.at = now;
  if (head.version > 0) {
    const auto before = log.read(what.stream, head.version - 1, 1);
    const auto read = before.empty() ? std::nullopt : read_header(before.front().header);
    if (!read) throw LogFailure("the newest entry of " + what.stream + " cannot be read");
    header.at = std::max(now, read->at);
  }
  header.stream = what.stream;
  header.version = head.version + 1;
  header.actor = std::move(what.actor);
  header.command_id = std::move(what.command_id);
  header.command_sha256 = std::move(what.command_sha256);
  header.payload_sha256 = sha256_hex(what.payload);
  header.prev = std::move(head.hash);
  Entry entry{what.stream, header.version, write_header(header), std::move(what.payload), ""};
  entry.hash = sha256_hex(entry.header);
  Batch batch;
  batch.stream = std::move(what.stream);
  batch.expected_version = head.version;
  batch.entries.push_back(std::move(entry));
  return batch;
}

}  // namespace roundtable::log
