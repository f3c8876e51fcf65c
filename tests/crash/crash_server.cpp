// The real program with one thing added: a default SQLite VFS that counts writes to the log's files
// and ends the process with SIGKILL at the count named by ROUNDTABLE_KILL_AFTER_WRITES. Built with
// the tests, never installed; driven by tests/browser/sigkill.test.mjs.
#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

#include "cli/commands.hpp"

namespace {

std::atomic<long> writes_left{-1};

sqlite3_vfs* real_vfs() {
  static sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
  return vfs;
}

void count_write() {
  if (writes_left.load() < 0) return;
  if (writes_left.fetch_sub(1) == 1) ::kill(::getpid(), SIGKILL);
}

/// A file of ours in front of the real one, which lies behind it in the same allocation.
struct CountingFile {
  sqlite3_file base;
  bool counted;
};

sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<CountingFile*>(file) + 1);
}

int on_close(sqlite3_file* f) {
  return real(f)->pMethods->xClose(real(f));
}
int on_read(sqlite3_file* f, void* p, int n, sqlite3_int64 at) {
  return real(f)->pMethods->xRead(real(f), p, n, at);
}
int on_write(sqlite3_file* f, const void* p, int n, sqlite3_int64 at) {
  // Dies with the write half done: the first half is there, the second is not.
  if (reinterpret_cast<CountingFile*>(f)->counted && writes_left.load() == 1) {
    real(f)->pMethods->xWrite(real(f), p, n / 2, at);
  }
  if (reinterpret_cast<CountingFile*>(f)->counted) count_write();
  return real(f)->pMethods->xWrite(real(f), p, n, at);
}
int on_truncate(sqlite3_file* f, sqlite3_int64 n) {
  return real(f)->pMethods->xTruncate(real(f), n);
}
int on_sync(sqlite3_file* f, int flags) {
  return real(f)->pMethods->xSync(real(f), flags);
}
int on_size(sqlite3_file* f, sqlite3_int64* n) {
  return real(f)->pMethods->xFileSize(real(f), n);
}
int on_lock(sqlite3_file* f, int l) {
  return real(f)->pMethods->xLock(real(f), l);
}
int on_unlock(sqlite3_file* f, int l) {
  return real(f)->pMethods->xUnlock(real(f), l);
}
int on_check(sqlite3_file* f, int* out) {
  return real(f)->pMethods->xCheckReservedLock(real(f), out);
}
int on_control(sqlite3_file* f, int op, void* arg) {
  return real(f)->pMethods->xFileControl(real(f), op, arg);
}
int on_sector(sqlite3_file* f) {
  return real(f)->pMethods->xSectorSize(real(f));
}
int on_traits(sqlite3_file* f) {
  return real(f)->pMethods->xDeviceCharacteristics(real(f));
}
int on_shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}
int on_shm_lock(sqlite3_file* f, int offset, int n, int flags) {
  return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}
void on_shm_barrier(sqlite3_file* f) {
  real(f)->pMethods->xShmBarrier(real(f));
}
int on_shm_unmap(sqlite3_file* f, int erase) {
  return real(f)->pMethods->xShmUnmap(real(f), erase);
}

const sqlite3_io_methods kMethods = {
    2,           on_close,       on_read,      on_write,   on_truncate, on_sync,   on_size,
    on_lock,     on_unlock,      on_check,     on_control, on_sector,   on_traits, on_shm_map,
    on_shm_lock, on_shm_barrier, on_shm_unmap, nullptr,    nullptr};

int on_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
  auto* ours = reinterpret_cast<CountingFile*>(file);
  std::memset(ours, 0, sizeof *ours);
  const int code = real_vfs()->xOpen(real_vfs(), name, real(file), flags, out);
  if (real(file)->pMethods == nullptr) return code;
  ours->base.pMethods = &kMethods;
  ours->counted = name != nullptr && std::strstr(name, "log.db") != nullptr;
  return code;
}

void install_counting_vfs(long kill_after) {
  static sqlite3_vfs vfs = *real_vfs();
  vfs.zName = "counting";
  vfs.szOsFile = static_cast<int>(sizeof(CountingFile)) + real_vfs()->szOsFile;
  vfs.xOpen = on_open;
  writes_left = kill_after;
  sqlite3_vfs_register(&vfs, 1);
}

}  // namespace

int main(int argc, char** argv) {
  if (const char* count = std::getenv("ROUNDTABLE_KILL_AFTER_WRITES")) {
    install_counting_vfs(std::strtol(count, nullptr, 10));
  }
  CLI::App program{"The server, ended by SIGKILL at a counted write"};
  int exit_code = 0;
  roundtable::cli::add_demo(program, exit_code);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "crash_server: %s\n", failure.what());
    return 1;
  }
  return exit_code;
}
