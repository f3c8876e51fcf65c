#include "live/stream_host.hpp"

#include <algorithm>

namespace roundtable::live {

std::shared_ptr<StreamHost> StreamHost::make(StreamName name, Strand& strand,
                                             HostServices& services,
                                             std::unique_ptr<Aggregate> aggregate) {
  std::shared_ptr<StreamHost> host(
      new StreamHost({std::move(name), strand, services, std::move(aggregate), {}}));
  host->stream_.host = host;
  return host;
}

StreamHost::StreamHost(Stream stream)
    : stream_(std::move(stream)),
      durable_(stream_),
      fan_out_(stream_, durable_),
      turn_(stream_, durable_, [this] { return catch_up(); }) {
  durable_.own_facts = [this](const log::Entry& entry) { return turn_.facts_of(entry); };
}

void StreamHost::load() {
  const auto begun = stream_.services.clock.now();
  durable_.read_log(nullptr);
  auto& counters = *stream_.services.counters;
  ++counters.replays;
  counters.replayed_entries += durable_.head().version;
  counters.replay_micros +=
      static_cast<std::uint64_t>(std::max<std::int64_t>(0, stream_.services.clock.now() - begun));
  turn_.build_on_durable();
  fan_out_.begin_here();
  if (exists()) stream_.aggregate->woken();
}

void StreamHost::on_durable(const std::vector<log::Entry>& entries) {
  try {
    for (const auto& entry : entries) {
      const auto version = durable_.head().version;
      if (entry.version <= version) continue;
      if (entry.version > version + 1) {
        durable_.read_log(&fan_out_.change());
        break;
      }
      durable_.absorb(entry, &fan_out_.change());
    }
    // At once, not with the next patch: what a `done` speaks of can be fetched.
    stream_.aggregate->list(fan_out_.change());
    turn_.on_durable();
  } catch (const std::exception& failure) {
    stream_.services.report("entry_unreadable", failure.what());
    turn_.must_reload();
  }
  fan_out_.schedule_flush();
}

bool StreamHost::catch_up() {
  try {
    if (durable_.is_half_applied()) {
      durable_.forget();
      starting_over_ = true;
    }
    if (starting_over_) {
      // Every follower is shown what the log says from its beginning.
      durable_.read_log(nullptr);
      stream_.aggregate->woken();
      fan_out_.show_anew();
      starting_over_ = false;
    } else {
      durable_.read_log(&fan_out_.change());
      if (exists()) stream_.aggregate->list(fan_out_.change());
    }
    fan_out_.schedule_flush();
    return true;
  } catch (const std::exception& failure) {
    stream_.services.report("log_unreadable", failure.what());
    return false;
  }
}

}  // namespace roundtable::live
