// verify_log: whatever is changed, cut, dropped or forged in a log folder, it names the place.
#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <random>

#include "log/checkpoint.hpp"
#include "log/log_check.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::log::test {
namespace {

const StillClock kVerifyClock;

std::string told(const std::vector<Finding>& findings) {
  std::string text;
  for (const auto& finding : findings) text += finding.place + ": " + finding.what + "\n";
  return text;
}

// Three streams, several commits, content and sealed values; closed when the constructor ends.
class SmallLog {
 public:
  SmallLog() {
    const auto log = open_sqlite_log(folder_.path(), kVerifyClock);
    append(*log, "meeting:abc", {"{\"events\":[1]}", "{\"events\":[2]}"});
    append(*log, "grid:g-1", {"{\"events\":[\"住宅\"]}"});
    append(*log, "meeting:abc", {"{\"events\":[3]}"});
    append(*log, "roll:r-1", {"one", "two", "three"});
    append(*log, "grid:g-1", {"{\"events\":[\"second\"]}"});
    append(*log, "meeting:abc", {"{\"events\":[4]}", "{\"events\":[5]}"});
    newest_ = *log->checkpoint();
  }

  const std::string& path() const { return folder_.path(); }
  std::string file() const { return folder_.file("log.db"); }
  const Checkpoint& newest() const { return newest_; }
  const std::map<std::string, StreamHead>& heads() const { return heads_; }
  const StreamHead& head(const std::string& stream) const { return heads_.at(stream); }

