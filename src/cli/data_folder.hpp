// The data folder as the subcommands beside a server see it: it must be one already - a mistyped
// path makes no new folder - and what is said about a meeting, a household or a grid is looked up
// in its log before anything is written. One thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "directory/directory.hpp"
#include "domain/roll.hpp"
#include "log/log_readers.hpp"

namespace roundtable::cli {

class DataFolder {
 public:
  /// Throws std::runtime_error with a sentence where no server has ever run on `path`.
  explicit DataFolder(const std::string& path);

  directory::Directory& directory() { return *directory_; }
  log::LogReaders& log() { return *log_; }

  /// Each as it stands now, by the names of their streams.
  std::vector<domain::Roll> rolls();
  /// The topmost grid; nothing where none has been named yet.
  std::optional<GridId> root_grid();

  // Each throws std::runtime_error with a sentence where there is none.
  void need_meeting(const std::string& meeting);
  /// `head` stands on the roll of `meeting`.
  void need_head(const std::string& meeting, const std::string& head);
  void need_grid(const std::string& grid);

 private:
  std::string path_;
  std::unique_ptr<directory::Directory> directory_;
  std::unique_ptr<log::LogReaders> log_;
};

}  // namespace roundtable::cli
