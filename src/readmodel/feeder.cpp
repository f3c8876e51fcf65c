#include "readmodel/feeder.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <utility>

#include "log/database.hpp"
#include "readmodel/model_writer.hpp"
#include "readmodel/tables.hpp"

namespace roundtable::readmodel {
namespace {

/// Checkpoints whose moves are written in one transaction while catching up.
constexpr std::size_t kNumbersAtOnce = 2'000;
constexpr std::chrono::seconds kPauseAfterFailure{1};
/// A host tells within milliseconds; after that the meeting is read here.
constexpr std::chrono::milliseconds kToldPatience{500};
constexpr std::size_t kPlacesMax = 10'000;

}  // namespace

Feeder::Feeder(ModelFile& file, log::EventLog& log, Report report)
    : file_(file), log_(log), report_(std::move(report)) {
  open();
  try {
    const auto place = writer_->reached();
    is_known_ = log_.moved_after(place, 1).known;
    // Nothing is there yet: what is not found may well be in the log.
    file_.set_answers(place.number > 0 || !log_.checkpoint());
    file_.set_caught_up(false);
  } catch (const SQLite::Exception& error) {
    throw log::LogFailure("cannot read " + log::sentence(file_.path(), error));
  }
  log_.follow(*this);
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Feeder::~Feeder() {
  log_.unfollow(*this);
  thread_.request_stop();
  thread_.join();
}

void Feeder::open() {
  database_ = open_tables_to_write(file_.path());
  writer_ = std::make_unique<ModelWriter>(*database_, log_, report_);
}

// ---- what is told ---------------------------------------------------------------------------

void Feeder::meeting_is(const views::ViewState& state) {
  auto told = told_of(state);
  {
    const std::scoped_lock lock(mutex_);
    auto& newest = told_[stream_of(state.meeting.id)];
    if (newest.version <= told.version) newest = std::move(told);
  }
  changed_.notify_all();
}

// Where nothing of it waits to be written, there is nothing to write. Before the file has caught up
// nobody knows what it lacks: then the meeting is read.
void Feeder::meeting_passed(const MeetingId& id, std::uint64_t version) {
  const auto stream = stream_of(id);
  {
    const std::scoped_lock lock(mutex_);
    const auto waiting = told_.find(stream);
    if (waiting != told_.end()) {
      waiting->second.version = std::max(waiting->second.version, version);
    } else if (writing_.contains(stream)) {
      passed_[stream] = version;
    } else if (caught_up_) {
      settle(stream, version);
    }
  }
  changed_.notify_all();
}

void Feeder::on_durable(const log::Delivery& delivery) {
  if (delivery->entries.empty()) return;
  const auto& last = delivery->entries.back();
  const auto number = delivery->place.number;
  {
    const std::scoped_lock lock(mutex_);
    if (newest_ > 0 && number > newest_ + 1) missed_ = true;
    newest_ = std::max(newest_, number);
    if (places_.empty() || places_.back().number < number) places_.push_back(delivery->place);
    if (places_.size() > kPlacesMax) places_.pop_front();
    if (is_kept(last.stream)) {
      moved_[last.stream].push_back({number, last.version, Clock::now()});
    }
  }
  changed_.notify_all();
}

bool Feeder::is_current() {
  const std::scoped_lock lock(mutex_);
  return caught_up_ && moved_.empty();
}

bool Feeder::wait_for(std::uint64_t number, std::chrono::milliseconds most) {
  const auto newest = log_.checkpoint();
  if (!newest || number > newest->number) return true;
  // A file that is being made takes longer than anybody waits, and those who wait hold up others.
  if (!file_.answers()) return false;
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, most, [&] { return stands(number); });
}

bool Feeder::wait(std::chrono::milliseconds most) {
  const auto newest = log_.checkpoint();
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, most, [&] {
    return told_.empty() && writing_.empty() && (!newest || stands(newest->number));
  });
}

bool Feeder::stands(std::uint64_t number) const {
  if (!caught_up_ || newest_ < number) return false;
  return std::all_of(moved_.begin(), moved_.end(),
                     [&](const auto& of) { return of.second.front().number > number; });
}

void Feeder::settle(const std::string& stream, std::uint64_t version) {
  const auto found = moved_.find(stream);
  if (found == moved_.end()) return;
  auto& steps = found->second;
  while (!steps.empty() && steps.front().version <= version) steps.pop_front();
  if (steps.empty()) moved_.erase(found);
}

// ---- the thread -----------------------------------------------------------------------------

void Feeder::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    if (start(stop)) follow_on(stop);
  }
}

/// False where it failed, which has been reported: after a moment it is tried again.
bool Feeder::try_to(const std::function<void()>& act) {
  try {
    act();
    return true;
  } catch (const std::exception& failure) {
    report_(failure.what());
  }
  return false;
}

// What moved while nobody looked, or while some delivery was missed.
bool Feeder::start(const std::stop_token& stop) {
  const bool done = try_to([&] {
    // After a failure: what the writer remembers may have been rolled back.
    if (database_ == nullptr) open();
    if (!is_known_) make_anew(stop);
    catch_up(*writer_, *database_, stop);
    writer_->forget();
  });
  if (!done) {
    // Outside of the lock: closing may write, and the log's writer waits for the lock.
    writer_.reset();
    database_.reset();
  }
  std::unique_lock lock(mutex_);
  if (!done) {
    changed_.wait_for(lock, stop, kPauseAfterFailure, [] { return false; });
    return false;
  }
  if (stop.stop_requested()) return false;
  caught_up_ = true;
  file_.set_answers(true);
  file_.set_caught_up(true);
  changed_.notify_all();
  return true;
}

