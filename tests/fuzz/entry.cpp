#include "codec/entry_json.hpp"

#include <memory>
#include <optional>
#include <string>

#include "fuzz/targets.hpp"

namespace roundtable::fuzz {
namespace {

/// Whatever is named is there, and what was sealed was erased.
codec::Sources plain_sources() {
  codec::Sources sources;
  sources.rule = [](std::string_view) { return std::make_shared<const domain::Rule>(); };
  sources.roll = [](std::string_view) { return std::make_shared<const domain::RollSnapshot>(); };
  sources.sealed = [](std::string_view) -> std::optional<std::string> { return std::nullopt; };
  return sources;
}

}  // namespace

void entry(std::string_view bytes) {
  static const codec::Sources kSources = plain_sources();
  std::string written;
  try {
    codec::named_content(bytes);
    codec::named_commitments(bytes);
    codec::result_json(bytes);
    codec::read_payload(bytes, kSources);
    const auto payload = codec::decode_payload(bytes, kSources);
    written = codec::encode_payload(payload).bytes;
  } catch (const codec::DecodeFailure&) {
    return;  // that is what damage is answered with
  }
  try {
    const auto again = codec::decode_payload(written, kSources);
    promise(codec::encode_payload(again).bytes == written, "what was written stays as it is");
  } catch (const codec::DecodeFailure&) {
    promise(false, "what was written is read");
  }
}

}  // namespace roundtable::fuzz
