#include "records/receipt.hpp"

#include <string>

#include "fuzz/targets.hpp"

namespace roundtable::fuzz {

void receipt(std::string_view bytes) {
  const auto read = records::read_receipt(bytes);
  if (!read) return;
  promise(read->version > 0, "entries are counted from 1");
  promise(read->hash.size() >= records::kReceiptDigitsMin &&
              read->hash.size() <= records::kReceiptDigitsMax,
          "a receipt has enough digits, and not too many");
  const auto again =
      records::read_receipt("Receipt: entry " + std::to_string(read->version) + " " + read->hash);
  promise(again && again->version == read->version && again->hash == read->hash,
          "a receipt written as the room does is read as the same");
}

}  // namespace roundtable::fuzz
