// Feeder: keeps the file of the read models in step with the log, on a thread of its own. The file
// says up to which place in the log it goes, by number and hash: a start reads what has moved
// since. Where the chain does not know that place - another log, or an older one - the file is made
// anew beside the old one, which answers until then. The file is disposable: deleting it costs time
// and nothing else.
//
// Grids and issues are read from the log. What a meeting is at is told by whoever has folded it:
// its host. A meeting that moved and of which nobody tells is read here. Safe from any thread;
// waits for nobody but where it says so.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "log/event_log.hpp"
#include "readmodel/model_file.hpp"
#include "readmodel/told.hpp"
#include "views/view_state.hpp"

namespace SQLite {
class Database;
}

namespace roundtable::readmodel {

class ModelWriter;

class Feeder final : public log::Listener {
 public:
  /// Told in a sentence what could not be read or written.
  using Report = std::function<void(const std::string&)>;

  /// Opens the file, or makes it. Both must outlive it. Throws log::LogFailure.
  Feeder(ModelFile& file, log::EventLog& log, Report report);
  /// Leaves what is not yet written to the next start.
  ~Feeder() override;

  /// What a meeting is at, as far as its durable entries go.
  void meeting_is(const views::ViewState& state);
  /// It has come so far, and nothing that is kept of it has changed.
  void meeting_passed(const MeetingId& id, std::uint64_t version);
  void on_durable(const log::Delivery& delivery) override;

  /// Whether all that was delivered stands in the file.
  bool is_current();
  /// Until all that the commits up to that number moved stands in the file. False after so long. A
  /// number that the log has not reached is not waited for: it is of another log.
  bool wait_for(std::uint64_t number, std::chrono::milliseconds most);
  /// The same for all that is durable and has been told.
  bool wait(std::chrono::milliseconds most);

 private:
  using Clock = std::chrono::steady_clock;
  struct Step {
    std::uint64_t number = 0;  // of the commit
    std::uint64_t version = 0;
    Clock::time_point since;
  };
  /// What one transaction writes.
  struct Work {
    std::map<std::string, Told> told;
    std::map<std::string, std::uint64_t> read;  // until which version
    log::Place reached;                         // once that is written; number 0: no further
    bool empty() const { return told.empty() && read.empty(); }
  };

  void run(const std::stop_token& stop);
  void open();
  bool start(const std::stop_token& stop);
  void catch_up(ModelWriter& writer, SQLite::Database& database, const std::stop_token& stop);
  void make_anew(const std::stop_token& stop);
  void follow_on(const std::stop_token& stop);
  bool try_to(const std::function<void()>& act);
  Work take_work();
  void write(const Work& work);
  bool end_of(Work& work, bool written, const std::stop_token& stop);
  bool has_work() const;
  log::Place place_after(const Work& work) const;
  void settle(const std::string& stream, std::uint64_t version);
  bool stands(std::uint64_t number) const;

  ModelFile& file_;
  log::EventLog& log_;
  const Report report_;
  std::unique_ptr<SQLite::Database> database_;  // the thread's, once it runs
  std::unique_ptr<ModelWriter> writer_;
  bool is_known_ = true;  // the file's place, when it was opened

  std::mutex mutex_;  // guards what follows
  std::condition_variable_any changed_;
  std::map<std::string, Told> told_;               // by stream, the newest of each
  std::map<std::string, std::deque<Step>> moved_;  // not in the file yet
  std::set<std::string> writing_;                  // streams of the work under way
  std::map<std::string, std::uint64_t> passed_;    // of those, meanwhile
  std::deque<log::Place> places_;                  // delivered, not stored in the file yet
  std::uint64_t newest_ = 0;                       // number, of all that was delivered or read
  bool caught_up_ = false;
  bool missed_ = false;  // some delivery never came: the log is read from the file's place on
  std::jthread thread_;
};

}  // namespace roundtable::readmodel
