#include "live/hosts.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include "base/ensure.hpp"
#include "domain/describe/commands.hpp"
#include "live/limits.hpp"

namespace roundtable::live {
namespace {

/// Of those that waited for a stream: a snapshot for each takes a millisecond, and others live on
/// the same shard.
constexpr std::size_t kServedAtOnce = 4;

}  // namespace

Hosts::Hosts(HostServices& services, Of of) : services_(services), of_(of) {
  for (std::size_t i = 0; i < services_.hub.shards(); ++i) {
    shards_.push_back(std::make_unique<Shard>());
  }
  services_.hub.on_drained([this](SocketRef socket, const StreamName& stream, std::uint64_t since) {
    with_awake(stream,
               [socket, since](FanOut& fan_out) { fan_out.catch_up_socket(socket, since); });
  });
  services_.log.follow(*this);
  if (const auto newest = services_.log.checkpoint()) {
    std::uint64_t none = 0;  // a delivery may have been quicker
    newest_place_.compare_exchange_strong(none, newest->number);
  }
}

Hosts::~Hosts() {
  services_.log.unfollow(*this);
}

std::size_t Hosts::shard_of(const StreamName& stream) const {
  return std::hash<StreamName>{}(stream) % shards_.size();
}

void Hosts::post(std::size_t shard, std::function<void()> task) {
  services_.hub.strand(shard).post(std::move(task));
}

// ---- waking ---------------------------------------------------------------------------------

std::shared_ptr<StreamHost> Hosts::read(std::size_t shard, const StreamName& stream) {
  try {
    const auto* kind = kind_named(stream.kind());
    ensure(kind != nullptr, "a stream of a kind that has hosts");
    auto host = StreamHost::make(stream, services_.hub.strand(shard), services_,
                                 kind->make(stream.id(), services_));
    host->load();
    return host;
  } catch (const std::exception& failure) {
    // One damaged meeting keeps nobody else's from opening.
    services_.report(std::string(stream.kind()) + "_unreadable",
                     std::string(stream.id()) + ": " + failure.what());
    return nullptr;
  }
}

void Hosts::start_reading(std::size_t shard, const StreamName& stream) {
  if (!services_.work) {
    take_over(shard, stream, read(shard, stream));
    return;
  }
  const bool taken = services_.work([this, shard, stream] {
    post(shard, [this, shard, stream, host = read(shard, stream)]() mutable {
      hand_over(shard, {stream, std::move(host)});
    });
  });
  if (!taken) take_over(shard, stream, nullptr);
}

void Hosts::hand_over(std::size_t shard, Handed handed) {
  auto& waiting = shards_[shard]->handed;
  waiting.push_back(std::move(handed));
  if (waiting.size() == 1) post(shard, [this, shard] { take_next(shard); });
}

void Hosts::take_next(std::size_t shard) {
  auto& waiting = shards_[shard]->handed;
  auto next = std::move(waiting.front());
  waiting.pop_front();
  // Before anything that may throw: the others are not to wait for ever.
  if (!waiting.empty()) post(shard, [this, shard] { take_next(shard); });
  take_over(shard, next.stream, std::move(next.host));
}

// The stream has been read, up to some entry; what came after that has been kept or is on its way.
void Hosts::take_over(std::size_t shard, const StreamName& stream,
                      std::shared_ptr<StreamHost> host) {
  auto& slots = shards_[shard]->slots;
  const auto slot = slots.find(stream);
  ensure(slot != slots.end() && slot->second.host == nullptr, "a stream that is being read");
  auto& waiting = slot->second.waiting;
  if (host != nullptr && slot->second.missed != nullptr)
    host->on_durable(slot->second.missed->entries);
  const bool wanted =
      host != nullptr &&
      (host->exists() || std::any_of(waiting.begin(), waiting.end(),
                                     [](const Waiter& waiter) { return waiter.may_be_new; }));
  if (!wanted) {
    const Found found{nullptr, host == nullptr};
    const auto refused = std::move(waiting);
    slots.erase(slot);
    for (const auto& waiter : refused) serve(waiter, found);
    return;
  }
  slot->second.host = std::move(host);
  slot->second.missed = nullptr;
  slot->second.used = ++shards_[shard]->uses;
  ++services_.counters->meetings_awake;
  serve_waiting(shard, stream);
  make_room(*shards_[shard]);
}

// What one of them meets is not to keep the others waiting.
void Hosts::serve(const Waiter& waiter, const Found& found) {
  try {
    waiter.act(found);
  } catch (const std::exception& broken) {
    services_.report("broken_invariant", broken.what());
  }
}

void Hosts::serve_waiting(std::size_t shard, const StreamName& stream) {
  auto& slot = shards_[shard]->slots.at(stream);
  for (std::size_t i = 0; i < kServedAtOnce && !slot.waiting.empty(); ++i) {
    const auto waiter = std::move(slot.waiting.front());
    slot.waiting.pop_front();
    serve(waiter, {slot.host->exists() || waiter.may_be_new ? slot.host.get() : nullptr, false});
  }
  if (slot.waiting.empty()) return;
  post(shard, [this, shard, stream] { serve_waiting(shard, stream); });
}

void Hosts::find(std::size_t shard, const StreamName& stream, Waiter waiter) {
  const auto [found, is_new] = shards_[shard]->slots.try_emplace(stream);
  auto& slot = found->second;
  if (slot.host != nullptr && slot.waiting.empty()) {
    slot.used = ++shards_[shard]->uses;
    waiter.act({slot.host->exists() || waiter.may_be_new ? slot.host.get() : nullptr, false});
  } else if (slot.waiting.size() >= kWakingWaitersMax) {
    waiter.act({nullptr, true});
  } else {
    slot.waiting.push_back(std::move(waiter));
    if (is_new) start_reading(shard, stream);
  }
}

// ---- retiring -------------------------------------------------------------------------------

Hosts::Slots::iterator Hosts::retire(Shard& shard, Slots::iterator slot) {
  --services_.counters->meetings_awake;
  return shard.slots.erase(slot);
}

// The longest unused first, until what is held fits; what somebody follows stays.
void Hosts::make_room(Shard& shard) {
  const auto bytes_max = services_.held_bytes_max / shards_.size();
  std::size_t bytes = 0;
  for (const auto& [stream, slot] : shard.slots) {
    if (slot.host != nullptr) bytes += slot.host->bytes();
  }
  if (bytes <= bytes_max) return;
  std::vector<std::pair<std::uint64_t, StreamName>> idle;
  for (const auto& [stream, slot] : shard.slots) {
    if (slot.host != nullptr && slot.waiting.empty() && slot.host->may_retire()) {
      idle.emplace_back(slot.used, stream);
    }
  }
  std::sort(idle.begin(), idle.end());
  for (const auto& [used, stream] : idle) {
    if (bytes <= bytes_max) return;
    const auto slot = shard.slots.find(stream);
    bytes -= slot->second.host->bytes();
    retire(shard, slot);
  }
}

void Hosts::retire_idle() {
  for (std::size_t shard = 0; shard < shards_.size(); ++shard) {
    post(shard, [this, shard] {
      auto& slots = shards_[shard]->slots;
      for (auto slot = slots.begin(); slot != slots.end();) {
        const auto& [host, waiting, missed, used] = slot->second;
        const bool idle = host != nullptr && waiting.empty() && host->may_retire();
        slot = idle ? retire(*shards_[shard], slot) : std::next(slot);
      }
    });
  }
}

// ---- what is asked of streams ---------------------------------------------------------------

void Hosts::with(const StreamName& stream, Act act, bool may_be_new) {
  const auto shard = shard_of(stream);
  post(shard, [this, shard, stream, act = std::move(act), may_be_new]() mutable {
    find(shard, stream, {std::move(act), may_be_new});
  });
}

void Hosts::submit(const StreamName& stream, Submission submission) {
  if (stopping_) {
    submission.reply(Unknown{});
    return;
  }
  const auto* kind = kind_named(stream.kind());
  ensure(kind != nullptr, "a command for a stream that has a host");
  if (const auto& row = domain::describe::row_of(submission.command); row.stream != kind->takes) {
    submission.reply(
        domain::Refusal{domain::Code::command_unknown_type, {{"type", std::string(row.name)}}});
    return;
  }
  ++unanswered_;
  submission.received_at = services_.clock.now();
  submission.reply = [this, reply = std::move(submission.reply)](const Answer& answer) {
    if (const auto* done = std::get_if<Done>(&answer)) {
      // What is answered was delivered before, now or long ago.
      reply(Done{done->version, done->hash, done->result, newest_place_});
    } else {
      reply(answer);
    }
    --unanswered_;
  };
  const bool begins = kind->begins(submission);
  auto shared = std::make_shared<Submission>(std::move(submission));
  with(
      stream,
      [shared, unknown = kind->unknown](const Found& found) {
        if (found.host != nullptr) {
          found.host->submit(std::move(*shared));
        } else if (found.unreadable) {
          shared->reply(Unknown{});
        } else {
          shared->reply(domain::Refusal{unknown, {}});
        }
      },
      begins);
}

void Hosts::join(SocketRef socket, std::shared_ptr<const Subject> subject, const StreamName& stream,
                 Joining joining, std::function<void(std::string_view code)> refuse) {
  const auto* kind = kind_named(stream.kind());
  ensure(kind != nullptr, "a stream that has a host");
  with(stream, [socket, subject = std::move(subject), joining = std::move(joining),
                refuse = std::move(refuse), unknown = kind->unknown](const Found& found) {
    if (found.unreadable) return refuse(to_string(domain::Code::log_unavailable));
    const bool joined =
        found.host != nullptr && found.host->fan_out().join(socket, subject, joining);
    if (!joined) refuse(to_string(unknown));
  });
}

void Hosts::leave(SocketRef socket, const StreamName& stream) {
  with_awake(stream, [socket](FanOut& fan_out) { fan_out.leave(socket); });
}

// Whoever follows keeps a stream awake: where it sleeps there is nothing to be done.
void Hosts::with_awake(const StreamName& stream, std::function<void(FanOut&)> act) {
  const auto shard = shard_of(stream);
  post(shard, [this, shard, stream, act = std::move(act)] {
    if (!shards_[shard]->slots.contains(stream)) return;
    find(shard, stream, {[act](const Found& found) {
           if (found.host != nullptr) act(found.host->fan_out());
         }});
  });
}

void Hosts::on_durable(const log::Delivery& delivery) {
  if (delivery->entries.empty()) return;
  newest_place_ = delivery->place.number;
  const auto stream = StreamName::of(delivery->entries.front().stream);
  const auto* kind = kind_named(stream.kind());
  const bool mine = kind != nullptr && (kind->takes == "register") == (of_ == Of::registers);
  if (!mine) return;
  const auto shard = shard_of(stream);
  post(shard, [this, shard, stream, delivery] {
    auto& slots = shards_[shard]->slots;
    const auto found = slots.find(stream);
    if (found == slots.end()) return;
    if (found->second.host != nullptr) {
      found->second.host->on_durable(delivery->entries);
    } else {
      found->second.missed = delivery;
    }
  });
}

}  // namespace roundtable::live
