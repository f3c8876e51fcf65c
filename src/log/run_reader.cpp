#include "log/run_reader.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <utility>

#include "log/sqlite_rows.hpp"

namespace roundtable::log {
namespace {

constexpr std::size_t kRunEntriesMax = 256;

}  // namespace

RunReader::RunReader(SQLite::Database& database, bool with_answers)
    : rows_(std::make_unique<SQLite::Statement>(
          database,
          "SELECT stream, version, header, payload, hash FROM entry ORDER BY stream, version")) {
  if (with_answers) {
    answers_ = std::make_unique<SQLite::Statement>(
        database, "SELECT actor, id, version FROM answer WHERE stream = ?");
  }
  read_row();
}

RunReader::~RunReader() = default;

std::optional<Run> RunReader::next() {
  if (!ahead_) {
    if (broken_) std::rethrow_exception(broken_);
    return std::nullopt;
  }
  Run run;
  run.stream = ahead_->stream;
  run.starts = !std::exchange(any_, true) || run.stream != stream_;
  run.order = order_;
  while (ahead_ && ahead_->stream == run.stream && run.entries.size() < kRunEntriesMax) {
    run.entries.push_back(*std::exchange(ahead_, std::nullopt));
    order_ += 1;
    read_row();
  }
  if (!ahead_ || ahead_->stream != run.stream) end(run);
  stream_ = run.stream;
  return run;
}

void RunReader::read_row() {
  try {
    if (!rows_->executeStep()) return;
    ahead_ = Entry{rows_->getColumn(0).getString(), number_in(*rows_, 1),
                   rows_->getColumn(2).getString(), rows_->getColumn(3).getString(),
                   rows_->getColumn(4).getString()};
  } catch (const SQLite::Exception&) {
    broken_ = std::current_exception();
  }
}

void RunReader::end(Run& run) {
  run.ends = true;
  if (!answers_ || broken_) return;
  auto& found = run.answers.emplace();
  bind_text(*answers_, 1, run.stream);
  while (answers_->executeStep()) {
    found.push_back({answers_->getColumn(0).getString(), answers_->getColumn(1).getString(),
                     number_in(*answers_, 2)});
  }
  answers_->reset();
}

}  // namespace roundtable::log
