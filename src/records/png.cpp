#include "records/png.hpp"

#include <algorithm>
#include <cstdint>

namespace roundtable::records {
namespace {

constexpr std::size_t kStoredMax = 65'535;  // bytes of a block that is not packed

void put_number(std::string& out, std::uint32_t value) {
  for (const unsigned shift : {24U, 16U, 8U, 0U})
    out += static_cast<char>((value >> shift) & 0xFFU);
}

std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : bytes) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int i = 0; i < 8; ++i) crc = (crc >> 1U) ^ ((crc & 1U) * 0xEDB88320U);
  }
  return ~crc;
}

std::uint32_t adler_of(std::string_view bytes) {
  constexpr std::uint32_t kPrime = 65'521;
  std::uint32_t low = 1;
  std::uint32_t high = 0;
  for (const char c : bytes) {
    low = (low + static_cast<std::uint8_t>(c)) % kPrime;
    high = (high + low) % kPrime;
  }
  return (high << 16U) | low;
}

void put_chunk(std::string& out, std::string_view kind, std::string_view bytes) {
  put_number(out, static_cast<std::uint32_t>(bytes.size()));
  const auto whole = std::string(kind).append(bytes);
  out += whole;
  put_number(out, crc_of(whole));
}

/// zlib's form, with nothing packed.
std::string unpacked(std::string_view bytes) {
  std::string out = "\x78\x01";
  for (std::size_t at = 0; at < bytes.size(); at += kStoredMax) {
    const auto part = bytes.substr(at, kStoredMax);
    const auto size = static_cast<unsigned>(part.size());
    out += at + part.size() == bytes.size() ? '\1' : '\0';
    for (const unsigned value : {size, ~size}) {
      out += static_cast<char>(value & 0xFFU);
      out += static_cast<char>((value >> 8U) & 0xFFU);
    }
    out += part;
  }
  put_number(out, adler_of(bytes));
  return out;
}

}  // namespace

std::string bilevel_png(int side, const std::function<bool(int x, int y)>& dark) {
  std::string rows;
  for (int y = 0; y < side; ++y) {
    rows += '\0';  // no filter
    for (int x = 0; x < side; x += 8) {
      unsigned byte = 0;
      for (int bit = 0; bit < 8; ++bit) byte = (byte << 1U) | (dark(x + bit, y) ? 0U : 1U);
      rows += static_cast<char>(byte);
    }
  }
  std::string head;
  put_number(head, static_cast<std::uint32_t>(side));
  put_number(head, static_cast<std::uint32_t>(side));
  head += std::string("\1\0\0\0\0", 5);  // one bit of grey
  std::string out = "\x89PNG\r\n\x1a\n";
  put_chunk(out, "IHDR", head);
  put_chunk(out, "IDAT", unpacked(rows));
  put_chunk(out, "IEND", "");
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto part = bytes.substr(at, 3);
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      value = (value << 8U) | (i < part.size() ? static_cast<std::uint8_t>(part[i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      out += i <= part.size() ? kLetters[(value >> (18U - 6U * i)) & 0x3FU] : '=';
    }
  }
  return out;
}

}  // namespace roundtable::records
