#include "imports/text.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "imports/limits.hpp"

namespace roundtable::imports {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleMark = "\xFF\xFE";
constexpr std::string_view kUtf16BigMark = "\xFE\xFF";
constexpr char32_t kReplacement = 0xFFFD;
/// End of file of DOS, which some exports still write.
constexpr char kDosEnd = '\x1A';

/// How other files than text begin: zip (xlsx, ods), the old Office format (xls), PDF, markup;
/// photos (PNG, JPEG, GIF, WebP, HEIC), other archives.
constexpr std::array<std::string_view, 16> kOtherFiles = {
    "PK\x03\x04"sv,       "\xD0\xCF\x11\xE0"sv, "%PDF"sv,          "<html"sv,    "<?xml"sv,
    "{\\rtf"sv,           "\x89PNG"sv,          "\xFF\xD8\xFF"sv,  "GIF8"sv,     "RIFF"sv,
    "\x00\x00\x00\x18"sv, "\x00\x00\x00\x1C"sv, "\x00\x00\x00 "sv, "\x1F\x8B"sv, "Rar!\x1A"sv,
    "7z\xBC\xAF"sv};

std::string hex(unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  return {'0', 'x', kDigits[byte >> 4U], kDigits[byte & 15U]};
}

/// A call of glibc's converter. Knows no state between calls.
class Converter {
 public:
  explicit Converter(const char* from) : handle_(::iconv_open("UTF-8", from)) {}
  ~Converter() {
    if (ready()) ::iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool ready() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  /// Appends to `out`; how many bytes could be read: fewer than there are at a bad one.
  std::size_t convert(std::string_view bytes, std::string& out) {
    ::iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    std::string input(bytes);
    char* from = input.data();
    std::size_t left = input.size();
    std::array<char, 4096> chunk{};
    while (left > 0) {
      char* to = chunk.data();
      std::size_t room = chunk.size();
      const auto result = ::iconv(handle_, &from, &left, &to, &room);
      out.append(chunk.data(), chunk.size() - room);
      if (result == static_cast<std::size_t>(-1) && errno != E2BIG) break;
    }
    return bytes.size() - left;
  }

 private:
  iconv_t handle_;
};

std::size_t characters(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size(); ++count) {
    at += std::max<std::size_t>(1, character_at(utf8, at).bytes);
  }
  return count;
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto next = character_at(bytes, at);
    if (next.bytes == 0) return false;
    at += next.bytes;
  }
  return true;
}

/// Most bytes beyond ASCII are parts of whole UTF-8 characters.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t whole = 0;
  std::size_t broken = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto next = character_at(bytes, at);
    if (next.bytes == 0) {
      ++broken;
      ++at;
      continue;
    }
    if (next.bytes > 1) whole += next.bytes;
    at += next.bytes;
  }
  return whole > broken;
}

/// Calls `take(line without its end, end)` for every line; ends are CRLF, LF or CR. All three bytes
/// stand for themselves in UTF-8 and in GB18030.
template <class Take>
void each_line(std::string_view bytes, Take take) {
  while (!bytes.empty()) {
    const auto at = bytes.find_first_of("\r\n");
    if (at == std::string_view::npos) {
      take(bytes, std::string_view());
      return;
    }
    const auto end = bytes.substr(at, bytes.substr(at, 2) == "\r\n" ? 2 : 1);
    take(bytes.substr(0, at), end);
    bytes.remove_prefix(at + end.size());
  }
}

void report_bad_byte(std::size_t line, std::string_view before, char byte, Encoding encoding,
                     Problems& problems) {
  if (are_enough(problems, {line, 1, ""})) return;
  problems.push_back({Code::file_bad_bytes,
                      {line, characters(before) + 1, ""},
                      {{"byte", hex(static_cast<unsigned char>(byte))},
                       {"encoding", std::string(to_string(encoding))}}});
}

void check_utf8(std::string_view bytes, Problems& problems) {
  std::size_t line = 0;
  each_line(bytes, [&](std::string_view text, std::string_view) {
    ++line;
    for (std::size_t at = 0; at < text.size();) {
      const auto next = character_at(text, at);
      if (next.bytes == 0) {
        return report_bad_byte(line, text.substr(0, at), text[at], Encoding::utf8, problems);
      }
      at += next.bytes;
    }
  });
}

std::string from_gb18030(std::string_view bytes, Problems& problems) {
  Converter converter("GB18030");
  if (!converter.ready()) {
    problems.push_back({Code::file_no_converter, {}, {{"encoding", "GB18030"}}});
    return "";
  }
  std::string out;
  std::size_t line = 0;
  each_line(bytes, [&](std::string_view text, std::string_view end) {
    ++line;
    const auto begin = out.size();
    const auto read = converter.convert(text, out);
    if (read < text.size()) {
      report_bad_byte(line, std::string_view(out).substr(begin), text[read], Encoding::gb18030,
                      problems);
    }
    out += end;
  });
  return out;
}

