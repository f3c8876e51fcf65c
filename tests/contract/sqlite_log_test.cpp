// The SQLite log: the common contract, and what only a log with files has to keep.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "event_log_contract.hpp"
#include "log/checkpoint.hpp"
#include "log/log_check.hpp"
#include "support/fault_log.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::log::test {
namespace {

const StillClock kSqliteClock;

// Each log in a folder of its own, which stays until the test case ends.
class Folders {
 public:
  std::unique_ptr<EventLog> open(LogOptions options) {
    folders_.push_back(std::make_unique<TemporaryFolder>());
    return open_sqlite_log(folders_.back()->path(), kSqliteClock, std::move(options));
  }
  OpenLog opener() {
    return [this](LogOptions options) { return open(std::move(options)); };
  }

 private:
  std::vector<std::unique_ptr<TemporaryFolder>> folders_;
};

mode_t mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

}  // namespace

TEST_CASE("the SQLite log keeps the contract") {
  Folders folders;
  event_log_contract(folders.opener());
}

TEST_CASE("the SQLite log keeps what stands beside the entries") {
  Folders folders;
  beside_contract(folders.opener());
}

TEST_CASE("the SQLite log bounds its queue and commits in groups") {
  Folders folders;
  queue_contract(folders.opener());
}

TEST_CASE("the SQLite log takes a storm of writers") {
  Folders folders;
  storm_contract(folders.opener());
}

TEST_CASE("the SQLite log behind late and repeated answers keeps the contract") {
  Folders folders;
  event_log_contract([&](LogOptions options) {
    Faults faults;
    faults.seed = 2;
    faults.delayed_permille = 300;
    faults.repeated_permille = 300;
    return make_fault_log(folders.open(std::move(options)), faults);
  });
}

TEST_CASE("who resends after unknown ends with everything stored once, SQLite log") {
  Folders folders;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    storm_contract([&folders, seed](LogOptions options) {
      return make_fault_log(folders.open(std::move(options)), {seed, 250, 500, 200, 200, 300});
    });
  }
}

TEST_CASE("a reopened log has everything and goes on") {
  const TemporaryFolder folder;
  auto head = no_entries_of("meeting:m1");
  auto other = no_entries_of("grid:g");
  const auto content = make_content("roll");
  const auto sealed = seal('s', "note");
  std::string key;
  Checkpoint last;
  {
    const auto log = open_sqlite_log(folder.path(), kSqliteClock);
    auto batch = batch_after(head, {"1", "2"});
    batch.content = {content};
    batch.sealed = {sealed};
    REQUIRE(append_now(*log, std::move(batch)) == Appended::stored);
    REQUIRE(append_now(*log, batch_after(other, {"g"})) == Appended::stored);
    key = log->public_key();
    last = *log->checkpoint();
  }
  const auto log = open_sqlite_log(folder.path(), kSqliteClock);
  CHECK(log->public_key() == key);
  CHECK(log->checkpoint()->hash == last.hash);
  CHECK(log->checkpoint()->signature == last.signature);
  REQUIRE(log->heads("").size() == 2);
  CHECK(log->heads("meeting:").front().hash == head.hash);
  CHECK(log->read("meeting:m1", 0, 10).size() == 2);
  CHECK(log->content(content.sha256) == content.bytes);
  CHECK(log->sealed(sealed.commitment)->value == "note");
  CHECK(append_now(*log, batch_after(head, {"3"})) == Appended::stored);
  CHECK(log->checkpoint()->number == last.number + 1);
}

