#include "log/wal_frames.hpp"

#include <array>
#include <cstddef>
#include <fstream>
#include <span>
#include <vector>

namespace roundtable::log {
namespace {

constexpr std::size_t kHeaderBytes = 32;
constexpr std::size_t kFrameHeaderBytes = 24;
constexpr std::size_t kSummedOfFrameHeader = 8;
constexpr std::uint32_t kMagic = 0x377f0682;  // or one more: its sums read the highest byte first
constexpr std::uint32_t kPageBytesMax = 65'536;

using Bytes = std::span<const unsigned char>;

std::uint32_t high_first(Bytes bytes, std::size_t at) {
  return (std::uint32_t{bytes[at]} << 24U) | (std::uint32_t{bytes[at + 1]} << 16U) |
         (std::uint32_t{bytes[at + 2]} << 8U) | std::uint32_t{bytes[at + 3]};
}

std::uint32_t low_first(Bytes bytes, std::size_t at) {
  return (std::uint32_t{bytes[at + 3]} << 24U) | (std::uint32_t{bytes[at + 2]} << 16U) |
         (std::uint32_t{bytes[at + 1]} << 8U) | std::uint32_t{bytes[at]};
}

/// SQLite's running sums; each frame goes on from those of the one before.
class Sums {
 public:
  explicit Sums(bool highest_first) : highest_first_(highest_first) {}
  void add(Bytes bytes) {
    for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
      first_ += word(bytes, at) + second_;
      second_ += word(bytes, at + 4) + first_;
    }
  }
  bool are(std::uint32_t first, std::uint32_t second) const {
    return first_ == first && second_ == second;
  }

 private:
  std::uint32_t word(Bytes bytes, std::size_t at) const {
    return highest_first_ ? high_first(bytes, at) : low_first(bytes, at);
  }

  bool highest_first_;
  std::uint32_t first_ = 0;
  std::uint32_t second_ = 0;
};

bool read_whole(std::ifstream& file, std::span<unsigned char> into) {
  const auto bytes = static_cast<std::streamsize>(into.size());
  file.read(reinterpret_cast<char*>(into.data()), bytes);
  return file.gcount() == bytes;
}

}  // namespace

std::optional<WalBreak> find_break(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<unsigned char, kHeaderBytes> header{};
  if (!file || !read_whole(file, header)) return std::nullopt;
  const auto magic = high_first(header, 0);
  const auto page_bytes = high_first(header, 8);
  if ((magic & ~1U) != kMagic || page_bytes == 0 || page_bytes > kPageBytesMax) return WalBreak{};
  Sums sums((magic & 1U) != 0);
  sums.add(Bytes(header).first(kHeaderBytes - 8));
  if (!sums.are(high_first(header, 24), high_first(header, 28))) return WalBreak{};

  std::optional<WalBreak> broken;
  std::vector<unsigned char> frame(kFrameHeaderBytes + page_bytes);
  const Bytes bytes(frame);
  for (std::uint64_t number = 1; read_whole(file, frame); ++number) {
    // The others are of an earlier round of the file, which the newest has not reached yet.
    const bool of_this_round = high_first(bytes, 8) == high_first(header, 16) &&
                               high_first(bytes, 12) == high_first(header, 20);
    if (!broken) {
      sums.add(bytes.first(kSummedOfFrameHeader));
      sums.add(bytes.subspan(kFrameHeaderBytes));
      const bool whole = sums.are(high_first(bytes, 16), high_first(bytes, 20));
      if (!of_this_round || !whole) broken = WalBreak{number, 0};
    }
    if (broken && of_this_round && high_first(bytes, 4) != 0) ++broken->commits_behind;
  }
  return broken && broken->commits_behind > 0 ? broken : std::nullopt;
}

}  // namespace roundtable::log
