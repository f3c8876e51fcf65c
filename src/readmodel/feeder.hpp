// Feeder: keeps the file of the read models in step with the log, on a thread of its own. It knows
// how far each stream of the log is in the file (number of its newest entry there, and its hash),
// so that a start reads only what has moved since; where the log does not have what the file names
// - another log, or an older one - the file is made anew. The file is disposable: deleting it costs
// time and nothing else.
//
// Grids and issues are read from the log. A meeting's rows are made by whoever has folded it: its
// host, which tells them here. Safe from any thread; waits for nobody.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "log/event_log.hpp"
#include "readmodel/row.hpp"
#include "views/view_state.hpp"

namespace SQLite {
class Database;
}

namespace roundtable::readmodel {

class SearchWriter;

class Feeder final : public log::Follower {
 public:
  /// Told in a sentence why the file could not be written; it is tried again.
  using Report = std::function<void(const std::string&)>;

  /// Opens the file, or makes it. Throws log::LogFailure.
  Feeder(const std::string& path, log::EventLog& log, Report report);
  /// Leaves what is not yet written to the next start.
  ~Feeder() override;

  /// Meetings of which the file lacks something; to be told by `meeting_is`.
  std::vector<std::string> meetings_behind();
  /// What a meeting is at, as far as its durable entries go.
  void meeting_is(const views::ViewState& state);
  void on_durable(const log::Delivery& delivery) override;

  /// Until all that was told before the call stands in the file. False after so long.
  bool wait(std::chrono::milliseconds most);

 private:
  struct Told {
    std::uint64_t version = 0;
    std::vector<Row> rows;
  };
  struct Waiting {
    std::map<std::string, Told> meetings;       // by stream, the newest of each
    std::map<std::string, std::uint64_t> read;  // streams to be read on
    bool empty() const { return meetings.empty() && read.empty(); }
  };

  void run(const std::stop_token& stop);
  bool write(const Waiting& work);
  void compare_with_log();
  void write_meeting(const std::string& stream, const Told& told);
  void read_on(const std::string& stream);
  void apply(const log::Entry& entry);
  std::uint64_t version_of(const std::string& stream);
  void store_version(const std::string& stream, std::uint64_t version, const std::string& hash);

  log::EventLog& log_;
  const Report report_;
  std::unique_ptr<SQLite::Database> database_;  // the thread's, once it runs
  std::unique_ptr<SearchWriter> writer_;
  std::vector<std::string> meetings_behind_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  Waiting waiting_;
  bool writing_ = false;
  std::jthread thread_;
};

}  // namespace roundtable::readmodel
