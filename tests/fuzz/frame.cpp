#include <string>
#include <variant>

#include "codec/frame_json.hpp"
#include "fuzz/targets.hpp"

namespace roundtable::fuzz {

void frame(std::string_view bytes) {
  const auto read = codec::parse_client_frame(bytes);
  const auto* given = std::get_if<codec::DoFrame>(&read);
  if (given == nullptr) return;
  promise(is_id(given->id.str()), "the id of a command is one");
  promise(bytes.find(given->command_text) != std::string_view::npos, "a command's bytes are there");
  const auto written = codec::write_command(given->command);
  const auto frame = R"({"op":"do","id":")" + given->id.str() + R"(",")" +
                     std::string(given->stream.kind()) + R"(":")" +
                     std::string(given->stream.id()) + R"(","command":)" + written + "}";
  const auto again = codec::parse_client_frame(frame);
  const auto* same = std::get_if<codec::DoFrame>(&again);
  promise(same != nullptr, "a command that was written is read");
  promise(same->stream == given->stream, "it is of the same stream");
  promise(codec::write_command(same->command) == written, "it is the same command");
}

}  // namespace roundtable::fuzz
