#include "records/qr_code.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

#include "records/png.hpp"

namespace roundtable::records {
namespace {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;

/// Of versions 1 to 10 at level M: error correction bytes of a block, and blocks with their data.
struct QrVersion {
  int correction;
  int first_blocks;
  int first_data;
  int longer_blocks;  // each with one byte more
  int total_data() const { return first_blocks * first_data + longer_blocks * (first_data + 1); }
};
constexpr std::array<QrVersion, 10> kVersions{{{10, 1, 16, 0},
                                               {16, 1, 28, 0},
                                               {26, 1, 44, 0},
                                               {18, 2, 32, 0},
                                               {24, 2, 43, 0},
                                               {16, 4, 27, 0},
                                               {18, 4, 31, 0},
                                               {22, 2, 38, 2},
                                               {22, 3, 36, 2},
                                               {26, 4, 43, 1}}};
constexpr int kLongCountsFrom = 10;  // the version from which a length takes two bytes
constexpr int kVersionToldFrom = 7;
constexpr int kPixels = 8;  // of a module's side: sharp on paper
constexpr int kQuiet = 4;   // modules

constexpr std::array<std::array<int, 3>, 10> kAlignment{{{0, 0, 0},
                                                         {6, 18, 0},
                                                         {6, 22, 0},
                                                         {6, 26, 0},
                                                         {6, 30, 0},
                                                         {6, 34, 0},
                                                         {6, 22, 38},
                                                         {6, 24, 42},
                                                         {6, 26, 46},
                                                         {6, 28, 50}}};

/// In GF(256) with x^8 + x^4 + x^3 + x^2 + 1.
Byte field_product(Byte a, Byte b) {
  unsigned out = 0;
  for (int bit = 7; bit >= 0; --bit) {
    out = (out << 1U) ^ ((out >> 7U) * 0x11DU);
    out ^= ((static_cast<unsigned>(b) >> static_cast<unsigned>(bit)) & 1U) * a;
  }
  return static_cast<Byte>(out);
}

/// The remainder of the data over the product of (x - 2^i).
Bytes correction_of(const Bytes& data, int length) {
  Bytes divisor(static_cast<std::size_t>(length), 0);
  divisor.back() = 1;
  Byte root = 1;
  for (int i = 0; i < length; ++i) {
    for (std::size_t j = 0; j < divisor.size(); ++j) {
      divisor[j] = field_product(divisor[j], root);
      if (j + 1 < divisor.size()) divisor[j] = static_cast<Byte>(divisor[j] ^ divisor[j + 1]);
    }
    root = field_product(root, 2);
  }
  Bytes rest(divisor.size(), 0);
  for (const auto byte : data) {
    const auto factor = static_cast<Byte>(byte ^ rest.front());
    rest.erase(rest.begin());
    rest.push_back(0);
    for (std::size_t i = 0; i < rest.size(); ++i) {
      rest[i] = static_cast<Byte>(rest[i] ^ field_product(divisor[i], factor));
    }
  }
  return rest;
}

/// Mode, length, bytes, and what fills the rest.
Bytes data_bytes(std::string_view text, int version) {
  std::vector<bool> bits;
  const auto put = [&bits](unsigned value, int count) {
    for (int i = count - 1; i >= 0; --i)
      bits.push_back(((value >> static_cast<unsigned>(i)) & 1U) != 0);
  };
  put(4, 4);
  put(static_cast<unsigned>(text.size()), version < kLongCountsFrom ? 8 : 16);
  for (const char c : text) put(static_cast<Byte>(c), 8);
  const auto whole =
      static_cast<std::size_t>(kVersions.at(static_cast<std::size_t>(version - 1)).total_data());
  for (int i = 0; i < 4 && bits.size() < whole * 8; ++i) bits.push_back(false);
  while (bits.size() % 8 != 0) bits.push_back(false);
  Bytes out(bits.size() / 8, 0);
  for (std::size_t i = 0; i < bits.size(); ++i) {
    if (bits[i]) out[i / 8] = static_cast<Byte>(out[i / 8] | (0x80U >> (i % 8)));
  }
  for (Byte fill = 0xEC; out.size() < whole; fill = static_cast<Byte>(fill ^ 0xFD)) {
    out.push_back(fill);
  }
  return out;
}

/// The blocks, woven into each other so that one blot does not spoil a whole one.
Bytes woven(const Bytes& data, const QrVersion& version) {
  std::vector<Bytes> blocks;
  std::vector<Bytes> corrections;
  std::size_t at = 0;
  for (int i = 0; i < version.first_blocks + version.longer_blocks; ++i) {
    const auto length =
        static_cast<std::size_t>(version.first_data + (i < version.first_blocks ? 0 : 1));
    const auto from = data.begin() + static_cast<std::ptrdiff_t>(at);
    blocks.emplace_back(from, from + static_cast<std::ptrdiff_t>(length));
    corrections.push_back(correction_of(blocks.back(), version.correction));
    at += length;
  }
  Bytes out;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(version.first_data); ++i) {
    for (const auto& block : blocks) {
      if (i < block.size()) out.push_back(block[i]);
    }
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(version.correction); ++i) {
    for (const auto& block : corrections) out.push_back(block[i]);
  }
  return out;
}

class QrGrid {
 public:
  explicit QrGrid(int version)
      : version_(version),
        size_(17 + 4 * version),
        dark_(static_cast<std::size_t>(size_), std::vector<bool>(static_cast<std::size_t>(size_))),
        fixed_(dark_) {
    put_patterns();
  }

