// A zip in memory, whose members are unpacked piece by piece. Names are compared without case, and
// a member that two entries name is none that can be read. What is unpacked is bounded, each member
// and all together (limits.hpp).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace roundtable::imports {

/// Where bytes come from piece by piece.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// How many were put into `into`; 0 at the end. Throws Unreadable.
  virtual std::size_t read(char* into, std::size_t room) = 0;
};

class ZipFile {
 public:
  /// `bytes` must outlive it. Throws Unreadable where they are no whole zip.
  explicit ZipFile(std::string_view bytes);
  ~ZipFile();
  ZipFile(const ZipFile&) = delete;
  ZipFile& operator=(const ZipFile&) = delete;

  bool has(std::string_view name) const;
  /// In lower case: "index/document.iwa".
  bool has_one_with(std::string_view beginning, std::string_view ending) const;
  /// Throws Unreadable where there is none, or it is locked. Must not outlive the zip.
  std::unique_ptr<ByteSource> open(std::string_view name);

 private:
  struct Archive;
  class Member;
  std::unique_ptr<Archive> archive_;
};

/// Begins as a zip does.
bool is_zip(std::string_view bytes);

}  // namespace roundtable::imports
