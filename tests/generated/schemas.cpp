#include <cctype>

#include "generated.hpp"

namespace generated {
namespace {

using namespace roundtable::domain::describe;

const std::string kSchemas = "#/components/schemas/";

/// "ballot.cast" is called BallotCast.
std::string schema_name(std::string_view type) {
  std::string name;
  bool begins = true;
  for (const char c : type) {
    if (c == '.' || c == '_') {
      begins = true;
      continue;
    }
    name += begins ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    begins = false;
  }
  return name;
}

std::string reference_to(std::string_view name) {
  return "{ $ref: '" + kSchemas + std::string(name) + "' }";
}

std::string quoted_names(const Member& member) {
  std::vector<std::string> names;
  for (const auto name : member.names()) names.push_back("'" + std::string(name) + "'");
  return joined(names, ", ");
}

std::string text_schema(std::size_t least, std::size_t most) {
  std::string out = "{ type: string";
  if (least > 0) out += ", minLength: " + std::to_string(least);
  if (most > 0) out += ", maxLength: " + std::to_string(most);
  return out + " }";
}

std::string number_schema(const Member& member) {
  std::string out = "{ type: integer, minimum: " + std::to_string(member.least);
  if (member.most > 0) out += ", maximum: " + std::to_string(member.most);
  if (!member.unit.empty()) out += ", description: " + std::string(member.unit);
  return out + " }";
}

std::string object_schema(const std::vector<Member>& members);

std::string schema_of(const Member& member) {
  switch (member.kind) {
    case Kind::id:
    case Kind::own_head:
    case Kind::id_or_truth:
      return reference_to("Id");
    case Kind::paragraph:
      return reference_to("ParagraphKey");
    case Kind::time:
      return reference_to("Micros");
    case Kind::day:
      return reference_to("Day");
    case Kind::number:
      return number_schema(member);
    case Kind::truth:
      return "{ type: boolean }";
    case Kind::choice:
      return "{ enum: [" + quoted_names(member) + "] }";
    case Kind::texts:
      return "{ type: array, minItems: " + std::to_string(member.least) +
             ", maxItems: " + std::to_string(member.bound) + ", items: { type: string } }";
    case Kind::paper:
      return text_schema(1, member.bound);
    case Kind::object:
      return object_schema(member.parts());
    case Kind::text:
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
  return text_schema(member.presence == Presence::required ? 1 : 0, member.bound);
}

std::vector<std::string> required_names(const std::vector<Member>& members) {
  std::vector<std::string> names;
  for (const auto& member : members) {
    if (member.presence == Presence::optional || member.kind == Kind::id_or_truth) continue;
    names.emplace_back(member.name);
  }
  return names;
}

std::string object_schema(const std::vector<Member>& members) {
  std::vector<std::string> properties;
  for (const auto& member : members) {
    properties.push_back(std::string(member.name) + ": " + schema_of(member));
  }
  return "{ type: object, additionalProperties: false, required: [" +
         joined(required_names(members), ", ") + "], properties: { " + joined(properties, ", ") +
         " } }";
}

std::string command_schema(const CommandRow& row) {
  const auto members = sent_members(row.members);
  auto required = required_names(members);
  required.insert(required.begin(), "type");
  std::string out = "    " + schema_name(row.name) + ":\n      type: object\n";
  out += "      additionalProperties: false\n";
  out += "      required: [" + joined(required, ", ") + "]\n";
  for (const auto& member : members) {
    if (member.kind != Kind::id_or_truth) continue;
    out += "      oneOf: [{ required: [" + std::string(member.name) + "] }, { required: [" +
           std::string(member.instead) + "] }]\n";
  }
  out += "      properties:\n        type: { const: " + std::string(row.name) + " }\n";
  for (const auto& member : members) {
    out += "        " + std::string(member.name) + ": " + schema_of(member) + "\n";
    if (member.kind != Kind::id_or_truth) continue;
    out += "        " + std::string(member.instead) + ": " + reference_to("Present") + "\n";
  }
  return out;
}

}  // namespace

std::string command_schemas() {
  std::string types = "    CommandType:\n      enum:\n";
  std::string all = "    Command:\n      oneOf:\n";
  std::string each;
  for (const auto& row : commands()) {
    if (row.comes == Comes::from_reactor) continue;
    types += "        - " + std::string(row.name);
    types += row.comes == Comes::over_http ? " # over HTTP alone (openapi.yaml)\n" : "\n";
    if (row.comes != Comes::by_socket) continue;
    all += "        - " + reference_to(schema_name(row.name)) + "\n";
    each += command_schema(row);
  }
  return types + all + each;
}

}  // namespace generated
