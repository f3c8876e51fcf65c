#include "live/outlet.hpp"

namespace roundtable::live {
namespace {

Frame make_frame(std::uint8_t opcode, std::string_view payload) {
  std::string bytes;
  bytes.reserve(payload.size() + 10);
  bytes += static_cast<char>(0x80U | opcode);
  const auto size = static_cast<std::uint64_t>(payload.size());
  const auto append_length = [&](unsigned octets) {
    for (unsigned i = octets; i-- > 0;) bytes += static_cast<char>((size >> (8 * i)) & 0xFFU);
  };
  if (size < 126) {
    bytes += static_cast<char>(size);
  } else if (size <= 0xFFFF) {
    bytes += static_cast<char>(126);
    append_length(2);
  } else {
    bytes += static_cast<char>(127);
    append_length(8);
  }
  bytes += payload;
  return std::make_shared<const std::string>(std::move(bytes));
}

}  // namespace

Frame text_frame(std::string_view payload) {
  return make_frame(0x1, payload);
}
Frame binary_frame(std::string_view payload) {
  return make_frame(0x2, payload);
}

}  // namespace roundtable::live