  void execute(const std::string& sql) const {
    SQLite::Database database(file(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA synchronous = OFF");
    database.exec(sql);
  }
  void insert_entry(const Entry& entry) const {
    SQLite::Database database(file(), SQLite::OPEN_READWRITE);
    SQLite::Statement insert(database, "INSERT INTO entry VALUES(?,?,?,?,?)");
    insert.bind(1, entry.stream);
    insert.bind(2, static_cast<std::int64_t>(entry.version));
    insert.bind(3, entry.header);
    insert.bind(4, entry.payload);
    insert.bind(5, entry.hash);
    insert.exec();
  }
  /// On one thread and on three: what is found is the same, in the same order.
  std::vector<Finding> verify(const VerifyOptions& options = {}) {
    auto on_three = options;
    on_three.threads = 3;
    on_three.on_entry = nullptr;
    const auto found = told(verify_log(path(), report, on_three));
    auto findings = verify_log(path(), report, options);
    CHECK(told(findings) == found);
    return findings;
  }

  VerifyReport report;
  const Content content = make_content("a frozen roll");
  const Sealed sealed = seal('s', "a private note");

 private:
  void append(EventLog& log, const std::string& stream, const std::vector<std::string>& payloads) {
    auto& head = heads_.try_emplace(stream, no_entries_of(stream)).first->second;
    auto batch = batch_after(head, payloads);
    if (stream == "roll:r-1") {
      batch.content = {content};
      batch.sealed = {sealed};
    }
    REQUIRE(append_now(log, std::move(batch)) == Appended::stored);
  }

  TemporaryFolder folder_;
  std::map<std::string, StreamHead> heads_;
  Checkpoint newest_;
};

bool names(const std::vector<Finding>& findings, const std::string& place,
           const std::string& what = "") {
  for (const auto& finding : findings) {
    if (finding.place == place && finding.what.find(what) != std::string::npos) return true;
  }
  return false;
}

std::string as_sql(const std::string& text) {
  std::string sql = "CAST(x'";
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  return sql + to_hex({bytes, text.size()}) + "' AS TEXT)";
}

// First, middle and last byte, and some in between.
std::vector<std::size_t> positions(std::size_t size) {
  if (size == 0) return {};
  return {0, size / 3, size / 2, size - 3 < size ? size - 3 : 0, size - 1};
}

}  // namespace

TEST_CASE("a log as it was written has no findings") {
  SmallLog log;
  std::vector<std::string> seen;
  VerifyOptions options;
  options.on_entry = [&](std::size_t, const Entry& entry) { seen.push_back(entry.payload); };
  options.expect_checkpoint = {log.newest().number, log.newest().hash};
  const auto findings = log.verify(options);
  CHECK(told(findings).empty());
  CHECK(log.report.streams == 3);
  CHECK(log.report.entries == 10);
  CHECK(log.report.checkpoints == 6);
  CHECK(log.report.findings == 0);
  CHECK(log.report.newest->hash == log.newest().hash);
  CHECK(log.report.public_key.size() == 64);
  CHECK(seen.size() == 10);
  CHECK(log.report.has_content(log.content.sha256));
  CHECK_FALSE(log.report.has_content(sha256_hex("never stored")));
  CHECK(log.report.has_sealed(log.sealed.commitment));
}

TEST_CASE(
    "verify works beside a running server, on a copy of it, and where nothing can be written") {
  const TemporaryFolder folder;
  const TemporaryFolder copy;
  const auto log = open_sqlite_log(folder.path(), kVerifyClock);
  auto head = no_entries_of("meeting:abc");
  for (int i = 0; i < 5; ++i) {
    REQUIRE(append_now(*log, batch_after(head, {"x", "y"})) == Appended::stored);
  }
  VerifyReport report;
  CHECK(told(verify_log(folder.path(), report)).empty());
  CHECK(report.entries == 10);
  for (const auto* name : {"log.db", "log.db-wal", "signing.pub"}) {
    std::filesystem::copy_file(folder.file(name), copy.file(name));
  }
  REQUIRE(std::filesystem::file_size(copy.file("log.db-wal")) > 0);
  CHECK(told(verify_log(copy.path(), report)).empty());
  CHECK(report.entries == 10);

  const SmallLog closed;
  // A folder in SQLite's way: it cannot make its shared memory there.
  std::filesystem::create_directory(closed.file() + "-shm");
  CHECK(told(verify_log(closed.path(), report)).empty());
  CHECK(report.entries == 10);
}

TEST_CASE("an erased value leaves the log whole") {
  SmallLog log;
  open_sqlite_log(log.path(), kVerifyClock)->erase_sealed(log.sealed.commitment);
  CHECK(told(log.verify()).empty());
  CHECK_FALSE(log.report.has_sealed(log.sealed.commitment));
}

TEST_CASE("bytes moved from a salt into its value are found, in either form of a commitment") {
  SmallLog log;
  const auto& sealed = log.sealed;
  const auto bare = sha256_hex(sealed.salt + sealed.value);  // as release 0.1.0 wrote it
  const auto as_bytes = [](const std::string& text) {
    return "CAST(" + as_sql(text) + " AS BLOB)";
  };
  log.execute("INSERT INTO sealed VALUES('" + bare + "', " + as_bytes(sealed.salt) + ", " +
              as_bytes(sealed.value) + ")");
  REQUIRE(told(log.verify()).empty());
  for (const auto& commitment : {sealed.commitment, bare}) {
    for (const auto moved : {1, -1}) {
      CAPTURE(commitment, moved);
      const auto whole = sealed.salt + sealed.value;
      const auto border = sealed.salt.size() + static_cast<std::size_t>(moved);
      const auto set = [&](std::size_t at) {
        log.execute("UPDATE sealed SET salt = " + as_bytes(whole.substr(0, at)) + ", value = " +
                    as_bytes(whole.substr(at)) + " WHERE commitment = '" + commitment + "'");
      };
      set(border);
      CHECK(names(log.verify(), "sealed " + commitment, "do not match the commitment"));
      set(sealed.salt.size());
    }
  }
}

TEST_CASE("one changed byte in any column of any entry is found at that entry") {
  SmallLog log;
  std::vector<Entry> entries;
  VerifyOptions collect;
  collect.on_entry = [&](std::size_t, const Entry& entry) { entries.push_back(entry); };
  REQUIRE(log.verify(collect).empty());
  for (const auto& entry : entries) {
    const auto place = "stream " + entry.stream + ", version " + std::to_string(entry.version);
    const std::map<std::string, std::string> columns = {{"stream", entry.stream},
                                                        {"header", entry.header},
                                                        {"payload", entry.payload},
                                                        {"hash", entry.hash}};
    for (const auto& [column, value] : columns) {
      for (const auto position : positions(value.size())) {
        auto changed = value;
        changed[position] = static_cast<char>(changed[position] ^ 0x01);
        CAPTURE(place, column, position);
        const auto row = "WHERE rowid = (SELECT rowid FROM entry WHERE " + column + " = ";
        const auto and_version = " AND version = " + std::to_string(entry.version) + ")";
        log.execute("UPDATE entry SET " + column + " = " + as_sql(changed) + " " + row +
                    as_sql(value) + and_version);
        CHECK(names(log.verify(), place));
        log.execute("UPDATE entry SET " + column + " = " + as_sql(value) + " " + row +
                    as_sql(changed) + and_version);
      }
    }
    for (const auto* other : {"version + 40", "-version", "0"}) {
      CAPTURE(place, other);
      const auto stream = "stream = " + as_sql(entry.stream);
      log.execute("UPDATE entry SET version = " + std::string(other) + " WHERE " + stream +
                  " AND version = " + std::to_string(entry.version));
      CHECK(names(log.verify(), place));
      log.execute("UPDATE entry SET version = " + std::to_string(entry.version) + " WHERE " +
                  stream + " AND (version > 40 OR version < 1)");
    }
  }
  CHECK(told(log.verify()).empty());
}

TEST_CASE("one changed byte in a checkpoint, a content or a sealed value is found there") {
  SmallLog log;
  struct Case {
    std::string table, column, where, place, type;
  };
  std::vector<Case> cases;
  for (int number = 1; number <= 6; ++number) {
    const auto where = "number = " + std::to_string(number);
    for (const auto* column : {"body", "hash", "signature"}) {
      cases.push_back(
          {"checkpoint", column, where, "checkpoint " + std::to_string(number), "TEXT"});
    }
  }
  cases.push_back({"content", "bytes", "1", "content " + log.content.sha256, "BLOB"});
  cases.push_back({"sealed", "salt", "1", "sealed " + log.sealed.commitment, "BLOB"});
  cases.push_back({"sealed", "value", "1", "sealed " + log.sealed.commitment, "BLOB"});
  for (const auto& c : cases) {
    std::string value;
    {
      SQLite::Database database(log.file());
      value = database.execAndGet("SELECT " + c.column + " FROM " + c.table + " WHERE " + c.where)
                  .getString();
    }
    for (const auto position : positions(value.size())) {
      CAPTURE(c.place, c.column, position);
      auto changed = value;
      changed[position] = static_cast<char>(changed[position] ^ 0x01);
      const auto set = [&](const std::string& to) {
        log.execute("UPDATE " + c.table + " SET " + c.column + " = CAST(" + as_sql(to) + " AS " +
                    c.type + ") WHERE " + c.where);
      };
      set(changed);
      CHECK(names(log.verify(), c.place));
      set(value);
    }
  }
  log.execute("UPDATE content SET sha256 = replace(sha256, 'a', 'b')");
  CHECK_FALSE(log.verify().empty());
  CHECK_FALSE(log.report.has_content(log.content.sha256));
}

TEST_CASE("what is cut, dropped or forged is found at its place") {
  SmallLog log;
  SECTION("the last entry of a stream is cut") {
    log.execute("DELETE FROM entry WHERE stream = 'meeting:abc' AND version = 5");
    CHECK(names(log.verify(), "stream meeting:abc, version 5", "ends at version 4"));
  }
  SECTION("entries in the middle are cut") {
    log.execute("DELETE FROM entry WHERE stream = 'meeting:abc' AND version IN (2, 3)");
    CHECK(names(log.verify(), "stream meeting:abc, version 2", "all up to 3"));
  }
  SECTION("a stream is dropped") {
    log.execute("DELETE FROM entry WHERE stream = 'grid:g-1'");
    CHECK(names(log.verify(), "stream grid:g-1, version 1", "not there"));
  }
  SECTION("a stream is renamed") {
    log.execute("UPDATE entry SET stream = 'grid:g-2' WHERE stream = 'grid:g-1'");
    const auto findings = log.verify();
    CHECK(names(findings, "stream grid:g-1, version 1", "not there"));
    CHECK(names(findings, "stream grid:g-2, version 1", "its header says"));
  }
  SECTION("an entry is forged on top, whole in itself") {
    auto head = log.head("meeting:abc");
    log.insert_entry(batch_after(head, {"forged"}).entries[0]);
    CHECK(names(log.verify(), "stream meeting:abc, version 6", "no checkpoint names it"));
  }
  SECTION("a stream is forged, whole in itself") {
    auto head = no_entries_of("meeting:forged");
    for (const auto& entry : batch_after(head, {"1", "2"}).entries) log.insert_entry(entry);
    CHECK(names(log.verify(), "stream meeting:forged, version 1", "no checkpoint names it"));
  }
  SECTION("the end of a stream is written anew with all its hashes") {
    auto head = StreamHead{"grid:g-1", 1, ""};
    {
      SQLite::Database database(log.file());
      head.hash =
          database.execAndGet("SELECT hash FROM entry WHERE stream='grid:g-1' AND version=1")
              .getString();
    }
    log.execute("DELETE FROM entry WHERE stream = 'grid:g-1' AND version = 2");
    log.insert_entry(batch_after(head, {"another second"}).entries[0]);
    CHECK(names(log.verify(), "stream grid:g-1, version 2", "checkpoint 5 names"));
  }
  SECTION("a checkpoint in the middle is cut") {
    log.execute("DELETE FROM checkpoint WHERE number = 3");
    CHECK(names(log.verify(), "checkpoint 3", "is missing"));
  }
  SECTION("a checkpoint is written anew without the key") {
    CheckpointBody body = *read_body(log.newest().body);
    body.heads.clear();
    SigningKey::Seed seed{};
    const auto forged = make_checkpoint(body, SigningKey(seed));
    log.execute("UPDATE checkpoint SET body = '" + forged.body + "', hash = '" + forged.hash +
                "', signature = '" + forged.signature + "' WHERE number = 6");
    const auto findings = log.verify();
    CHECK(names(findings, "checkpoint 6", "signature"));
    CHECK(names(findings, "stream meeting:abc, version 4", "no checkpoint names it"));
  }
}

TEST_CASE("a table that says something else than the log is found") {
  SmallLog log;
  const std::string of_moved = "the table of what moved";
  SECTION("where a commit began") {
    log.execute(R"(UPDATE moved SET "from" = 1 WHERE number = 3)");
    CHECK(names(log.verify(), "checkpoint 3", of_moved));
  }
  SECTION("where a commit ended") {
    log.execute(R"(UPDATE moved SET "to" = 99 WHERE number = 6)");
    CHECK(names(log.verify(), "checkpoint 6", of_moved));
  }
  SECTION("a commit is left out") {
    log.execute("DELETE FROM moved WHERE number = 4");
    CHECK(names(log.verify(), "checkpoint 4", of_moved));
  }
  SECTION("a commit is made up") {
    log.execute("INSERT INTO moved VALUES(6, 'meeting:none', 0, 1)");
    CHECK(names(log.verify(), "log.db", "the table moved has 1 rows"));
  }
  SECTION("an answer leads elsewhere") {
    log.execute("UPDATE answer SET version = 5 WHERE stream = 'meeting:abc' AND version = 2");
    CHECK(names(log.verify(), "stream meeting:abc, version 2", "the table of answers"));
  }
  SECTION("an answer leads to an earlier entry") {
    log.execute("UPDATE answer SET version = 1 WHERE stream = 'meeting:abc' AND version = 2");
    CHECK(names(log.verify(), "log.db", "the table answer has 1 rows"));
  }
  SECTION("an answer is missing") {
    log.execute("DELETE FROM answer WHERE stream = 'meeting:abc' AND version = 2");
    CHECK(names(log.verify(), "stream meeting:abc, version 2", "the table of answers"));
  }
}

TEST_CASE("a cut that takes its checkpoints along is seen by a witness alone") {
  SmallLog log;
  VerifyOptions witness;
  witness.expect_checkpoint = {log.newest().number, log.newest().hash};
  log.execute("DELETE FROM entry WHERE stream = 'meeting:abc' AND version IN (4, 5)");
  log.execute("DELETE FROM answer WHERE stream = 'meeting:abc' AND version IN (4, 5)");
  log.execute("DELETE FROM checkpoint WHERE number = 6");
  log.execute("DELETE FROM moved WHERE number = 6");
  CHECK(told(log.verify()).empty());
  CHECK(names(log.verify(witness), "checkpoint 6", "witnessed"));
}

TEST_CASE("a history written anew with the key is seen by a witness alone") {
  SmallLog log;
  VerifyOptions witness;
  witness.expect_checkpoint = {log.newest().number, log.newest().hash};
  std::filesystem::remove(log.file());
  {
    const auto anew = open_sqlite_log(log.path(), kVerifyClock);
    for (int i = 0; i < 6; ++i) {
      auto head = no_entries_of("meeting:n" + std::to_string(i));
      REQUIRE(append_now(*anew, batch_after(head, {"another history"})) == Appended::stored);
    }
  }
  CHECK(told(log.verify()).empty());
  CHECK(names(log.verify(witness), "checkpoint 6", "written anew"));
}

TEST_CASE("the key may come from outside, and one that is missing is a finding") {
  SmallLog log;
  VerifyOptions options;
  options.public_key = std::string(64, '0');
  CHECK(log.verify(options).size() == 7);  // six signatures, and the folder's own key
  CHECK(names(log.verify(options), "signing.pub", "is not the key"));
  options.public_key = bytes_of_file(log.path() + "/signing.pub").substr(0, 64);
  std::filesystem::remove(log.path() + "/signing.pub");
  CHECK(told(log.verify(options)).empty());
  CHECK(names(log.verify(), "signing.pub"));
}

TEST_CASE("a history signed anew with another key is found by the key's fingerprint") {
  SmallLog log;
  VerifyOptions options;
  const auto key = bytes_of_file(log.path() + "/signing.pub").substr(0, 64);
  options.key_fingerprint = fingerprint_of(key);
  REQUIRE(options.key_fingerprint.size() == 32);
  CHECK(told(log.verify(options)).empty());
  for (const auto* name : {"log.db", "signing.key", "signing.pub"}) {
    std::filesystem::remove(log.path() + "/" + name);
  }
  {
    const auto anew = open_sqlite_log(log.path(), kVerifyClock);
    auto head = no_entries_of("meeting:abc");
    REQUIRE(append_now(*anew, batch_after(head, {"another history"})) == Appended::stored);
  }
  CHECK(told(log.verify()).empty());
  CHECK(names(log.verify(options), "signing.pub", "is not the key that is known from outside"));
}

TEST_CASE("only a public key has a fingerprint") {
  CHECK(fingerprint_of("").empty());
  CHECK(fingerprint_of(std::string(64, 'x')).empty());
  CHECK(fingerprint_of(std::string(63, '0')).empty());
  CHECK(fingerprint_of(std::string(64, '0')) == sha256_hex(std::string(32, '\0')).substr(0, 32));
}

TEST_CASE("findings beyond the bound are counted") {
  SmallLog log;
  log.execute("UPDATE entry SET payload = 'changed'");
  VerifyOptions options;
  options.findings_max = 3;
  CHECK(log.verify(options).size() == 3);
  CHECK(log.report.findings == 10);
}

TEST_CASE("a file that is missing, foreign or damaged is a finding, not a crash") {
  SmallLog log;
  SECTION("missing") {
    std::filesystem::remove(log.file());
    CHECK(names(log.verify(), "log.db", "cannot read"));
  }
  SECTION("no database") {
    std::ofstream(log.file(), std::ios::trunc) << std::string(20'000, 'x');
    CHECK(names(log.verify(), "log.db"));
  }
  SECTION("of another version") {
    log.execute("PRAGMA user_version = 99");
    CHECK(names(log.verify(), "log.db", "schema 99"));
  }
  SECTION("a table is gone") {
    log.execute("DROP TABLE content");
    CHECK(names(log.verify(), "log.db", "cannot read content"));
  }
  SECTION("cut short") {
    std::filesystem::resize_file(log.file(), std::filesystem::file_size(log.file()) - 5000);
    CHECK(names(log.verify(), "log.db"));
  }
  SECTION("a page of nonsense") {
    const auto pages = std::filesystem::file_size(log.file()) / 4096;
    for (std::uintmax_t page = 0; page < pages; ++page) {
      CAPTURE(page);
      const auto whole = bytes_of_file(log.file());
      auto damaged = whole;
      damaged.replace(page * 4096, 4096, std::string(4096, '\x5a'));
      std::ofstream(log.file(), std::ios::binary) << damaged;
      CHECK_FALSE(log.verify().empty());
      std::ofstream(log.file(), std::ios::binary) << whole;
    }
  }
}

TEST_CASE("a flipped byte anywhere in the file is found, or changes nothing that is stored") {
  SmallLog log;
  const auto dump = [&log] {
    std::string all;
    SQLite::Database database(log.file());
    for (const auto* sql :
         {"SELECT * FROM entry ORDER BY +stream, +version", "SELECT * FROM checkpoint",
          "SELECT * FROM content", "SELECT * FROM sealed"}) {
      SQLite::Statement rows(database, sql);
      while (rows.executeStep()) {
        for (int i = 0; i < rows.getColumnCount(); ++i) all += rows.getColumn(i).getString() + "|";
      }
    }
    return all;
  };
  const auto stored = dump();
  const auto whole = bytes_of_file(log.file());
  constexpr std::uint64_t kSeed = 20260712;
  CAPTURE(kSeed);
  std::mt19937_64 chance(kSeed);
  int found = 0;
  for (int round = 0; round < 300; ++round) {
    const auto position = chance() % whole.size();
    auto damaged = whole;
    damaged[position] =
        static_cast<char>(damaged[position] ^ static_cast<char>(1 + chance() % 255));
    std::ofstream(log.file(), std::ios::binary) << damaged;
    CAPTURE(round, position);
    if (log.verify().empty()) {
      CHECK(dump() == stored);
    } else {
      ++found;
    }
  }
  CHECK(found > 0);
}

TEST_CASE("a damaged directory is found, one that was left out of a copy is not") {
  SmallLog log;
  CHECK(log.verify().empty());
  {
    std::ofstream directory(log.path() + "/directory.db", std::ios::binary);
    directory << std::string(8'192, 'x');
  }
  const auto findings = log.verify();
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().place == "directory.db");
}

}  // namespace roundtable::log::test
