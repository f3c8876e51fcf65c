// A JPEG (ITU-T T.81, annex B) is a row of segments, each with its length, and of scans. Segments
// that a picture is not drawn from - Exif and XMP (APP1), what programs keep (APP13), comments,
// previews, further pictures behind the end - are left out. Which way up it is stands in Exif
// alone, and is kept in one of a single value.
#include <cstdint>

#include "media/strip_media.hpp"

namespace roundtable::media {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLengthBytes = 2;
constexpr int kStartOfImage = 0xD8;
constexpr int kEndOfImage = 0xD9;
constexpr int kStartOfScan = 0xDA;
constexpr int kFirstApp = 0xE0;
constexpr int kExifApp = 0xE1;
constexpr int kIccApp = 0xE2;
constexpr int kAdobeApp = 0xEE;
constexpr auto kExifMark = "Exif\0\0"sv;

int jpeg_byte(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

bool is_restart(int marker) {
  return marker >= 0xD0 && marker <= 0xD7;
}

/// Baseline to arithmetic coding: all but DHT, JPG and DAC of this range.
bool is_frame(int marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// Whether a picture is drawn from it. `content` is what follows the length.
bool is_drawn_from(int marker, std::string_view content) {
  if (marker == kFirstApp) return content.starts_with("JFIF\0"sv);
  if (marker == kIccApp) return content.starts_with("ICC_PROFILE\0"sv);
  if (marker == kAdobeApp) return content.starts_with("Adobe"sv);
  const bool coding = marker >= 0xC0 && marker <= 0xCF;
  return coding || (marker >= 0xDA && marker <= 0xDF);  // tables, scans, intervals
}

/// Numbers of a TIFF in its own order of bytes; nothing beyond its end.
class Tiff {
 public:
  explicit Tiff(std::string_view bytes) : bytes_(bytes), big_(bytes.starts_with("MM"sv)) {}
  bool is_one() const { return (big_ || bytes_.starts_with("II"sv)) && number(2, 2) == 42; }
  std::optional<std::uint64_t> number(std::uint64_t at, std::size_t size) const {
    if (at > bytes_.size() || bytes_.size() - at < size) return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const auto place = static_cast<std::size_t>(at) + (big_ ? i : size - 1 - i);
      value = value << 8U | static_cast<std::uint64_t>(jpeg_byte(bytes_, place));
    }
    return value;
  }

 private:
  std::string_view bytes_;
  bool big_;
};

/// 1 to 8; 1, as it is, where Exif does not say or cannot be read.
int orientation_of(std::string_view content) {
  constexpr std::uint64_t kTag = 0x0112;
  constexpr std::uint64_t kEntryBytes = 12;
  const Tiff tiff(content.substr(kExifMark.size()));
  if (!tiff.is_one()) return 1;
  const auto directory = tiff.number(4, 4);
  const auto count = directory ? tiff.number(*directory, 2) : std::nullopt;
  for (std::uint64_t i = 0; count && i < *count; ++i) {
    const auto entry = *directory + 2 + i * kEntryBytes;
    const auto tag = tiff.number(entry, 2);
    if (!tag) return 1;
    if (*tag != kTag) continue;
    const auto value = tiff.number(entry + 8, 2);
    return value && *value >= 1 && *value <= 8 ? static_cast<int>(*value) : 1;
  }
  return 1;
}

/// An Exif segment that says which way up and nothing else.
std::string exif_of(int orientation) {
  std::string out("\xFF\xE1\0\x22", 4);
  out += kExifMark;
  out += "MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"sv;
  out += static_cast<char>(orientation);
  out += "\0\0\0\0\0\0"sv;
  return out;
}

class JpegStripper {
 public:
  explicit JpegStripper(std::string_view bytes) : in_(bytes) {}

  std::optional<Stripped> strip() {
    if (!in_.starts_with("\xFF\xD8"sv)) return std::nullopt;
    out_ = in_.substr(0, 2);
    at_ = top_ = 2;
    while (true) {
      const auto marker = next_marker();
      if (!marker) return std::nullopt;
      if (*marker == kEndOfImage) return finished();
      if (*marker < 0xC0 || is_restart(*marker) || *marker == kStartOfImage) return std::nullopt;
      if (!take_segment(*marker)) return std::nullopt;
      if (*marker == kStartOfScan) take_scan();
    }
  }

 private:
  /// Behind as many 0xFF as there are; nothing where there is none.
  std::optional<int> next_marker() {
    if (at_ >= in_.size() || jpeg_byte(in_, at_) != 0xFF) return std::nullopt;
    while (at_ < in_.size() && jpeg_byte(in_, at_) == 0xFF) ++at_;
    if (at_ >= in_.size()) return std::nullopt;
    return jpeg_byte(in_, at_++);
  }

  bool take_segment(int marker) {
    if (in_.size() - at_ < kLengthBytes) return false;
    const auto length =
        static_cast<std::size_t>(jpeg_byte(in_, at_) << 8 | jpeg_byte(in_, at_ + 1));
    if (length < kLengthBytes || in_.size() - at_ < length) return false;
    const auto segment = in_.substr(at_, length);
    const auto content = segment.substr(kLengthBytes);
    at_ += length;
    framed_ = framed_ || is_frame(marker);
    scanned_ = scanned_ || marker == kStartOfScan;
    if (is_drawn_from(marker, content)) {
      // Exif comes after JFIF, which says that it comes first.
      const bool first = marker == kFirstApp && out_.size() == top_;
      out_ += {static_cast<char>(0xFF), static_cast<char>(marker)};
      out_ += segment;
      if (first) top_ = out_.size();
      return true;
    }
    leave_out(marker, content);
    return true;
  }

  void leave_out(int marker, std::string_view content) {
    const bool exif = marker == kExifApp && content.starts_with(kExifMark);
    if (exif && orientation_ == 1) {
      orientation_ = orientation_of(content);
      // That one says no more than which way up, and stands there again.
      if (orientation_ != 1 && exif_of(orientation_).substr(4) == content) return;
    }
    removed_ = true;
  }

  /// Coded data up to the next marker. 0xFF within stands before 0 or a restart.
  void take_scan() {
    const auto from = at_;
    while (at_ + 1 < in_.size()) {
      const auto mark = in_.find('\xFF', at_);
      at_ = mark == in_.npos ? in_.size() : mark;
      if (at_ + 1 >= in_.size()) break;
      const int next = jpeg_byte(in_, at_ + 1);
      if (next != 0 && !is_restart(next) && next != 0xFF) break;
      at_ += next == 0xFF ? 1 : 2;
    }
    out_ += in_.substr(from, at_ - from);
  }

  std::optional<Stripped> finished() {
    if (!framed_ || !scanned_) return std::nullopt;
    out_ += "\xFF\xD9"sv;
    if (orientation_ != 1) out_.insert(top_, exif_of(orientation_));
    return Stripped{std::move(out_), removed_ || at_ < in_.size()};
  }

  std::string_view in_;
  std::string out_;
  std::size_t at_ = 0;
  std::size_t top_ = 0;  // where Exif belongs
  int orientation_ = 1;
  bool framed_ = false, scanned_ = false, removed_ = false;
};

}  // namespace

std::optional<Stripped> stripped_jpeg(std::string_view bytes) {
  return JpegStripper(bytes).strip();
}

}  // namespace roundtable::media
