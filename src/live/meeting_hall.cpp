#include "live/meeting_hall.hpp"

#include <exception>
#include <thread>

#include "live/beside.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::live {
namespace {

constexpr std::string_view kMeetingPrefix = "meeting:";
constexpr std::int64_t kDeadlineGrace = kMicrosPerSecond / 2;
constexpr std::size_t kDueAtOnce = 1'000;

MeetingId meeting_of(std::string_view stream) {
  return MeetingId(std::string(stream.substr(kMeetingPrefix.size())));
}

}  // namespace

MeetingHall::MeetingHall(HostServices& services) : services_(services) {
  for (std::size_t i = 0; i < services_.hub.shards(); ++i) {
    parts_.push_back(std::make_unique<Part>());
  }
  services_.hub.on_drained([this](SocketRef socket, const MeetingId& meeting, std::uint64_t since) {
    with(meeting, [socket, since](const Found& found) {
      if (found.host != nullptr) found.host->catch_up_socket(socket, since);
    });
  });
  services_.log.follow(*this);
}

MeetingHall::~MeetingHall() {
  services_.log.unfollow(*this);
}

std::size_t MeetingHall::shard_of(const MeetingId& meeting) const {
  return std::hash<MeetingId>{}(meeting) % parts_.size();
}

// Each shard's meetings on a thread of its own, as later; nothing listens yet.
void MeetingHall::wake_all() {
  std::vector<std::vector<MeetingId>> of_shard(parts_.size());
  for (const auto& head : services_.log.heads(kMeetingPrefix)) {
    const auto meeting = meeting_of(head.stream);
    of_shard[shard_of(meeting)].push_back(meeting);
  }
  std::vector<std::jthread> threads;  // joined at the end, whatever happens
  for (std::size_t shard = 1; shard < parts_.size(); ++shard) {
    threads.emplace_back([this, shard, &of_shard] { wake(shard, of_shard[shard]); });
  }
  wake(0, of_shard[0]);
}

// Only the lists are wanted: the hosts go to sleep again at once.
void MeetingHall::wake(std::size_t shard, const std::vector<MeetingId>& meetings) {
  for (const auto& meeting : meetings) {
    try {
      MeetingHost waking(meeting, services_.hub.strand(shard), services_);
      waking.load();
    } catch (const std::exception& failure) {
      // One damaged meeting keeps nobody else's from opening.
      services_.report("meeting_unreadable", meeting.str() + ": " + failure.what());
    }
  }
}

MeetingHall::Found MeetingHall::find(std::size_t shard, const MeetingId& meeting, bool may_be_new) {
  auto& hosts = parts_[shard]->hosts;
  if (const auto found = hosts.find(meeting); found != hosts.end()) {
    return {found->second->exists() || may_be_new ? found->second : nullptr, false};
  }
  auto waking = std::make_shared<MeetingHost>(meeting, services_.hub.strand(shard), services_);
  try {
    waking->load();
  } catch (const std::exception& failure) {
    services_.report("meeting_unreadable", meeting.str() + ": " + failure.what());
    return {nullptr, true};
  }
  if (!waking->exists() && !may_be_new) return {};
  hosts.emplace(meeting, waking);
  ++services_.counters->meetings_awake;
  return {waking, false};
}

void MeetingHall::with(const MeetingId& meeting, std::function<void(const Found&)> act,
                       bool may_be_new) {
  const auto shard = shard_of(meeting);
  services_.hub.strand(shard).post([this, shard, meeting, act = std::move(act), may_be_new] {
    act(find(shard, meeting, may_be_new));
  });
}

void MeetingHall::submit(const MeetingId& meeting, Submission submission) {
  if (stopping_) {
    submission.reply(Unknown{});
    return;
  }
  ++unanswered_;
  submission.received_at = services_.clock.now();
  submission.reply = [this, reply = std::move(submission.reply)](const Answer& answer) {
    reply(answer);
    --unanswered_;
  };
  const bool convenes = std::holds_alternative<domain::ConveneMeeting>(submission.command);
  auto shared = std::make_shared<Submission>(std::move(submission));
  with(
      meeting,
      [shared](const Found& found) {
        if (found.host != nullptr) {
          found.host->submit(std::move(*shared));
        } else if (found.unreadable) {
          shared->reply(Unknown{});
        } else {
          shared->reply(domain::Refusal{domain::Code::meeting_unknown, {}});
        }
      },
      convenes);
}

void MeetingHall::join(SocketRef socket, std::shared_ptr<const Subject> subject,
                       const MeetingId& meeting, Joining joining,
                       std::function<void(std::string_view code)> refuse) {
  with(meeting, [socket, subject = std::move(subject), joining = std::move(joining),
                 refuse = std::move(refuse)](const Found& found) {
    if (found.host != nullptr) {
      found.host->join(socket, subject, joining);
    } else {
      refuse(found.unreadable ? "log.unavailable" : "meeting.unknown");
    }
  });
}

void MeetingHall::leave(SocketRef socket, const MeetingId& meeting) {
  with(meeting, [socket](const Found& found) {
    if (found.host != nullptr) found.host->leave(socket);
  });
}

void MeetingHall::check_deadlines() {
  // What was received in time and is still on its way between two threads is decided first.
  const auto now = services_.clock.now() + -kDeadlineGrace;
  std::vector<log::Due> due;
  try {
    due = services_.log.due_until(now, kDueAtOnce);
  } catch (const log::LogFailure& failure) {
    services_.report("log_unreadable", failure.what());  // asked again in a second
  }
  static const auto server = std::make_shared<const Subject>(
      Subject{SubjectKind::nobody, ActorId("system"), {}, "", {}, ""});
  for (const auto& [stream, key, at] : due) {
    const auto ballot = ballot_due(key);
    if (!ballot) continue;
    Submission submission;
    submission.subject = server;
    submission.by_server = true;
    // Derived from the ballot: however often the deadline is noticed, it is one command.
    submission.id = CommandId("deadline-" + ballot->str());
    submission.command = domain::CloseBallotAtDeadline{*ballot};
    submission.command_sha256 = log::sha256_hex("deadline:" + ballot->str());
    submission.reply = [](const Answer&) {};  // still due if it did not happen: asked again
    submit(meeting_of(stream), std::move(submission));
  }
}

void MeetingHall::retire_idle() {
  for (std::size_t shard = 0; shard < parts_.size(); ++shard) {
    services_.hub.strand(shard).post([this, shard] {
      const auto retired = std::erase_if(parts_[shard]->hosts, [](const auto& known) {
        return known.second->idle() && !known.second->followed();
      });
      services_.counters->meetings_awake -= static_cast<std::int64_t>(retired);
    });
  }
}

void MeetingHall::on_durable(const log::Delivery& delivery) {
  const auto& entries = delivery->entries;
  if (entries.empty() || !entries.front().stream.starts_with(kMeetingPrefix)) return;
  const auto meeting = meeting_of(entries.front().stream);
  const auto shard = shard_of(meeting);
  services_.hub.strand(shard).post([this, shard, meeting, delivery] {
    auto& hosts = parts_[shard]->hosts;
    if (const auto found = hosts.find(meeting); found != hosts.end()) {
      found->second->on_durable(delivery->entries);
    }
  });
}

}  // namespace roundtable::live
