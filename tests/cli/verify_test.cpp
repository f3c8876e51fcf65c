// `roundtable verify` against somebody who can write the folder. Method: a real meeting is held on
// a folder - a confidential vote, sealed minutes, a file that was withdrawn -, the folder is
// tampered with as such a person could, and the program itself is run on it: each tampering is
// found, or named in what it prints as what it cannot see.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "directory/directory.hpp"
#include "live/scene.hpp"
#include "log/checkpoint.hpp"
#include "log/hash_chain.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::cli::test {
namespace {

namespace fs = std::filesystem;
using Catch::Matchers::Contains;
using domain::Secrecy;
using log::test::bytes_of_file;
using log::test::TemporaryFolder;

constexpr int kHolds = 0;
constexpr int kNotChecked = 1;
constexpr int kFindings = 2;
constexpr int kNotAnchored = 3;
constexpr int kFlats = 6;
constexpr auto kMinutes = "大家到齐了。";

struct Verified {
  int code = -1;
  std::string said;
};

std::string quoted(const std::string& text) {
  return "'" + text + "'";
}

/// A folder that a meeting was held on, and what people took home.
class Kept {
 public:
  Kept() {
    const log::test::StillClock clock;
    const auto directory = directory::open_directory(data.path());
    directory->put_labels({{"head-1", "head", "王建国"}, {"head-2", "head", "赵六"}});
    live::test::Scene scene{log::open_sqlite_log(data.path(), clock)};
    hold(scene);
    key = scene.inner->public_key();
  }

  Verified verify(const std::string& arguments = "", const std::string& locale = "C") const {
    const auto output = outside.file("output");
    const auto status =
        std::system(("LC_ALL=" + locale + " " + ROUNDTABLE_PROGRAM + " verify --data " +
                     data.path() + " " + arguments + " >" + output + " 2>&1")
                        .c_str());
    return {WEXITSTATUS(status), bytes_of_file(output)};
  }
  /// With what was kept outside.
  Verified verify_anchored() const { return verify("--key " + key); }

  std::string file(const std::string& name) const { return data.file(name); }
  void change(const std::string& sql) const {
    SQLite::Database(file("log.db"), SQLite::OPEN_READWRITE).exec(sql);
  }
  std::string asked(const std::string& sql) const {
    return SQLite::Database(file("log.db")).execAndGet(sql).getString();
  }
  /// As the room shows it.
  std::string shown_receipt() const {
    const auto& hash = receipt.hash;
    return "回执：第 " + std::to_string(receipt.version) + " 条 " + hash.substr(0, 4) + " " +
           hash.substr(4, 4) + " " + hash.substr(8, 4);
  }

  TemporaryFolder data;
  TemporaryFolder outside;
  std::string key;
  live::Done receipt;   // of a vote that counted
  live::Done replaced;  // of one that was changed later
  live::Done withdrawal;
  BallotId ballot;

