#include "sim_log.hpp"

#include "log/batch.hpp"
#include "log/judging.hpp"

namespace simulation {

void SimLog::append(log::Batch batch, std::function<void(log::Outcome)> done) {
  log::check_batch(batch);
  waiting_.push_back({std::move(batch), std::move(done)});
  if (!misbehaving_) step();
}

bool SimLog::step() {
  if (waiting_.empty()) return false;
  auto waiting = std::move(waiting_.front());
  waiting_.pop_front();
  settle(std::move(waiting));
  return true;
}

void SimLog::settle(Waiting waiting) {
  const bool torn = misbehaving_ && chance_.permille(80);
  if (!torn) {
    const auto place = store(waiting.batch);
    if (place) deliver(waiting.batch, *place);
    waiting.done(place ? log::Outcome(log::Appended::stored, *place)
                       : log::Outcome(log::Appended::conflict));
    return;
  }
  if (chance_.permille(500)) {
    const auto place = store(waiting.batch);
    if (place && chance_.permille(500)) deliver(waiting.batch, *place);
  }
  // The store closes, and what was queued behind is not stored on top of a hole.
  unreadable_ = static_cast<unsigned>(chance_.below(3));
  auto behind = std::exchange(waiting_, {});
  waiting.done(log::Appended::unknown);
  for (auto& late : behind) late.done(log::Appended::unknown);
}

std::optional<log::Place> SimLog::store(const log::Batch& batch) {
  log::Wanted wanted;
  log::add_wanted(batch, wanted);
  log::Judging judging(tables_.touched(wanted));
  if (judging.judge(batch) != log::Appended::stored) return std::nullopt;
  const auto group =
      judging.group(roundtable::Time{}, log::SigningKey(log::SigningKey::Seed{}), nullptr);
  tables_.add(group);
  return log::Place{group.checkpoint.number, group.checkpoint.hash};
}

void SimLog::deliver(const log::Batch& batch, const log::Place& place) {
  const auto delivery = std::make_shared<const log::Delivered>(
      log::Delivered{place, batch.entries, !batch.due.empty()});
  const int times = misbehaving_ && chance_.permille(100) ? 2 : 1;
  for (int i = 0; i < times; ++i) {
    for (auto* follower : followers_) follower->on_durable(delivery);
  }
}

// It may stand there although it failed.
void SimLog::note(const log::ReactorNotes& notes) {
  const bool torn = misbehaving_ && chance_.permille(80);
  if (!torn || chance_.permille(500)) tables_.note(notes);
  if (torn) throw log::LogFailure("the store is being opened again");
}

std::vector<log::Entry> SimLog::read(std::string_view stream, std::uint64_t after,
                                     std::size_t limit) {
  if (misbehaving_ && unreadable_ > 0) {
    --unreadable_;
    throw log::LogFailure("the store is being opened again");
  }
  return tables_.read(stream, after, limit);
}

}  // namespace simulation
