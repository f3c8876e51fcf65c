#include <array>

#include "ops/observe.hpp"

namespace roundtable::ops {
namespace {

struct LevelName {
  Level level;
  std::string_view text;
};
constexpr std::array kLevels{LevelName{Level::debug, "debug"}, LevelName{Level::info, "info"},
                             LevelName{Level::warning, "warning"},
                             LevelName{Level::error, "error"}};

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Bytes of the UTF-8 character that begins at `at`; 0 where none does.
std::size_t character_bytes(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues_character(text[at + i])) return 0;
  }
  return length;
}

void append_escaped(std::string& line, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  if (c == '"' || c == '\\') {
    line += '\\';
    line += c;
  } else if (static_cast<unsigned char>(c) < 0x20) {
    line += "\\u00";
    line += kHex[static_cast<unsigned char>(c) >> 4];
    line += kHex[static_cast<unsigned char>(c) & 0x0F];
  } else {
    line += c;
  }
}

/// A line must stay one line of valid JSON whatever a stranger sent: control characters are
/// escaped, bytes that are no UTF-8 are replaced, long texts are cut.
void append_text(std::string& line, std::string_view text) {
  line += '"';
  for (std::size_t at = 0; at < text.size();) {
    if (at >= kLogTextBytesMax) {
      line += "…";
      break;
    }
    const std::size_t length = character_bytes(text, at);
    if (length == 0) {
      line += "\uFFFD";
    } else if (length == 1) {
      append_escaped(line, text[at]);
    } else {
      line += text.substr(at, length);
    }
    at += length == 0 ? 1 : length;
  }
  line += '"';
}

void append_value(std::string& line, const LogValue& value) {
  if (const auto* text = std::get_if<std::string_view>(&value.value())) {
    append_text(line, *text);
  } else if (const auto* number = std::get_if<std::int64_t>(&value.value())) {
    line += std::to_string(*number);
  } else {
    line += std::get<bool>(value.value()) ? "true" : "false";
  }
}

}  // namespace

std::string_view to_string(Level level) {
  return kLevels[static_cast<std::size_t>(level)].text;
}

std::optional<Level> level_from(std::string_view text) {
  for (const LevelName& row : kLevels) {
    if (row.text == text) return row.level;
  }
  return std::nullopt;
}

std::string log_line(Time at, Level level, std::string_view what, LogFields fields) {
  std::string line = "{\"at\":\"" + to_iso(at) + "\",\"level\":\"";
  line += to_string(level);
  line += "\",\"what\":";
  append_text(line, what);
  for (const LogField& field : fields) {
    line += ',';
    append_text(line, field.name);
    line += ':';
    append_value(line, field.value);
  }
  line += '}';
  return line;
}

}  // namespace roundtable::ops