TEST_CASE("a sealed value that is not what was committed to is never handed out") {
  const TemporaryFolder folder;
  auto head = no_entries_of("meeting:m1");
  const auto note = seal('n', "a note");
  const auto log = open_sqlite_log(folder.path(), kSqliteClock);
  auto batch = batch_after(head, {"1"});
  batch.sealed = {note};
  REQUIRE(append_now(*log, std::move(batch)) == Appended::stored);
  REQUIRE(log->sealed(note.commitment)->value == "a note");
  const auto change = [&](const std::string& sql) {
    SQLite::Database(folder.file("log.db"), SQLite::OPEN_READWRITE)
        .exec("UPDATE sealed SET " + sql);
  };
  SECTION("a byte of its value") {
    change("value = CAST('b note' AS BLOB)");
  }
  SECTION("a byte moved from its value into its salt") {
    change("salt = CAST(salt || 'a' AS BLOB), value = CAST(' note' AS BLOB)");
  }
  CHECK_THROWS_WITH(log->sealed(note.commitment),
                    Catch::Contains("is not the one that was committed to"));
}

TEST_CASE("what stands beside the entries is there after reopening") {
  const TemporaryFolder folder;
  auto head = no_entries_of("meeting:m1");
  const auto note = seal('n', "a note");
  Place place;
  {
    const auto log = open_sqlite_log(folder.path(), kSqliteClock);
    auto batch = batch_after(head, {"1"});
    batch.sealed = {note};
    batch.due = {{"ballot:b", Time{7}}};
    batch.withdrawn = {note.commitment};
    batch.numbers = {{"record", 4}};
    place = append_now(*log, std::move(batch)).place;
  }
  const auto log = open_sqlite_log(folder.path(), kSqliteClock);
  CHECK(log->due_until(Time{7}, 9) == std::vector<Due>{{"meeting:m1", "ballot:b", Time{7}}});
  CHECK(log->pending_erasures(9) == std::vector<std::string>{note.commitment});
  CHECK(log->next_number("record") == 5);
  CHECK(log->answered_at("meeting:m1", ActorId("account-1"), CommandId("command-1")) == 1);
  CHECK(log->moved_after({}, 9).place == place);
  auto late = no_entries_of("meeting:m2");
  auto batch = batch_after(late, {"1"});
  batch.numbers = {{"record", 4}};
  CHECK(append_now(*log, std::move(batch)) == Appended::conflict);
}

TEST_CASE("an erasure is pending until no byte is left") {
  const TemporaryFolder folder;
  const auto log = open_sqlite_log(folder.path(), kSqliteClock);
  auto head = no_entries_of("meeting:m1");
  const auto note = seal('n', "a note");
  auto batch = batch_after(head, {"1"});
  batch.sealed = {note};
  batch.withdrawn = {note.commitment};
  REQUIRE(append_now(*log, std::move(batch)) == Appended::stored);
  {
    SQLite::Database other(folder.file("log.db"), SQLite::OPEN_READONLY);
    SQLite::Statement reading(other, "SELECT * FROM entry");
    REQUIRE(reading.executeStep());
    CHECK_THROWS_WITH(log->erase_sealed(note.commitment), Catch::Contains("until it ends"));
    CHECK(log->pending_erasures(9) == std::vector<std::string>{note.commitment});
  }
  CHECK_FALSE(log->erase_sealed(note.commitment));
  CHECK(log->pending_erasures(9).empty());
}

TEST_CASE("what another writer of the same store wrote is told before what comes after it") {
  const TemporaryFolder folder;
  const auto log = open_sqlite_log(folder.path(), kSqliteClock);
  Listener listener(*log);
  auto head = no_entries_of("meeting:m1");
  auto theirs = no_entries_of("meeting:theirs");
  REQUIRE(append_now(*log, batch_after(head, {"1"})) == Appended::stored);
  Place between;
  {
    const auto other = open_sqlite_log(folder.path(), kSqliteClock);
    between = append_now(*other, batch_after(theirs, {"1", "2"})).place;
  }
  const auto after = append_now(*log, batch_after(head, {"2"}));
  CHECK(after == Appended::stored);
  CHECK(after.place.number == 3);
  REQUIRE(listener.places().size() == 3);
  CHECK(listener.places()[1] == between);
  CHECK(listener.heard()[1].stream == "meeting:theirs");
  VerifyReport report;
  CHECK(verify_log(folder.path(), report).empty());
}

