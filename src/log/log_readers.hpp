// Reads a log folder without opening it as a log: connections of their own that never wait for the
// writer, nor it for them. The log itself reads through them, and so do programs that only look at
// a folder, also beside a running server. Any thread; all functions throw LogFailure.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "log/event_log.hpp"

namespace roundtable::log {

class LogReaders {
 public:
  virtual ~LogReaders() = default;
  virtual std::vector<Entry> read(std::string_view stream, std::uint64_t after,
                                  std::size_t limit) = 0;
  virtual std::optional<std::string> content(std::string_view sha256) = 0;
  virtual std::optional<Sealed> sealed(std::string_view commitment) = 0;
  virtual std::optional<Checkpoint> checkpoint_listing(std::string_view stream,
                                                       std::uint64_t version) = 0;
};

/// The log of that data folder. Opens and makes nothing before it is asked.
std::unique_ptr<LogReaders> open_log_readers(const std::string& directory);

}  // namespace roundtable::log
