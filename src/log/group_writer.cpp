#include "log/group_writer.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/ensure.hpp"
#include "log/batch.hpp"

namespace roundtable::log {
namespace {

Place place_of(const std::optional<Checkpoint>& checkpoint) {
  return checkpoint ? Place{checkpoint->number, checkpoint->hash} : Place{};
}

}  // namespace

GroupWriter::GroupWriter(std::unique_ptr<Store> store, const Clock& clock, LogOptions options,
                         std::unique_ptr<KeyKeeper> keeper)
    : store_(std::move(store)),
      clock_(clock),
      options_(std::move(options)),
      keeper_(std::move(keeper)) {
  auto opened = store_->open();
  newest_ = std::move(opened.newest);
  needs_rebuild_ = opened.needs_rebuild;
  key_ = keeper_->load(newest_);
  if (newest_ && !goes_on_from(*key_, *newest_)) {
    throw LogFailure("the newest checkpoint is not signed with this installation's signing.key");
  }
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error& error) {
    throw LogFailure(std::string("the log's writer thread did not start: ") + error.what());
  }
}

GroupWriter::~GroupWriter() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void GroupWriter::append(Batch batch, std::function<void(Outcome)> done) {
  check_batch(batch);
  const auto bytes = bytes_of(batch);
  {
    const std::lock_guard lock(mutex_);
    // An empty queue takes a batch of any size, so that no batch is refused for ever.
    const bool has_room = queue_.size() < options_.queued_batches_max &&
                          (queue_.empty() || queued_bytes_ + bytes <= options_.queued_bytes_max);
    if (has_room && !closing_) {
      queue_.push_back({std::move(batch), std::move(done), bytes, Appended::unknown,
                        std::chrono::steady_clock::now()});
      queued_bytes_ += bytes;
    } else {
      // Answered on the writer's thread like every other; the batch itself is let go.
      refused_.push_back(std::move(done));
    }
  }
  wake_.notify_one();
}

std::optional<Checkpoint> GroupWriter::newest() const {
  const std::lock_guard lock(mutex_);
  return newest_;
}

std::string GroupWriter::public_key() const {
  const std::lock_guard lock(mutex_);
  return key_->public_key();
}

std::string GroupWriter::prepare_key() {
  std::string made;
  run_errand([this, &made](Store&) -> Errand::Said {
    prepared_ = keeper_->prepare();
    made = prepared_->public_key();
    return {true, ""};
  });
  return made;
}

bool GroupWriter::erase_sealed(std::string_view commitment) {
  return run_errand([name = std::string(commitment)](Store& store) -> Errand::Said {
    const auto erased = store.erase_sealed(name);
    if (erased != Erased::lingering) return {erased == Erased::gone, ""};
    return {false,
            "erased, but a long reading keeps its bytes in the write-ahead log until it ends"};
  });
}

void GroupWriter::rebuild(const Derived& derived) {
  run_errand([&derived](Store& store) -> Errand::Said {
    store.rebuild(derived);
    return {true, ""};
  });
  needs_rebuild_ = false;
}

void GroupWriter::note(const ReactorNotes& notes) {
  run_errand([&notes](Store& store) -> Errand::Said {
    store.note(notes);
    return {true, ""};
  });
}

bool GroupWriter::run_errand(std::function<Errand::Said(Store&)> act) {
  ensure(std::this_thread::get_id() != thread_.get_id(), "nobody waits for the log on its thread");
  std::future<Errand::Said> waiting;
  {
    const std::lock_guard lock(mutex_);
    if (closing_) throw LogFailure("the log is closing");
    errands_.push_back({std::move(act), {}});
    waiting = errands_.back().said.get_future();
  }
  wake_.notify_one();
  const auto said = waiting.get();
  if (!said.failure.empty()) throw LogFailure(said.failure);
  return said.yes;
}

void GroupWriter::follow(Listener& follower) {
  const std::lock_guard lock(followers_mutex_);
  followers_.push_back(&follower);
}

void GroupWriter::unfollow(Listener& follower) {
  const std::lock_guard lock(followers_mutex_);
  std::erase(followers_, &follower);
}

void GroupWriter::ensure_settled(std::string_view stream) const {
  const std::lock_guard lock(mutex_);
  if (doubtful_.find(stream) == doubtful_.end()) return;
  throw LogFailure("it is not known yet whether the last entries of " + std::string(stream) +
                   " were written");
}

