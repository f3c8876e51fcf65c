#include "log/memory_tables.hpp"

#include <algorithm>

#include "base/ensure.hpp"
#include "log/checkpoint.hpp"

namespace roundtable::log {

Opened MemoryTables::opened() const {
  const std::lock_guard lock(mutex_);
  Opened opened;
  if (!checkpoints_.empty()) opened.newest = checkpoints_.back();
  return opened;
}

Touched MemoryTables::touched(const Wanted& wanted) const {
  const std::lock_guard lock(mutex_);
  Touched touched;
  for (const auto& stream : wanted.streams) {
    const auto found = entries_.find(stream);
    if (found == entries_.end()) continue;
    const auto& last = found->second.back();
    touched.heads[found->first] = {found->first, last.version, last.hash};
  }
  for (const auto& series : wanted.series) {
    if (const auto found = taken_.find(series); found != taken_.end()) touched.taken.insert(*found);
  }
  if (!checkpoints_.empty()) touched.newest = checkpoints_.back();
  return touched;
}

void MemoryTables::add(const Group& group) {
  const std::lock_guard lock(mutex_);
  for (const auto* batch : group.batches) add(*batch);
  checkpoints_.push_back(group.checkpoint);
  moved_.push_back(group.moved);
}

void MemoryTables::add(const Batch& batch) {
  auto& entries = entries_[batch.stream];
  for (const auto& entry : batch.entries) {
    const auto header = read_header(entry.header);
    ensure(header.has_value(), "an entry's header has its exact form");
    answers_.try_emplace({batch.stream, header->actor.str(), header->command_id.str()},
                         entry.version);
    entries.push_back(entry);
  }
  for (const auto& content : batch.content) content_.try_emplace(content.sha256, content.bytes);
  for (const auto& sealed : batch.sealed) sealed_.try_emplace(sealed.commitment, sealed);
  for (const auto& file : batch.files) sealed_.try_emplace(file->commitment, *file);
  for (const auto& change : batch.due) {
    due_.erase({batch.stream, change.key});
    if (!change.at) continue;
    due_[{batch.stream, change.key}] = {batch.stream, change.key, *change.at, change.version};
  }
  withdrawn_.insert(batch.withdrawn.begin(), batch.withdrawn.end());
  for (const auto& number : batch.numbers) taken_[number.series] = number.number;
}

bool MemoryTables::erase_sealed(std::string_view commitment) {
  const std::lock_guard lock(mutex_);
  if (const auto found = withdrawn_.find(commitment); found != withdrawn_.end()) {
    withdrawn_.erase(found);
  }
  const auto found = sealed_.find(commitment);
  if (found == sealed_.end()) return false;
  sealed_.erase(found);
  return true;
}

std::uint64_t MemoryTables::named_version(std::string_view stream) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(stream);
  return found == entries_.end() ? 0 : found->second.back().version;
}

std::vector<Entry> MemoryTables::read(std::string_view stream, std::uint64_t after,
                                      std::size_t limit) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(stream);
  if (found == entries_.end() || after >= found->second.size()) return {};
  const auto from = found->second.begin() + static_cast<std::ptrdiff_t>(after);
  const auto left = found->second.size() - after;
  return {from, from + static_cast<std::ptrdiff_t>(std::min(limit, left))};
}

std::vector<StreamHead> MemoryTables::heads(std::string_view prefix) {
  const std::lock_guard lock(mutex_);
  std::vector<StreamHead> found;
  for (auto at = entries_.lower_bound(prefix);
       at != entries_.end() && std::string_view(at->first).starts_with(prefix); ++at) {
    const auto& last = at->second.back();
    found.push_back({at->first, last.version, last.hash});
  }
  return found;
}

std::optional<std::string> MemoryTables::content(std::string_view sha256) {
  const std::lock_guard lock(mutex_);
  const auto found = content_.find(sha256);
  if (found == content_.end()) return std::nullopt;
  return found->second;
}

