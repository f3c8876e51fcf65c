// The one description of each command: its wire name, who may give it, in which phases, and its
// members. From these rows a command is read and refused, written, permitted, sealed and counted,
// and script/generate writes its schema, the client's type, the reference page and its line of the
// glossary. What a command does is `decide`'s alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/command.hpp"
#include "domain/describe/member.hpp"

namespace roundtable::domain::describe {

/// Who may give a command. The rules of the meeting come after it.
enum class Who {
  runs,                   // who runs the meeting
  keeps,                  // who keeps its minutes; who runs it may stand in
  own_or_runs,            // a resident for the own household, who runs the meeting for anybody
  own,                    // a resident for the own household, nobody for others
  reports,                // who keeps minutes or runs meetings on the grid
  reporter_or_registers,  // who reported the issue, or keeps the registers of its grid
  registers,              // who keeps the registers of that grid
  reactor,                // the reactor that is named
};

/// What somebody is to the command that is given.
struct Giver {
  bool runs = false;  // the meeting
  bool own = false;   // the household that the command is about is the own one
};

/// How a command comes.
enum class Comes { by_socket, over_http, from_reactor };

/// How the documents tell of a command.
struct Words {
  std::string_view zh;       // what people call it
  std::string_view means{};  // what its name and its members do not say by themselves
};

struct CommandRow {
  std::string_view name;  // also the label of its metrics
  Words words;
  Who who = Who::runs;
  std::vector<Phase> phases;  // in any other it is refused first; none: the rules say more
  std::vector<Member> members;
  std::string_view stream = "meeting";  // the kind of stream it is given to
  Comes comes = Comes::by_socket;
  /// What else `who` depends on (decide_parts.hpp).
  bool (*allows)(const Command& command, const Giver& giver) = nullptr;
  std::string_view reactor{};  // its name, where `who` is one
  Command (*make)() = nullptr;
  std::size_t index = 0;  // of the variant
};

/// One row a command, in the order of the variant.
const std::vector<CommandRow>& commands();
const CommandRow& row_of(const Command& command);
/// Null for a name that no command has.
const CommandRow* find_command(std::string_view name);

/// The struct inside of the variant.
void* whole(Command& command);
const void* whole(const Command& command);

/// The household that the command is about and that the own one may stand in for: "" where it was
/// left out, nothing where the command has no such member.
std::optional<std::string> own_head(const Command& command);
/// Fills that in where it was left out.
void fill_in_own_head(Command& command, const std::string& head);

}  // namespace roundtable::domain::describe
