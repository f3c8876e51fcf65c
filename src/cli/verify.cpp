// `roundtable verify`: checks a data folder from its bytes alone, also while a server runs on it or
// on a copy: the chain of every stream, the signed checkpoints, what entries name, and the count of
// every closed ballot.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>
#include <vector>

#include "cli/commands.hpp"
#include "log/content_reader.hpp"
#include "log/log_check.hpp"
#include "records/record_check.hpp"

namespace roundtable::cli {
namespace {

struct VerifyArguments {
  std::string data;
  std::uint64_t checkpoint = 0;
  std::string hash;
  std::string public_key;
};

void print_finding(const std::string& place, const std::string& what) {
  std::printf("FINDING  %s: %s\n", place.c_str(), what.c_str());
}

int verify(const VerifyArguments& arguments) {
  // Each thread has the store to itself: a connection is not shared.
  const auto threads = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::unique_ptr<log::ContentReader>> stores;
  std::vector<std::unique_ptr<records::RecordCheck>> records;
  for (unsigned lane = 0; lane < threads; ++lane) {
    auto& store = *stores.emplace_back(log::open_content_reader(arguments.data));
    records.push_back(std::make_unique<records::RecordCheck>(records::StoreReader{
        [&store](std::string_view sha256) { return store.content(sha256); },
        [&store](std::string_view commitment) { return store.sealed(commitment); }}));
  }
  log::VerifyOptions options;
  options.threads = threads;
  options.on_entry = [&](std::size_t lane, const log::Entry& entry) {
    records[lane]->on_entry(entry);
  };
  options.public_key = arguments.public_key;
  if (!arguments.hash.empty()) {
    options.expect_checkpoint = log::WitnessedCheckpoint{arguments.checkpoint, arguments.hash};
  }
  log::VerifyReport report;
  const auto findings = log::verify_log(arguments.data, report, options);
  for (const auto& finding : findings) print_finding(finding.place, finding.what);
  const auto counted = records::finish(records);
  for (const auto& finding : counted.findings) print_finding(finding.place, finding.what);
  for (const auto& withheld : counted.withheld) {
    std::printf("withheld %s: %s\n", withheld.place.c_str(), withheld.what.c_str());
  }
  std::printf("streams %llu, entries %llu, checkpoints %llu, content %zu\n",
              static_cast<unsigned long long>(report.streams),
              static_cast<unsigned long long>(report.entries),
              static_cast<unsigned long long>(report.checkpoints), report.content.size());
  std::printf(
      "meetings replayed %lld, ballots counted again %lld, documents checked %lld, files checked "
      "%lld\n",
      static_cast<long long>(counted.meetings), static_cast<long long>(counted.ballots_recounted),
      static_cast<long long>(counted.documents_checked),
      static_cast<long long>(counted.files_checked));
  if (report.newest) {
    std::printf("newest checkpoint %llu %s\nsigned by %s\n",
                static_cast<unsigned long long>(report.newest->number), report.newest->hash.c_str(),
                report.public_key.c_str());
  }
  const auto all = report.findings + counted.findings.size();
  std::printf("%llu findings\n", static_cast<unsigned long long>(all));
  if (all == 0 && arguments.hash.empty()) {
    std::printf(
        "Whoever holds the signing key could have written another history: compare the checkpoint "
        "with one kept outside (--checkpoint NUMBER --hash HASH), as printed on notices.\n");
  }
  return all == 0 ? 0 : 2;
}

}  // namespace

void add_verify(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<VerifyArguments>();
  auto* command = program.add_subcommand(
      "verify", "Check a data folder: every entry, signature, document and count");
  command->add_option("--data", arguments->data, "The data folder, or a copy of it")->required();
  command->add_option("--checkpoint", arguments->checkpoint,
                      "The number of a checkpoint kept outside, from a notice or the Hall");
  command->add_option("--hash", arguments->hash, "Its hash");
  command->add_option("--public-key", arguments->public_key,
                      "The key that must have signed, if known from outside");
  command->footer("Names the place of every change. Exit code 0: nothing found, 2: findings.");
  command->callback([arguments, &exit_code] { exit_code = verify(*arguments); });
}

}  // namespace roundtable::cli
