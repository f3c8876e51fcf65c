// Files of a meeting as they come in and go out: sealed for the command that adds them, and held in
// memory, each once, while they are on their way to people.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/env.hpp"
#include "domain/command.hpp"
#include "log/event_log.hpp"

namespace roundtable::http {

inline constexpr std::size_t kFileBytesOutMax = 256 * 1024 * 1024;

/// A file as the command that adds it, and its bytes, sealed under a fresh salt.
struct FileToAdd {
  domain::AddFile command;
  log::SealedFile sealed;
};
FileToAdd seal_file(const std::string& title, const AgendaItemId& item, std::string bytes,
                    Randomness& randomness);

/// Bytes of files that are on their way out, each once however many people open it, and bounded
/// together: a slow reader holds no more than a place in line.
class FileShelf {
 public:
  explicit FileShelf(std::size_t bytes_max) : bytes_max_(bytes_max) {}
  struct Taken {
    std::shared_ptr<const std::string> bytes;  // null: erased, or no room
    bool full = false;
  };
  /// Blocks; throws log::LogFailure.
  Taken take(log::EventLog& log, const std::string& commitment, std::size_t bytes);

 private:
  const std::size_t bytes_max_;
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<const std::string>> out_;
};

}  // namespace roundtable::http