 private:
  void hold(live::test::Scene& scene) {
    const auto item = scene.start_sitting();
    const auto added = scene.done(scene.chair, live::test::paper("方案"));
    withdrawal = scene.done(
        scene.chair, domain::WithdrawFile{FileId(live::test::made(added, "file")), "有电话"});
    ballot = scene.open_ballot(item, Secrecy::confidential, domain::Counts::hidden);
    const auto vote = [&](int flat, const char* choice) {
      return scene.done(scene.resident(flat),
                        domain::CastBallot{ballot, HeadId{}, domain::Paper{choice}});
    };
    replaced = vote(0, "no");
    for (int flat = 1; flat < kFlats; ++flat) vote(flat, flat < 3 ? "yes" : "no");
    receipt = vote(0, "yes");
    scene.done(scene.chair, domain::CloseBallot{ballot});
    scene.done(scene.chair, domain::EditMinutes{{"opening", 0, kMinutes}});
    for (const auto& commitment : scene.to_erase) scene.inner->erase_sealed(commitment);
  }
};

void overwrite(const std::string& path, const std::string& from, const std::string& to) {
  const auto at = bytes_of_file(path).find(from);
  REQUIRE(at != std::string::npos);
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(static_cast<std::streamoff>(at));
  file << to;
  REQUIRE(file.good());
}

/// Everything once more, from an empty folder, with a key of its own.
void sign_anew(const Kept& kept) {
  for (const auto* name : {"log.db", "signing.key", "signing.pub"}) fs::remove(kept.file(name));
  const log::test::StillClock clock;
  live::test::Scene scene{log::open_sqlite_log(kept.data.path(), clock)};
  scene.start_sitting();
}

/// Changes the file under a write-ahead log, as beside a running server. What is returned keeps
/// that log from being moved and cut; `before` is what was said of the folder with it, untouched.
std::shared_ptr<SQLite::Database> change_under_wal(const Kept& kept, Verified* before = nullptr) {
  auto server = std::make_shared<SQLite::Database>(kept.file("log.db"), SQLite::OPEN_READWRITE);
  // Written and written back: what does not change at all SQLite does not write.
  server->exec(
      "CREATE TEMP TABLE kept AS SELECT version, payload FROM entry "
      "WHERE stream = 'meeting:meeting-1';"
      "UPDATE entry SET payload = 'x' WHERE stream = 'meeting:meeting-1';"
      "UPDATE entry SET payload = (SELECT payload FROM kept WHERE kept.version = entry.version) "
      "WHERE stream = 'meeting:meeting-1'");
  const auto payload =
      kept.asked("SELECT payload FROM entry WHERE stream = 'meeting:meeting-1' AND version = " +
                 std::to_string(kept.receipt.version));
  if (before != nullptr) *before = kept.verify_anchored();
  auto changed = payload;
  changed[payload.size() / 2] = static_cast<char>(changed[payload.size() / 2] ^ 1);
  overwrite(kept.file("log.db"), payload, changed);
  return server;
}

/// The last commit, with all that speaks of it.
void cut_with_checkpoints(const Kept& kept) {
  const auto last = kept.asked("SELECT max(number) FROM checkpoint");
  for (const std::string table : {"entry", "answer"}) {
    kept.change("DELETE FROM " + table +
                " WHERE EXISTS (SELECT 1 FROM moved WHERE number = " + last +
                " AND moved.stream = " + table + ".stream AND " + table + ".version > \"from\")");
  }
  kept.change("DELETE FROM checkpoint WHERE number = " + last);
  kept.change("DELETE FROM moved WHERE number = " + last);
}

void lose_minutes(const Kept& kept) {
  kept.change("DELETE FROM sealed WHERE CAST(value AS TEXT) = '" + std::string(kMinutes) + "'");
}

void swap_names(const Kept& kept) {
  SQLite::Database(kept.file("directory.db"), SQLite::OPEN_READWRITE)
      .exec("UPDATE label SET text = CASE id WHEN 'head-1' THEN '赵六' ELSE '王建国' END");
}

/// What somebody with the folder does to it, and what is said of it by who has the key from
/// outside.
struct Tampering {
  const char* name;
  std::function<std::shared_ptr<SQLite::Database>(const Kept&)> done;  // held while it is checked
  int code;
  const char* said;  // %: the place of a vote
};

Tampering sql(const char* name, const std::string& statement, const char* said) {
  const auto tamper = [statement](const Kept& kept) {
    auto text = statement;
    const auto number = std::to_string(kept.receipt.version);
    if (const auto at = text.find('%'); at != text.npos) text.replace(at, 1, number);
    kept.change(text);
    return nullptr;
  };
  return {name, tamper, kFindings, said};
}

Tampering by(const char* name, void (*tamper)(const Kept&), int code, const char* said) {
  const auto done = [tamper](const Kept& kept) {
    tamper(kept);
    return nullptr;
  };
  return {name, done, code, said};
}

/// One after the other, as the issue that asked for them names them.
std::vector<Tampering> all_tamperings() {
  const std::string of_vote = " WHERE stream = 'meeting:meeting-1' AND version = %";
  return {
      sql("a row gone", "DELETE FROM entry" + of_vote, "%"),
      sql("a byte of a payload",
          "UPDATE entry SET payload = replace(payload, 'events', 'evemts')" + of_vote, "%"),
      sql("a byte of a header",
          "UPDATE entry SET header = replace(header, '\"at\":1', '\"at\":2')" + of_vote, "%"),
      sql("a byte of a hash",
          "UPDATE entry SET hash = substr(hash, 2) || substr(hash, 1, 1)" + of_vote, "%"),
      sql("a cut tail", "DELETE FROM entry WHERE stream = 'meeting:meeting-1' AND version >= %",
          "%"),
      by("a cut tail, its checkpoints too", cut_with_checkpoints, kHolds,
         "or cut off the end: an earlier checkpoint or a receipt"),
      {"a write-ahead log beside it", [](const Kept& kept) { return change_under_wal(kept); },
       kFindings, "log.db without log.db-wal, stream meeting:meeting-1"},
      by("everything signed anew with another key", sign_anew, kFindings, "FINDING"),
      sql("a salt moved into its value",
          "UPDATE sealed SET salt = substr(salt, 1, 31), "
          "value = CAST(substr(salt, 32) || value AS BLOB)",
          "is not the one that was committed to"),
      sql("a value moved into its salt",
          "UPDATE sealed SET salt = CAST(salt || substr(value, 1, 3) AS BLOB), "
          "value = substr(value, 4) WHERE length(value) > 5",
          "is not the one that was committed to"),
      by("a sealed text gone", lose_minutes, kHolds, "no command in this log erases it"),
      by("two names swapped", swap_names, kHolds, "or two that were swapped, leave no trace"),
  };
}

}  // namespace

