#include "domain/describe/events.hpp"
#include "generated.hpp"

namespace generated {
namespace {

using namespace roundtable::domain::describe;

std::string object_type(const std::vector<Member>& members);

std::string type_of(const Member& member) {
  switch (member.kind) {
    case Kind::number:
    case Kind::time:
      return "number";
    case Kind::truth:
      return "boolean";
    case Kind::texts:
      return "string[]";
    case Kind::object:
      return object_type(member.parts());
    case Kind::choice: {
      std::vector<std::string> names;
      for (const auto name : member.names()) names.push_back("'" + std::string(name) + "'");
      return joined(names, " | ");
    }
    case Kind::id:
    case Kind::own_head:
    case Kind::id_or_truth:
    case Kind::text:
    case Kind::paragraph:
    case Kind::paper:
    case Kind::day:
    case Kind::part:
    case Kind::objects:
    case Kind::by_id:
    case Kind::rule:
    case Kind::rules:
    case Kind::roll:
    case Kind::tally:
    case Kind::numbers:
    case Kind::sealed:
      break;
  }
  return "string";
}

/// The members in braces, beside a choice of one of two where there is one.
std::string object_type(const std::vector<Member>& members) {
  std::vector<std::string> parts;
  std::vector<std::string> all;
  for (const auto& member : members) {
    const std::string name(member.name);
    if (member.kind == Kind::id_or_truth) {
      all.push_back("({ " + name + ": string } | { " + std::string(member.instead) + ": true })");
      continue;
    }
    const bool optional = member.presence == Presence::optional;
    parts.push_back(name + (optional ? "?: " : ": ") + type_of(member));
  }
  if (!parts.empty()) all.push_back("{ " + joined(parts, "; ") + " }");
  return all.empty() ? "unknown" : joined(all, " & ");
}

}  // namespace

std::string command_types() {
  std::string out =
      "// Written by script/generate from src/domain/describe: what each command says beside its\n"
      "// type. docs/reference.md tells who may give it and when. Types only.\n"
      "export interface Commands {\n";
  for (const auto& row : commands()) {
    if (row.comes != Comes::by_socket) continue;
    out += "  '" + std::string(row.name) + "': " + object_type(sent_members(row.members)) + ";\n";
  }
  out +=
      "}\n\n"
      "export type CommandType = keyof Commands;\n"
      "export type CommandOf<T extends CommandType> = { type: T } & Commands[T];\n"
      "export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];\n\n"
      "/** What is told to have happened. */\n"
      "export type EventType =";
  for (const auto& row : events()) out += "\n  | '" + std::string(row.name) + "'";
  return out + ";\n";
}

}  // namespace generated