void GroupWriter::ensure_all_settled(std::string_view prefix) const {
  const std::lock_guard lock(mutex_);
  const auto first = doubtful_.lower_bound(prefix);
  if (first == doubtful_.end() || !first->starts_with(prefix)) return;
  throw LogFailure("it is not known yet whether the last entries of " + *first + " were written");
}

void GroupWriter::run() {
  for (;;) {
    auto work = next_work();
    if (work.empty()) return;
    for (const auto& done : work.refused) done(Appended::unavailable);
    for (auto& errand : work.errands) do_errand(errand);
    if (!work.group.empty()) write(work.group);
  }
}

// Empty only when the log closes and everything has been done.
GroupWriter::Work GroupWriter::next_work() {
  Work work;
  std::unique_lock lock(mutex_);
  const auto is_ready = [this] {
    return closing_ || !queue_.empty() || !errands_.empty() || !refused_.empty();
  };
  while (!is_ready()) {
    if (open_) {
      wake_.wait(lock, is_ready);
    } else if (!wake_.wait_for(lock, options_.reopen_interval, is_ready)) {
      // Somebody may be waiting to read what is in doubt, and nobody else to append.
      lock.unlock();
      reopen();
      lock.lock();
    }
  }
  work.errands.swap(errands_);
  work.refused.swap(refused_);
  take_group(work.group);
  return work;
}

