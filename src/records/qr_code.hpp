// An address as a QR code (ISO/IEC 18004), for documents that no script draws in: bytes, error
// correction M, the smallest version that holds them. Pure; callable from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace roundtable::records {

/// Rows of modules, true for dark, without the white around them; none for more than 213 bytes.
std::vector<std::vector<bool>> qr_modules(std::string_view text);

/// The same as a PNG of one bit a pixel, with the white that the standard asks for; "" likewise.
std::string qr_png(std::string_view text);

/// data:image/png;base64,…; "" likewise.
std::string qr_data_address(std::string_view text);

}  // namespace roundtable::records
