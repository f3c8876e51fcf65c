// Another key in the place of the one that signs: what was signed before still holds, whichever of
// the keys is known from outside; a crash between any two steps leaves a folder that opens; and
// nobody makes a key of another log out of his own.
#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "log/checkpoint.hpp"
#include "log/log_check.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::log::test {
namespace {

const StillClock kKeyClock;

struct ChangedLog {
  Appended change_key() {
    auto batch = batch_after(keys, {"{\"events\":[]}"});
    batch.next_key = log->prepare_key();
    return append_now(*log, std::move(batch));
  }
  void write(const char* payload) {
    REQUIRE(append_now(*log, batch_after(head, {payload})) == Appended::stored);
  }
  void open() { log = open_sqlite_log(folder.path(), kKeyClock); }
  std::string file(const std::string& name) const { return folder.file(name); }

  TemporaryFolder folder;
  std::unique_ptr<EventLog> log = open_sqlite_log(folder.path(), kKeyClock);
  StreamHead head = no_entries_of("meeting:abc");
  StreamHead keys = no_entries_of(std::string(kKeys));
};

std::uint64_t findings_of(const std::string& folder, const VerifyOptions& options,
                          VerifyReport& report) {
  verify_log(folder, report, options);
  return report.findings;
}

}  // namespace

TEST_CASE("after a change of the key the whole log holds, whichever key is known from outside") {
  ChangedLog at;
  std::vector<std::string> keys{at.log->public_key()};
  at.write("1");
  for (int i = 0; i < 2; ++i) {
    REQUIRE(at.change_key() == Appended::stored);
    keys.push_back(at.log->public_key());
    at.write("2");
  }
  CHECK(keys[0] != keys[1]);
  CHECK(keys[1] != keys[2]);
  // 1: an entry; 2: the change, signed by the key before; 3: an entry; 4: the other change.
  const std::string* signer[] = {&keys[0], &keys[0], &keys[1], &keys[1], &keys[2]};
  for (std::uint64_t number = 1; number <= 5; ++number) {
    CHECK(at.log->public_key_at(number) == *signer[number - 1]);
  }
  CHECK(bytes_of_file(at.file("signing.pub")) == keys[2] + "\n");
  CHECK_FALSE(std::filesystem::exists(at.file("signing.key.next")));
  // Beside the running server, with its write-ahead log, and after it.
  for (const bool running : {true, false}) {
    if (!running) at.log.reset();
    for (const auto& key : keys) {
      VerifyOptions options;
      options.public_key = key;
      VerifyReport report;
      CHECK(findings_of(at.folder.path(), options, report) == 0);
      REQUIRE(report.retired.size() == 2);
      CHECK(report.retired[1].public_key == keys[1]);
      CHECK(report.retired[1].last == 4);
      CHECK(report.public_key == keys[2]);
      options = {};
      options.key_fingerprint = fingerprint_of(key);
      CHECK(findings_of(at.folder.path(), options, report) == 0);
    }
    VerifyOptions options;
    options.public_key = SigningKey({7}).public_key();
    VerifyReport report;
    CHECK(findings_of(at.folder.path(), options, report) > 0);
  }
  at.open();
  CHECK(at.log->public_key() == keys[2]);
  at.write("3");
}

TEST_CASE("of two keys that were prepared only the later one can sign") {
  ChangedLog at;
  auto batch = batch_after(at.keys, {"{}"});
  batch.next_key = at.log->prepare_key();
  const auto later = at.log->prepare_key();
  CHECK(append_now(*at.log, batch) == Appended::conflict);
  batch.next_key = later;
  CHECK(append_now(*at.log, batch) == Appended::stored);
  CHECK(at.log->public_key() == later);
  // Nor is one that was used prepared any more.
  auto again = batch_after(at.keys, {"{}"});
  again.next_key = later;
  CHECK(append_now(*at.log, again) == Appended::conflict);
}

