#include "live/meeting_host.hpp"

#include <algorithm>
#include <array>

#include "base/ensure.hpp"
#include "codec/sources.hpp"
#include "live/beside.hpp"

namespace roundtable::live {
namespace {

using domain::Code;
using domain::Refusal;

constexpr std::size_t kReadEntriesMax = 2'000;

codec::Sources sources_from(log::EventLog& log) {
  return codec::make_sources(
      [&log](std::string_view sha256) {
        auto bytes = log.content(sha256);
        if (!bytes) throw codec::DecodeFailure("content " + std::string(sha256) + " is missing");
        return std::move(*bytes);
      },
      [&log](std::string_view commitment) -> std::optional<std::string> {
        auto sealed = log.sealed(commitment);
        if (!sealed) return std::nullopt;
        return std::move(sealed->value);
      });
}

}  // namespace

std::string stream_of(const MeetingId& meeting) {
  return "meeting:" + meeting.str();
}

std::size_t MeetingHost::KeyHash::operator()(const Key& key) const noexcept {
  return std::hash<std::string>{}(key.actor) * 31 + std::hash<std::string>{}(key.id);
}

MeetingHost::MeetingHost(MeetingId id, Strand& strand, HostServices& services)
    : id_(std::move(id)),
      strand_(strand),
      services_(services),
      counters_(services.counters),
      sources_(sources_from(services.log)),
      newest_hash_(log::kNoEntry),
      durable_hash_(log::kNoEntry) {
  view_.meeting.id = id_;
  newest_.id = id_;
}

MeetingHost::~MeetingHost() {
  count_held(0);
}

void MeetingHost::load() {
  const auto begun = services_.clock.now();
  read_log(News::none);
  auto& counters = *services_.counters;
  ++counters.replays;
  counters.replayed_entries += view_.meeting.version;
  counters.replay_micros +=
      static_cast<std::uint64_t>(std::max<std::int64_t>(0, services_.clock.now() - begun));
  newest_ = view_.meeting;
  newest_hash_ = durable_hash_;
  changed_ = {};
  flushed_version_ = view_.meeting.version;
  if (exists()) services_.listed(view_);
}

// ---- a turn ---------------------------------------------------------------------------------

void MeetingHost::submit(Submission submission) {
  if (inbox_.size() >= kInboxCommandsMax) {
    // Not a refusal: it may be the resend of a command that is recorded or on its way.
    submission.reply(Unknown{});
    return;
  }
  inbox_.push_back(std::move(submission));
  schedule_turn();
}

void MeetingHost::schedule_turn() {
  if (turn_under_way_ || inbox_.empty()) return;
  turn_under_way_ = true;
  strand_.post([self = shared_from_this()] { self->turn(); });
}

void MeetingHost::turn() {
  if (must_reload_ && !reload()) {
    turn_under_way_ = false;
    for (auto& submission : std::exchange(inbox_, {})) submission.reply(Unknown{});
    return;
  }
  Batch batch;
  batch.entries.stream = stream_of(id_);
  batch.entries.expected_version = newest_.version;
  while (!inbox_.empty() && batch.pending.size() < kTurnEntriesMax) {
    auto submission = std::move(inbox_.front());
    inbox_.pop_front();
    try {
      take(std::move(submission), batch);
    } catch (const std::exception& broken) {
      // Its own command has been answered `unknown`; the others are decided anew.
      services_.report("broken_invariant", broken.what());
      give_up(std::move(batch));
      return;
    }
  }
  if (!batch.pending.empty()) {
    append(std::move(batch));
    return;
  }
  pending_.clear();
  turn_under_way_ = false;
  schedule_turn();
}

void MeetingHost::take(Submission submission, Batch& batch) {
  const Key key{submission.subject->actor.str(), submission.id.str()};
  if (answer_repeat(submission, key, batch)) return;
  // A broken invariant is answered `unknown`: the reload that follows tells the truth of a resend.
  const auto reply = submission.reply;
  std::optional<Refusal> refusal;
  try {
    refusal = decide_one(submission, batch);
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

void MeetingHost::give_up(Batch batch) {
  decide_again(std::move(batch));
  turn_under_way_ = false;
  if (!reload()) must_reload_ = true;
  schedule_turn();
}

// A confidential vote is one of three texts, an excuse one of a few: the command's hash alone would
// tell what is sealed, so it is salted like that. Where that has been erased the id alone must do.
bool MeetingHost::is_same_command(const Answered& first, const Submission& submission) const {
  if (first.commitment.empty()) return first.command_sha256 == submission.command_sha256;
  const auto sealed = services_.log.sealed(first.commitment);
  return !sealed || log::is_of_command(*sealed, first.command_sha256, submission.command_sha256);
}

std::optional<Answer> MeetingHost::first_answer(const Submission& submission) const {
  const auto found = answered_.find({submission.subject->actor.str(), submission.id.str()});
  if (found == answered_.end()) return std::nullopt;
  const auto& first = found->second;
  if (!is_same_command(first, submission)) return Refusal{Code::command_id_reused, {}};
  return Done{first.version, first.hash, first.result};
}

bool MeetingHost::answer_repeat(Submission& submission, const Key& key, Batch& batch) {
  if (const auto first = first_answer(submission)) {
    submission.reply(*first);
    return true;
  }
  if (const auto found = pending_.find(key); found != pending_.end()) {
    auto& pending = batch.pending[found->second];
    if (pending.submission.command_sha256 == submission.command_sha256) {
      pending.replies.push_back(std::move(submission.reply));
    } else {
      batch.refusals.emplace_back(std::move(submission), Refusal{Code::command_id_reused, {}});
    }
    return true;
  }
  return false;
}

void MeetingHost::append(Batch batch) {
  pending_.clear();
  appending_ = std::move(batch);
  try {
    services_.log.append(std::move(appending_->entries),
                         [self = shared_from_this()](log::Appended outcome) {
                           self->strand_.post([self, outcome] { self->on_appended(outcome); });
                         });
  } catch (const std::exception& broken) {
    // Our own mistake, found before anything was queued.
    services_.report("broken_invariant", broken.what());
    on_appended(log::Appended::unknown);
  }
}

void MeetingHost::on_appended(log::Appended outcome) {
  auto batch = std::move(*appending_);
  appending_.reset();
  turn_under_way_ = false;
  switch (outcome) {
    case log::Appended::stored:
      conflicted_ = false;
      // Normally everything has been delivered by now; a store that reopened may have left a gap.
      if (view_.meeting.version < batch.pending.back().version && !reload()) must_reload_ = true;
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
  schedule_turn();
}

// Says `done` for what the log has, `otherwise` for the rest. Refusals were decided on top of the
// batch: they are true if it is durable, and decided anew if not.
void MeetingHost::settle(Batch batch, const Answer& otherwise) {
  bool all_there = true;
  for (auto& pending : batch.pending) {
    const auto first = first_answer(pending.submission);
    if (!first) all_there = false;
    for (const auto& reply : pending.replies) reply(first.value_or(otherwise));
  }
  for (auto& [submission, refusal] : batch.refusals) {
    // A copy of it may have been accepted after it, on top of what came between.
    if (const auto first = first_answer(submission)) {
      submission.reply(*first);
    } else if (all_there) {
      submission.reply(refusal);
    } else {
      inbox_.push_back(std::move(submission));
    }
  }
}

void MeetingHost::decide_again(Batch batch) {
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
  std::move(inbox_.begin(), inbox_.end(), std::back_inserter(again));
  inbox_ = std::move(again);
}

bool MeetingHost::reload() {
  try {
    if (half_applied_) start_over();
    read_log();
    newest_ = view_.meeting;
    newest_hash_ = durable_hash_;
    must_reload_ = false;
    schedule_flush();
    return true;
  } catch (const std::exception& failure) {
    services_.report("log_unreadable", failure.what());
    return false;
  }
}

// Forgets everything and shows every follower what the log says from its beginning.
void MeetingHost::start_over() {
  view_ = {};
  view_.meeting.id = id_;
  count_held(0);
  durable_hash_ = log::kNoEntry;
  answered_.clear();
  receipts_.clear();
  history_.clear();
  half_applied_ = false;
  read_log(News::none);
  changed_ = {};
  flushed_version_ = view_.meeting.version;
  for (const auto& [socket, follower] : followers_) send_snapshot(socket, follower);
}

// ---- durable state --------------------------------------------------------------------------

void MeetingHost::on_durable(const std::vector<log::Entry>& entries) {
  try {
    for (const auto& entry : entries) {
      if (entry.version <= view_.meeting.version) continue;
      if (entry.version > view_.meeting.version + 1) {
        read_log();
        break;
      }
      absorb(entry);
    }
    // At once, not with the next patch: what a `done` speaks of can be fetched.
    if (changed_.meeting || changed_.current || !changed_.items.empty() ||
        !changed_.ballots.empty() || !changed_.proposals.empty() || !changed_.records.empty() ||
        !changed_.files.empty()) {
      services_.listed(view_);
    }
    // Written by somebody else: what is decided next must build on it.
    if (!appending_ && newest_.version < view_.meeting.version) {
      newest_ = view_.meeting;
      newest_hash_ = durable_hash_;
    }
  } catch (const std::exception& failure) {
    services_.report("entry_unreadable", failure.what());
    must_reload_ = true;
  }
  schedule_flush();
}

void MeetingHost::read_log(News news) {
  for (;;) {
    const auto entries = services_.log.read(stream_of(id_), view_.meeting.version, kReadEntriesMax);
    if (entries.empty()) return;
    for (const auto& entry : entries) absorb(entry, news);
  }
}

void MeetingHost::absorb(const log::Entry& entry, News news) {
  const auto header = log::read_header(entry.header);
  ensure(header.has_value() && header->version == view_.meeting.version + 1,
         "entries come in order");
  const Pending* own = nullptr;
  if (appending_) {
    const auto first = appending_->pending.front().version;
    if (entry.version >= first && entry.version - first < appending_->pending.size()) {
      const auto& candidate = appending_->pending[entry.version - first];
      if (candidate.hash == entry.hash) own = &candidate;
    }
  }
  // What this host has just decided need not be decoded again; the hash says it is the same.
  auto payload = own != nullptr
                     ? codec::StoredPayload{own->events, codec::result_json(entry.payload)}
                     : codec::read_payload(entry.payload, sources_);
  const auto& events = payload.events;
  half_applied_ = true;
  if (news == News::noted) {
    views::advance(view_, events, header->at, changed_);
  } else {
    views::replay(view_, events, header->at);
  }
  half_applied_ = false;
  durable_hash_ = entry.hash;
  for (const auto& event : events) {
    if (const auto* cast = std::get_if<domain::BallotCast>(&event)) {
      receipts_[cast->head][cast->ballot] = {entry.version, entry.hash};
    }
  }
  answered_[{header->actor.str(), header->command_id.str()}] = {
      entry.version, header->command_sha256, commitment_in(events), entry.hash,
      std::move(payload.result)};
  count_held(view_.meeting.version);
  if (news == News::noted) note_withdrawn(events);
}

void MeetingHost::count_held(std::uint64_t entries) {
  counters_->entries_awake += static_cast<std::int64_t>(entries) - static_cast<std::int64_t>(held_);
  held_ = entries;
}

void MeetingHost::note_withdrawn(const std::vector<domain::Event>& events) {
  auto commitments = withdrawn_by(events, view_.meeting);
  if (!commitments.empty()) services_.erase(std::move(commitments));
}

std::set<Role> MeetingHost::roles_of(const Subject& subject, const GridId& grid) const {
  return roles_on(subject, *services_.registry.grids(), grid);
}

}  // namespace roundtable::live
