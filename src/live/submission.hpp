// A command on its way to the stream it was given to, and what it is answered. Values; the reply is
// called once, on the stream's strand.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "base/ids.hpp"
#include "base/time.hpp"
#include "codec/entry_json.hpp"
#include "domain/command.hpp"
#include "domain/refusal.hpp"
#include "live/documents.hpp"
#include "live/permission.hpp"
#include "log/event_log.hpp"

namespace roundtable::live {

struct Done {
  std::uint64_t version = 0;
  std::string hash;
  std::string result;       // JSON object
  std::uint64_t place = 0;  // of a commit at which it was there
};
/// Nothing can be said yet: the same id must be sent again.
struct Unknown {};
using Answer = std::variant<Done, domain::Refusal, Unknown>;

/// A change of a register, as it is to be stored.
struct PreparedChange {
  std::string payload;
  std::optional<std::string> content;  // what it names
  std::optional<log::TakenNumber> number{};
  std::string next_key{};  // log::Batch::next_key
};

struct Submission {
  std::shared_ptr<const Subject> subject;
  bool over_rate = false;  // refused, unless it is a resend of what is recorded
  CommandId id;
  domain::Command command;
  std::string command_sha256;
  std::optional<codec::Cause> cause{};  // of a reactor's command: the entry it follows from
  log::SealedFile file{};               // with file.add: the bytes it speaks of
  std::shared_ptr<const PreparedChange> prepared{};  // with register.change: what it says
  /// With record.publish the newest that was made, with meeting.announce who issues the notice.
  std::shared_ptr<const MadeRecord> record{};
  int rounds = 0;                            // how often one was made
  Time received_at;                          // what its entry is stamped with
  std::function<void(const Answer&)> reply;  // called once, on the stream's strand
};

}  // namespace roundtable::live
