#include "log/group_writer.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/ensure.hpp"
#include "log/batch.hpp"

namespace roundtable::log {

GroupWriter::GroupWriter(std::unique_ptr<Store> store, const Clock& clock, LogOptions options,
                         const std::function<SigningKey(bool may_make)>& load_key)
    : store_(std::move(store)), clock_(clock), options_(std::move(options)) {
  auto state = store_->open();
  heads_ = std::move(state.heads);
  newest_ = std::move(state.newest);
  key_ = load_key(!newest_.has_value());
  if (newest_ && !is_signed_by(key_->public_key(), newest_->body, newest_->signature)) {
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

void GroupWriter::append(Batch batch, std::function<void(Appended)> done) {
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

std::vector<StreamHead> GroupWriter::heads(std::string_view prefix) const {
  const std::lock_guard lock(mutex_);
  std::vector<StreamHead> found;
  for (auto at = heads_.lower_bound(prefix);
       at != heads_.end() && std::string_view(at->first).substr(0, prefix.size()) == prefix; ++at) {
    found.push_back(at->second);
  }
  return found;
}

std::optional<Checkpoint> GroupWriter::newest() const {
  const std::lock_guard lock(mutex_);
  return newest_;
}

bool GroupWriter::erase_sealed(std::string_view commitment) {
  ensure(std::this_thread::get_id() != thread_.get_id(), "nobody waits for the log on its thread");
  std::future<Erasure::Outcome> waiting;
  {
    const std::lock_guard lock(mutex_);
    if (closing_) throw LogFailure("the log is closing");
    erasures_.push_back({std::string(commitment), {}});
    waiting = erasures_.back().outcome.get_future();
  }
  wake_.notify_one();
  const auto outcome = waiting.get();
  if (!outcome.failure.empty()) throw LogFailure(outcome.failure);
  return outcome.was_there;
}

void GroupWriter::follow(Follower& follower) {
  const std::lock_guard lock(followers_mutex_);
  followers_.push_back(&follower);
}

void GroupWriter::unfollow(Follower& follower) {
  const std::lock_guard lock(followers_mutex_);
  std::erase(followers_, &follower);
}

void GroupWriter::ensure_settled(std::string_view stream) const {
  const std::lock_guard lock(mutex_);
  if (doubtful_.find(stream) == doubtful_.end()) return;
  throw LogFailure("it is not known yet whether the last entries of " + std::string(stream) +
                   " were written");
}

void GroupWriter::run() {
  for (;;) {
    auto work = next_work();
    if (work.empty()) return;
    for (const auto& done : work.refused) done(Appended::unavailable);
    for (auto& erasure : work.erasures) erase(erasure);
    if (!work.group.empty()) write(work.group);
  }
}

// Empty only when the log closes and everything has been done.
GroupWriter::Work GroupWriter::next_work() {
  Work work;
  std::unique_lock lock(mutex_);
  const auto is_ready = [this] {
    return closing_ || !queue_.empty() || !erasures_.empty() || !refused_.empty();
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
  work.erasures.swap(erasures_);
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
    deliver(std::make_shared<const std::vector<Entry>>(std::move(item.batch.entries)));
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
  Moved moved;
  bool clash = false;
  try {
    store_->begin();
    for (auto& item : group) item.outcome = judge(item, moved, clash);
    if (moved.empty()) {
      store_->rollback();
    } else {
      auto checkpoint = next_checkpoint(moved);
      store_->commit(checkpoint);
      publish(moved, std::move(checkpoint));
    }
  } catch (const LogFailure& failure) {
    report(failure.what());
    return false;
  }
  // Somebody else writes to this store: the heads in memory are old.
  if (clash) reopen();
  return true;
}

Appended GroupWriter::judge(const Item& item, Moved& moved, bool& clash) {
  const auto& batch = item.batch;
  const auto in_group = moved.find(batch.stream);
  const auto& head = in_group == moved.end() ? head_of(batch.stream) : in_group->second;
  if (batch.expected_version != head.version || prev_of(batch.entries.front()) != head.hash) {
    return Appended::conflict;
  }
  if (!store_->put(batch)) {
    clash = true;
    return Appended::conflict;
  }
  const auto& last = batch.entries.back();
  moved[batch.stream] = {batch.stream, last.version, last.hash};
  return Appended::stored;
}

void GroupWriter::publish(const Moved& moved, Checkpoint checkpoint) {
  const std::lock_guard lock(mutex_);
  for (const auto& [stream, head] : moved) heads_.insert_or_assign(std::string(stream), head);
  newest_ = std::move(checkpoint);
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

void GroupWriter::erase(Erasure& erasure) {
  Erasure::Outcome outcome;
  try {
    if (!open_ && !reopen()) throw LogFailure("the log cannot be opened at the moment");
    const auto erased = store_->erase_sealed(erasure.commitment);
    outcome.was_there = erased == Erased::gone;
    if (erased == Erased::lingering) {
      outcome.failure =
          "erased, but a long reading keeps its bytes in the write-ahead log until it ends";
    }
  } catch (const LogFailure& failure) {
    report(failure.what());
    outcome.failure = failure.what();
    reopen();
  }
  erasure.outcome.set_value(std::move(outcome));
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

// Followers hear what turned out to be durable after all. A store that came back with less than it
// had once reported durable is not served: carrying on would hide the loss.
void GroupWriter::adopt(StoreState state) {
  for (const auto& [stream, head] : heads_) {
    const auto found = state.heads.find(stream);
    const bool is_kept = found != state.heads.end() && found->second.version >= head.version;
    if (!is_kept || (found->second.version == head.version && found->second.hash != head.hash)) {
      throw LogFailure("the store has lost entries of " + stream + " that were durable");
    }
  }
  std::vector<Delivery> missed;
  for (const auto& [stream, head] : state.heads) {
    const auto known = head_of(stream).version;
    if (head.version == known) continue;
    missed.push_back(std::make_shared<const std::vector<Entry>>(store_->read_after(stream, known)));
  }
  {
    const std::lock_guard lock(mutex_);
    heads_ = std::move(state.heads);
    newest_ = std::move(state.newest);
    doubtful_.clear();
  }
  for (auto& delivery : missed) deliver(std::move(delivery));
}

void GroupWriter::deliver(Delivery delivery) {
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

const StreamHead& GroupWriter::head_of(std::string_view stream) const {
  static const StreamHead kNotThere{"", 0, kNoEntry};
  const auto found = heads_.find(stream);
  return found == heads_.end() ? kNotThere : found->second;
}

Checkpoint GroupWriter::next_checkpoint(const Moved& moved) const {
  CheckpointBody body;
  body.number = newest_ ? newest_->number + 1 : 1;
  body.prev = newest_ ? newest_->hash : kNoEntry;
  body.at = clock_.now();
  for (const auto& [stream, head] : moved) body.heads.push_back(head);
  return make_checkpoint(body, *key_);
}

}  // namespace roundtable::log
