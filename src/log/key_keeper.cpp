#include "log/key_keeper.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <string>
#include <utility>

#include "base/ensure.hpp"
#include "base/env.hpp"

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

SigningKey new_key(const std::string& directory, const std::string& name) {
  SigningKey::Seed seed{};
  randombytes_buf(seed.data(), seed.size());
  SigningKey key(seed);
  write_file(directory, name, to_hex(seed) + "\n", 0600);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

void remove_file(const std::string& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) fail("cannot remove", path);
}

class FolderKeeper final : public KeyKeeper {
 public:
  explicit FolderKeeper(std::string directory) : directory_(std::move(directory)) {
    ensure(sodium_init() >= 0, "libsodium starts");
  }

  SigningKey load(const std::optional<Checkpoint>& newest) override {
    auto key = read("signing.key");
    if (!key && newest) {
      throw LogFailure(path("signing.key") +
                       " is missing, but the log has signed checkpoints: put the key back");
    }
    const bool made = !key;
    if (made) key = new_key(directory_, "signing.key");
    const auto next = read("signing.key.next");
    if (next && newest && goes_on_from(*next, *newest)) {
      take_over(*next);
      return *next;
    }
    if (next) remove_file(path("signing.key.next"));
    hold_public_half(*key, made);
    return *key;
  }

  SigningKey prepare() override {
    // The file beside is the only one that has the key of now, where it could not be put in place.
    if (late_) finish();
    return new_key(directory_, "signing.key.next");
  }

  void take_over(const SigningKey& prepared) override {
    late_ = prepared;
    finish();
  }

 private:
  std::string path(const std::string& name) const { return directory_ + "/" + name; }

  std::optional<SigningKey> read(const std::string& name) const {
    const auto text = read_line(path(name));
    if (!text) return std::nullopt;
    return SigningKey(read_seed(path(name), *text));
  }

  void hold_public_half(const SigningKey& key, bool made) {
    const auto known = read_line(path("signing.pub"));
    if (known && *known == key.public_key()) return;
    if (known && !made) {
      throw LogFailure(path("signing.pub") + " does not belong to signing.key");
    }
    write_file(directory_, "signing.pub", key.public_key() + "\n", 0644);
  }

  // As long as the file beside is there, a start does all of this again.
  void finish() {
    write_file(directory_, "signing.pub", late_->public_key() + "\n", 0644);
    const auto next = path("signing.key.next");
    const bool moved = ::rename(next.c_str(), path("signing.key").c_str()) == 0;
    if (!moved && errno != ENOENT) fail("cannot put in place", next);
    sync_path(directory_, O_RDONLY | O_DIRECTORY);
    late_.reset();
  }

  const std::string directory_;
  std::optional<SigningKey> late_;  // signs already, and is not wholly in its place
};

}  // namespace

std::unique_ptr<KeyKeeper> keep_key_in(const std::string& directory) {
  return std::make_unique<FolderKeeper>(directory);
}

}  // namespace roundtable::log
