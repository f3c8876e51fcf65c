#include "live/turn.hpp"

#include <algorithm>
#include <iterator>

#include "base/ensure.hpp"
#include "codec/entry_json.hpp"
#include "live/limits.hpp"

namespace roundtable::live {

using domain::Code;
using domain::Refusal;

Turn::Turn(Stream& stream, DurableState& durable, std::function<bool()> catch_up)
    : stream_(stream), durable_(durable), catch_up_(std::move(catch_up)) {}

void Turn::submit(Submission submission) {
  if (inbox_.size() >= kInboxCommandsMax) {
    // Not a refusal: it may be the resend of a command that is recorded or on its way.
    submission.reply(Unknown{});
    return;
  }
  inbox_.push_back(std::move(submission));
  schedule();
}

void Turn::schedule() {
  if (under_way_ || inbox_.empty()) return;
  under_way_ = true;
  stream_.strand.post([this, alive = stream_.alive()] { act(); });
}

void Turn::act() {
  if (must_reload_ && !reload()) {
    under_way_ = false;
    for (auto& submission : std::exchange(inbox_, {})) submission.reply(Unknown{});
    return;
  }
  Batch batch;
  batch.entries.stream = stream_.name.str();
  batch.entries.expected_version = newest_.version;
  while (!inbox_.empty() && batch.pending.size() < kTurnEntriesMax) {
    auto submission = std::move(inbox_.front());
    inbox_.pop_front();
    try {
      take(std::move(submission), batch);
    } catch (const std::exception& broken) {
      // Its own command has been answered `unknown`; the others are decided anew.
      stream_.services.report("broken_invariant", broken.what());
      give_up(std::move(batch));
      return;
    }
  }
  if (!batch.pending.empty()) {
    append(std::move(batch));
    return;
  }
  pending_.clear();
  under_way_ = false;
  schedule();
}

void Turn::take(Submission submission, Batch& batch) {
  if (answer_repeat(submission, batch)) return;
  // A broken invariant is answered `unknown`: the reload that follows tells the truth of a resend.
  const auto reply = submission.reply;
  std::optional<Refusal> refusal;
  try {
    refusal = decide(submission, batch);
  } catch (const std::exception&) {
    reply(Unknown{});
    throw;
  }
  if (!refusal) return;
  if (batch.pending.empty()) {
    submission.reply(*refusal);
  } else {
    batch.refusals.emplace_back(std::move(submission), std::move(*refusal));
  }
}

// While it cannot be read what a command was answered, nothing can be said.
std::optional<Answer> Turn::recorded_answer(const Submission& submission) const {
  try {
    return durable_.first_answer(submission);
  } catch (const std::exception& failure) {
    stream_.services.report("log_unreadable", failure.what());
    return Unknown{};
  }
}

bool Turn::answer_repeat(Submission& submission, Batch& batch) {
  if (const auto first = recorded_answer(submission)) {
    submission.reply(*first);
    return true;
  }
  const auto found = pending_.find(key_of(submission));
  if (found == pending_.end()) return false;
  auto& pending = batch.pending[found->second];
  if (pending.submission.command_sha256 == submission.command_sha256) {
    pending.replies.push_back(std::move(submission.reply));
  } else {
    batch.refusals.emplace_back(std::move(submission), Refusal{Code::command_id_reused, {}});
  }
  return true;
}

std::optional<Refusal> Turn::decide(Submission& submission, Batch& batch) {
  if (submission.over_rate) return Refusal{Code::limit_rate, {}};
  const auto at = std::max(submission.received_at, newest_.at);
  auto decision = stream_.aggregate->decide(submission, at, newest_);
  if (auto* refusal = std::get_if<Refusal>(&decision)) {
    auto make = stream_.aggregate->to_make(submission, *refusal, at, newest_);
    if (!make) return std::move(*refusal);
    Aside aside{std::move(submission), std::move(make)};
    if (batch.pending.empty()) {
      set_aside(std::move(aside));
    } else {
      batch.aside.push_back(std::move(aside));
    }
    return std::nullopt;
  }
  add_entry(std::move(submission), std::get<Decided>(std::move(decision)), at, batch);
  return std::nullopt;
}

void Turn::add_entry(Submission submission, Decided decided, Time at, Batch& batch) {
  ensure(decided.payload.size() <= log::kPayloadBytesMax, "an entry within its size limit");
  const bool salted = !decided.facts->commitment.empty();
  stream_.aggregate->accept(*decided.facts, at);

  log::Header header;
  header.stream = batch.entries.stream;
  header.version = newest_.version + 1;
  header.at = at;
  header.actor = submission.subject->actor;
  header.command_id = submission.id;
  header.command_sha256 =
      salted ? log::salted_command(decided.sealed.front().salt, submission.command_sha256)
             : submission.command_sha256;
  header.payload_sha256 = log::sha256_hex(decided.payload);
  header.prev = newest_.hash;
  log::Entry entry{header.stream, header.version, log::write_header(header),
                   std::move(decided.payload), ""};
  entry.hash = log::sha256_hex(entry.header);
  newest_ = {entry.version, entry.hash, at};

  Pending pending;
  pending.replies.push_back(submission.reply);
  pending.facts = std::move(decided.facts);
  pending.answer = {entry.version, entry.hash, codec::result_json(entry.payload)};
  pending_.emplace(key_of(submission), batch.pending.size());
  pending.submission = std::move(submission);
  batch.pending.push_back(std::move(pending));
  const auto move_into = [](auto& from, auto& to) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
  };
  batch.entries.entries.push_back(std::move(entry));
  move_into(decided.sealed, batch.entries.sealed);
  move_into(decided.files, batch.entries.files);
  move_into(decided.content, batch.entries.content);
  move_into(decided.due, batch.entries.due);
  move_into(decided.withdrawn, batch.entries.withdrawn);
  move_into(decided.guards, batch.entries.guards);
  move_into(decided.numbers, batch.entries.numbers);
  if (!decided.next_key.empty()) batch.entries.next_key = std::move(decided.next_key);
}