TEST_CASE("without anything from outside a whole folder is said to prove nothing, with code 3") {
  const Kept kept;
  const auto alone = kept.verify();
  CHECK(alone.code == kNotAnchored);
  CHECK_THAT(alone.said, Contains("\n0 findings\n") && Contains("NOT ANCHORED") &&
                             Contains("proves nothing against whoever can write the folder"));
  CHECK_THAT(alone.said, Contains("fingerprint of that key "));
}

TEST_CASE("sentences are in the reader's language, what scripts read is the same in both") {
  const Kept kept;
  const auto chinese = kept.verify("", "zh_CN.UTF-8");
  CHECK(chinese.code == kNotAnchored);
  CHECK_THAT(chinese.said, Contains("\n0 findings\n") && Contains("fingerprint of that key ") &&
                               Contains("NOT ANCHORED：没有给出文件夹以外的任何凭据") &&
                               Contains("这里看不出来的：姓名、房号和账号") &&
                               !Contains("Cannot be seen"));
  CHECK(kept.verify("--lang zh").said == chinese.said);
  CHECK_THAT(kept.verify("--lang en", "zh_CN.UTF-8").said, Contains("Cannot be seen from here"));
  const auto held =
      kept.verify("--lang zh --key " + kept.key + " --receipt " + quoted(kept.shown_receipt()));
  CHECK(held.code == kHolds);
  CHECK_THAT(held.said, Contains("已和外部给出的公钥核对") && Contains("回执能证明") &&
                            !Contains("It proves"));
}

TEST_CASE("a key, a fingerprint, a checkpoint or a receipt from outside anchors it, with code 0") {
  const Kept kept;
  const auto holds = [&](const std::string& arguments) {
    const auto verified = kept.verify(arguments);
    INFO(arguments << "\n" << verified.said);
    CHECK(verified.code == kHolds);
    CHECK_THAT(verified.said, Contains("0 findings\n") && !Contains("NOT ANCHORED"));
    return verified.said;
  };
  holds("--key " + kept.key);
  holds("--public-key " + kept.key);
  fs::copy_file(kept.file("signing.pub"), kept.outside.file("kept.pub"));
  holds("--key " + kept.outside.file("kept.pub"));
  // As it stands on a notice: in fours.
  auto fingerprint = log::fingerprint_of(kept.key);
  for (const auto at : {28, 24, 20, 16, 12, 8, 4}) {
    fingerprint.insert(static_cast<std::size_t>(at), " ");
  }
  CHECK_THAT(holds("--key '" + fingerprint + "'"), Contains("of that key " + fingerprint + "\n"));

  const auto file = kept.outside.file("checkpoint.json");
  CHECK_THAT(kept.verify("--write-checkpoint " + file).said, Contains("keep it where nobody"));
  CHECK_THAT(holds("--checkpoint " + file), Contains("everything up to it is as it was"));
  const auto number = kept.asked("SELECT number FROM checkpoint ORDER BY number LIMIT 1");
  const auto hash = kept.asked("SELECT hash FROM checkpoint ORDER BY number LIMIT 1");
  holds("--checkpoint " + number + " --hash " + hash);
  holds("--receipt " + quoted(kept.shown_receipt()));
}