TEST_CASE("a store that lost what was durable is not served") {
  const TemporaryFolder folder;
  std::vector<std::string> failures;
  LogOptions options;
  options.on_failure = [&](const std::string& sentence) { failures.push_back(sentence); };
  auto head = no_entries_of("meeting:m1");
  {
    const auto log = open_sqlite_log(folder.path(), kSqliteClock, options);
    REQUIRE(append_now(*log, batch_after(head, {"1"})) == Appended::stored);
    REQUIRE(append_now(*log, batch_after(head, {"2"})) == Appended::stored);
    const auto sql = GENERATE(as<std::string>{}, "DELETE FROM checkpoint WHERE number = 2",
                              "UPDATE checkpoint SET hash = 'another' WHERE number = 2");
    SQLite::Database(folder.file("log.db"), SQLite::OPEN_READWRITE).exec(sql);
    CHECK(append_now(*log, batch_after(head, {"3"})) == Appended::unknown);
    auto other = no_entries_of("meeting:m2");
    CHECK(append_now(*log, batch_after(other, {"1"})) == Appended::unavailable);
    CHECK_THROWS_AS(log->read("meeting:m1", 0, 9), LogFailure);
  }
  REQUIRE_FALSE(failures.empty());
  CHECK_THAT(failures.front(), Catch::Contains("lost entries that were durable"));
}

TEST_CASE("the files are private, the public key is not") {
  const TemporaryFolder folder;
  const auto log = open_sqlite_log(folder.path(), kSqliteClock);
  CHECK(mode_of(folder.file("signing.key")) == 0600);
  CHECK(mode_of(folder.file("log.db")) == 0600);
  CHECK(mode_of(folder.file("log.db-wal")) == 0600);
  CHECK(bytes_of_file(folder.file("signing.pub")) == log->public_key() + "\n");
}

TEST_CASE("a log that cannot be opened says why") {
  const TemporaryFolder folder;
  SECTION("the folder is missing") {
    CHECK_THROWS_AS(open_sqlite_log(folder.file("nowhere"), kSqliteClock), LogFailure);
  }
  SECTION("the file is no database") {
    std::ofstream(folder.file("log.db")) << std::string(5000, 'x');
    CHECK_THROWS_AS(open_sqlite_log(folder.path(), kSqliteClock), LogFailure);
  }
  SECTION("a newer version wrote it") {
    { const auto log = open_sqlite_log(folder.path(), kSqliteClock); }
    SQLite::Database(folder.file("log.db"), SQLite::OPEN_READWRITE).exec("PRAGMA user_version=99");
    CHECK_THROWS_WITH(open_sqlite_log(folder.path(), kSqliteClock),
                      Catch::Contains("newer version"));
  }
  SECTION("the signing key is gone or another one") {
    {
      const auto log = open_sqlite_log(folder.path(), kSqliteClock);
      auto head = no_entries_of("meeting:m1");
      REQUIRE(append_now(*log, batch_after(head, {"1"})) == Appended::stored);
    }
    std::filesystem::remove(folder.file("signing.key"));
    CHECK_THROWS_WITH(open_sqlite_log(folder.path(), kSqliteClock), Catch::Contains("signing.key"));
    std::ofstream(folder.file("signing.key")) << std::string(64, '7') << "\n";
    CHECK_THROWS_WITH(open_sqlite_log(folder.path(), kSqliteClock), Catch::Contains("signing.pub"));
    std::filesystem::remove(folder.file("signing.pub"));
    CHECK_THROWS_WITH(open_sqlite_log(folder.path(), kSqliteClock), Catch::Contains("checkpoint"));
  }
}