  void put_data(const Bytes& data) {
    std::size_t bit = 0;
    for (int right = size_ - 1; right >= 1; right -= 2) {
      if (right == 6) right = 5;
      for (int step = 0; step < size_; ++step) {
        for (int side = 0; side < 2; ++side) {
          const int x = right - side;
          const bool upward = ((right + 1) & 2) == 0;
          const int y = upward ? size_ - 1 - step : step;
          if (is_fixed(x, y)) continue;
          const bool on = bit < data.size() * 8 &&
                          ((static_cast<unsigned>(data[bit / 8]) >> (7 - bit % 8)) & 1U) != 0;
          ++bit;
          // The mask 0 of the standard: what it does to an address is enough for any reader.
          set(x, y, on != ((x + y) % 2 == 0));
        }
      }
    }
    put_format();
  }

  const std::vector<std::vector<bool>>& rows() const { return dark_; }

 private:
  bool is_fixed(int x, int y) const {
    return fixed_[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)];
  }
  void set(int x, int y, bool on) {
    dark_[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] = on;
  }
  void fix(int x, int y, bool on) {
    if (x < 0 || y < 0 || x >= size_ || y >= size_) return;
    set(x, y, on);
    fixed_[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] = true;
  }

  /// A square of rings, as large as its radius says.
  void put_rings(int x, int y, int radius) {
    for (int dy = -radius; dy <= radius; ++dy) {
      for (int dx = -radius; dx <= radius; ++dx) {
        const int ring = std::max(std::abs(dx), std::abs(dy));
        const bool white = radius == 4 ? ring == 2 || ring == 4 : ring == 1;
        fix(x + dx, y + dy, !white);
      }
    }
  }

  void put_patterns() {
    for (int i = 0; i < size_; ++i) {
      fix(6, i, i % 2 == 0);
      fix(i, 6, i % 2 == 0);
    }
    put_rings(3, 3, 4);
    put_rings(size_ - 4, 3, 4);
    put_rings(3, size_ - 4, 4);
    const auto& places = kAlignment.at(static_cast<std::size_t>(version_ - 1));
    for (const int x : places) {
      for (const int y : places) {
        const bool corner =
            (x == 6 && y == 6) || (x == 6 && y == size_ - 7) || (x == size_ - 7 && y == 6);
        if (x != 0 && y != 0 && !corner) put_rings(x, y, 2);
      }
    }
    put_format();
    if (version_ >= kVersionToldFrom) put_version();
  }

  /// Level M and the mask, 15 bits, twice.
  void put_format() {
    constexpr unsigned kMediumMaskZero = 0x5412;
    const auto bit = [](int i) {
      return ((kMediumMaskZero >> static_cast<unsigned>(i)) & 1U) != 0;
    };
    for (int i = 0; i <= 5; ++i) fix(8, i, bit(i));
    fix(8, 7, bit(6));
    fix(8, 8, bit(7));
    fix(7, 8, bit(8));
    for (int i = 9; i < 15; ++i) fix(14 - i, 8, bit(i));
    for (int i = 0; i < 8; ++i) fix(size_ - 1 - i, 8, bit(i));
    for (int i = 8; i < 15; ++i) fix(8, size_ - 15 + i, bit(i));
    fix(8, size_ - 8, true);
  }

  void put_version() {
    auto rest = static_cast<unsigned>(version_);
    for (int i = 0; i < 12; ++i) rest = (rest << 1U) ^ ((rest >> 11U) * 0x1F25U);
    const auto bits = (static_cast<unsigned>(version_) << 12U) | rest;
    for (int i = 0; i < 18; ++i) {
      const bool on = ((bits >> static_cast<unsigned>(i)) & 1U) != 0;
      fix(size_ - 11 + i % 3, i / 3, on);
      fix(i / 3, size_ - 11 + i % 3, on);
    }
  }

  int version_;
  int size_;
  std::vector<std::vector<bool>> dark_;
  std::vector<std::vector<bool>> fixed_;
};

}  // namespace

std::vector<std::vector<bool>> qr_modules(std::string_view text) {
  for (int version = 1; version <= static_cast<int>(kVersions.size()); ++version) {
    const auto& row = kVersions.at(static_cast<std::size_t>(version - 1));
    const int told = version < kLongCountsFrom ? 12 : 20;
    if (static_cast<int>(text.size()) * 8 + told > row.total_data() * 8) continue;
    QrGrid grid(version);
    grid.put_data(woven(data_bytes(text, version), row));
    return grid.rows();
  }
  return {};
}

std::string qr_png(std::string_view text) {
  const auto modules = qr_modules(text);
  if (modules.empty()) return {};
  const auto size = static_cast<int>(modules.size()) + 2 * kQuiet;
  const auto dark = [&](int x, int y) {
    const int column = x / kPixels - kQuiet;
    const int row = y / kPixels - kQuiet;
    const int last = static_cast<int>(modules.size());
    return column >= 0 && row >= 0 && column < last && row < last &&
           modules[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
  };
  return bilevel_png(size * kPixels, dark);
}

std::string qr_data_address(std::string_view text) {
  const auto png = qr_png(text);
  return png.empty() ? "" : "data:image/png;base64," + base64(png);
}

}  // namespace roundtable::records
