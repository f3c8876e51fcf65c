#include "domain/describe/events.hpp"
#include "generated.hpp"

namespace generated {
namespace {

using namespace roundtable::domain::describe;

std::string who(const CommandRow& row) {
  switch (row.who) {
    case Who::runs:
      return "who runs the meeting";
    case Who::keeps:
      return "who keeps the minutes, or runs the meeting";
    case Who::own_or_runs:
      return row.allows == nullptr
                 ? "the own household; who runs the meeting, for anybody"
                 : "the own household, by phone; who runs the meeting, for others";
    case Who::own:
      return "the own household";
    case Who::reports:
      return "who keeps minutes or runs meetings on that grid";
    case Who::reporter_or_registers:
      return "who reported it, or keeps the registers of its grid";
    case Who::registers:
      return "who keeps the registers of that grid";
    case Who::reactor:
      break;
  }
  return "reactor " + std::string(row.reactor);
}

std::string phases(const CommandRow& row) {
  if (row.phases.empty()) return "the rules say";
  std::vector<std::string> names;
  for (const auto phase : row.phases) names.emplace_back(to_string(phase));
  return joined(names, ", ");
}

std::string range(const Member& member) {
  std::string out;
  if (member.most > 0) {
    out = " " + std::to_string(member.least) + "-" + std::to_string(member.most);
  }
  return member.unit.empty() ? out : out + " " + std::string(member.unit);
}

std::string listed(const std::vector<Member>& members);

std::string kind_of(const Member& member) {
  switch (member.kind) {
    case Kind::id:
      return "id";
    case Kind::own_head:
      return "id, the own household where left out";
    case Kind::text:
      return member.bound > 0 ? "text ≤ " + std::to_string(member.bound) + " bytes" : "text";
    case Kind::paragraph:
      return "p1, p2 …";
    case Kind::paper:
      return "paper, as the ballot's method reads it";
    case Kind::number:
      return "number" + range(member);
    case Kind::time:
      return "µs";
    case Kind::day:
      return "day";
    case Kind::truth:
      return "true or false";
    case Kind::choice: {
      std::vector<std::string> names;
      for (const auto name : member.names()) names.emplace_back(name);
      return joined(names, " / ");
    }
    case Kind::texts:
      return member.bound > 0 ? "list of " + std::to_string(member.least) + "-" +
                                    std::to_string(member.bound) + " texts"
                              : "list of texts";
    case Kind::object:
      return "{" + listed(member.parts()) + "}";
    case Kind::objects:
      return "list of {" + listed(member.parts()) + "}";
    case Kind::by_id:
      return "by id {" + listed(member.parts()) + "}";
    case Kind::id_or_truth:
      return "id, or `" + std::string(member.instead) + "`: true";
    case Kind::rule:
      return "rule: id, version, sha256";
    case Kind::rules:
      return "list of rules";
    case Kind::roll:
      return "sha256 of a roll";
    case Kind::tally:
      return "{heads, area} by choice";
    case Kind::numbers:
      return "numbers by name";
    case Kind::sealed:
      return "sealed";
    case Kind::part:
      break;
  }
  return "";
}

std::string listed(const std::vector<Member>& members) {
  std::vector<std::string> all;
  for (const auto& member : members) {
    std::string name(member.name.empty() ? "sealed" : member.name);
    if (member.presence == Presence::optional) name += "?";
    auto told = "`" + name + "` " + kind_of(member);
    if (member.sealed) told += ", sealed";
    if (member.added) told += ", added later: left out where it says what entries without it mean";
    if (member.since > 1) told += ", since version " + std::to_string(member.since);
    all.push_back(told);
  }
  return joined(all, "; ");
}

}  // namespace

std::string reference_page() {
  // Put together here: the link stands in docs, beside the page it leads to.
  const auto protocol = std::string("protocol") + ".md";
  std::string out =
      "# Reference: commands and events\n\n"
      "Written by `script/generate` from `src/domain/describe`. The frames that commands come in\n"
      "and every other refusal stand in [" +
      protocol + "](" + protocol +
      "). A member with `?` may be left out. In any other\n"
      "phase than those named a command is refused with `meeting.wrong_phase`. Commands\n"
      "`issue.…` are given to an issue, `register.…` to the grid tree, a roll or the legal bases, "
      "all\n"
      "others to a meeting.\n\n"
      "## Commands\n\n| command | 中文 | what it means | who may give it | phases | members |\n"
      "|---|---|---|---|---|---|\n";
  for (const auto& row : commands()) {
    auto name = "`" + std::string(row.name) + "`";
    if (row.comes == Comes::over_http) name += " (over HTTP)";
    out += "| " + name + " | " + std::string(row.words.zh) + " | " + std::string(row.words.means) +
           " | " + who(row) + " | " + phases(row) + " | " + listed(sent_members(row.members)) +
           " |\n";
  }
  out += "\n## Events, as stored\n\n| event | 中文 | version | members |\n|---|---|---|---|\n";
  const auto tell = [&](const auto& row) {
    out += "| `" + std::string(row.name) + "` | " + std::string(row.zh) + " | " +
           std::to_string(row.version) + " | " + listed(sent_members(row.members)) + " |\n";
  };
  for (const auto& row : events()) tell(row);
  for (const auto& row : issue_events()) tell(row);
  for (const auto& row : register_events()) tell(row);
  return out;
}

}  // namespace generated