void Feeder::catch_up(ModelWriter& writer, SQLite::Database& database,
                      const std::stop_token& stop) {
  {
    const std::scoped_lock lock(mutex_);
    missed_ = false;
  }
  while (!stop.stop_requested()) {
    const auto next = log_.moved_after(writer.reached(), kNumbersAtOnce);
    if (!next.known) {
      is_known_ = false;
      throw log::LogFailure("the log does not know the place that the lists were made up to");
    }
    if (next.moved.empty()) break;
    std::map<std::string, std::uint64_t> streams;
    for (const auto& moved : next.moved) streams[moved.stream] = moved.to;
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    writer.read_on(streams);
    writer.store_reached(next.place);
    transaction.commit();
  }
  const auto reached = writer.reached().number;
  const std::scoped_lock lock(mutex_);
  newest_ = std::max(newest_, reached);
  while (!places_.empty() && places_.front().number <= reached) places_.pop_front();
}

// Beside the old file, which answers meanwhile.
void Feeder::make_anew(const std::stop_token& stop) {
  report_("the log does not know the place that the lists were made up to: they are made anew");
  file_.remove_beside();
  {
    const auto beside = open_tables_to_write(file_.path_beside());
    ModelWriter writer(*beside, log_, report_);
    is_known_ = true;
    catch_up(writer, *beside, stop);
    if (stop.stop_requested()) {
      is_known_ = false;
      return;
    }
    // All of it into the file itself: it is renamed alone.
    if (!log::truncate_wal(*beside, 0))
      throw log::LogFailure("somebody reads the unfinished lists");
  }
  writer_.reset();
  database_.reset();
  file_.replace();
  open();
}

// Until it is to stop, or something failed.
void Feeder::follow_on(const std::stop_token& stop) {
  for (;;) {
    Work work;
    {
      std::unique_lock lock(mutex_);
      // A meeting of which nobody tells is looked at again after a moment.
      while (!has_work() && !missed_ && !stop.stop_requested()) {
        if (moved_.empty()) {
          changed_.wait(lock, stop, [&] { return has_work() || missed_ || !moved_.empty(); });
        } else {
          changed_.wait_for(lock, stop, kToldPatience, [&] { return has_work() || missed_; });
        }
      }
      if (stop.stop_requested() || missed_) break;
      work = take_work();
    }
    const bool written = try_to([&] { write(work); });
    if (!end_of(work, written, stop)) return;
  }
  // What needed no writing moved the place on as well.
  log::Place place;
  {
    const std::scoped_lock lock(mutex_);
    place = place_after({});
  }
  if (place.number > 0) try_to([&] { writer_->store_reached(place); });
}

// False where it could not be written: it waits again, unless something newer does already.
bool Feeder::end_of(Work& work, bool written, const std::stop_token& stop) {
  if (!written) {
    writer_.reset();
    database_.reset();
  }
  std::unique_lock lock(mutex_);
  writing_.clear();
  const auto passed = std::exchange(passed_, {});
  if (!written) {
    for (const auto& [stream, version] : passed) {
      const auto told = work.told.find(stream);
      if (told != work.told.end()) told->second.version = std::max(told->second.version, version);
    }
    told_.merge(work.told);
    changed_.wait_for(lock, stop, kPauseAfterFailure, [] { return false; });
    return false;
  }
  for (const auto& [stream, told] : work.told) settle(stream, told.version);
  for (const auto& [stream, version] : work.read) settle(stream, version);
  for (const auto& [stream, version] : passed) settle(stream, version);
  changed_.notify_all();
  return true;
}

bool Feeder::has_work() const {
  if (!told_.empty()) return true;
  const auto long_ago = Clock::now() - kToldPatience;
  return std::any_of(moved_.begin(), moved_.end(), [&](const auto& of) {
    return !is_meeting(of.first) || of.second.front().since <= long_ago;
  });
}

Feeder::Work Feeder::take_work() {
  Work work;
  work.told = std::exchange(told_, {});
  const auto long_ago = Clock::now() - kToldPatience;
  for (const auto& [stream, steps] : moved_) {
    const auto told = work.told.find(stream);
    if (told != work.told.end() && told->second.version >= steps.back().version) continue;
    if (is_meeting(stream) && steps.front().since > long_ago) continue;
    work.read[stream] = steps.back().version;
  }
  for (const auto& [stream, told] : work.told) writing_.insert(stream);
  for (const auto& [stream, version] : work.read) writing_.insert(stream);
  work.reached = place_after(work);
  return work;
}

// The newest delivery is not counted on: its commit may have moved more streams, of which nobody
// has heard yet.
log::Place Feeder::place_after(const Work& work) const {
  log::Place place;
  for (const auto& next : places_) {
    if (next.number >= newest_) break;
    const bool whole = std::all_of(moved_.begin(), moved_.end(), [&](const auto& of) {
      const auto& [stream, steps] = of;
      const auto told = work.told.find(stream);
      const auto read = work.read.find(stream);
      const auto until = std::max(told == work.told.end() ? 0 : told->second.version,
                                  read == work.read.end() ? 0 : read->second);
      const auto open = std::find_if(steps.begin(), steps.end(),
                                     [&](const Step& step) { return step.version > until; });
      return open == steps.end() || open->number > next.number;
    });
    if (!whole) break;
    place = next;
  }
  return place;
}

void Feeder::write(const Work& work) {
  {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    writer_->read_on(work.read);
    for (const auto& [stream, told] : work.told) writer_->put(stream, told);
    if (work.reached.number > 0) writer_->store_reached(work.reached);
    transaction.commit();
  }
  writer_->forget();
  if (work.reached.number == 0) return;
  const std::scoped_lock lock(mutex_);
  while (!places_.empty() && places_.front().number <= work.reached.number) places_.pop_front();
}

}  // namespace roundtable::readmodel
