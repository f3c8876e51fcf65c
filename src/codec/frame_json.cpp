#include "codec/frame_json.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "codec/described_json.hpp"
#include "codec/json_outline.hpp"
#include "codec/sent_json.hpp"
#include "codec/sent_text.hpp"
#include "domain/describe/commands.hpp"

namespace roundtable::codec {
namespace {

using namespace domain;
using nlohmann::json;

constexpr std::size_t kFrameBytesMax = 64 * 1024;
/// Frame, command, scope, and one to spare.
constexpr std::size_t kFrameDepthMax = 4;

Refusal malformed(std::string field, std::string why) {
  // Not the whole of what a stranger sent comes back.
  field.resize(std::min(field.size(), kIdLengthMax));
  return {Code::command_malformed, {{"field", std::move(field)}, {"why", std::move(why)}}};
}

/// By its description: every field is of the right kind, ids are ids, and no field is unknown.
std::variant<Command, Refusal> read_command(const json& object) {
  if (!object.is_object()) return malformed("", "wrong_kind");
  const auto type = object.find("type");
  if (type == object.end()) return malformed("type", "missing");
  if (!type->is_string()) return malformed("type", "wrong_kind");
  const auto& name = type->get_ref<const std::string&>();
  const auto* row = describe::find_command(name);
  // What comes over HTTP or from the server itself is nothing that a socket could ask for.
  if (row == nullptr || row->comes != describe::Comes::by_socket) {
    return Refusal{Code::command_unknown_type, {{"type", name.substr(0, kIdLengthMax)}}};
  }
  auto command = row->make();
  auto fault = read_sent(object, row->members, describe::whole(command), Sender::client, "type");
  if (fault) return malformed(std::move(fault->field), std::move(fault->why));
  return command;
}

BadFrame malformed_frame() {
  return {"frame.malformed"};
}

bool only_members(const json& frame, std::initializer_list<std::string_view> allowed) {
  return std::all_of(frame.items().begin(), frame.items().end(), [&](const auto& member) {
    return std::find(allowed.begin(), allowed.end(), member.key()) != allowed.end();
  });
}

/// An id member; empty where it is missing or no id.
template <class Tag>
Id<Tag> id_member(const json& frame, const char* key) {
  const auto found = frame.find(key);
  if (found == frame.end() || !found->is_string()) return {};
  const auto& text = found->get_ref<const std::string&>();
  return is_id(text) ? Id<Tag>(text) : Id<Tag>();
}

/// The place of the newest that the client was told is done, if it says one. A host reads the log
/// itself, so nobody waits for it here: it is taken for the sake of who sends it with everything.
bool after_fits(const json& frame) {
  const auto found = frame.find("after");
  return found == frame.end() || found->is_number_unsigned();
}

/// What may be followed and given commands: the member that holds the id is named after the kind.
constexpr std::array<const char*, 2> kStreamKinds = {"meeting", "issue"};

/// Empty where none is named, or two, or what is named is no id.
StreamName stream_member(const json& frame) {
  StreamName found;
  for (const auto* kind : kStreamKinds) {
    if (!frame.contains(kind)) continue;
    const auto id = id_member<CommandTag>(frame, kind);
    if (id.empty() || !found.empty()) return {};
    found = StreamName(kind, id.str());
  }
  return found;
}

ClientFrame read_join(const json& frame) {
  JoinFrame join;
  join.stream = stream_member(frame);
  if (join.stream.empty() ||
      !only_members(frame, {"op", "meeting", "issue", "since", "as", "kind", "after"})) {
    return malformed_frame();
  }
  if (const auto since = frame.find("since"); since != frame.end()) {
    if (!since->is_number_unsigned()) return malformed_frame();
    join.since = since->get<std::uint64_t>();
  }
  if (const auto as = frame.find("as"); as != frame.end()) {
    if (*as != "hall") return malformed_frame();
    join.as_hall = true;
  }
  if (const auto kind = frame.find("kind"); kind != frame.end()) {
    if (!kind->is_string()) return malformed_frame();
    join.kind = kind->get<std::string>();
  }
  if (!after_fits(frame)) return malformed_frame();
  return join;
}

ClientFrame read_leave(const json& frame) {
  LeaveFrame leave{stream_member(frame)};
  if (leave.stream.empty() || !only_members(frame, {"op", "meeting", "issue"})) {
    return malformed_frame();
  }
  return leave;
}

ClientFrame read_clock(const json& frame) {
  if (!only_members(frame, {"op"})) return malformed_frame();
  return ClockFrame{};
}

/// What is wrong inside the command although the text is JSON; paths start at the command.
std::optional<Refusal> outline_problem(const JsonOutline& outline) {
  constexpr std::string_view kPrefix = "command.";
  if (outline.repeated) return malformed(outline.repeated->substr(kPrefix.size()), "repeated");
  if (outline.too_deep) return malformed("", "too_deep");
  return std::nullopt;
}

ClientFrame read_do(const json& frame, std::string_view text, const JsonOutline& outline) {
  const auto id = id_member<CommandTag>(frame, "id");
  if (id.empty() || !after_fits(frame) ||
      !only_members(frame, {"op", "id", "meeting", "issue", "command", "after"})) {
    return malformed_frame();
  }
  auto stream = stream_member(frame);
  if (stream.empty()) return BadCommand{id, malformed("meeting", "bad_id")};
  const auto command = frame.find("command");
  if (command == frame.end()) return BadCommand{id, malformed("command", "missing")};
  if (auto problem = outline_problem(outline)) return BadCommand{id, *problem};
  auto read = read_command(*command);
  if (auto* refusal = std::get_if<Refusal>(&read)) return BadCommand{id, std::move(*refusal)};
  const auto& range = outline.ranges.at("command");
  return DoFrame{id, std::move(stream), std::get<Command>(std::move(read)),
                 std::string(text.substr(range.begin, range.end - range.begin))};
}

/// Repeated keys and depth may only be wrong inside the command: there a refusal can name them.
bool is_inside_command(const JsonOutline& outline) {
  if (outline.repeated) return outline.repeated->starts_with("command.");
  return outline.ranges.contains("command");
}

std::string in_quotes(std::string_view text) {
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

ClientFrame parse_client_frame(std::string_view text) {
  if (text.size() > kFrameBytesMax) return malformed_frame();
  const auto outline = outline_json(text, kFrameDepthMax);
  if (outline.broken_at) return malformed_frame();
  if ((outline.repeated || outline.too_deep) && !is_inside_command(outline)) {
    return malformed_frame();
  }
  const auto frame = json::parse(text, nullptr, false);
  if (frame.is_discarded() || !frame.is_object()) return malformed_frame();
  const auto op = frame.find("op");
  if (op == frame.end() || !op->is_string()) return malformed_frame();
  if (*op == "do") return read_do(frame, text, outline);
  if (outline.repeated || outline.too_deep) return malformed_frame();
  if (*op == "join") return read_join(frame);
  if (*op == "leave") return read_leave(frame);
  if (*op == "clock") return read_clock(frame);
  return BadFrame{"frame.unknown_op"};
}

std::variant<Command, Refusal> parse_command(std::string_view text) {
  auto read = read_sent_text(text, {kFrameBytesMax, kFrameDepthMax - 1});
  if (auto* unread = std::get_if<UnreadText>(&read)) {
    return malformed(std::move(unread->field), std::move(unread->why));
  }
  return read_command(std::get<json>(read));
}

std::string write_command(const Command& command) {
  const auto& row = describe::row_of(command);
  auto out = value_json(row.members, describe::whole(command));
  out["type"] = row.name;
  return out.dump();
}

std::string done_frame(const CommandId& id, std::uint64_t seq, std::uint64_t place,
                       std::string_view result, std::string_view hash) {
  std::string frame = R"({"op":"done","id":)" + in_quotes(id.str());
  frame.append(R"(,"seq":)").append(std::to_string(seq));
  frame.append(R"(,"place":)").append(std::to_string(place));
  frame.append(R"(,"result":)").append(result);
  frame.append(R"(,"receipt":{"version":)").append(std::to_string(seq));
  frame.append(R"(,"hash":)").append(in_quotes(hash)).append("}}");
  return frame;
}

std::string refused_frame(const CommandId& id, const Refusal& refusal) {
  return R"({"op":"refused","id":)" + in_quotes(id.str()) + R"(,"code":)" +
         in_quotes(to_string(refusal.code)) + R"(,"fields":)" + fields_json(refusal.fields) + "}";
}

std::string unknown_frame(const CommandId& id) {
  return R"({"op":"unknown","id":)" + in_quotes(id.str()) + "}";
}

std::string error_frame(std::string_view code, const StreamName& stream) {
  std::string frame = R"({"op":"error","code":)" + in_quotes(code);
  if (!stream.empty()) {
    frame.append(",").append(in_quotes(stream.kind())).append(":").append(in_quotes(stream.id()));
  }
  return frame + "}";
}

std::string clock_frame(Time now) {
  return R"({"op":"clock","now":)" + std::to_string(now.micros) + "}";
}

std::string fields_json(const Fields& fields) {
  return fields_value(fields).dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace roundtable::codec
