#include <string>

#include "codec/erasure_json.hpp"
#include "codec/registry_json.hpp"
#include "codec/series_json.hpp"
#include "fuzz/targets.hpp"

namespace roundtable::fuzz {
namespace {

/// What cannot be read is refused; what can, and is written, is read again and stays the same.
template <class Decode, class Encode>
void stays(std::string_view bytes, Decode decode, Encode encode) {
  std::string written;
  try {
    written = encode(decode(bytes));
  } catch (const codec::DecodeFailure&) {
    return;
  }
  try {
    promise(encode(decode(written)) == written, "what was written stays as it is");
  } catch (const codec::DecodeFailure&) {
    promise(false, "what was written is read");
  }
}

}  // namespace

void registers(std::string_view bytes) {
  if (bytes.empty()) return;
  // The first letter says which of them it is meant for.
  const char kind = bytes.front();
  bytes.remove_prefix(1);
  switch (kind) {
    case 'p':
      return stays(bytes, codec::decode_registry_payload,
                   [](const auto& event) { return codec::encode_registry_payload(event); });
    case 'i':
      return stays(bytes, codec::read_issue_payload,
                   [](const auto& payload) { return codec::encode_issue_payload(payload.events); });
    case 'g':
      return stays(bytes, codec::decode_grids, codec::encode_grids);
    case 'r':
      return stays(bytes, codec::decode_roll, codec::encode_roll);
    case 's':
      return stays(bytes, codec::decode_snapshot, codec::encode_snapshot);
    case 'n':
      return stays(bytes, codec::decode_number_reserved, codec::encode_number_reserved);
    case 'e':
      return stays(bytes, codec::decode_values_erased, codec::encode_values_erased);
    default:
      return;
  }
}

}  // namespace roundtable::fuzz
