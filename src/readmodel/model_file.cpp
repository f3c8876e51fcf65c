#include "readmodel/model_file.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>

#include "log/event_log.hpp"
#include "readmodel/tables.hpp"

namespace roundtable::readmodel {

std::pair<std::unique_ptr<SQLite::Database>, std::uint64_t> ModelFile::open() const {
  const std::scoped_lock lock(mutex_);
  return {open_tables_to_read(path_), making_};
}

// SQLite finds a write-ahead log by its name: the old one's must be gone before the new file has
// the name. Whoever still reads the old one holds both open.
void ModelFile::replace() {
  const std::scoped_lock lock(mutex_);
  std::error_code error;
  for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(path_ + end, error);
  std::filesystem::rename(path_beside(), path_, error);
  if (error) throw log::LogFailure("cannot rename " + path_beside() + ": " + error.message());
  ++making_;
}

void ModelFile::remove_beside() const {
  remove_tables(path_beside());
}

}  // namespace roundtable::readmodel
