#include "log/sqlite_log.hpp"

#include <utility>

#include "log/group_writer.hpp"
#include "log/sqlite_store.hpp"

namespace roundtable::log {
namespace {

class SqliteEventLog final : public EventLog {
 public:
  SqliteEventLog(const std::string& directory, const DatabaseFile& file, const Clock& clock,
                 LogOptions options)
      : writer_(make_sqlite_store(file), clock, std::move(options),
                [&](bool may_make) { return load_signing_key(directory, may_make); }),
        readers_(make_log_readers(file)) {}

  void append(Batch batch, std::function<void(Appended)> done) override {
    writer_.append(std::move(batch), std::move(done));
  }
  std::vector<Entry> read(std::string_view stream, std::uint64_t after,
                          std::size_t limit) override {
    writer_.ensure_settled(stream);
    return readers_->read(stream, after, limit);
  }
  std::vector<StreamHead> heads(std::string_view prefix) override { return writer_.heads(prefix); }
  std::optional<std::string> content(std::string_view sha256) override {
    return readers_->content(sha256);
  }
  std::optional<Sealed> sealed(std::string_view commitment) override {
    return readers_->sealed(commitment);
  }
  bool erase_sealed(std::string_view commitment) override {
    return writer_.erase_sealed(commitment);
  }
  std::optional<Checkpoint> checkpoint() override { return writer_.newest(); }
  std::optional<Checkpoint> checkpoint_listing(std::string_view stream,
                                               std::uint64_t version) override {
    return readers_->checkpoint_listing(stream, version);
  }
  std::string public_key() const override { return writer_.public_key(); }
  void follow(Follower& follower) override { writer_.follow(follower); }
  void unfollow(Follower& follower) override { writer_.unfollow(follower); }

 private:
  // The writer goes last: closing the last connection is what moves the write-ahead log into the
  // database, and a reader's connection could not.
  GroupWriter writer_;
  std::unique_ptr<LogReaders> readers_;
};

}  // namespace

std::unique_ptr<EventLog> open_sqlite_log(const std::string& directory, const Clock& clock,
                                          LogOptions options) {
  return open_sqlite_log_with_vfs(directory, clock, std::move(options), "", "FULL");
}

std::unique_ptr<EventLog> open_sqlite_log_with_vfs(const std::string& directory, const Clock& clock,
                                                   LogOptions options, const std::string& vfs_name,
                                                   const std::string& synchronous_level) {
  const DatabaseFile file{directory + "/log.db", vfs_name, synchronous_level};
  return std::make_unique<SqliteEventLog>(directory, file, clock, std::move(options));
}

}  // namespace roundtable::log
