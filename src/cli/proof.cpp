#include "cli/proof.hpp"

#include <cstdio>
#include <string>
#include <utility>

#include "log/checkpoint.hpp"
#include "records/phrases.hpp"

namespace roundtable::cli {
namespace {

std::string became(const records::ReceiptEntry& found) {
  using records::VoteStanding;
  if (!found.ballot) {
    return found.standing == VoteStanding::unknown ? "which cannot be read" : "which holds no vote";
  }
  const auto vote = "a vote in ballot " + found.ballot->str() + ", ";
  switch (found.standing) {
    case VoteStanding::counted:
      return vote + "which was counted: its ballot was closed, and no later vote took its place";
    case VoteStanding::open:
      return vote + "which stands; its ballot is not closed";
    case VoteStanding::replaced:
      return vote + "which was replaced by entry " + std::to_string(found.replaced_by) +
             " of the same household";
    case VoteStanding::annulled:
      return vote + "whose ballot was annulled";
    case VoteStanding::unknown:
      break;
  }
  return vote + "of which it is not known what became: an entry after it cannot be read";
}

void print_receipt(const records::Receipt& receipt, const records::ReceiptEntry& found) {
  std::printf("receipt: stream %s, version %llu, recorded %s: %s\n", found.entry.stream.c_str(),
              static_cast<unsigned long long>(found.entry.version),
              records::time_words(found.at, records::Lang::en).c_str(), became(found).c_str());
  std::printf(
      "  It proves that this entry and all before it in its stream are as they were when the "
      "receipt was given. It does not prove what came after it, nor what other streams hold, and "
      "it never tells the choice.\n");
  if (receipt.hash.size() < records::kReceiptDigitsMax) {
    std::printf(
        "  It has %zu of the 64 digits of the entry's hash: whoever could try some 2^%zu entries "
        "could have made another one with these digits.\n",
        receipt.hash.size(), 4 * receipt.hash.size());
  }
}

void print_key(const log::VerifyReport& report) {
  if (report.newest) {
    std::printf("newest checkpoint %llu %s\n",
                static_cast<unsigned long long>(report.newest->number),
                report.newest->hash.c_str());
  }
  if (report.public_key.empty()) return;
  std::printf("signed by %s\nfingerprint of that key %s\n", report.public_key.c_str(),
              records::in_fours(log::fingerprint_of(report.public_key)).c_str());
}

void print_what_holds(const Evidence& evidence) {
  if (!evidence.fingerprint.empty()) {
    std::printf(
        "Held against the key from outside: nobody without its secret half has written this log. "
        "Who has that could have written another, or cut off the end%s.\n",
        evidence.checkpoint ? "" : ": an earlier checkpoint or a receipt would show it");
  }
  if (evidence.checkpoint) {
    std::printf(
        "Held against checkpoint %llu from outside: everything up to it is as it was when that "
        "was kept. What came after it only the signatures hold.\n",
        static_cast<unsigned long long>(evidence.checkpoint->number));
  }
}

}  // namespace

ReceiptHeld hold_receipt(const Evidence& evidence, std::vector<records::ReceiptEntry> traced) {
  ReceiptHeld held;
  held.entries = std::move(traced);
  if (!evidence.receipt || !held.entries.empty()) return held;
  const auto& receipt = *evidence.receipt;
  const auto whose = receipt.stream.empty() ? "any stream" : "stream " + receipt.stream;
  held.findings.push_back({"receipt", "it was given for version " +
                                          std::to_string(receipt.version) + " of " + whose +
                                          " with a hash that begins " + receipt.hash +
                                          "; no sound entry of this log is that one"});
  return held;
}

void print_proof(const Evidence& evidence, const log::VerifyReport& report,
                 const ReceiptHeld& receipt, std::uint64_t findings) {
  print_key(report);
  for (const auto& found : receipt.entries) print_receipt(*evidence.receipt, found);
  std::printf("%llu findings\n", static_cast<unsigned long long>(findings));
  if (findings == 0 && evidence.any()) print_what_holds(evidence);
  if (!evidence.any()) {
    std::printf(
        "NOT ANCHORED: nothing from outside of the folder was given, so that this proves nothing "
        "against whoever can write the folder: that person could write another log and sign it "
        "with another key, whole in itself. Give the key or its fingerprint from a notice (--key), "
        "a checkpoint kept earlier (--checkpoint) or a receipt (--receipt).\n");
  }
  std::printf(
      "Cannot be seen from here: names, room labels and accounts stand in directory.db and not in "
      "the log; one that was changed, or two that were swapped, leave no trace in it.\n");
}

}  // namespace roundtable::cli
