#include "fuzz/targets.hpp"
#include "log/checkpoint.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::fuzz {

void log_text(std::string_view bytes) {
  if (const auto header = log::read_header(bytes)) {
    promise(log::write_header(*header) == bytes, "a header is read exactly as we write it");
  }
  if (const auto body = log::read_body(bytes)) {
    promise(log::write_body(*body) == bytes, "a checkpoint is read exactly as we write it");
    for (const auto& head : body->heads) {
      promise(log::lists(bytes, head.stream, head.version), "a checkpoint lists what it names");
    }
  }
  log::lists(bytes, "meeting:m1", 1);
  log::fingerprint_of(bytes);
  log::is_signed_by(bytes, bytes, bytes);
}

}  // namespace roundtable::fuzz
