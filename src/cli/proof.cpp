#include "cli/proof.hpp"

#include <cstdio>
#include <string>
#include <utility>

#include "log/checkpoint.hpp"

namespace roundtable::cli {
namespace {

using records::Lang;

/// What became of the vote that the receipt is of.
std::string became(const records::ReceiptEntry& found, Lang lang) {
  using records::VoteStanding;
  const auto say = [&](std::string zh, std::string en) { return lang == Lang::zh ? zh : en; };
  if (!found.ballot) {
    return found.standing == VoteStanding::unknown ? say("这一条读不出来", "which cannot be read")
                                                   : say("这一条里没有投票", "which holds no vote");
  }
  const auto vote = say("是表决 " + found.ballot->str() + " 的一票，",
                        "a vote in ballot " + found.ballot->str() + ", ");
  switch (found.standing) {
    case VoteStanding::counted:
      return vote +
             say("已经计入：表决已截止，之后没有别的票取代它",
                 "which was counted: its ballot was closed, and no later vote took its place");
    case VoteStanding::open:
      return vote + say("现在有效；表决还没有截止", "which stands; its ballot is not closed");
    case VoteStanding::replaced: {
      const auto entry = std::to_string(found.replaced_by);
      return vote + say("已被同一投票人的第 " + entry + " 条记录取代",
                        "which was replaced by entry " + entry + " of the same household");
    }
    case VoteStanding::annulled:
      return vote + say("这次表决已作废", "whose ballot was annulled");
    case VoteStanding::unknown:
      break;
  }
  return vote + say("后来怎样不得而知：它之后有一条记录读不出来",
                    "of which it is not known what became: an entry after it cannot be read");
}

void print_receipt(const records::Receipt& receipt, const records::ReceiptEntry& found, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::printf(zh ? "receipt: stream %s, version %llu，记录于 %s：%s\n"
                 : "receipt: stream %s, version %llu, recorded %s: %s\n",
              found.entry.stream.c_str(), static_cast<unsigned long long>(found.entry.version),
              records::time_words(found.at, lang).c_str(), became(found, lang).c_str());
  std::printf(
      "%s",
      zh ? "  "
           "回执能证明：这一条和同一日志流里它之前的各条，都和给出回执时一样。它之后的内容、别的日"
           "志流里有什么，"
           "回执证明不了；选了什么，回执从来不说。\n"
         : "  It proves that this entry and all before it in its stream are as they were when the "
           "receipt was given. It does not prove what came after it, nor what other streams hold, "
           "and it never tells the choice.\n");
  if (receipt.hash.size() < records::kReceiptDigitsMax) {
    std::printf(
        zh ? "  回执上只有这一条哈希 64 位中的 %zu 位：谁能试大约 2^%zu "
             "条，就能另造一条开头相同的。\n"
           : "  It has %zu of the 64 digits of the entry's hash: whoever could try some 2^%zu "
             "entries could have made another one with these digits.\n",
        receipt.hash.size(), 4 * receipt.hash.size());
  }
}

void print_key(const log::VerifyReport& report) {
  if (report.newest) {
    std::printf("newest checkpoint %llu %s\n",
                static_cast<unsigned long long>(report.newest->number),
                report.newest->hash.c_str());
  }
  for (const auto& [key, last] : report.retired) {
    std::printf("until checkpoint %llu signed by %s\nfingerprint of that key %s\n",
                static_cast<unsigned long long>(last), key.c_str(),
                records::in_fours(log::fingerprint_of(key)).c_str());
  }
  if (report.public_key.empty()) return;
  std::printf("signed by %s\nfingerprint of that key %s\n", report.public_key.c_str(),
              records::in_fours(log::fingerprint_of(report.public_key)).c_str());
}

/// Whoever still has an old key could go on from where it was changed, with another one.
void print_old_key(const Evidence& evidence, const log::VerifyReport& report, bool zh) {
  for (const auto& [key, last] : report.retired) {
    if (log::fingerprint_of(key) != evidence.fingerprint) continue;
    std::printf(
        zh ? "给出的是以前的公钥，签到第 %llu "
             "号检查点为止；之后的内容由它指定的新钥匙签名。要核对现在的内容，请用现在的指纹。\n"
           : "It is an old key, which signed up to checkpoint %llu; what came after it is "
             "signed by a key that it named. Hold what is new against the key of now.\n",
        static_cast<unsigned long long>(last));
  }
}

void print_what_holds(const Evidence& evidence, const log::VerifyReport& report, Lang lang) {
  const bool zh = lang == Lang::zh;
  print_old_key(evidence, report, zh);
  if (!evidence.fingerprint.empty()) {
    const auto* shown = zh ? "；用较早的检查点或者回执可以看出来"
                           : ": an earlier checkpoint or a receipt would show it";
    std::printf(
        zh ? "已和外部给出的公钥核对：没有私钥的人写不出这份日志。有私钥的人可以另写一份，或者截掉"
             "末尾%s。\n"
           : "Held against the key from outside: nobody without its secret half has written "
             "this log. Who has that could have written another, or cut off the end%s.\n",
        evidence.checkpoint ? "" : shown);
  }
  if (evidence.checkpoint) {
    std::printf(zh ? "已和外部保存的第 %llu "
                     "号检查点核对：到它为止，内容都和保存时一样。之后的内容只靠签名保证。\n"
                   : "Held against checkpoint %llu from outside: everything up to it is as it was "
                     "when that was kept. What came after it only the signatures hold.\n",
                static_cast<unsigned long long>(evidence.checkpoint->number));
  }
}

/// The two words in capitals are for scripts, in either language.
const char* not_anchored(Lang lang) {
  return lang == Lang::zh
             ? "NOT "
               "ANCHORED：没有给出文件夹以外的任何凭据，因此防不住能改写这个文件夹的人：他可以另写"
               "一份日志，用另一把"
               "钥匙签名，自身前后一致。请给出公示或通知上印的公钥指纹（--"
               "key）、以前保存的检查点（--checkpoint）或者回执"
               "（--receipt）。\n"
             : "NOT ANCHORED: nothing from outside of the folder was given, so that this proves "
               "nothing against whoever can write the folder: that person could write another log "
               "and sign it with another key, whole in itself. Give the key or its fingerprint "
               "from "
               "a notice (--key), a checkpoint kept earlier (--checkpoint) or a receipt "
               "(--receipt).\n";
}

const char* not_seen(Lang lang) {
  return lang == Lang::zh
             ? "这里看不出来的：姓名、房号和账号在 directory.db "
               "里，不在日志里；改了一个，或者对调了两个，日志里不留痕迹。\n"
             : "Cannot be seen from here: names, room labels and accounts stand in directory.db "
               "and "
               "not in the log; one that was changed, or two that were swapped, leave no trace in "
               "it.\n";
}

}  // namespace

ReceiptHeld hold_receipt(const Evidence& evidence, std::vector<records::ReceiptEntry> traced) {
  ReceiptHeld held;
  held.entries = std::move(traced);
  if (!evidence.receipt || !held.entries.empty()) return held;
  const auto& receipt = *evidence.receipt;
  using log::Found;
  held.findings.emplace_back(
      log::say(Found::at_receipt),
      receipt.stream.empty()
          ? log::say(Found::receipt_of_any, receipt.version, receipt.hash)
          : log::say(Found::receipt_of_stream, receipt.version, receipt.stream, receipt.hash));
  return held;
}

void print_proof(const Evidence& evidence, const log::VerifyReport& report,
                 const ReceiptHeld& receipt, std::uint64_t findings, records::Lang lang) {
  print_key(report);
  for (const auto& found : receipt.entries) print_receipt(*evidence.receipt, found, lang);
  std::printf("%llu findings\n", static_cast<unsigned long long>(findings));
  if (findings == 0 && evidence.any()) print_what_holds(evidence, report, lang);
  if (!evidence.any()) std::printf("%s", not_anchored(lang));
  std::printf("%s", not_seen(lang));
}

}  // namespace roundtable::cli