TEST_CASE("an entry written by somebody else is a conflict, its neighbours are stored") {
  const TemporaryFolder folder;
  const auto log = open_sqlite_log(folder.path(), kSqliteClock);
  Listener listener(*log);
  auto head = no_entries_of("meeting:m1");
  auto stranger = head;
  const auto strange = batch_after(stranger, {"1", "2"}).entries;
  {
    SQLite::Database other(folder.file("log.db"), SQLite::OPEN_READWRITE);
    for (const auto& entry : strange) {
      SQLite::Statement insert(other, "INSERT INTO entry VALUES(?,?,?,?,?)");
      insert.bind(1, entry.stream);
      insert.bind(2, static_cast<std::int64_t>(entry.version));
      insert.bind(3, entry.header);
      insert.bind(4, entry.payload);
      insert.bind(5, entry.hash);
      insert.exec();
    }
  }
  Answers answers;
  auto before = no_entries_of("meeting:a");
  auto after = no_entries_of("meeting:z");
  {
    Gate gate(*log);
    log->append(batch_after(before, {"a"}), answers.next());
    log->append(batch_after(head, {"mine"}), answers.next());
    log->append(batch_after(after, {"z"}), answers.next());
  }
  const auto outcomes = answers.wait();
  CHECK(outcomes[0].front() == Appended::stored);
  CHECK(outcomes[1].front() == Appended::conflict);
  CHECK(outcomes[2].front() == Appended::stored);
  CHECK(log->heads("meeting:m1").front().version == 2);
  CHECK(listener.has(strange[1].hash));
  CHECK(append_now(*log, batch_after(stranger, {"3"})) == Appended::stored);
}

TEST_CASE("no byte of an erased value is left in the files") {
  const TemporaryFolder folder;
  const auto log = open_sqlite_log(folder.path(), kSqliteClock);
  auto head = no_entries_of("meeting:m1");
  auto batch = batch_after(head, {"1"});
  const auto text = [](int i) { return "<private " + std::to_string(i) + ">"; };
  for (int i = 0; i < 400; ++i) {
    batch.sealed.push_back(seal(static_cast<char>(i), text(i) + std::string(1 + i % 97, '.')));
  }
  const auto sealed = batch.sealed;
  REQUIRE(append_now(*log, std::move(batch)) == Appended::stored);
  const auto files = [&] {
    return bytes_of_file(folder.file("log.db")) + bytes_of_file(folder.file("log.db-wal"));
  };
  REQUIRE(files().find(text(7)) != std::string::npos);
  for (std::size_t i = 0; i < 60; i += 2) REQUIRE(log->erase_sealed(sealed[i].commitment));
  const auto bytes = files();
  for (int i = 0; i < 400; ++i)
    CHECK((bytes.find(text(i)) == std::string::npos) == (i < 60 && i % 2 == 0));
}

TEST_CASE("a value erased while somebody reads goes when the reader ends") {
  const TemporaryFolder folder;
  const auto log = open_sqlite_log(folder.path(), kSqliteClock);
  auto head = no_entries_of("meeting:m1");
  auto batch = batch_after(head, {"1"});
  const auto sealed = seal('s', "<a private note>");
  batch.sealed = {sealed};
  REQUIRE(append_now(*log, std::move(batch)) == Appended::stored);
  {
    SQLite::Database other(folder.file("log.db"), SQLite::OPEN_READONLY);
    SQLite::Statement reading(other, "SELECT * FROM entry");
    REQUIRE(reading.executeStep());
    CHECK_THROWS_WITH(log->erase_sealed(sealed.commitment), Catch::Contains("until it ends"));
    CHECK_FALSE(log->sealed(sealed.commitment).has_value());
    CHECK(append_now(*log, batch_after(head, {"2"})) == Appended::stored);
  }
  CHECK(append_now(*log, batch_after(head, {"3"})) == Appended::stored);
  // The log's thread tidies after it has answered; a further round shows that it is done.
  CHECK_FALSE(log->erase_sealed(sealed.commitment));
  const auto bytes =
      bytes_of_file(folder.file("log.db")) + bytes_of_file(folder.file("log.db-wal"));
  CHECK(bytes.find("<a private note>") == std::string::npos);
}

}  // namespace roundtable::log::test
