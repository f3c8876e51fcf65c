// The wire form (docs/protocol.md): what a client sends is parsed here, with limits, into domain
// values; answers are written here. Nothing else knows the JSON of a command.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/stream_name.hpp"
#include "domain/command.hpp"
#include "domain/refusal.hpp"

namespace roundtable::codec {

/// Each names its stream: a meeting, or an issue.
struct JoinFrame {
  StreamName stream;
  std::optional<std::uint64_t> since;
  bool as_hall = false;
  std::string kind;  // `me.kind` of the view it has; "": not said
};
struct LeaveFrame {
  StreamName stream;
};
/// Asks for a `clock` frame: whether anybody is still there.
struct ClockFrame {};
struct DoFrame {
  CommandId id;
  StreamName stream;
  /// A field the sender left out and the server fills in (the own head) is empty here.
  domain::Command command;
  /// The command's exact bytes as received, for `command_sha256`.
  std::string command_text;
};
/// A `do` whose command cannot be read: it has an id, so it is answered with a refusal.
struct BadCommand {
  CommandId id;
  domain::Refusal refusal;
};
/// Not a frame of the protocol at all: answered with `error`.
struct BadFrame {
  std::string code;  // "frame.malformed" | "frame.unknown_op"
};
using ClientFrame = std::variant<JoinFrame, LeaveFrame, ClockFrame, DoFrame, BadCommand, BadFrame>;

/// Never throws; depth and size of the JSON are limited.
ClientFrame parse_client_frame(std::string_view text);

/// A command alone, from its JSON object (used by HTTP, the demo and tests).
std::variant<domain::Command, domain::Refusal> parse_command(std::string_view json);
std::string write_command(const domain::Command& command);

/// `place`: where it stands in the log as a whole, which a client sends back with what it asks for.
std::string done_frame(const CommandId& id, std::uint64_t seq, std::uint64_t place,
                       std::string_view result_json, std::string_view hash);
std::string refused_frame(const CommandId& id, const domain::Refusal& refusal);
std::string unknown_frame(const CommandId& id);
/// `stream` empty: it is about none.
std::string error_frame(std::string_view code, const StreamName& stream);
std::string clock_frame(Time now);
std::string fields_json(const domain::Fields& fields);

}  // namespace roundtable::codec
