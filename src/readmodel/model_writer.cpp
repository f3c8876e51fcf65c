#include "readmodel/model_writer.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>

#include "base/ensure.hpp"
#include "codec/registry_json.hpp"
#include "codec/sources.hpp"
#include "log/database.hpp"
#include "readmodel/rows_of.hpp"

namespace roundtable::readmodel {
namespace {

constexpr std::size_t kReadEntriesMax = 1'000;
constexpr std::string_view kMeetings = "meeting:";
constexpr std::string_view kIssues = "issue:";
constexpr std::string_view kGrids = "grids";
/// Readers are done with what they read in milliseconds.
constexpr int kReadersPatienceMs = 1'000;

log::Header header_of(const log::Entry& entry) {
  auto header = log::read_header(entry.header);
  ensure(header.has_value(), "a stored header can be read");
  return std::move(*header);
}

std::string content_in(log::LogReaders& log, std::string_view sha256) {
  auto bytes = log.content(sha256);
  if (!bytes) throw codec::DecodeFailure("content " + std::string(sha256) + " is missing");
  return std::move(*bytes);
}

/// What is sealed may have to be erased, and so is not even looked at.
codec::Sources unsealed_sources(log::LogReaders& log) {
  return codec::make_sources([&log](std::string_view sha256) { return log.content(sha256); });
}

/// Every entry of that stream after a version, in order. The version of the last.
template <class Take>
std::uint64_t read_all(log::LogReaders& log, const std::string& stream, std::uint64_t after,
                       Take take) {
  for (;;) {
    const auto entries = log.read(stream, after, kReadEntriesMax);
    for (const auto& entry : entries) take(entry);
    if (!entries.empty()) after = entries.back().version;
    if (entries.size() < kReadEntriesMax) return after;
  }
}

}  // namespace

bool is_meeting(std::string_view stream) {
  return stream.starts_with(kMeetings);
}

bool is_kept(std::string_view stream) {
  return stream == kGrids || stream.starts_with(kIssues) || is_meeting(stream);
}

std::string stream_of(const MeetingId& id) {
  return std::string(kMeetings) + id.str();
}

struct ModelWriter::Statements {
  explicit Statements(SQLite::Database& database)
      : reached(database, "SELECT number, hash FROM reached"),
        store_reached(database, "INSERT OR REPLACE INTO reached VALUES (1, ?, ?)"),
        version(database, "SELECT version FROM stream WHERE name = ?"),
        store_version(database, "INSERT OR REPLACE INTO stream VALUES (?, ?)"),
        set_aside(database, "INSERT OR REPLACE INTO set_aside VALUES (?, ?, ?)") {}

