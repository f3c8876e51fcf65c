// Files of a meeting over HTTP: `POST /api/v1/meetings/{id}/files?title=…[&item=…]`, whose body is
// the file, and `GET /files/{meeting}/{file}`. The one place where `file.add` is made: its bytes
// are recognised, hashed and sealed here, on a worker, before the meeting decides.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "app/meters.hpp"
#include "live/identity.hpp"
#include "live/meeting_hall.hpp"
#include "live/registry.hpp"
#include "log/event_log.hpp"
#include "net/handlers.hpp"
#include "views/lists.hpp"

namespace roundtable::app {

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

struct FileServices {
  const live::Identity& identity;
  const live::Registry& registry;
  const views::Lists& lists;
  live::MeetingHall& hall;
  log::EventLog& log;
  Randomness& randomness;
  Meters& meters;
};

class FileRoutes {
 public:
  explicit FileRoutes(FileServices services);

  /// True for the path of uploads: their body is a file and may be large.
  static bool takes_file(const net::HttpRequest& request);
  static bool serves_file(const net::HttpRequest& request);
  /// What a body may have: a file's bytes for who may add one to that meeting, nothing for others.
  /// Reads by one key, so it may be asked on a shard.
  std::optional<std::size_t> body_bytes_max(const net::HttpRequest& head) const;

  /// Both block and throw log::LogFailure.
  net::HttpResponse add(const net::HttpRequest& request);
  net::HttpResponse read(const net::HttpRequest& request);

 private:
  bool may_add(const live::Subject& subject, const views::ListedMeeting& meeting) const;
  net::HttpResponse refused(unsigned status, std::string_view code,
                            nlohmann::json fields = nlohmann::json::object());
  net::HttpResponse answered(const live::Answer& answer);

  FileServices services_;
  FileShelf shelf_;
};

}  // namespace roundtable::app
