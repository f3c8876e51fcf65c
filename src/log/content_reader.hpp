// Reads content and sealed values of a log folder without opening it as a log: for `roundtable
// verify`, which may run beside a server or on a copy. One thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "log/hash_chain.hpp"

namespace roundtable::log {

class ContentReader {
 public:
  virtual ~ContentReader() = default;
  /// Nothing where it is missing or the file cannot be read.
  virtual std::optional<std::string> content(std::string_view sha256) = 0;
  virtual std::optional<Sealed> sealed(std::string_view commitment) = 0;
};

/// Never fails: of a file that cannot be opened it knows nothing.
std::unique_ptr<ContentReader> open_content_reader(const std::string& directory);

}  // namespace roundtable::log
