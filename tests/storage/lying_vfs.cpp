#include "lying_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <mutex>
#include <random>
#include <vector>

namespace roundtable::log::test {
namespace {

constexpr std::size_t kSectorBytes = 512;
constexpr auto kNever = std::numeric_limits<std::uint64_t>::max();

// A write, or a cut to `offset` bytes.
struct Change {
  std::size_t offset = 0;
  std::string bytes;
  bool is_cut = false;
};

struct DiskFile {
  std::string synced;
  std::vector<Change> changes;  // since the last sync
  bool entry_synced = true;     // the folder's entry for it
  bool deleted = false;         // but the folder has not been synced since
};

void apply(std::string& bytes, std::size_t offset, std::string_view written) {
  if (bytes.size() < offset + written.size()) bytes.resize(offset + written.size());
  bytes.replace(offset, written.size(), written);
}

void apply(std::string& bytes, const Change& change) {
  if (change.is_cut) {
    bytes.resize(change.offset);
  } else {
    apply(bytes, change.offset, change.bytes);
  }
}

}  // namespace

class LyingVfs::State {
 public:
  explicit State(std::uint64_t seed) : chance(seed) {}

  // Each gives an SQLite code. Under the mutex.
  int count_operation() {
    if (crashed) return SQLITE_IOERR;
    operations += 1;
    if (operations < crash_operation) return SQLITE_OK;
    crashed = true;
    return SQLITE_IOERR;
  }

  DiskFile& file_at(const std::string& path, bool is_new) {
    const auto found = files.find(path);
    if (found != files.end() && !found->second.deleted) return found->second;
    auto& file = files[path];
    file = {};
    if (is_new) {
      file.entry_synced = false;
    } else {
      std::ifstream before(path, std::ios::binary);
      file.synced.assign(std::istreambuf_iterator<char>(before), {});
    }
    return file;
  }

  int sync(DiskFile& file) {
    if (const int code = count_operation(); code != SQLITE_OK) return code;
    syncs += 1;
    if (syncs == failing_sync) {
      // The system forgets that these bytes were not written; some of them were.
      for (const auto& change : file.changes) {
        if (chance() % 2 == 0) apply(file.synced, change);
      }
      file.changes.clear();
      sync_failed = true;
      return SQLITE_IOERR_FSYNC;
    }
    for (const auto& change : file.changes) apply(file.synced, change);
    file.changes.clear();
    if (!file.entry_synced) sync_folder();
    return SQLITE_OK;
  }

  // SQLite's own code syncs the folder with the first sync of a new journal.
  void sync_folder() {
    std::erase_if(files, [](const auto& file) { return file.second.deleted; });
    for (auto& [path, file] : files) file.entry_synced = true;
  }

  std::string survivor(const DiskFile& file) {
    std::string bytes = file.synced;
    const auto kind = chance() % 4;
    if (kind == 0) return bytes;  // nothing of it
    if (kind == 1) {              // all up to some instant, the last write torn
      const auto kept = file.changes.empty() ? 0 : chance() % (file.changes.size() + 1);
      for (std::size_t i = 0; i < kept; ++i) apply(bytes, file.changes[i]);
      if (kept < file.changes.size()) tear(bytes, file.changes[kept], false);
      return bytes;
    }
    for (const auto& change : file.changes) {
      if (kind == 2) {  // any sector or none
        tear(bytes, change, true);
      } else {
        apply(bytes, change);
      }
    }
    return bytes;
  }

  // Applies some sectors of a write: any of them, or those before some point.
  void tear(std::string& bytes, const Change& change, bool any) {
    if (change.is_cut) {
      if (chance() % 2 == 0) apply(bytes, change);
      return;
    }
    const auto until = chance() % (change.bytes.size() + 1);
    for (std::size_t at = 0; at < change.bytes.size();) {
      const auto sector_end = (change.offset + at) / kSectorBytes * kSectorBytes + kSectorBytes;
      const auto length = std::min(sector_end - change.offset - at, change.bytes.size() - at);
      if (any ? chance() % 2 == 0 : at < until) {
        apply(bytes, change.offset + at, std::string_view(change.bytes).substr(at, length));
      }
      at += length;
    }
  }