TEST_CASE("a receipt is held against the log in every form, and it is said what it proves") {
  const Kept kept;
  const auto version = std::to_string(kept.receipt.version);
  const auto said = kept.verify("--receipt " + quoted(kept.shown_receipt())).said;
  CHECK_THAT(said, Contains("receipt: stream meeting:meeting-1, version " + version) &&
                       Contains("a vote in ballot " + kept.ballot.str() + ", which was counted"));
  CHECK_THAT(said, Contains("It does not prove what came after it") &&
                       Contains("never tells the choice") && Contains("12 of the 64 digits"));

  const auto frame = kept.outside.file("done.json");
  std::ofstream(frame) << R"({"op":"done","id":"c1","seq":)" << version
                       << R"(,"result":{},"receipt":{"version":)" << version << R"(,"hash":")"
                       << kept.receipt.hash << R"("}})" << '\n';
  const auto whole = kept.verify("--receipt " + frame + " --meeting meeting-1");
  CHECK(whole.code == kHolds);
  CHECK_THAT(whole.said, Contains("which was counted") && !Contains("of the 64 digits"));

  const auto earlier = kept.verify("--receipt '" + std::to_string(kept.replaced.version) + " " +
                                   kept.replaced.hash + "'");
  CHECK(earlier.code == kHolds);
  CHECK_THAT(earlier.said, Contains("which was replaced by entry " + version));

  auto other = kept.receipt.hash;
  other[0] = other[0] == '0' ? '1' : '0';
  const auto wrong = kept.verify("--receipt '" + version + " " + other + "'");
  CHECK(wrong.code == kFindings);
  CHECK_THAT(wrong.said, Contains("FINDING  receipt: it was given for version " + version));
  CHECK(kept.verify("--receipt " + frame + " --meeting another").code == kFindings);
}

TEST_CASE("what is not what an option takes is refused with code 1, and nothing is checked") {
  const Kept kept;
  for (const auto* arguments :
       {"--key 1234", "--key /nowhere/signing.pub", "--checkpoint 3", "--checkpoint 0 --hash 00",
        "--checkpoint no-such-file", "--receipt 'entry 12'", "--receipt '{\"version\":1}'",
        "--meeting meeting-1", "--receipt '12 1a2b3c4d5e6f' --meeting 'no id'"}) {
    const auto refused = kept.verify(arguments);
    INFO(arguments << "\n" << refused.said);
    CHECK(refused.code == kNotChecked);
    CHECK_THAT(refused.said, Contains("roundtable: ") && !Contains("findings"));
  }
  const auto file = kept.outside.file("checkpoint.json");
  kept.verify("--write-checkpoint " + file);
  overwrite(file, "\"number\": ", "\"number\":0");
  overwrite(file, "\"signature\": \"", "\"signature\": \"0");
  CHECK(kept.verify("--checkpoint " + file).code == kNotChecked);
}

TEST_CASE(
    "each of what somebody with the folder can do is found, or named as what cannot be seen") {
  REQUIRE(Kept().verify_anchored().code == kHolds);
  for (const auto& tampering : all_tamperings()) {
    const Kept kept;
    const auto held = tampering.done(kept);
    const auto unkept = kept.outside.file("checkpoint.json");
    const auto verified = kept.verify("--key " + kept.key + " --write-checkpoint " + unkept);
    INFO(tampering.name << "\n" << verified.said);
    const auto place = "stream meeting:meeting-1, version " + std::to_string(kept.receipt.version);
    CHECK(verified.code == tampering.code);
    const std::string said = tampering.said;
    CHECK_THAT(verified.said, Contains(said == "%" ? place : said));
    const bool found = tampering.code == kFindings;
    CHECK(found == (verified.said.find("FINDING") != std::string::npos));
    CHECK(fs::exists(unkept) != found);  // of what does not hold nothing is kept
  }
}

