#include "log/content_reader.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include "log/database.hpp"

namespace roundtable::log {
namespace {

class SqliteContentReader final : public ContentReader {
 public:
  explicit SqliteContentReader(const std::string& directory) {
    const DatabaseFile file{directory + "/log.db", "", "FULL"};
    try {
      database_ = open_to_check(file);
    } catch (const SQLite::Exception&) {
      // Reported by verify_log, which opens the same file.
    }
  }

  std::optional<std::string> content(std::string_view sha256) override {
    std::optional<std::string> bytes;
    row("SELECT bytes FROM content WHERE sha256 = ?", sha256,
        [&](SQLite::Statement& row) { bytes = row.getColumn(0).getString(); });
    return bytes;
  }

  std::optional<Sealed> sealed(std::string_view commitment) override {
    std::optional<Sealed> found;
    row("SELECT salt, value FROM sealed WHERE commitment = ?", commitment,
        [&](SQLite::Statement& row) {
          found = Sealed{std::string(commitment), row.getColumn(0).getString(),
                         row.getColumn(1).getString()};
        });
    return found;
  }

 private:
  template <class Take>
  void row(const char* query, std::string_view key, Take take) {
    if (database_ == nullptr) return;
    try {
      SQLite::Statement statement(*database_, query);
      statement.bind(1, std::string(key));
      if (statement.executeStep()) take(statement);
    } catch (const SQLite::Exception&) {
      // Damage of the file is verify_log's finding; here the value is just not to be had.
    }
  }

  std::unique_ptr<SQLite::Database> database_;
};

}  // namespace

std::unique_ptr<ContentReader> open_content_reader(const std::string& directory) {
  return std::make_unique<SqliteContentReader>(directory);
}

}  // namespace roundtable::log