std::optional<Sealed> MemoryTables::sealed(std::string_view commitment) {
  const std::lock_guard lock(mutex_);
  const auto found = sealed_.find(commitment);
  if (found == sealed_.end()) return std::nullopt;
  need_opening(found->second);
  return found->second;
}

std::optional<Checkpoint> MemoryTables::checkpoint_listing(std::string_view stream,
                                                           std::uint64_t version) {
  const std::lock_guard lock(mutex_);
  for (const auto& checkpoint : checkpoints_) {
    if (lists(checkpoint.body, stream, version)) return checkpoint;
  }
  return std::nullopt;
}

MovedAfter MemoryTables::moved_after(const Place& place, std::size_t numbers_max) {
  const std::lock_guard lock(mutex_);
  if (place.number > checkpoints_.size()) return {false, place, {}};
  if (place.number > 0 && checkpoints_[place.number - 1].hash != place.hash) {
    return {false, place, {}};
  }
  MovedAfter after{true, place, {}};
  const auto until = place.number + std::min(numbers_max, checkpoints_.size() - place.number);
  for (auto number = place.number; number < until; ++number) {
    const auto& rows = moved_[number];
    after.moved.insert(after.moved.end(), rows.begin(), rows.end());
    after.place = {number + 1, checkpoints_[number].hash};
  }
  return after;
}

std::vector<Due> MemoryTables::due_until(Time until, std::size_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<Due> due;
  for (const auto& [key, one] : due_) {
    if (one.at <= until && !taken_up_.contains({one.stream, one.version, one.key})) {
      due.push_back(one);
    }
  }
  std::stable_sort(due.begin(), due.end(),
                   [](const Due& one, const Due& other) { return one.at < other.at; });
  if (due.size() > limit) due.resize(limit);
  return due;
}

std::optional<std::uint64_t> MemoryTables::answered_at(std::string_view stream,
                                                       const ActorId& actor, const CommandId& id) {
  const std::lock_guard lock(mutex_);
  const auto found = answers_.find({std::string(stream), actor.str(), id.str()});
  if (found == answers_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> MemoryTables::pending_erasures(std::size_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> pending;
  for (const auto& commitment : withdrawn_) {
    if (pending.size() == limit) break;
    pending.push_back(commitment);
  }
  return pending;
}

MemoryTables::ReactionName MemoryTables::name_of(const Reaction& reaction) {
  return {reaction.reactor, reaction.stream, reaction.version, reaction.key};
}

void MemoryTables::note(const ReactorNotes& notes) {
  const std::lock_guard lock(mutex_);
  for (const auto& [reactor, place] : notes.places) reactors_[reactor] = place;
  for (const auto& reaction : notes.reactions) {
    reactions_[name_of(reaction)] = reaction;
    taken_up_.insert({reaction.stream, reaction.version, reaction.key});
  }
}

std::optional<Place> MemoryTables::reactor_place(std::string_view reactor) {
  const std::lock_guard lock(mutex_);
  const auto found = reactors_.find(reactor);
  if (found == reactors_.end()) return std::nullopt;
  return found->second;
}

std::optional<Reaction> MemoryTables::reaction(const Reaction& of) {
  const std::lock_guard lock(mutex_);
  const auto found = reactions_.find(name_of(of));
  if (found == reactions_.end()) return std::nullopt;
  return found->second;
}

std::vector<Reaction> MemoryTables::unfinished_reactions(std::size_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<Reaction> unfinished;
  for (const auto& [name, reaction] : reactions_) {
    if (unfinished.size() == limit) break;
    const bool open = reaction.state == Reacted::waiting || reaction.state == Reacted::given_up;
    if (open) unfinished.push_back(reaction);
  }
  return unfinished;
}

std::uint64_t MemoryTables::next_number(std::string_view series) {
  const std::lock_guard lock(mutex_);
  const auto found = taken_.find(series);
  return found == taken_.end() ? 1 : found->second + 1;
}

}  // namespace roundtable::log
