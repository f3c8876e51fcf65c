// A data folder as release 0.1.0 left it (tests/data/golden/folder-0.1.0), copied for each test so
// that nothing changes the one that is kept, and the commands that were given in it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "codec/entry_json.hpp"
#include "domain/command.hpp"
#include "log/content_reader.hpp"
#include "log/event_log.hpp"
#include "support/log_helpers.hpp"

namespace golden {

namespace log = roundtable::log;

/// One line of commands.jsonl: what was sent and what it was answered.
struct Given {
  std::string meeting;
  std::string actor;
  std::string head;  // whom the sender votes for; "" for staff
  std::string id;
  std::string command;         // its exact bytes
  std::string command_sha256;  // of meeting, newline, command
  std::uint64_t version = 0;
  std::string hash;
  std::string result;
};

/// The command in that text; also `file.add`, which comes with its bytes over HTTP and is none of
/// the wire.
roundtable::domain::Command command_in(const std::string& text);

class Folder {
 public:
  Folder();
  const std::string& path() const { return copy_.path(); }
  std::vector<Given> commands() const;
  /// All entries of all streams, as they stand in the file.
  std::vector<log::Entry> entries() const;
  /// Resolves what payloads name, from the copy's own bytes.
  roundtable::codec::Sources sources();

 private:
  log::test::TemporaryFolder copy_;
  std::unique_ptr<log::ContentReader> reader_;
};

}  // namespace golden