// What is made of durable state may be read by anybody: a worker makes it, and the command comes
// back as if it had just been given.
void Turn::set_aside(Aside aside) {
  ++asides_;
  auto shared = std::make_shared<Aside>(std::move(aside));
  auto task = [this, shared, alive = stream_.alive()] {
    std::shared_ptr<const MadeRecord> record;
    try {
      record = shared->make();
    } catch (const std::exception& failure) {
      stream_.services.report("document_not_made", failure.what());
    }
    stream_.strand.post([this, shared, alive, record = std::move(record)]() mutable {
      made(std::move(shared->submission), std::move(record));
    });
  };
  if (!stream_.services.make) {
    task();
  } else if (!stream_.services.make(std::move(task))) {
    --asides_;
    reply_undone(shared->submission, Code::server_busy);
  }
}

// Another copy of the same command may have been done meanwhile.
void Turn::reply_undone(const Submission& submission, Code why) const {
  const auto first = recorded_answer(submission);
  submission.reply(first ? *first : Answer(Refusal{why, {}}));
}

void Turn::made(Submission submission, std::shared_ptr<const MadeRecord> record) {
  --asides_;
  if (record == nullptr) {
    reply_undone(submission, Code::log_unavailable);
    return;
  }
  submission.record = std::move(record);
  ++submission.rounds;
  submit(std::move(submission));
}

void Turn::give_up(Batch batch) {
  decide_again(std::move(batch));
  under_way_ = false;
  if (!reload()) must_reload_ = true;
  schedule();
}

void Turn::append(Batch batch) {
  pending_.clear();
  appending_ = std::move(batch);
  appending_->guards = appending_->entries.guards;
  try {
    stream_.services.log.append(
        std::move(appending_->entries), [this, alive = stream_.alive()](log::Appended outcome) {
          stream_.strand.post([this, alive, outcome] { on_appended(outcome); });
        });
  } catch (const std::exception& broken) {
    // Our own mistake, found before anything was queued.
    stream_.services.report("broken_invariant", broken.what());
    on_appended(log::Appended::unknown);
  }
}

