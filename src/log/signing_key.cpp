// Where the signing key is kept: `signing.key` (hex seed, mode 0600) and `signing.pub` (hex) in the
// data folder. Losing the key means that the log cannot be continued, so it is never made anew
// beside a log that already has checkpoints.
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>

#include "base/ensure.hpp"
#include "base/env.hpp"
#include "log/checkpoint.hpp"

namespace roundtable::log {
namespace {

[[noreturn]] void fail(const std::string& what, const std::string& path) {
  throw LogFailure(what + " " + path + ": " + std::strerror(errno));
}

void sync_path(const std::string& path, int flags) {
  const int file = ::open(path.c_str(), flags | O_CLOEXEC);
  if (file < 0) fail("cannot open", path);
  const bool synced = ::fsync(file) == 0;
  ::close(file);
  if (!synced) fail("cannot sync", path);
}

// Whole or not at all, also after a crash: written beside, synced, renamed, the folder synced.
void write_file(const std::string& directory, const std::string& name, const std::string& text,
                mode_t mode) {
  const auto path = directory + "/" + name;
  const auto beside = path + ".new";
  ::unlink(beside.c_str());
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) fail("cannot make", beside);
  const bool written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(file) == 0;
  ::close(file);
  if (!written) fail("cannot write", beside);
  if (::rename(beside.c_str(), path.c_str()) != 0) fail("cannot put in place", path);
  sync_path(directory, O_RDONLY | O_DIRECTORY);
}

std::optional<std::string> read_line(const std::string& path) {
  errno = 0;
  std::ifstream file(path);
  if (!file) {
    if (errno == ENOENT) return std::nullopt;
    fail("cannot read", path);
  }
  std::string line;
  std::getline(file, line);
  return line;
}

SigningKey::Seed read_seed(const std::string& path, const std::string& text) {
  SigningKey::Seed seed{};
  std::size_t length = 0;
  const auto failed =
      sodium_hex2bin(seed.data(), seed.size(), text.data(), text.size(), nullptr, &length, nullptr);
  if (failed != 0 || length != seed.size() || text.size() != 2 * seed.size()) {
    throw LogFailure(path + " does not hold a key (64 hex digits)");
  }
  return seed;
}

SigningKey make_key(const std::string& directory) {
  SigningKey::Seed seed{};
  randombytes_buf(seed.data(), seed.size());
  SigningKey key(seed);
  write_file(directory, "signing.key", to_hex(seed) + "\n", 0600);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

}  // namespace

SigningKey load_signing_key(const std::string& directory, bool may_make) {
  ensure(sodium_init() >= 0, "libsodium starts");
  const auto path = directory + "/signing.key";
  const auto text = read_line(path);
  if (!text && !may_make) {
    throw LogFailure(path + " is missing, but the log has signed checkpoints: put the key back");
  }
  const SigningKey key = text ? SigningKey(read_seed(path, *text)) : make_key(directory);
  const auto known = read_line(directory + "/signing.pub");
  if (known && *known != key.public_key() && text) {
    throw LogFailure(directory + "/signing.pub does not belong to signing.key");
  }
  if (!known || *known != key.public_key()) {
    write_file(directory, "signing.pub", key.public_key() + "\n", 0644);
  }
  return key;
}

}  // namespace roundtable::log
