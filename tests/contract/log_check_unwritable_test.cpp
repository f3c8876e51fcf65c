// A copy given to a checker who may only read it: a folder without room for SQLite's own files.
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "directory/directory.hpp"
#include "log/log_check.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::log::test {
namespace {

namespace fs = std::filesystem;

constexpr uid_t kNobody = 65'534;
const StillClock kUnwritableClock;

void allow(const std::string& folder, mode_t of_folder, mode_t of_files) {
  for (const auto& file : fs::directory_iterator(folder)) ::chmod(file.path().c_str(), of_files);
  ::chmod(folder.c_str(), of_folder);
}

/// The number of findings of somebody to whom permissions apply, who root is not.
int findings_of_a_reader(const std::string& folder) {
  const auto child = ::fork();
  if (child == 0) {
    if (::geteuid() == 0 && (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)) ::_exit(255);
    VerifyReport report;
    const auto findings = verify_log(folder, report);
    ::_exit(report.entries == 0 ? 254 : static_cast<int>(findings.size()));
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 253;
}

}  // namespace

TEST_CASE("a copy in a folder that cannot be written is verified as it stands") {
  const TemporaryFolder folder;
  {
    const auto log = open_sqlite_log(folder.path(), kUnwritableClock);
    auto head = no_entries_of("meeting:abc");
    REQUIRE(append_now(*log, batch_after(head, {"one", "two"})) == Appended::stored);
    const auto directory = directory::open_directory(folder.path());
  }
  allow(folder.path(), 0555, 0444);
  CHECK(findings_of_a_reader(folder.path()) == 0);
  allow(folder.path(), 0700, 0600);
}

}  // namespace roundtable::log::test