TEST_CASE("what is found is said in Chinese too, with the word that scripts look for in front") {
  const std::map<std::string, std::string> said{
      {"a row gone", "FINDING  流 meeting:meeting-1 第 % 条：缺失\n"},
      {"a byte of a payload",
       "FINDING  流 meeting:meeting-1 第 % 条：正文与条目头里的 SHA-256 对不上\n"},
      {"a sealed text gone", "“纪要已写”中封存的值（"},
  };
  std::size_t tried = 0;
  for (const auto& tampering : all_tamperings()) {
    const auto row = said.find(tampering.name);
    if (row == said.end()) continue;
    ++tried;
    const Kept kept;
    const auto held = tampering.done(kept);
    const auto verified = kept.verify("--lang zh --key " + kept.key);
    INFO(tampering.name << "\n" << verified.said);
    auto expected = row->second;
    if (const auto at = expected.find('%'); at != expected.npos) {
      expected.replace(at, 1, std::to_string(kept.receipt.version));
    }
    CHECK(verified.code == tampering.code);
    CHECK_THAT(verified.said, Contains(expected) && !Contains("is missing") &&
                                  !Contains("was erased by") && !Contains("its payload"));
  }
  CHECK(tried == said.size());
  const Kept kept;
  auto other = kept.receipt.hash;
  other[0] = other[0] == '0' ? '1' : '0';
  const auto wrong = kept.verify("--lang zh --receipt '" + std::to_string(kept.receipt.version) +
                                 " " + other + "'");
  CHECK_THAT(wrong.said, Contains("FINDING  回执：给的是某个流的第 "));
}

TEST_CASE("of a write-ahead log beside the file it is said that both were checked") {
  const Kept kept;
  Verified before;
  const auto server = change_under_wal(kept, &before);
  INFO(before.said);
  CHECK(before.code == kHolds);
  CHECK_THAT(before.said, Contains("stands beside log.db: log.db was checked without it too"));
  CHECK(kept.verify_anchored().code == kFindings);
}

TEST_CASE("everything signed anew with another key is found by a key, a checkpoint or a receipt") {
  const Kept kept;
  const auto checkpoint = kept.outside.file("checkpoint.json");
  kept.verify("--write-checkpoint " + checkpoint);
  sign_anew(kept);
  CHECK(kept.verify().code == kNotAnchored);
  for (const auto& evidence :
       {"--key " + kept.key, "--key " + log::fingerprint_of(kept.key), "--checkpoint " + checkpoint,
        "--receipt " + quoted(kept.shown_receipt())}) {
    INFO(evidence);
    CHECK(kept.verify(evidence).code == kFindings);
  }
}

TEST_CASE("a tail that is cut with its checkpoints is found by what was kept of it") {
  const Kept kept;
  const auto checkpoint = kept.outside.file("checkpoint.json");
  kept.verify("--write-checkpoint " + checkpoint);
  cut_with_checkpoints(kept);
  const auto by_key = kept.verify_anchored();
  CHECK(by_key.code == kHolds);
  CHECK_THAT(by_key.said, Contains("or cut off the end: an earlier checkpoint or a receipt"));
  const auto found = kept.verify("--checkpoint " + checkpoint);
  CHECK(found.code == kFindings);
  CHECK_THAT(found.said, Contains("the log has been cut or replaced"));
}

TEST_CASE("a sealed text that is gone is told, with whose command erased it or that nobody's did") {
  const Kept kept;
  lose_minutes(kept);
  const auto verified = kept.verify_anchored();
  INFO(verified.said);
  CHECK(verified.code == kHolds);
  CHECK_THAT(verified.said, Contains("withheld stream meeting:meeting-1") &&
                                Contains("what minutes_edited sealed") &&
                                Contains("no command in this log erases it"));
  CHECK_THAT(verified.said, Contains("erased   stream meeting:meeting-1") &&
                                Contains("was erased by command") &&
                                Contains("version " + std::to_string(kept.withdrawal.version)));
}

TEST_CASE("two names that were swapped are named as what cannot be seen") {
  const Kept kept;
  swap_names(kept);
  const auto verified = kept.verify_anchored();
  CHECK(verified.code == kHolds);
  CHECK_THAT(verified.said, Contains("Cannot be seen from here: names, room labels and accounts") &&
                                Contains("or two that were swapped, leave no trace"));
}

}  // namespace roundtable::cli::test