std::string from_utf16(std::string_view bytes, Problems& problems) {
  const bool big = bytes.starts_with(kUtf16BigMark);
  bytes.remove_prefix(2);
  Converter converter(big ? "UTF-16BE" : "UTF-16LE");
  std::string out;
  if (!converter.ready()) {
    problems.push_back({Code::file_no_converter, {}, {{"encoding", "UTF-16"}}});
    return out;
  }
  const auto read = converter.convert(bytes, out);
  if (read == bytes.size()) return out;
  std::size_t line = 1;
  std::string_view last;
  each_line(out, [&](std::string_view text, std::string_view end) {
    if (!end.empty()) ++line;
    last = end.empty() ? text : std::string_view();
  });
  report_bad_byte(line, last, bytes[read], Encoding::utf16, problems);
  return out;
}

/// Also of valid text: what was lost before the file came here, and what no office types.
void check_characters(std::string_view utf8, Problems& problems) {
  std::size_t line = 0;
  each_line(utf8, [&](std::string_view text, std::string_view) {
    ++line;
    std::size_t column = 0;
    for (std::size_t at = 0; at < text.size();) {
      const auto next = character_at(text, at);
      ++column;
      at += next.bytes;
      const bool control = (next.value < 0x20 && next.value != '\t') || next.value == 0x7F;
      if (next.value != kReplacement && !control) continue;
      if (are_enough(problems, {line, column, ""})) return;
      problems.push_back({control ? Code::file_control_character : Code::file_lost_characters,
                          {line, column, ""},
                          {}});
      return;
    }
  });
}

bool is_other_file(std::string_view bytes) {
  for (const auto begin : kOtherFiles) {
    if (bytes.starts_with(begin)) return true;
  }
  return false;
}

Text decoded(std::string_view bytes, Problems& problems) {
  if (bytes.starts_with(kUtf16LittleMark) || bytes.starts_with(kUtf16BigMark)) {
    return {from_utf16(bytes, problems), Encoding::utf16, 1};
  }
  std::size_t marks = 0;
  for (; bytes.starts_with(kUtf8Mark); ++marks) bytes.remove_prefix(kUtf8Mark.size());
  if (marks > 0 || is_utf8(bytes) || is_mostly_utf8(bytes)) {
    check_utf8(bytes, problems);
    return {std::string(bytes), Encoding::utf8, marks};
  }
  return {from_gb18030(bytes, problems), Encoding::gb18030};
}

}  // namespace

std::string_view to_string(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::utf16:
      return "UTF-16";
    case Encoding::gb18030:
      return "GB18030";
    case Encoding::xlsx:
      return "XLSX";
  }
  return "";
}

std::optional<Text> decode(std::string_view bytes, Problems& problems) {
  const auto before = problems.size();
  if (bytes.size() > kFileBytesMax) {
    problems.push_back(
        {Code::file_too_large,
         {},
         {{"bytes", std::to_string(bytes.size())}, {"max", std::to_string(kFileBytesMax)}}});
    return std::nullopt;
  }
  if (is_other_file(bytes)) {
    problems.push_back({Code::file_not_text, {}, {}});
    return std::nullopt;
  }
  if (!bytes.empty() && bytes.back() == kDosEnd) bytes.remove_suffix(1);
  auto text = decoded(bytes, problems);
  for (; text.utf8.starts_with(kUtf8Mark); ++text.marks) text.utf8.erase(0, kUtf8Mark.size());
  if (problems.size() == before) check_characters(text.utf8, problems);
  if (problems.size() != before) return std::nullopt;
  return text;
}

Character character_at(std::string_view utf8, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < utf8.size() ? static_cast<unsigned char>(utf8[at + i]) : 0U;
  };
  const auto first = byte(0);
  if (first < 0x80) return {static_cast<char32_t>(first), 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  if (first < 0xC2 || first > 0xF4) return {};
  auto value = static_cast<char32_t>(first & (0xFFU >> (length + 1)));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[length] || value > 0x10FFFF || surrogate) return {};
  return {value, length};
}

void append(std::string& utf8, char32_t value) {
  const auto put = [&](char32_t byte) { utf8 += static_cast<char>(byte); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0U | (value >> 6U));
    put(0x80U | (value & 0x3FU));
  } else if (value < 0x10000) {
    put(0xE0U | (value >> 12U));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  } else {
    put(0xF0U | (value >> 18U));
    put(0x80U | ((value >> 12U) & 0x3FU));
    put(0x80U | ((value >> 6U) & 0x3FU));
    put(0x80U | (value & 0x3FU));
  }
}

}  // namespace roundtable::imports
