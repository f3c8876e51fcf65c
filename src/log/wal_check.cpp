#include "log/wal_check.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "log/database.hpp"
#include "log/sqlite_rows.hpp"
#include "log/wal_frames.hpp"

namespace roundtable::log {
namespace {

// A server moves its log into the file now and then, within moments.
constexpr int kTriesMax = 3;
constexpr std::size_t kWalHeaderBytes = 32;

std::uint64_t file_bytes(const std::string& path) {
  std::error_code none;
  const auto bytes = std::filesystem::file_size(path, none);
  return none ? 0 : bytes;
}

/// What changes whenever somebody writes to the file, or begins its log anew.
struct Stamp {
  std::int64_t seconds = 0;
  std::int64_t nanoseconds = 0;
  std::int64_t bytes = 0;
  std::string wal_header;
  friend bool operator==(const Stamp&, const Stamp&) = default;
};

Stamp stamp_of(const std::string& path) {
  Stamp stamp;
  struct stat found {};
  if (::stat(path.c_str(), &found) == 0) {
    stamp = {found.st_mtim.tv_sec, found.st_mtim.tv_nsec, found.st_size, {}};
  }
  stamp.wal_header.resize(kWalHeaderBytes);
  std::ifstream wal(path + "-wal", std::ios::binary);
  wal.read(stamp.wal_header.data(), static_cast<std::streamsize>(stamp.wal_header.size()));
  return stamp;
}

/// True if the log that SQLite reads has that very checkpoint; every entry up to it hangs on it.
bool has(const std::string& path, const Checkpoint& checkpoint) {
  try {
    const auto database = open_to_check({path, "", "FULL"});
    SQLite::Statement row(*database, "SELECT body FROM checkpoint WHERE number = ?");
    bind_number(row, 1, checkpoint.number);
    return row.executeStep() && row.getColumn(0).getString() == checkpoint.body;
  } catch (const SQLite::Exception&) {
    return false;  // what cannot be read has been found as such
  }
}

WalReport compare(const std::string& directory, const VerifyOptions& options) {
  WalReport out;
  VerifyReport alone;
  auto found = verify_log(directory, alone, options);
  out.findings_count = alone.findings;
  for (auto& finding : found) {
    out.findings.emplace_back(say(Found::without_wal, std::move(finding.said_place)),
                              std::move(finding.said_what));
  }
  const auto number = alone.newest ? alone.newest->number : 0;
  if (alone.newest && !has(directory + "/log.db", *alone.newest)) {
    out.findings_count += 1;
    out.findings.emplace_back(say(Found::without_wal, say(Found::at_checkpoint, number)),
                              say(Found::wal_other));
  }
  out.said = out.findings.empty() ? say(Found::wal_same, number) : say(Found::wal_differs);
  return out;
}

void look_for_break(const std::string& path, WalReport& report) {
  const auto broken = find_break(path);
  if (!broken) return;
  if (broken->frame > 0 && broken->commits_behind == 1) {
    report.said = say(Found::wal_torn, std::move(report.said), broken->frame);
    return;
  }
  report.findings_count += 1;
  report.findings.emplace_back(say(Found::at_frame, broken->frame),
                               broken->frame == 0
                                   ? say(Found::wal_header)
                                   : say(Found::wal_changed, broken->commits_behind));
}

}  // namespace

WalReport check_wal(const std::string& directory, const VerifyOptions& options,
                    const std::string& first_key) {
  const auto path = directory + "/log.db";
  const auto bytes = file_bytes(path + "-wal");
  if (bytes == 0) return {};
  const auto stands = [&](Said what) { return say(Found::wal_stands, bytes, std::move(what)); };
  auto of_alone = options;
  of_alone.alone = true;
  of_alone.on_entry = nullptr;
  of_alone.expect_checkpoint.reset();
  of_alone.first_key = first_key;
  for (int tried = 0; tried < kTriesMax; ++tried) {
    const auto before = stamp_of(path);
    auto out = compare(directory, of_alone);
    look_for_break(path + "-wal", out);
    if (before != stamp_of(path)) continue;
    out.said = stands(std::move(out.said));
    return out;
  }
  return {{}, 0, stands(say(Found::wal_busy))};
}

}  // namespace roundtable::log
