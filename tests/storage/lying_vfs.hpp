// A file system under SQLite for tests, registered under a name of its own. Files are real, but
// what "the disk" holds is kept apart: the bytes that were synced, and the changes since. At a
// crash the changes are dropped, torn at sectors or kept, from a seed; a sync can be made to fail,
// and then what it should have written is lost or kept without anybody being told later, as on
// Linux; the disk can be full.
//
// Counted are the operations that change the disk: write, truncate, sync, delete. Shared memory and
// locks go to the real file system. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace roundtable::log::test {

class LyingVfs {
 public:
  explicit LyingVfs(std::uint64_t seed);
  ~LyingVfs();
  LyingVfs(const LyingVfs&) = delete;
  LyingVfs& operator=(const LyingVfs&) = delete;

  const std::string& name() const;

  /// From the n-th operation from now on (1: the next), the power is off: nothing works any more.
  void crash_at(std::uint64_t operation);
  void crash_now();
  bool has_crashed() const;
  std::uint64_t operations() const;

  /// The n-th sync from now fails (1: the next).
  void fail_sync_at(std::uint64_t sync);
  bool has_failed_sync() const;

  /// Bytes that can still be written before the disk is full.
  void leave_room(std::uint64_t bytes);
  void make_room();
  bool was_full() const;

  /// What stands on the disk after a crash, by file name; what was not synced may have got there or
  /// not. The same for the same seed and history.
  std::map<std::string, std::string> disk();

  class State;

 private:
  std::unique_ptr<State> state_;
};

}  // namespace roundtable::log::test
