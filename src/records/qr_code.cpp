#include "records/qr_code.hpp"

#include <png.h>
#include <qrencode.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace roundtable::records {
namespace {

constexpr int kQuiet = 4;   // modules of white around it, as the standard asks for
constexpr int kPixels = 8;  // a module's side
constexpr std::uint8_t kDark = 0;
constexpr std::uint8_t kWhite = 255;

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

std::string base64(std::string_view bytes) {
  constexpr std::string_view kSigns =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      three = three << 8U | (i + k < bytes.size() ? static_cast<std::uint8_t>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      out += i + k <= bytes.size() ? kSigns[three >> (18 - 6 * k) & 63U] : '=';
    }
  }
  return out;
}

/// Grey pixels, a byte each; "" where they cannot be written.
std::string grey_png(int side, const std::vector<std::uint8_t>& pixels) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = image.height = static_cast<png_uint_32>(side);
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string out(size, '\0');
  if (png_image_write_to_memory(&image, out.data(), &size, 0, pixels.data(), side, nullptr) == 0) {
    return {};
  }
  out.resize(size);
  return out;
}

}  // namespace

std::string qr_png(std::string_view text) {
  const std::string bytes(text);
  const std::unique_ptr<QRcode, FreeCode> code(
      QRcode_encodeString8bit(bytes.c_str(), 0, QR_ECLEVEL_M));
  if (code == nullptr) return {};
  const int side = (code->width + 2 * kQuiet) * kPixels;
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(side) * static_cast<std::size_t>(side),
                                   kWhite);
  for (int y = 0; y < code->width * kPixels; ++y) {
    for (int x = 0; x < code->width * kPixels; ++x) {
      const bool dark = (code->data[y / kPixels * code->width + x / kPixels] & 1U) != 0;
      const int at = (y + kQuiet * kPixels) * side + x + kQuiet * kPixels;
      if (dark) pixels[static_cast<std::size_t>(at)] = kDark;
    }
  }
  return grey_png(side, pixels);
}

std::string qr_data_address(std::string_view text) {
  const auto png = qr_png(text);
  return png.empty() ? "" : "data:image/png;base64," + base64(png);
}

}  // namespace roundtable::records
