// verify_log where a write-ahead log stands beside the file: SQLite then shows pages of that log in
// the place of what has been changed under it.
#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <optional>

#include "log/log_check.hpp"
#include "log/wal_frames.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::log::test {
namespace {

using Catch::Matchers::Contains;

const StillClock kWalClock;

std::string said(const std::vector<Finding>& findings) {
  std::string text;
  for (const auto& finding : findings) text += finding.place + ": " + finding.what + "\n";
  return text;
}

/// A log that a server still has open: its commits stand in the write-ahead log.
struct Served {
  Served() {
    for (const auto* payload : {"the first entry", "the second entry", "the third entry"}) {
      append(payload);
    }
  }

  void append(const std::string& payload) {
    REQUIRE(append_now(*log, batch_after(head, {payload})) == Appended::stored);
  }
  /// As SQLite does now and then: the log is moved into the file, and goes on behind what somebody
  /// still reads. What is read of it covers the file's own pages from then on.
  void move_into_file() {
    reader.emplace(file());
    reader->exec("BEGIN; SELECT count(*) FROM entry");
    move();
    append("the fourth entry");
  }
  void move() const {
    SQLite::Database database(file(), SQLite::OPEN_READWRITE);
    SQLite::Statement moved(database, "PRAGMA wal_checkpoint(PASSIVE)");
    REQUIRE(moved.executeStep());
    REQUIRE(moved.getColumn(1).getInt() == moved.getColumn(2).getInt());
  }
  std::string file() const { return folder.file("log.db"); }
  std::string wal() const { return file() + "-wal"; }
  std::vector<Finding> verify() { return verify_log(folder.path(), report); }

  TemporaryFolder folder;
  std::optional<SQLite::Database> reader;
  std::unique_ptr<EventLog> log = open_sqlite_log(folder.path(), kWalClock);
  StreamHead head = no_entries_of("meeting:abc");
  VerifyReport report;
};

void overwrite(const std::string& path, std::size_t at, const std::string& bytes) {
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(static_cast<std::streamoff>(at));
  file << bytes;
  REQUIRE(file.good());
}

void replace(const std::string& path, const std::string& from, const std::string& to) {
  const auto at = bytes_of_file(path).find(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(from.size() == to.size());
  overwrite(path, at, to);
}

/// Where a frame of the log begins, from 1; pages are of 4,096 bytes.
std::size_t frame_at(std::size_t number) {
  return 32 + (number - 1) * (24 + 4'096);
}

}  // namespace

TEST_CASE("a log that nobody serves has no write-ahead log to speak of") {
  Served served;
  served.log.reset();
  CHECK(said(served.verify()).empty());
  CHECK(served.report.wal.empty());
}

TEST_CASE("a write-ahead log beside the file is named, and the file compared without it") {
  Served served;
  CHECK(said(served.verify()).empty());
  CHECK(served.report.entries == 3);
  CHECK_THAT(words(served.report.wal, Language::en),
             Contains("log.db-wal (") && Contains("up to checkpoint 0"));
  served.move_into_file();
  CHECK(said(served.verify()).empty());
  CHECK(served.report.entries == 4);
  CHECK_THAT(words(served.report.wal, Language::en),
             Contains("is the same log, up to checkpoint 3"));
}

TEST_CASE("what is changed in the file under its write-ahead log is found") {
  Served served;
  served.move_into_file();
  const std::string alone = "log.db without log.db-wal, ";
  SECTION("a byte of a payload") {
    replace(served.file(), "the second entry", "the zecond entry");
    CHECK_THAT(said(served.verify()),
               Contains(alone + "stream meeting:abc, version 2: its payload does not match"));
    CHECK(served.report.findings == 1);
    CHECK_THAT(words(served.report.wal, Language::en), Contains("does not hold"));
  }
  SECTION("a link of a chain") {
    replace(served.file(), "\"prev\":\"" + kNoEntry, "\"prev\":\"1" + kNoEntry.substr(1));
    CHECK_THAT(said(served.verify()), Contains(alone));
  }
  SECTION("the whole file is that of another log with the same key") {
    const TemporaryFolder other;
    for (const auto* name : {"signing.key", "signing.pub"}) {
      std::filesystem::copy_file(served.folder.file(name), other.file(name));
    }
    {
      const auto log = open_sqlite_log(other.path(), kWalClock);
      auto head = no_entries_of("meeting:other");
      REQUIRE(append_now(*log, batch_after(head, {"another history"})) == Appended::stored);
    }
    // Only what the log beside does not have comes from the file: its own bytes tell.
    const auto bytes = bytes_of_file(other.file("log.db"));
    overwrite(served.file(), 0, bytes);
    std::filesystem::resize_file(served.file(), bytes.size());
    CHECK_FALSE(served.verify().empty());
  }
}

TEST_CASE("a write-ahead log that was changed in the middle is found at its frame") {
  Served served;
  const auto frames = (std::filesystem::file_size(served.wal()) - 32) / (24 + 4'096);
  REQUIRE(frames > 6);
  CHECK_FALSE(find_break(served.wal()).has_value());
  SECTION("a byte of a page") {
    overwrite(served.wal(), frame_at(2) + 24 + 100, "x");
    CHECK(find_break(served.wal())->frame == 2);
    CHECK_THAT(said(served.verify()), Contains("log.db-wal, frame 2: has been changed"));
  }
  SECTION("a frame's own head") {
    overwrite(served.wal(), frame_at(3) + 9, "x");
    CHECK_THAT(said(served.verify()), Contains("log.db-wal, frame 3: has been changed"));
  }
  SECTION("the head of the file") {
    overwrite(served.wal(), 17, "x");
    CHECK_THAT(said(served.verify()), Contains("log.db-wal, frame 0: its header"));
  }
}

TEST_CASE("the end that a crash leaves is said, and is no finding") {
  const Served served;
  const TemporaryFolder after;
  for (const auto* name : {"log.db", "log.db-wal", "signing.pub"}) {
    std::filesystem::copy_file(served.folder.file(name), after.file(name));
  }
  const auto wal = after.file("log.db-wal");
  const auto bytes = std::filesystem::file_size(wal);
  const auto frames = (bytes - 32) / (24 + 4'096);
  VerifyReport report;
  SECTION("the last commit came to the disk in part") {
    overwrite(wal, frame_at(frames) + 24 + 8, "x");
    CHECK(said(verify_log(after.path(), report)).empty());
    CHECK(report.entries == 2);
    CHECK_THAT(words(report.wal, Language::en),
               Contains("breaks off at frame " + std::to_string(frames)));
  }
  SECTION("its last frame is cut short") {
    std::filesystem::resize_file(wal, bytes - 100);
    CHECK(said(verify_log(after.path(), report)).empty());
    CHECK(report.entries == 2);
  }
}

}  // namespace roundtable::log::test
