// ModelWriter: writes one file of the read models: what streams of the log say, and how far the
// file goes. A stream that cannot be read is set aside and reported; all others go on. Used by one
// thread. Throws SQLite::Exception, and log::LogFailure where the log cannot be read at all.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "log/log_readers.hpp"
#include "readmodel/list_writer.hpp"
#include "readmodel/search_writer.hpp"
#include "readmodel/told.hpp"

namespace roundtable::readmodel {

/// Whether the read models keep anything of streams of that name.
bool is_kept(std::string_view stream);
bool is_meeting(std::string_view stream);
std::string stream_of(const MeetingId& id);

class ModelWriter {
 public:
  using Report = std::function<void(const std::string&)>;

  ModelWriter(SQLite::Database& database, log::LogReaders& log, Report report);
  ~ModelWriter();

  /// Up to where in the log all that moved stands in the file.
  log::Place reached();
  void store_reached(const log::Place& place);

  /// What these streams have, at least up to those versions; grids before what lies in them. In a
  /// transaction of the caller's.
  void read_on(const std::map<std::string, std::uint64_t>& streams);
  /// The same of a meeting that somebody else has folded.
  void put(const std::string& stream, const Told& told);

  /// Takes from the file, for good, what has been removed since it was last called; after the
  /// transaction. It is remembered until it is done.
  void forget();

 private:
  struct Statements;
  void read_stream(const std::string& stream, std::uint64_t until);
  void read_grids(const std::string& stream);
  void read_issue(const std::string& stream);
  void read_meeting(const std::string& stream);
  void set_aside(const std::string& stream, std::uint64_t version, const std::string& why);
  std::uint64_t version_of(const std::string& stream);
  void store_version(const std::string& stream, std::uint64_t version);
  void must_forget();

  SQLite::Database& database_;
  log::LogReaders& log_;
  const Report report_;
  std::unique_ptr<Statements> statements_;
  SearchWriter search_;
  ListWriter lists_;
};

}  // namespace roundtable::readmodel