void GroupWriter::take_group(std::vector<Item>& group) {
  std::size_t bytes = 0;
  while (!queue_.empty() && group.size() < options_.group_batches_max) {
    bytes += queue_.front().bytes;
    if (!group.empty() && bytes > options_.group_bytes_max) return;
    queued_bytes_ -= queue_.front().bytes;
    group.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
}

void GroupWriter::write(std::vector<Item>& group) {
  if (!open_ && !reopen()) {
    // No transaction was begun: surely nothing was written.
    for (const auto& item : group) item.done(Appended::unavailable);
    return;
  }
  const auto begun = std::chrono::steady_clock::now();
  if (try_commit(group)) {
    tell_commit(group, begun);
  } else {
    abandon(group);
  }
  for (auto& item : group) {
    if (item.outcome != Appended::stored) continue;
    deliver(std::make_shared<const Delivered>(
        Delivered{item.outcome.place, std::move(item.batch.entries), !item.batch.due.empty()}));
  }
  for (const auto& item : group) item.done(item.outcome);
  if (open_) tidy();
}

void GroupWriter::tell_commit(const std::vector<Item>& group,
                              std::chrono::steady_clock::time_point begun) {
  if (!options_.on_commit) return;
  using std::chrono::duration_cast;
  using std::chrono::microseconds;
  const auto durable = std::chrono::steady_clock::now();
  Commit commit;
  commit.batches = group.size();
  commit.writing = duration_cast<microseconds>(durable - begun);
  for (const auto& item : group) {
    if (item.outcome == Appended::stored) commit.entries += item.batch.entries.size();
    commit.longest_wait =
        std::max(commit.longest_wait, duration_cast<microseconds>(durable - item.queued_at));
  }
  {
    const std::lock_guard lock(mutex_);
    commit.still_queued = queue_.size();
  }
  options_.on_commit(commit);
}

void GroupWriter::tidy() {
  try {
    store_->tidy();
  } catch (const LogFailure& failure) {
    report(failure.what());
    reopen();
  }
}

bool GroupWriter::try_commit(std::vector<Item>& group) {
  Wanted wanted;
  for (const auto& item : group) add_wanted(item.batch, wanted);
  try {
    Judging judging(store_->begin(wanted));
    if (place_of(judging.newest()) != place_of(newest_)) {
      // Another writer of this store came in between: what it wrote is told before ours.
      for (const auto& delivery : missed_since(place_of(newest_))) deliver(delivery);
      publish(judging.newest());
    }
    for (auto& item : group) {
      item.outcome = may_change_key(item.batch) ? judging.judge(item.batch) : Appended::conflict;
      if (item.outcome == Appended::conflict) tell_unnamed(item.batch, judging);
    }
    commit_taken(group, judging);
  } catch (const LogFailure& failure) {
    report(failure.what());
    return false;
  }
  return true;
}

void GroupWriter::commit_taken(std::vector<Item>& group, const Judging& judging) {
  if (judging.empty()) return store_->rollback();
  const auto* next = prepared_ ? &*prepared_ : nullptr;
  const auto written = judging.group(clock_.now(), *key_, next);
  store_->commit(written);
  publish(written.checkpoint);
  if (judging.changes_key()) take_over();
  for (auto& item : group) {
    if (item.outcome == Appended::stored) item.outcome.place = place_of(written.checkpoint);
  }
}

// Of two that were prepared only the later one can sign.
bool GroupWriter::may_change_key(const Batch& batch) const {
  return batch.next_key.empty() || (prepared_ && prepared_->public_key() == batch.next_key);
}

// The log says that it is the other key from here on, whatever becomes of the file: a start finds
// that key beside the old one, and puts it in its place.
void GroupWriter::take_over() {
  {
    const std::lock_guard lock(mutex_);
    key_ = prepared_;
  }
  try {
    keeper_->take_over(*prepared_);
  } catch (const LogFailure& failure) {
    report(failure.what());
  }
  prepared_.reset();
}

// Entries that no checkpoint names were written by somebody who knows nothing of this log: nobody
// else will tell the followers of them.
void GroupWriter::tell_unnamed(const Batch& batch, const Judging& judging) {
  const auto& head = judging.head(batch.stream);
  if (judging.has_moved(batch.stream) || head.version <= batch.expected_version) return;
  const auto named = store_->named_version(batch.stream);
  if (head.version <= named) return;
  deliver(std::make_shared<const Delivered>(Delivered{
      place_of(newest_),
      store_->read_after(batch.stream, named, static_cast<std::size_t>(head.version - named)),
      true}));
}

void GroupWriter::publish(std::optional<Checkpoint> newest) {
  const std::lock_guard lock(mutex_);
  newest_ = std::move(newest);
}

// A failed commit: the group is in doubt, and so is what was decided on top of it.
void GroupWriter::abandon(std::vector<Item>& group) {
  {
    const std::lock_guard lock(mutex_);
    for (auto& item : group) {
      item.outcome = Appended::unknown;
      doubtful_.insert(item.batch.stream);
    }
    std::deque<Item> others;
    for (auto& item : queue_) {
      const bool behind = doubtful_.find(item.batch.stream) != doubtful_.end();
      if (behind) queued_bytes_ -= item.bytes;
      if (behind) {
        group.push_back(std::move(item));
      } else {
        others.push_back(std::move(item));
      }
    }
    queue_ = std::move(others);
  }
  // Before anybody is answered: whoever reads after `unknown` must read the truth.
  reopen();
}

void GroupWriter::do_errand(Errand& errand) {
  Errand::Said said;
  try {
    if (!open_ && !reopen()) throw LogFailure("the log cannot be opened at the moment");
    said = errand.act(*store_);
  } catch (const LogFailure& failure) {
    report(failure.what());
    said.failure = failure.what();
    reopen();
  }
  errand.said.set_value(std::move(said));
}

bool GroupWriter::reopen() {
  open_ = false;
  try {
    adopt(store_->open());
    open_ = true;
  } catch (const LogFailure& failure) {
    report(failure.what());
  }
  return open_;
}

// Followers hear what turned out to be durable after all. A store that came back without the place
// that was last reported durable is not served: carrying on would hide the loss.
void GroupWriter::adopt(const Opened& opened) {
  const auto missed = missed_since(place_of(newest_));
  {
    const std::lock_guard lock(mutex_);
    newest_ = opened.newest;
    doubtful_.clear();
  }
  if (prepared_ && opened.newest && goes_on_from(*prepared_, *opened.newest)) take_over();
  for (const auto& delivery : missed) deliver(delivery);
}

std::vector<Delivery> GroupWriter::missed_since(Place place) {
  std::vector<Delivery> missed;
  for (;;) {
    const auto next = store_->moved_after(place, 1);
    if (!next.known) {
      throw LogFailure(
          "the store has lost entries that were durable: it does not know checkpoint " +
          std::to_string(place.number) + " as it was told");
    }
    if (next.moved.empty()) return missed;
    place = next.place;
    for (const auto& moved : next.moved) {
      missed.push_back(std::make_shared<const Delivered>(
          Delivered{place,
                    store_->read_after(moved.stream, moved.from,
                                       static_cast<std::size_t>(moved.to - moved.from)),
                    true}));
    }
  }
}

void GroupWriter::deliver(const Delivery& delivery) {
  const std::lock_guard lock(followers_mutex_);
  for (auto* follower : followers_) follower->on_durable(delivery);
}

// The same failure again and again, while the store stays closed, is reported once.
void GroupWriter::report(const std::string& sentence) {
  if (open_ || sentence != reported_) {
    if (options_.on_failure) options_.on_failure(sentence);
  }
  reported_ = sentence;
}

}  // namespace roundtable::log
