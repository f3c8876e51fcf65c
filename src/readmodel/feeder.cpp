#include "readmodel/feeder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <unordered_map>
#include <utility>

#include "base/ensure.hpp"
#include "codec/registry_json.hpp"
#include "log/database.hpp"
#include "readmodel/rows_of.hpp"
#include "readmodel/search_writer.hpp"
#include "readmodel/tables.hpp"

namespace roundtable::readmodel {
namespace {

constexpr std::size_t kReadEntriesMax = 1'000;
constexpr std::chrono::seconds kPauseAfterFailure{1};
constexpr std::string_view kMeetings = "meeting:";
constexpr std::string_view kIssues = "issue:";
const std::string kGrids = "grids";

std::string meeting_stream(const MeetingId& id) {
  return std::string(kMeetings) + id.str();
}

void make_anew(SQLite::Database& database) {
  database.exec("DELETE FROM grid; DELETE FROM stream");
  for (const auto kind : kKinds) {
    const auto terms = terms_table(kind);
    database.exec("DELETE FROM " + item_table(kind));
    database.exec("INSERT INTO " + terms + "(" + terms + ") VALUES ('delete-all')");
  }
}

}  // namespace

Feeder::Feeder(const std::string& path, log::EventLog& log, Report report)
    : log_(log), report_(std::move(report)), database_(open_tables_to_write(path)) {
  try {
    compare_with_log();
    writer_ = std::make_unique<SearchWriter>(*database_);
  } catch (const SQLite::Exception& error) {
    throw log::LogFailure("cannot read " + log::sentence(path, error));
  }
  log_.follow(*this);
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Feeder::~Feeder() {
  log_.unfollow(*this);
  thread_.request_stop();
  thread_.join();
}

// One pass over both lists, however many issues there are.
void Feeder::compare_with_log() {
  std::unordered_map<std::string, std::uint64_t> stored;
  std::unordered_map<std::string, log::StreamHead> heads;
  for (auto& head : log_.heads("")) heads.emplace(head.stream, head);
  bool known = true;
  {
    SQLite::Statement rows(*database_, "SELECT name, version, hash FROM stream");
    while (known && rows.executeStep()) {
      const auto name = rows.getColumn(0).getString();
      const auto version = static_cast<std::uint64_t>(rows.getColumn(1).getInt64());
      const auto hash = rows.getColumn(2).getString();
      const auto head = heads.find(name);
      known = head != heads.end() && head->second.version >= version &&
              (head->second.version > version || hash.empty() || head->second.hash == hash);
      stored[name] = version;
    }
  }
  if (!known) {
    make_anew(*database_);
    stored.clear();
  }
  for (const auto& [name, head] : heads) {
    const auto here = stored.find(name);
    if (here != stored.end() && here->second >= head.version) continue;
    if (name.starts_with(kMeetings)) {
      meetings_behind_.push_back(name.substr(kMeetings.size()));
    } else if (name == kGrids || name.starts_with(kIssues)) {
      waiting_.read[name] = head.version;
    }
  }
}

std::vector<std::string> Feeder::meetings_behind() {
  return meetings_behind_;
}

void Feeder::meeting_is(const views::ViewState& state) {
  Told told{state.meeting.version, rows_of(state)};
  {
    const std::scoped_lock lock(mutex_);
    auto& newest = waiting_.meetings[meeting_stream(state.meeting.id)];
    if (newest.version <= told.version) newest = std::move(told);
  }
  changed_.notify_all();
}

void Feeder::on_durable(const log::Delivery& delivery) {
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& entry : delivery->entries) {
      if (entry.stream == kGrids || entry.stream.starts_with(kIssues)) {
        waiting_.read[entry.stream] = entry.version;
      }
    }
  }
  changed_.notify_all();
}

bool Feeder::wait(std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, most, [this] { return waiting_.empty() && !writing_; });
}

// What could not be written waits again, unless something newer of the same stream already does.
void Feeder::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [this] { return !waiting_.empty(); })) {
    auto work = std::exchange(waiting_, {});
    writing_ = true;
    lock.unlock();
    const bool written = write(work);
    lock.lock();
    writing_ = false;
    changed_.notify_all();
    if (written) continue;
    waiting_.meetings.merge(work.meetings);
    waiting_.read.merge(work.read);
    changed_.wait_for(lock, stop, kPauseAfterFailure, [] { return false; });
  }
}

// Grids first: whatever else is told lies in one of them.
bool Feeder::write(const Waiting& work) {
  try {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    read_on(kGrids);
    for (const auto& [stream, version] : work.read) {
      if (stream != kGrids) read_on(stream);
    }
    for (const auto& [stream, told] : work.meetings) write_meeting(stream, told);
    transaction.commit();
    return true;
  } catch (const std::exception& failure) {
    report_(failure.what());
  }
  // The writer remembers grids that were rolled back.
  writer_ = std::make_unique<SearchWriter>(*database_);
  return false;
}

void Feeder::write_meeting(const std::string& stream, const Told& told) {
  if (version_of(stream) >= told.version) return;
  for (const auto& row : told.rows) writer_->put(row);
  store_version(stream, told.version, "");
}

void Feeder::read_on(const std::string& stream) {
  auto version = version_of(stream);
  for (;;) {
    const auto entries = log_.read(stream, version, kReadEntriesMax);
    if (entries.empty()) return;
    for (const auto& entry : entries) apply(entry);
    version = entries.back().version;
    store_version(stream, version, entries.back().hash);
  }
}

void Feeder::apply(const log::Entry& entry) {
  const auto event = codec::decode_registry_payload(entry.payload);
  if (const auto* grids = std::get_if<codec::GridsImported>(&event)) {
    const auto bytes = log_.content(grids->content);
    if (!bytes) throw codec::DecodeFailure("content " + grids->content + " is missing");
    writer_->put_grids(codec::decode_grids(*bytes));
  } else if (const auto* issue = std::get_if<codec::IssueReported>(&event)) {
    const auto header = log::read_header(entry.header);
    ensure(header.has_value(), "a stored header can be read");
    writer_->put(row_of(*issue, header->at));
  }
}

std::uint64_t Feeder::version_of(const std::string& stream) {
  SQLite::Statement asked(*database_, "SELECT version FROM stream WHERE name = ?");
  asked.bind(1, stream);
  return asked.executeStep() ? static_cast<std::uint64_t>(asked.getColumn(0).getInt64()) : 0;
}

void Feeder::store_version(const std::string& stream, std::uint64_t version,
                           const std::string& hash) {
  SQLite::Statement put(*database_, "INSERT OR REPLACE INTO stream VALUES (?, ?, ?)");
  put.bind(1, stream);
  put.bind(2, static_cast<std::int64_t>(version));
  put.bind(3, hash);
  put.exec();
}

}  // namespace roundtable::readmodel
