// What the subcommands beside a server are told about a folder before they write to it.
#include "cli/data_folder.hpp"

#include <filesystem>

#include "app/folder_lock.hpp"
#include "live/scene.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::cli::test {
namespace {

using Catch::Contains;
using log::test::TemporaryFolder;

/// A folder a server has run on, with a meeting of eight households.
struct Served {
  TemporaryFolder folder;
  log::test::StillClock clock;
  live::test::Scene scene{log::open_sqlite_log(folder.path(), clock)};
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  DataFolder data{folder.path()};
};

}  // namespace

TEST_CASE("a folder no server has run on is refused, and nothing is made in it") {
  const TemporaryFolder folder;
  const auto mistyped = folder.file("mistyped");
  CHECK_THROWS_WITH(DataFolder(mistyped), Contains("is no data folder (it has no log.db)"));
  CHECK_FALSE(std::filesystem::exists(mistyped));
  CHECK_THROWS_WITH(DataFolder(folder.path()), Contains("start the server on it once"));
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a meeting, a household and a grid that are there pass") {
  Served served;
  served.scene.start_sitting();
  CHECK_NOTHROW(served.data.need_meeting("meeting-1"));
  CHECK_NOTHROW(served.data.need_head("meeting-1", "head-7"));
  CHECK_NOTHROW(served.data.need_grid(served.scene.registry->grids()->root()->id.str()));
}

TEST_CASE("a meeting, a household and a grid that are not there are refused with a sentence") {
  Served served;
  served.scene.start_sitting();
  CHECK_THROWS_WITH(served.data.need_meeting("meeting-2"),
                    Contains("there is no meeting meeting-2 in"));
  CHECK_THROWS_WITH(served.data.need_head("meeting-2", "head-7"),
                    Contains("there is no meeting meeting-2 in"));
  CHECK_THROWS_WITH(served.data.need_head("meeting-1", "head-8"),
                    Contains("there is no household head-8 on the roll of meeting meeting-1"));
  CHECK_THROWS_WITH(served.data.need_grid("nowhere"), Contains("there is no grid nowhere in"));
}

TEST_CASE("a data folder is its owner's alone, one that was open to others too") {
  namespace fs = std::filesystem;
  const TemporaryFolder folder;
  const auto mode = [](const std::string& path) { return fs::status(path).permissions(); };
  const auto fresh = folder.file("fresh");
  { const app::FolderLock lock(fresh); }
  CHECK(mode(fresh) == fs::perms::owner_all);
  const auto open = folder.file("open");
  fs::create_directory(open);
  fs::permissions(open, fs::perms::all);
  { const app::FolderLock lock(open); }
  CHECK(mode(open) == fs::perms::owner_all);
}

}  // namespace roundtable::cli::test