  SQLite::Statement reached;
  SQLite::Statement store_reached;
  SQLite::Statement version;
  SQLite::Statement store_version;
  SQLite::Statement set_aside;
};

ModelWriter::ModelWriter(SQLite::Database& database, log::LogReaders& log, Report report)
    : database_(database),
      log_(log),
      report_(std::move(report)),
      statements_(std::make_unique<Statements>(database)),
      search_(database),
      lists_(database, search_.grids()) {}

ModelWriter::~ModelWriter() = default;

log::Place ModelWriter::reached() {
  log::Place place;
  auto& asked = statements_->reached;
  if (asked.executeStep()) {
    place.number = static_cast<std::uint64_t>(asked.getColumn(0).getInt64());
    place.hash = asked.getColumn(1).getString();
  }
  asked.reset();
  return place;
}

void ModelWriter::store_reached(const log::Place& place) {
  auto& put = statements_->store_reached;
  put.reset();
  put.bind(1, static_cast<std::int64_t>(place.number));
  put.bind(2, place.hash);
  put.exec();
  put.reset();
}

void ModelWriter::read_on(const std::map<std::string, std::uint64_t>& streams) {
  const std::string grids(kGrids);
  if (const auto found = streams.find(grids); found != streams.end()) {
    read_stream(grids, found->second);
  }
  for (const auto& [stream, version] : streams) {
    if (stream != grids) read_stream(stream, version);
  }
}

// A log that cannot be read, or a file that cannot be written, is tried again; an entry that says
// nothing we know never will.
void ModelWriter::read_stream(const std::string& stream, std::uint64_t until) {
  if (!is_kept(stream) || version_of(stream) >= until) return;
  try {
    if (stream == kGrids) return read_grids(stream);
    if (is_meeting(stream)) return read_meeting(stream);
    read_issue(stream);
  } catch (const log::LogFailure&) {
    throw;
  } catch (const SQLite::Exception&) {
    throw;
  } catch (const std::exception& failure) {
    set_aside(stream, until, failure.what());
  }
}

void ModelWriter::read_grids(const std::string& stream) {
  const auto last = read_all(log_, stream, version_of(stream), [&](const log::Entry& entry) {
    try {
      const auto event = codec::decode_registry_payload(entry.payload);
      if (const auto* grids = std::get_if<codec::GridsImported>(&event)) {
        search_.put_grids(codec::decode_grids(content_in(log_, grids->content)));
      } else if (const auto* change = std::get_if<codec::GridChanged>(&event)) {
        search_.rename_grid(change->grid, change->name);
      }
    } catch (const codec::DecodeFailure& failure) {
      set_aside(stream, entry.version, failure.what());
    }
  });
  store_version(stream, last);
}

// From its beginning: what an event leaves of the text rests on what was there. Such streams are
// short.
void ModelWriter::read_issue(const std::string& stream) {
  domain::Issue issue;
  const auto last = read_all(log_, stream, 0, [&](const log::Entry& entry) {
    const auto header = header_of(entry);
    for (const auto& event : codec::read_issue_payload(entry.payload).events) {
      domain::apply(issue, event, header.actor, header.at);
    }
  });
  const auto row = row_of(issue);
  const bool removed =
      row ? search_.put(*row) : search_.remove(Kind::issue, stream.substr(kIssues.size()));
  if (removed) must_forget();
  store_version(stream, last);
}

void ModelWriter::read_meeting(const std::string& stream) {
  const auto sources = unsealed_sources(log_);
  views::ViewState state;
  state.meeting.id = MeetingId(stream.substr(kMeetings.size()));
  read_all(log_, stream, 0, [&](const log::Entry& entry) {
    views::replay(state, codec::read_payload(entry.payload, sources).events, header_of(entry).at);
  });
  put(stream, told_of(state));
}

void ModelWriter::put(const std::string& stream, const Told& told) {
  if (version_of(stream) >= told.version) return;
  if (told.listed) {
    for (const auto& row : told.rows) search_.put(row);
    lists_.put(*told.listed);
  }
  store_version(stream, told.version);
}

void ModelWriter::set_aside(const std::string& stream, std::uint64_t version,
                            const std::string& why) {
  report_(stream + " cannot be read, and is left as it was: " + why);
  auto& put = statements_->set_aside;
  put.reset();
  put.bind(1, stream);
  put.bind(2, static_cast<std::int64_t>(version));
  put.bind(3, why);
  put.exec();
  put.reset();
  store_version(stream, version);
}

std::uint64_t ModelWriter::version_of(const std::string& stream) {
  auto& asked = statements_->version;
  asked.reset();
  asked.bind(1, stream);
  const auto version =
      asked.executeStep() ? static_cast<std::uint64_t>(asked.getColumn(0).getInt64()) : 0;
  asked.reset();
  return version;
}

void ModelWriter::store_version(const std::string& stream, std::uint64_t version) {
  auto& put = statements_->store_version;
  put.reset();
  put.bind(1, stream);
  put.bind(2, static_cast<std::int64_t>(version));
  put.exec();
  put.reset();
}

void ModelWriter::must_forget() {
  database_.exec("INSERT OR IGNORE INTO forgetting VALUES (1)");
}

// What was removed is still in older segments of the index, and in the write-ahead log until that
// is cut.
void ModelWriter::forget() {
  const auto due = [&] {
    return database_.execAndGet("SELECT count(*) FROM forgetting").getInt() > 0;
  };
  if (!due()) return;
  {
    SQLite::Transaction transaction(database_, SQLite::TransactionBehavior::IMMEDIATE);
    search_.forget_removed();
    transaction.commit();
  }
  // A reader is in the way: the next change tries again.
  if (!log::truncate_wal(database_, kReadersPatienceMs)) return;
  database_.exec("DELETE FROM forgetting");
}

}  // namespace roundtable::readmodel
