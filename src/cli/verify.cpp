// `roundtable verify`: checks a data folder from its bytes, also while a server runs on it or on a
// copy: the chain of every stream, the signed checkpoints, what entries name, and the count of
// every closed ballot - and holds it against what was kept outside of it, without which a folder is
// only whole in itself.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>
#include <vector>

#include "cli/commands.hpp"
#include "cli/evidence.hpp"
#include "cli/import_summary.hpp"
#include "cli/proof.hpp"
#include "codec/sources.hpp"
#include "log/content_reader.hpp"
#include "log/log_check.hpp"
#include "records/record_check.hpp"

namespace roundtable::cli {
namespace {

// 1 is said by the program where it could not check at all.
constexpr int kHolds = 0;
constexpr int kFindings = 2;
constexpr int kNotAnchored = 3;

struct VerifyArguments {
  std::string data;
  EvidenceGiven given;
  std::string keep;  // where the newest checkpoint is written to
  std::string lang;  // "" : that of the environment
};

/// What one thread checks with. It has the store to itself: a connection is not shared.
struct Lane {
  explicit Lane(const std::string& data) : store(log::open_content_reader(data)) {}

  records::StoreReader reader() const {
    return {[this](std::string_view sha256) { return store->content(sha256); },
            [this](std::string_view commitment) { return store->sealed(commitment); }};
  }

  std::unique_ptr<log::ContentReader> store;
  std::optional<records::ReceiptTrace> receipt;
};

/// `kind` stands at the line's start in either language: scripts look for it.
void print(const char* kind, const std::vector<log::Finding>& all, log::Language language) {
  const auto* between = language == log::Language::zh ? "：" : ": ";
  for (const auto& one : all) {
    std::printf("%-8s %s%s%s\n", kind, words(one.said_place, language).c_str(), between,
                words(one.said_what, language).c_str());
  }
}

void print_counts(const log::VerifyReport& report, const records::RecordReport& counted,
                  log::Language language) {
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
  if (!report.wal.empty()) std::printf("%s\n", words(report.wal, language).c_str());
}

std::vector<std::unique_ptr<Lane>> open_lanes(const std::string& data, const Evidence& evidence) {
  std::vector<std::unique_ptr<Lane>> lanes;
  const auto count = std::max(1U, std::thread::hardware_concurrency());
  for (unsigned number = 0; number < count; ++number) {
    auto& lane = *lanes.emplace_back(std::make_unique<Lane>(data));
    if (evidence.receipt) {
      lane.receipt.emplace(*evidence.receipt, codec::make_sources(lane.reader().content));
    }
  }
  return lanes;
}

std::vector<records::ReceiptEntry> traced(const std::vector<std::unique_ptr<Lane>>& lanes) {
  std::vector<records::ReceiptEntry> found;
  for (const auto& lane : lanes) {
    if (!lane->receipt) continue;
    found.insert(found.end(), lane->receipt->found().begin(), lane->receipt->found().end());
  }
  return found;
}

/// What does not hold is nothing to hold later ones against.
void keep(const std::string& path, const log::VerifyReport& report, std::uint64_t findings,
          records::Lang lang) {
  const bool zh = lang == records::Lang::zh;
  if (findings > 0 || !report.newest) {
    const auto* why = findings > 0 ? (zh ? "有发现的问题" : "there are findings")
                                   : (zh ? "日志里还没有检查点" : "the log has none");
    std::printf(zh ? "没有写出检查点 %s：%s\n" : "no checkpoint was written to %s: %s\n",
                path.c_str(), why);
    return;
  }
  write_checkpoint(path, *report.newest, report.public_key);
  std::printf(zh ? "检查点 %llu 已写到 %s：请保存在能改写这个文件夹的人改不到的地方\n"
                 : "checkpoint %llu was written to %s: keep it where nobody who can write the "
                   "folder can\n",
              static_cast<unsigned long long>(report.newest->number), path.c_str());
}

records::Lang language_of(const VerifyArguments& arguments) {
  const auto lang = arguments.lang.empty() ? language_of_environment() : arguments.lang;
  return lang == "zh" ? records::Lang::zh : records::Lang::en;
}

int verify(const VerifyArguments& arguments) {
  const auto evidence = read_evidence(arguments.given);
  const auto lanes = open_lanes(arguments.data, evidence);
  std::vector<std::unique_ptr<records::RecordCheck>> records;
  for (const auto& lane : lanes) {
    records.push_back(std::make_unique<records::RecordCheck>(lane->reader()));
  }
  log::VerifyOptions options;
  options.threads = lanes.size();
  options.on_entry = [&](std::size_t lane, const log::Entry& entry) {
    records[lane]->on_entry(entry);
    if (lanes[lane]->receipt) lanes[lane]->receipt->on_entry(entry);
  };
  options.public_key = evidence.public_key;
  options.key_fingerprint = evidence.fingerprint;
  options.expect_checkpoint = evidence.checkpoint;
  const auto lang = language_of(arguments);
  const auto language = lang == records::Lang::zh ? log::Language::zh : log::Language::en;
  log::VerifyReport report;
  print("FINDING", log::verify_log(arguments.data, report, options), language);
  const auto counted = records::finish(records);
  print("FINDING", counted.findings, language);
  const auto of_receipt = hold_receipt(evidence, traced(lanes));
  print("FINDING", of_receipt.findings, language);
  print("withheld", counted.withheld, language);
  print("erased", counted.erased, language);
  print("unused", counted.unused, language);
  print_counts(report, counted, language);
  const auto findings = report.findings + counted.findings.size() + of_receipt.findings.size();
  print_proof(evidence, report, of_receipt, findings, lang);
  if (!arguments.keep.empty()) keep(arguments.keep, report, findings, lang);
  if (findings > 0) return kFindings;
  return evidence.any() ? kHolds : kNotAnchored;
}

}  // namespace

void add_verify(CLI::App& program, int& exit_code) {
  auto arguments = std::make_shared<VerifyArguments>();
  auto& given = arguments->given;
  auto* command = program.add_subcommand(
      "verify", "Check a data folder: every entry, signature, document and count");
  command->add_option("--data", arguments->data, "The data folder, or a copy of it")->required();
  command->add_option("--key,--public-key", given.key,
                      "The key that must have signed, known from outside: a file that holds it, "
                      "its 64 hex digits, or its fingerprint, which stands on every notice");
  command->add_option(
      "--checkpoint", given.checkpoint,
      "A checkpoint kept outside: a file, or its number, from a notice or the Hall");
  command->add_option("--hash", given.hash, "The hash of the checkpoint that was named by number");
  command->add_option("--receipt", given.receipt,
                      "A receipt: a file, or what it says, as the room shows it (\"entry 12 1a2b "
                      "3c4d 5e6f\") or as the frame `done` has it");
  command->add_option("--meeting", given.meeting, "The meeting that the receipt is of, by its id");
  command->add_option("--write-checkpoint", arguments->keep,
                      "Where nothing is found, writes the newest checkpoint to this file, to be "
                      "kept outside and given as --checkpoint later");
  command
      ->add_option("--lang", arguments->lang,
                   "Of the sentences, zh or en; without it the language of LANG")
      ->check(CLI::IsMember({"zh", "en"}));
  command->footer(
      "Names the place of every change, and what it cannot see. Exit code 0: nothing found, and "
      "held against a key, a checkpoint or a receipt from outside; 2: findings; 3: nothing found, "
      "but nothing from outside was given, so that this proves nothing against whoever can write "
      "the folder; 1: could not be checked.");
  command->callback([arguments, &exit_code] { exit_code = verify(*arguments); });
}

}  // namespace roundtable::cli
