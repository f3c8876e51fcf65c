// What a check of a folder proves and what it does not, in the words that `roundtable verify`
// prints.
#pragma once

#include <cstdint>
#include <vector>

#include "cli/evidence.hpp"
#include "log/log_check.hpp"
#include "records/phrases.hpp"
#include "records/receipt.hpp"

namespace roundtable::cli {

/// What became of a receipt that was held against the log.
struct ReceiptHeld {
  std::vector<log::Finding> findings;          // it was given out, and is not there
  std::vector<records::ReceiptEntry> entries;  // one, where nothing is wrong
};

/// Without a receipt there is nothing to say. `traced`: what was found of it in the log.
ReceiptHeld hold_receipt(const Evidence& evidence, std::vector<records::ReceiptEntry> traced);

/// The key, the number of findings, what holds and by what, and what nobody sees from here. Only
/// whole sentences are in the reader's language: counts, hashes and the words that scripts look for
/// are the same in both.
void print_proof(const Evidence& evidence, const log::VerifyReport& report,
                 const ReceiptHeld& receipt, std::uint64_t findings, records::Lang lang);

}  // namespace roundtable::cli