  mutable std::mutex mutex;
  std::mt19937_64 chance;
  std::map<std::string, DiskFile> files;
  std::uint64_t operations = 0;
  std::uint64_t crash_operation = kNever;
  bool crashed = false;
  std::uint64_t syncs = 0;
  std::uint64_t failing_sync = kNever;
  bool sync_failed = false;
  std::uint64_t room = kNever;
  bool full = false;

  std::string name;
  sqlite3_vfs vfs{};
  sqlite3_vfs* real = nullptr;
};

namespace {

// What SQLite allocates for an open file: ours, and behind it the real one's.
struct OpenFile {
  sqlite3_file base;
  LyingVfs::State* state;
  std::string* path;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

OpenFile& opened(sqlite3_file* file) {
  return *reinterpret_cast<OpenFile*>(file);
}

int on_close(sqlite3_file* file) {
  auto& ours = opened(file);
  delete ours.path;
  return ours.real()->pMethods->xClose(ours.real());
}

int on_read(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  auto& ours = opened(file);
  {
    const std::lock_guard lock(ours.state->mutex);
    if (ours.state->crashed) return SQLITE_IOERR_READ;
  }
  return ours.real()->pMethods->xRead(ours.real(), bytes, size, offset);
}

int on_write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  auto& ours = opened(file);
  auto& state = *ours.state;
  const std::lock_guard lock(state.mutex);
  if (state.crashed) return SQLITE_IOERR_WRITE;
  // The write during which the power goes off may be on the disk too.
  const int code = state.count_operation();
  const auto length = static_cast<std::size_t>(size);
  if (length > state.room) {
    state.full = true;
    return SQLITE_FULL;
  }
  if (state.room != kNever) state.room -= length;
  auto& disk = state.file_at(*ours.path, false);
  disk.changes.push_back(
      {static_cast<std::size_t>(offset), {static_cast<const char*>(bytes), length}, false});
  if (code != SQLITE_OK) return SQLITE_IOERR_WRITE;
  return ours.real()->pMethods->xWrite(ours.real(), bytes, size, offset);
}

int on_truncate(sqlite3_file* file, sqlite3_int64 size) {
  auto& ours = opened(file);
  const std::lock_guard lock(ours.state->mutex);
  if (const int code = ours.state->count_operation(); code != SQLITE_OK) return code;
  auto& disk = ours.state->file_at(*ours.path, false);
  disk.changes.push_back({static_cast<std::size_t>(size), {}, true});
  return ours.real()->pMethods->xTruncate(ours.real(), size);
}

// Nothing is really synced: the disk is what State says it is.
int on_sync(sqlite3_file* file, int) {
  auto& ours = opened(file);
  const std::lock_guard lock(ours.state->mutex);
  return ours.state->sync(ours.state->file_at(*ours.path, false));
}

int on_file_size(sqlite3_file* file, sqlite3_int64* size) {
  auto* real = opened(file).real();
  return real->pMethods->xFileSize(real, size);
}
int on_lock(sqlite3_file* file, int level) {
  auto* real = opened(file).real();
  return real->pMethods->xLock(real, level);
}
int on_unlock(sqlite3_file* file, int level) {
  auto* real = opened(file).real();
  return real->pMethods->xUnlock(real, level);
}
int on_check_reserved(sqlite3_file* file, int* is_reserved) {
  auto* real = opened(file).real();
  return real->pMethods->xCheckReservedLock(real, is_reserved);
}
int on_control(sqlite3_file* file, int operation, void* argument) {
  auto* real = opened(file).real();
  return real->pMethods->xFileControl(real, operation, argument);
}
int on_sector_size(sqlite3_file*) {
  return static_cast<int>(kSectorBytes);
}
// Most careful: nothing is promised about the order or the wholeness of writes.
int on_characteristics(sqlite3_file*) {
  return 0;
}
int on_shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  auto* real = opened(file).real();
  return real->pMethods->xShmMap(real, page, size, extend, memory);
}
int on_shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  auto* real = opened(file).real();
  return real->pMethods->xShmLock(real, offset, count, flags);
}
void on_shm_barrier(sqlite3_file* file) {
  auto* real = opened(file).real();
  real->pMethods->xShmBarrier(real);
}
int on_shm_unmap(sqlite3_file* file, int should_delete) {
  auto* real = opened(file).real();
  return real->pMethods->xShmUnmap(real, should_delete);
}

