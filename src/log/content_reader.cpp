#include "log/content_reader.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include "log/database.hpp"
#include "log/sqlite_rows.hpp"

namespace roundtable::log {
namespace {

class SqliteContentReader final : public ContentReader {
 public:
  explicit SqliteContentReader(const std::string& directory) {
    const DatabaseFile file{directory + "/log.db", "", "FULL"};
    try {
      database_ = open_to_check(file);
      content_.emplace(*database_, "SELECT bytes FROM content WHERE sha256 = ?");
      sealed_.emplace(*database_, "SELECT salt, value FROM sealed WHERE commitment = ?");
    } catch (const SQLite::Exception&) {
      // Reported by verify_log, which opens the same file.
    }
  }

  std::optional<std::string> content(std::string_view sha256) override {
    std::optional<std::string> bytes;
    row(content_, sha256, [&](SQLite::Statement& row) { bytes = row.getColumn(0).getString(); });
    return bytes;
  }

  std::optional<Sealed> sealed(std::string_view commitment) override {
    std::optional<Sealed> found;
    row(sealed_, commitment, [&](SQLite::Statement& row) {
      found = Sealed{std::string(commitment), row.getColumn(0).getString(),
                     row.getColumn(1).getString()};
    });
    return found;
  }

 private:
  template <class Take>
  void row(std::optional<Prepared>& query, std::string_view key, Take take) {
    if (!query) return;
    try {
      auto& statement = **query;
      statement.tryReset();  // says again why the last question failed, which that one has heard
      statement.bind(1, std::string(key));
      if (statement.executeStep()) take(statement);
      statement.reset();
    } catch (const SQLite::Exception&) {
      // Damage of the file is verify_log's finding; here the value is just not to be had.
    }
  }

  std::unique_ptr<SQLite::Database> database_;
  std::optional<Prepared> content_, sealed_;  // none where the file cannot be opened
};

}  // namespace

std::unique_ptr<ContentReader> open_content_reader(const std::string& directory) {
  return std::make_unique<SqliteContentReader>(directory);
}

}  // namespace roundtable::log
