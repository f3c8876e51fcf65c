#include "http/meters.hpp"

#include <utility>

#include "domain/describe/commands.hpp"
#include "http/refusal_status.hpp"
#include "http/route.hpp"

namespace roundtable::http {
namespace {

constexpr std::string_view kFailures[] = {"log",
                                          "broken_invariant",
                                          "log_unreadable",
                                          "entry_unreadable",
                                          "meeting_unreadable",
                                          "record_unreadable",
                                          "directory",
                                          "page",
                                          "labels_dropped",
                                          "reaction_given_up",
                                          "reactors_waiting",
                                          "reactor_starts_over",
                                          "read_models",
                                          "erasure",
                                          "document_not_made",
                                          "issue_unreadable",
                                          "grids_unreadable",
                                          "roll_unreadable",
                                          "standing_unreadable",
                                          "read"};
constexpr std::string_view kOther = "other";
constexpr std::string_view kOutcomes[] = {"done", "refused", "failed"};

std::string_view outcome_word(unsigned status) {
  if (status >= 500) return kOutcomes[2];
  return kOutcomes[status >= 400 ? 1 : 0];
}

std::string answer_key(std::string_view route, std::string_view outcome) {
  return std::string(route).append("\n").append(outcome);
}

}  // namespace

Meters::Meters()
    : append_seconds_(metrics_.histogram(
          "roundtable_append_seconds",
          "From an entry's being queued until it was durable, the slowest of each commit",
          ops::kSecondsBuckets)),
      commit_seconds_(metrics_.histogram("roundtable_commit_seconds",
                                         "Writing one group to the disk", ops::kSecondsBuckets)),
      commit_batches_(metrics_.histogram("roundtable_commit_batches",
                                         "Batches written in one commit", ops::kSizeBuckets)),
      entries_(metrics_.counter("roundtable_entries_total", "Entries made durable")),
      queued_(metrics_.gauge("roundtable_log_queued", "Batches waiting for the disk")) {
  const auto add = [this](Counters& counters, const std::string& name, const std::string& help,
                          const std::string& label, std::string_view value) {
    counters.emplace(value, metrics_.counter(name, help, {{label, std::string(value)}}));
  };
  const auto add_command = [&](std::string_view type) {
    add(commands_, "roundtable_commands_total", "Commands received", "type", type);
  };
  const auto add_refusal = [&](std::string_view code) {
    add(refusals_, "roundtable_refusals_total", "Refusals", "code", code);
  };
  const auto add_failure = [&](std::string_view what) {
    add(failures_, "roundtable_failures_total", "Failures of the machine", "what", what);
  };
  const auto add_answers = [&](std::string_view route) {
    for (const auto outcome : kOutcomes) {
      answers_.emplace(
          answer_key(route, outcome),
          metrics_.counter("roundtable_http_answers_total", "Answers over HTTP",
                           {{"route", std::string(route)}, {"outcome", std::string(outcome)}}));
    }
  };
  for (const auto& row : domain::describe::commands()) {
    add_command(row.name);
  }
  for (const auto code : every_code()) add_refusal(code);
  for (const auto what : kFailures) add_failure(what);
  for (const auto& route : route_table()) add_answers(label_of(route));
  add_answers(kOther);
  add_command(kOther);
  add_refusal(kOther);
  add_failure(kOther);
}

ops::Metrics::Counter& Meters::find(Counters& known, std::string_view key) const {
  const auto found = known.find(key);
  return found == known.end() ? known.find(kOther)->second : found->second;
}

void Meters::command(std::string_view type) {
  find(commands_, type).add();
}
void Meters::refusal(std::string_view code) {
  find(refusals_, code).add();
}
void Meters::failure(std::string_view what) {
  find(failures_, what).add();
}

void Meters::answered(std::string_view route, unsigned status) {
  const auto outcome = outcome_word(status);
  const auto found = answers_.find(answer_key(route, outcome));
  (found == answers_.end() ? answers_.find(answer_key(kOther, outcome)) : found)->second.add();
}

void Meters::commit(const log::Commit& commit) {
  constexpr double kSecond = 1e6;
  append_seconds_.observe(static_cast<double>(commit.longest_wait.count()) / kSecond);
  commit_seconds_.observe(static_cast<double>(commit.writing.count()) / kSecond);
  commit_batches_.observe(static_cast<double>(commit.batches));
  entries_.add(commit.entries);
  queued_.set(static_cast<std::int64_t>(commit.still_queued));
}

void Meters::meetings_from(std::shared_ptr<const live::Counters> counters) {
  auto awake = metrics_.gauge("roundtable_meetings_awake", "Meetings in memory now");
  auto entries = metrics_.gauge("roundtable_entries_awake", "Entries of the meetings in memory");
  auto patches = metrics_.counter("roundtable_patches_total", "Patches built for an audience");
  auto flushes = metrics_.counter("roundtable_flushes_total", "Times a meeting told its followers");
  auto folded = metrics_.counter("roundtable_folded_entries_total", "Entries told in flushes");
  auto snapshots = metrics_.counter("roundtable_snapshots_total", "Whole views sent");
  auto resumed = metrics_.counter("roundtable_resumed_total", "Sockets that resumed by a patch");
  auto replays = metrics_.counter("roundtable_replays_total", "Meetings read from the log");
  auto replayed = metrics_.counter("roundtable_replayed_entries_total", "Entries read in replays");
  auto replay_micros =
      metrics_.counter("roundtable_replay_microseconds_total", "Time spent in replays");
  metrics_.before_text([=, counters = std::move(counters)]() mutable {
    awake.set(counters->meetings_awake);
    entries.set(counters->entries_awake);
    patches.raise_to(counters->patches);
    flushes.raise_to(counters->flushes);
    folded.raise_to(counters->folded_entries);
    snapshots.raise_to(counters->snapshots);
    resumed.raise_to(counters->resumed);
    replays.raise_to(counters->replays);
    replayed.raise_to(counters->replayed_entries);
    replay_micros.raise_to(counters->replay_micros);
  });
}

void Meters::waiting_from(const std::string& pool, std::function<std::size_t()> waiting) {
  auto tasks = metrics_.gauge("roundtable_workers_waiting", "Requests nobody has begun yet",
                              {{"pool", pool}});
  metrics_.before_text([=, waiting = std::move(waiting)]() mutable {
    tasks.set(static_cast<std::int64_t>(waiting()));
  });
}

void Meters::reactions_from(std::function<std::size_t()> waiting,
                            std::function<std::size_t()> given_up) {
  auto tasks = metrics_.gauge("roundtable_reactions_waiting",
                              "What follows from entries and has not been answered yet");
  auto streams = metrics_.gauge("roundtable_reactions_given_up",
                                "Streams that wait for an operator: see roundtable reactions");
  metrics_.before_text([=, waiting = std::move(waiting), given_up = std::move(given_up)]() mutable {
    tasks.set(static_cast<std::int64_t>(waiting()));
    streams.set(static_cast<std::int64_t>(given_up()));
  });
}

void Meters::letters_from(std::function<std::size_t()> waiting,
                          std::function<std::size_t()> given_up) {
  auto letters =
      metrics_.gauge("roundtable_letters_waiting", "Letters of e-mail that have not gone yet");
  auto lost = metrics_.gauge("roundtable_letters_given_up",
                             "Letters that wait for an operator: see roundtable mail");
  metrics_.before_text([=, waiting = std::move(waiting), given_up = std::move(given_up)]() mutable {
    letters.set(static_cast<std::int64_t>(waiting()));
    lost.set(static_cast<std::int64_t>(given_up()));
  });
}

void Meters::sockets_from(std::function<net::ServerCounters()> counters) {
  auto open = metrics_.gauge("roundtable_sockets_open", "WebSockets that are open now");
  auto total = metrics_.counter("roundtable_sockets_total", "WebSockets opened");
  auto requests = metrics_.counter("roundtable_http_requests_total", "HTTP requests");
  auto frames_in = metrics_.counter("roundtable_frames_in_total", "Messages received");
  auto frames_out = metrics_.counter("roundtable_frames_out_total", "Frames sent");
  auto bytes_out = metrics_.counter("roundtable_bytes_out_total", "Bytes sent over WebSockets");
  auto overflows = metrics_.counter("roundtable_outbox_overflows_total",
                                    "Sockets closed because their queue was full");
  metrics_.before_text([=, counters = std::move(counters)]() mutable {
    const auto now = counters();
    open.set(static_cast<std::int64_t>(now.sockets_open));
    total.raise_to(now.sockets_total);
    requests.raise_to(now.http_requests_total);
    frames_in.raise_to(now.frames_in_total);
    frames_out.raise_to(now.frames_out_total);
    bytes_out.raise_to(now.bytes_out_total);
    overflows.raise_to(now.outbox_overflows_total);
  });
}

}  // namespace roundtable::http
