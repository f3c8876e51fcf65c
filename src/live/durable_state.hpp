// DurableState: what the log has of one stream, folded: the aggregate's durable state, how far it
// goes, and which commands are recorded. What they were answered stands in their entries and is
// read from there when one is sent again. Advances by entries that the log holds and by nothing
// else. Part of a StreamHost: read on a worker when the stream wakes, then on the host's strand.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include "live/stream.hpp"

namespace roundtable::live {

/// A command is known again by who gave it and its id.
struct CommandKey {
  std::string actor;
  std::string id;
  friend bool operator==(const CommandKey&, const CommandKey&) = default;
};
struct CommandKeyHash {
  std::size_t operator()(const CommandKey& key) const noexcept;
};
CommandKey key_of(const Submission& submission);

class DurableState {
 public:
  explicit DurableState(Stream& stream);
  ~DurableState();
  DurableState(const DurableState&) = delete;
  DurableState& operator=(const DurableState&) = delete;

  /// The facts of an entry that this host decided itself and need not decode, or null.
  std::function<std::shared_ptr<const Facts>(const log::Entry&)> own_facts;

  const Head& head() const { return head_; }
  /// Bytes of entries that are counted as in memory.
  std::size_t bytes() const { return bytes_; }

  /// The next entry. Without `change`: nobody has to be told. Throws codec::DecodeFailure.
  void absorb(const log::Entry& entry, Change* change);
  /// All that the log has beyond what is here. Throws log::LogFailure too.
  void read_log(Change* change);
  /// True if an entry failed on the way in: nothing here can be trusted until `forget`.
  bool is_half_applied() const { return half_applied_; }
  void forget();

  /// What that command was answered, if it is recorded; a refusal where its id stands for another.
  /// The log is read for a command that may be recorded, and not for a fresh one. Throws
  /// log::LogFailure or codec::DecodeFailure.
  std::optional<Answer> first_answer(const Submission& submission) const;

 private:
  Answer answer_in(const log::Entry& entry, const Submission& submission) const;
  void count_held(std::uint64_t entries);

  Stream& stream_;
  const std::shared_ptr<Counters> counters_;  // a host may go last, with a task that held it
  Head head_;
  /// Hashes of the keys of all recorded commands: what is not in here is surely none of them; of
  /// what is, the log says whether it is.
  std::unordered_set<std::size_t> recorded_;
  std::size_t bytes_ = 0;
  std::uint64_t held_ = 0;  // entries that are counted as in memory
  bool half_applied_ = false;
};

}  // namespace roundtable::live
