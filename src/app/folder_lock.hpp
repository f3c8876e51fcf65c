// Whose a data folder is while a program works on it.
#pragma once

#include <string>

namespace roundtable::app {

/// An exclusive lock on a data folder (`flock` on DATA/lock), so that a second server fails loudly.
/// The folder is made where it is not there, and from then on its owner's alone (0700).
class FolderLock {
 public:
  /// Throws std::runtime_error with a sentence.
  explicit FolderLock(const std::string& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace roundtable::app