// Version 2: with shared memory, without memory mapping, which would pass by `on_write`.
const sqlite3_io_methods kMethods = {2,
                                     on_close,
                                     on_read,
                                     on_write,
                                     on_truncate,
                                     on_sync,
                                     on_file_size,
                                     on_lock,
                                     on_unlock,
                                     on_check_reserved,
                                     on_control,
                                     on_sector_size,
                                     on_characteristics,
                                     on_shm_map,
                                     on_shm_lock,
                                     on_shm_barrier,
                                     on_shm_unmap,
                                     nullptr,
                                     nullptr};

LyingVfs::State& state_of(sqlite3_vfs* vfs) {
  return *static_cast<LyingVfs::State*>(vfs->pAppData);
}

int on_open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  auto& state = state_of(vfs);
  auto& ours = opened(file);
  ours.base.pMethods = nullptr;
  const std::lock_guard lock(state.mutex);
  if (state.crashed) return SQLITE_CANTOPEN;
  const bool is_new = path != nullptr && !std::filesystem::exists(path);
  const int code = state.real->xOpen(state.real, path, ours.real(), flags, out_flags);
  if (code != SQLITE_OK) return code;
  ours.state = &state;
  ours.path = new std::string(path == nullptr ? "" : path);
  if (path != nullptr) state.file_at(path, is_new);
  ours.base.pMethods = &kMethods;
  return SQLITE_OK;
}

int on_delete(sqlite3_vfs* vfs, const char* path, int sync_folder) {
  auto& state = state_of(vfs);
  const std::lock_guard lock(state.mutex);
  if (const int code = state.count_operation(); code != SQLITE_OK) return code;
  const auto found = state.files.find(path);
  if (found != state.files.end()) found->second.deleted = true;
  if (sync_folder != 0) state.sync_folder();
  return state.real->xDelete(state.real, path, 0);
}

std::string next_name() {
  static std::atomic<int> made{0};
  return "lying-" + std::to_string(++made);
}

}  // namespace

LyingVfs::LyingVfs(std::uint64_t seed) : state_(std::make_unique<State>(seed)) {
  auto& state = *state_;
  state.name = next_name();
  state.real = sqlite3_vfs_find(nullptr);
  state.vfs = *state.real;
  state.vfs.pNext = nullptr;
  state.vfs.zName = state.name.c_str();
  state.vfs.szOsFile = static_cast<int>(sizeof(OpenFile)) + state.real->szOsFile;
  state.vfs.pAppData = &state;
  state.vfs.xOpen = on_open;
  state.vfs.xDelete = on_delete;
  sqlite3_vfs_register(&state.vfs, 0);
}

LyingVfs::~LyingVfs() {
  sqlite3_vfs_unregister(&state_->vfs);
}

const std::string& LyingVfs::name() const {
  return state_->name;
}

void LyingVfs::crash_at(std::uint64_t operation) {
  const std::lock_guard lock(state_->mutex);
  state_->crash_operation = state_->operations + operation;
}

void LyingVfs::crash_now() {
  const std::lock_guard lock(state_->mutex);
  state_->crashed = true;
}

bool LyingVfs::has_crashed() const {
  const std::lock_guard lock(state_->mutex);
  return state_->crashed;
}

std::uint64_t LyingVfs::operations() const {
  const std::lock_guard lock(state_->mutex);
  return state_->operations;
}

void LyingVfs::fail_sync_at(std::uint64_t sync) {
  const std::lock_guard lock(state_->mutex);
  state_->failing_sync = state_->syncs + sync;
}

bool LyingVfs::has_failed_sync() const {
  const std::lock_guard lock(state_->mutex);
  return state_->sync_failed;
}

void LyingVfs::leave_room(std::uint64_t bytes) {
  const std::lock_guard lock(state_->mutex);
  state_->room = bytes;
}

void LyingVfs::make_room() {
  const std::lock_guard lock(state_->mutex);
  state_->room = kNever;
}

bool LyingVfs::was_full() const {
  const std::lock_guard lock(state_->mutex);
  return state_->full;
}

std::map<std::string, std::string> LyingVfs::disk() {
  const std::lock_guard lock(state_->mutex);
  std::map<std::string, std::string> disk;
  for (const auto& [path, file] : state_->files) {
    const bool is_certain = file.entry_synced && !file.deleted;
    if (!is_certain && state_->chance() % 2 == 0) continue;
    disk[std::filesystem::path(path).filename().string()] = state_->survivor(file);
  }
  return disk;
}

}  // namespace roundtable::log::test