TEST_CASE("a change that broke off after any step is finished or forgotten by the next start") {
  ChangedLog at;
  at.write("1");
  const auto before = at.log->public_key();
  const auto old_key = bytes_of_file(at.file("signing.key"));
  SECTION("prepared only") {
    at.log->prepare_key();
    REQUIRE(std::filesystem::exists(at.file("signing.key.next")));
    at.log.reset();
    at.open();
    CHECK(at.log->public_key() == before);
    CHECK_FALSE(std::filesystem::exists(at.file("signing.key.next")));
  }
  SECTION("named by the log, and not in its place") {
    REQUIRE(at.change_key() == Appended::stored);
    const auto after = at.log->public_key();
    const bool more = GENERATE(false, true);
    if (more) at.write("2");
    at.log.reset();
    std::filesystem::rename(at.file("signing.key"), at.file("signing.key.next"));
    std::ofstream(at.file("signing.key")) << old_key;
    std::ofstream(at.file("signing.pub")) << before << "\n";
    at.open();
    CHECK(at.log->public_key() == after);
    CHECK(bytes_of_file(at.file("signing.pub")) == after + "\n");
    CHECK_FALSE(std::filesystem::exists(at.file("signing.key.next")));
  }
  SECTION("its public half is there, and it is not in its place") {
    REQUIRE(at.change_key() == Appended::stored);
    const auto after = at.log->public_key();
    at.write("2");
    at.log.reset();
    std::filesystem::rename(at.file("signing.key"), at.file("signing.key.next"));
    std::ofstream(at.file("signing.key")) << old_key;
    at.open();
    CHECK(at.log->public_key() == after);
    CHECK(bytes_of_file(at.file("signing.pub")) == after + "\n");
    CHECK_FALSE(std::filesystem::exists(at.file("signing.key.next")));
  }
  at.write("last");
  VerifyReport report;
  at.log.reset();
  CHECK(findings_of(at.folder.path(), {}, report) == 0);
}

TEST_CASE("a key follows another only where it has agreed to follow that one, at that place") {
  const SigningKey old_key({1});
  const SigningKey next({2});
  CheckpointBody body;
  body.number = 5;
  body.prev = std::string(64, 'a');
  body.key = KeyChange{old_key.public_key(), next.public_key(),
                       next.sign(change_text(5, body.prev, old_key.public_key()))};
  REQUIRE(is_agreed(body));
  const auto read = read_body(write_body(body));
  REQUIRE(read);
  REQUIRE(read->key);
  CHECK(read->key->proof == body.key->proof);
  CHECK(is_agreed(*read));
  auto other = body;
  other.number = 6;
  CHECK_FALSE(is_agreed(other));
  other = body;
  other.prev.back() = 'b';
  CHECK_FALSE(is_agreed(other));
  other = body;
  other.key->from = SigningKey({3}).public_key();
  CHECK_FALSE(is_agreed(other));
  other = body;
  other.key->proof = old_key.sign(change_text(5, body.prev, old_key.public_key()));
  CHECK_FALSE(is_agreed(other));
  // What is not in the exact form is no body.
  const auto text = write_body(body);
  for (std::size_t length = 0; length < text.size(); ++length) {
    CHECK_FALSE(read_body(text.substr(0, length)).has_value());
  }
  body.key->to = "no key";
  CHECK_FALSE(read_body(write_body(body)).has_value());
}

TEST_CASE("whoever signs a log anew cannot call it one of a key that is not his") {
  ChangedLog at;
  at.write("1");
  REQUIRE(at.change_key() == Appended::stored);
  at.write("2");
  const auto real = at.log->public_key();
  at.log.reset();
  // His own key signs everything up to a change to the real one, whose proof he has from there.
  const SigningKey his({9});
  std::string prev = kNoEntry;
  SQLite::Database database(at.file("log.db"), SQLite::OPEN_READWRITE);
  database.exec("DELETE FROM checkpoint WHERE number > 2");
  database.exec("DELETE FROM entry WHERE stream = 'meeting:abc' AND version > 1");
  database.exec("DELETE FROM moved WHERE number > 2");
  for (int number = 1; number <= 2; ++number) {
    SQLite::Statement row(database, "SELECT body FROM checkpoint WHERE number = ?");
    row.bind(1, number);
    REQUIRE(row.executeStep());
    auto body = *read_body(row.getColumn(0).getString());
    body.prev = prev;
    if (body.key) body.key->from = his.public_key();
    const auto forged = make_checkpoint(body, his);
    SQLite::Statement update(
        database, "UPDATE checkpoint SET body = ?, hash = ?, signature = ? WHERE number = ?");
    update.bind(1, forged.body);
    update.bind(2, forged.hash);
    update.bind(3, forged.signature);
    update.bind(4, number);
    update.exec();
    prev = forged.hash;
  }
  VerifyOptions options;
  options.public_key = real;
  VerifyReport report;
  const auto findings = verify_log(at.folder.path(), report, options);
  const bool named = std::any_of(findings.begin(), findings.end(), [](const auto& one) {
    return one.place == "checkpoint 2" && one.what.find("changes the key") != std::string::npos;
  });
  CHECK(named);
}

TEST_CASE("a log in memory changes its key as one on disk does") {
  const auto log = open_memory_log(kKeyClock);
  auto keys = no_entries_of(std::string(kKeys));
  const auto before = log->public_key();
  auto batch = batch_after(keys, {"{}"});
  batch.next_key = log->prepare_key();
  const auto after = batch.next_key;
  const auto outcome = append_now(*log, std::move(batch));
  REQUIRE(outcome == Appended::stored);
  CHECK(log->public_key() == after);
  CHECK(log->public_key_at(1) == before);
  CHECK(log->public_key_at(2) == after);
}

}  // namespace roundtable::log::test