void Turn::on_appended(log::Appended outcome) {
  auto batch = std::move(*appending_);
  appending_.reset();
  under_way_ = false;
  switch (outcome) {
    case log::Appended::stored:
      conflicted_ = false;
      // Normally everything has been delivered by now; a store that reopened may have left a gap.
      if (durable_.head().version < batch.pending.back().answer.version && !reload())
        must_reload_ = true;
      settle(std::move(batch), Unknown{});
      break;
    case log::Appended::conflict:
      if (!reload()) {
        must_reload_ = true;
        settle(std::move(batch), Unknown{});
      } else if (std::exchange(conflicted_, true)) {
        conflicted_ = false;
        settle(std::move(batch), Refusal{Code::server_busy, {}});
      } else {
        stream_.aggregate->look_again(batch.guards);
        decide_again(std::move(batch));
      }
      break;
    case log::Appended::unavailable:
      if (!reload()) must_reload_ = true;
      settle(std::move(batch), Refusal{Code::log_unavailable, {}});
      break;
    case log::Appended::unknown:
      if (!reload()) must_reload_ = true;
      settle(std::move(batch), Unknown{});
      break;
  }
  schedule();
}

// Says `done` for what the log has, `otherwise` for the rest. Refusals were decided on top of the
// batch: they are true if it is durable, and decided anew if not.
void Turn::settle(Batch batch, const Answer& otherwise) {
  bool all_there = true;
  for (auto& pending : batch.pending) {
    auto answer = pending.durable ? std::optional<Answer>(std::move(pending.answer))
                                  : recorded_answer(pending.submission);
    if (!answer || std::holds_alternative<Unknown>(*answer)) all_there = false;
    for (const auto& reply : pending.replies) reply(answer.value_or(otherwise));
  }
  for (auto& [submission, refusal] : batch.refusals) {
    // A copy of it may have been accepted after it, on top of what came between.
    if (const auto first = recorded_answer(submission)) {
      submission.reply(*first);
    } else if (all_there) {
      submission.reply(refusal);
    } else {
      inbox_.push_back(std::move(submission));
    }
  }
  for (auto& aside : batch.aside) {
    if (all_there) {
      set_aside(std::move(aside));
    } else {
      inbox_.push_back(std::move(aside.submission));
    }
  }
}

void Turn::decide_again(Batch batch) {
  pending_.clear();
  std::deque<Submission> again;
  for (auto& pending : batch.pending) {
    // Every reply becomes a submission of its own: the first is decided, the others are repeats.
    for (auto& reply : pending.replies) {
      auto copy = pending.submission;
      copy.reply = std::move(reply);
      again.push_back(std::move(copy));
    }
  }
  for (auto& [submission, refusal] : batch.refusals) again.push_back(std::move(submission));
  for (auto& aside : batch.aside) again.push_back(std::move(aside.submission));
  std::move(inbox_.begin(), inbox_.end(), std::back_inserter(again));
  inbox_ = std::move(again);
}

bool Turn::reload() {
  if (!catch_up_()) return false;
  build_on_durable();
  must_reload_ = false;
  return true;
}

void Turn::build_on_durable() {
  stream_.aggregate->build_on_durable();
  newest_ = durable_.head();
}

void Turn::on_durable() {
  // Written by somebody else: what is decided next must build on it.
  if (!appending_ && newest_.version < durable_.head().version) build_on_durable();
}

std::shared_ptr<const Facts> Turn::facts_of(const log::Entry& entry) {
  if (!appending_) return nullptr;
  const auto first = appending_->pending.front().answer.version;
  if (entry.version < first || entry.version - first >= appending_->pending.size()) return nullptr;
  auto& own = appending_->pending[entry.version - first];
  if (own.answer.hash != entry.hash) return nullptr;
  own.durable = true;
  return own.facts;
}

}  // namespace roundtable::live
