#include "app/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <system_error>

namespace roundtable::app {
namespace {

std::string made_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw std::runtime_error("cannot make the folder " + folder + ": " + error.message());
  return folder;
}

/// Names, votes and the signing key are in it: nobody else of the machine is to read them.
void keep_others_out(const std::string& folder) {
  constexpr auto kOwner = std::filesystem::perms::owner_all;
  std::error_code error;
  std::filesystem::permissions(folder, kOwner, error);
  if (!error) return;
  std::error_code unknown;
  const auto found = std::filesystem::status(folder, unknown).permissions();
  if (!unknown && (found & ~kOwner) == std::filesystem::perms::none) return;
  throw std::runtime_error("others may read the data folder " + folder +
                           ", and this user cannot change that (" + error.message() +
                           "): give the folder to the user of the server, with mode 0700");
}

}  // namespace

FolderLock::FolderLock(const std::string& folder) {
  const auto path = made_folder(folder) + "/lock";
  keep_others_out(folder);
  descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) {
    throw std::runtime_error("cannot open " + path + ": " + std::strerror(errno));
  }
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int why = errno;
    ::close(descriptor_);
    if (why == EWOULDBLOCK) {
      throw std::runtime_error("another server is running on the data folder " + folder);
    }
    throw std::runtime_error("cannot lock " + path + ": " + std::strerror(why));
  }
}

FolderLock::~FolderLock() {
  ::close(descriptor_);
}

}  // namespace roundtable::app
