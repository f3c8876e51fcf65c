#include "log/judging.hpp"

#include "base/ensure.hpp"
#include "log/batch.hpp"

namespace roundtable::log {

void add_wanted(const Batch& batch, Wanted& wanted) {
  wanted.streams.insert(batch.stream);
  for (const auto& guard : batch.guards) wanted.streams.insert(guard.stream);
  for (const auto& number : batch.numbers) wanted.series.insert(number.series);
}

const StreamHead& Judging::head(std::string_view stream) const {
  static const StreamHead kNotThere{"", 0, kNoEntry};
  const auto found = touched_.heads.find(stream);
  return found == touched_.heads.end() ? kNotThere : found->second;
}

Appended Judging::judge(const Batch& batch) {
  const auto before = head(batch.stream);
  if (batch.expected_version != before.version || prev_of(batch.entries.front()) != before.hash) {
    return Appended::conflict;
  }
  for (const auto& guard : batch.guards) {
    if (head(guard.stream).version != guard.version) return Appended::conflict;
  }
  for (const auto& number : batch.numbers) {
    const auto taken = touched_.taken.find(number.series);
    if (taken != touched_.taken.end() && number.number <= taken->second) return Appended::conflict;
  }
  for (const auto& number : batch.numbers) touched_.taken[number.series] = number.number;
  moved_from_.try_emplace(batch.stream, before.version);
  taken_.push_back(&batch);
  changes_key_ = changes_key_ || !batch.next_key.empty();
  const auto& last = batch.entries.back();
  touched_.heads.insert_or_assign(batch.stream, StreamHead{batch.stream, last.version, last.hash});
  return Appended::stored;
}

Group Judging::group(Time at, const SigningKey& key, const SigningKey* next) const {
  const auto& newest = touched_.newest;
  CheckpointBody body;
  body.number = newest ? newest->number + 1 : 1;
  body.prev = newest ? newest->hash : kNoEntry;
  body.at = at;
  Group group;
  group.batches = taken_;
  for (const auto& [stream, from] : moved_from_) {
    body.heads.push_back(head(stream));
    group.moved.push_back({body.number, std::string(stream), from, body.heads.back().version});
  }
  if (changes_key_) {
    ensure(next != nullptr, "a key that was prepared");
    body.key = KeyChange{key.public_key(), next->public_key(),
                         next->sign(change_text(body.number, body.prev, key.public_key()))};
  }
  group.checkpoint = make_checkpoint(body, key);
  return group;
}

}  // namespace roundtable::log
