// A PNG (W3C, third edition) is a row of chunks, each with its length and a sum. Kept is what a
// picture is drawn from; texts, times, Exif and what programs have put in under names of their own
// are left out.
#include <algorithm>
#include <array>
#include <cstdint>

#include "media/strip_media.hpp"

namespace roundtable::media {
namespace {

using namespace std::string_view_literals;

constexpr auto kPngMark = "\x89PNG\r\n\x1a\n"sv;
constexpr std::size_t kAround = 12;  // length, name and sum
constexpr std::size_t kHeaderBytes = 13;
constexpr std::uint32_t kChunkBytesMax = 0x7FFFFFFF;

/// Beside the critical ones: colours, transparency, size in print, movements.
constexpr std::string_view kDrawn[] = {"tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP",
                                       "bKGD", "hIST", "pHYs", "sPLT", "acTL", "fcTL", "fdAT"};

bool names_a_chunk(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_drawn(std::string_view name) {
  const bool critical = name.front() >= 'A' && name.front() <= 'Z';
  return critical || std::find(std::begin(kDrawn), std::end(kDrawn), name) != std::end(kDrawn);
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < 4; ++i) out = out << 8U | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

constexpr std::array<std::uint32_t, 256> sum_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t n = 0; n < table.size(); ++n) {
    auto c = n;
    for (int k = 0; k < 8; ++k) c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
    table[n] = c;
  }
  return table;
}

/// CRC-32 of annex D.
std::uint32_t sum_of(std::string_view bytes) {
  static constexpr auto kTable = sum_table();
  std::uint32_t sum = 0xFFFFFFFFU;
  for (const char c : bytes) {
    sum = kTable[(sum ^ static_cast<unsigned char>(c)) & 0xFFU] ^ (sum >> 8U);
  }
  return sum ^ 0xFFFFFFFFU;
}

}  // namespace

std::optional<Stripped> stripped_png(std::string_view bytes) {
  if (!bytes.starts_with(kPngMark)) return std::nullopt;
  Stripped out{std::string(kPngMark), false};
  bool drawn = false;
  for (auto at = kPngMark.size(); bytes.size() - at >= kAround;) {
    const auto length = number_at(bytes, at);
    if (length > kChunkBytesMax || bytes.size() - at - kAround < length) return std::nullopt;
    const auto chunk = bytes.substr(at, kAround + length);
    const auto name = chunk.substr(4, 4);
    if (!std::all_of(name.begin(), name.end(), names_a_chunk)) return std::nullopt;
    if (sum_of(chunk.substr(4, 4 + length)) != number_at(chunk, 8 + length)) return std::nullopt;
    const bool first = at == kPngMark.size();
    if (first != (name == "IHDR")) return std::nullopt;
    if (first && length != kHeaderBytes) return std::nullopt;
    at += chunk.size();
    drawn = drawn || name == "IDAT";
    if (is_drawn(name)) {
      out.bytes += chunk;
    } else {
      out.removed = true;
    }
    if (name != "IEND") continue;
    out.removed = out.removed || at < bytes.size();
    return drawn ? std::optional(std::move(out)) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace roundtable::media
