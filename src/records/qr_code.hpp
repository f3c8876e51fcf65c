// An address as a QR code, for documents that no script draws in. Pure; callable from any thread.
#pragma once

#include <string>
#include <string_view>

namespace roundtable::records {

/// A PNG of the code (error correction M) with the white that the standard asks for; "" for what is
/// empty or too long for one.
std::string qr_png(std::string_view text);

/// data:image/png;base64,…; "" likewise.
std::string qr_data_address(std::string_view text);

}  // namespace roundtable::records
