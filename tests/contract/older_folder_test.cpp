// A folder of release 0.1.0 opened by the log of today: what stands beside the entries is made of
// them, once, and what only the domain can read in them is asked for.
#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>

#include "log/checkpoint.hpp"
#include "log/log_check.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::log::test {
namespace {

const StillClock kOlderClock;
constexpr std::size_t kAllOfIt = 1'000'000;

/// A copy of the folder that is kept.
class OlderFolder {
 public:
  OlderFolder() {
    std::filesystem::copy(ROUNDTABLE_SOURCE_DIR "/tests/data/golden/folder-0.1.0", folder_.path(),
                          std::filesystem::copy_options::recursive);
  }
  std::unique_ptr<EventLog> open() const { return open_sqlite_log(folder_.path(), kOlderClock); }
  const std::string& path() const { return folder_.path(); }
  int schema() const {
    return SQLite::Database(folder_.file("log.db")).execAndGet("PRAGMA user_version").getInt();
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("an older folder is read before it was opened, and by today's log") {
  const OlderFolder older;
  REQUIRE(older.schema() < 4);
  CHECK_FALSE(open_log_readers(older.path())->heads("meeting:").empty());
  const auto log = older.open();
  CHECK(older.schema() == 4);
  VerifyReport report;
  CHECK(verify_log(older.path(), report).empty());
}

TEST_CASE("what an older folder's commits moved is what its checkpoints say") {
  const OlderFolder older;
  const auto log = older.open();
  const auto all = log->moved_after({}, kAllOfIt);
  CHECK(all.place == Place{log->checkpoint()->number, log->checkpoint()->hash});
  std::map<std::string, std::uint64_t> ends;
  for (const auto& moved : all.moved) {
    CHECK(moved.from == ends[moved.stream]);
    ends[moved.stream] = moved.to;
    const auto listing = log->checkpoint_listing(moved.stream, moved.to);
    REQUIRE(listing.has_value());
    CHECK(listing->number == moved.number);
  }
  for (const auto& head : log->heads("")) CHECK(ends[head.stream] == head.version);
}

TEST_CASE("every entry of an older folder is found by the id of its command") {
  const OlderFolder older;
  const auto log = older.open();
  std::size_t entries = 0;
  for (const auto& head : log->heads("")) {
    for (const auto& entry : log->read(head.stream, 0, kAllOfIt)) {
      const auto header = read_header(entry.header);
      const auto found = log->answered_at(entry.stream, header->actor, header->command_id);
      if (found != entry.version) FAIL(entry.stream << " " << entry.version);
      ++entries;
    }
  }
  CHECK(entries > 1'000);
}

TEST_CASE("what only the domain knows of old entries is asked for until it was given") {
  const OlderFolder older;
  const std::string commitment = [&] {
    return SQLite::Database(older.path() + "/log.db")
        .execAndGet("SELECT min(commitment) FROM sealed")
        .getString();
  }();
  {
    const auto log = older.open();
    CHECK(log->needs_rebuild());
  }
  {
    const auto log = older.open();
    REQUIRE(log->needs_rebuild());
    log->rebuild({{{"meeting:m", "ballot:b", Time{5}}}, {commitment, std::string(64, '0')}});
    CHECK_FALSE(log->needs_rebuild());
  }
  const auto log = older.open();
  CHECK_FALSE(log->needs_rebuild());
  CHECK(log->due_until(Time{5}, kAllOfIt) == std::vector<Due>{{"meeting:m", "ballot:b", Time{5}}});
  // What is gone already is not pending.
  CHECK(log->pending_erasures(kAllOfIt) == std::vector<std::string>{commitment});
}

TEST_CASE("a log that began with today's tables has nothing to rebuild") {
  const TemporaryFolder folder;
  auto head = no_entries_of("meeting:m1");
  {
    const auto log = open_sqlite_log(folder.path(), kOlderClock);
    CHECK_FALSE(log->needs_rebuild());
    REQUIRE(append_now(*log, batch_after(head, {"1"})) == Appended::stored);
  }
  CHECK_FALSE(open_sqlite_log(folder.path(), kOlderClock)->needs_rebuild());
}

}  // namespace roundtable::log::test
