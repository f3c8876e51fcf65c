#include "app/gateway.hpp"

#include <algorithm>

#include "log/hash_chain.hpp"

namespace roundtable::app {
namespace {

constexpr std::string_view kSubprotocol = "roundtable.v1";

/// A `Sec-WebSocket-Protocol` header lists what the client speaks, separated by commas.
bool offers_subprotocol(std::string_view offered) {
  while (!offered.empty()) {
    const auto comma = offered.find(',');
    auto one = offered.substr(0, comma);
    while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
    while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
    if (one == kSubprotocol) return true;
    if (comma == std::string_view::npos) return false;
    offered.remove_prefix(comma + 1);
  }
  return false;
}

net::HttpResponse refuse_upgrade(unsigned status, std::string text) {
  net::HttpResponse response;
  response.status = status;
  response.headers = {{"content-type", "text/plain; charset=utf-8"}};
  response.body = std::make_shared<const std::string>(std::move(text));
  return response;
}

std::string answer_text(const CommandId& id, const live::Answer& answer) {
  if (const auto* done = std::get_if<live::Done>(&answer)) {
    return codec::done_frame(id, done->version, done->result, done->hash);
  }
  if (const auto* refusal = std::get_if<domain::Refusal>(&answer)) {
    return codec::refused_frame(id, *refusal);
  }
  return codec::unknown_frame(id);
}

}  // namespace

struct Gateway::SocketState {
  struct Followed {
    MeetingId meeting;
    bool as_hall = false;
  };
  std::shared_ptr<const live::Subject> subject;  // on the shard, once the socket is open
  live::SocketRef ref;
  std::vector<Followed> meetings;
  std::atomic<int> unanswered{0};
  std::int64_t allowance = kFramesBurst * kMicrosPerSecond;  // µs of waiting saved up, in frames
  Time counted_at;

  /// False where it has sent too many frames.
  bool may_send(Time now) {
    const auto waited = std::max<std::int64_t>(0, now - counted_at);
    counted_at = now;
    constexpr auto kFull = kFramesBurst * kMicrosPerSecond;
    // Beyond the time that fills it up there is nothing to gain, and nothing overflows.
    allowance = waited >= kFull / kFramesPerSecond
                    ? kFull
                    : std::min(kFull, allowance + waited * kFramesPerSecond);
    if (allowance < kMicrosPerSecond) return false;
    allowance -= kMicrosPerSecond;
    return true;
  }

  auto find(const MeetingId& meeting) {
    return std::find_if(meetings.begin(), meetings.end(),
                        [&](const Followed& followed) { return followed.meeting == meeting; });
  }
};

Gateway::Gateway(live::Hub& hub, live::MeetingHall& hall, live::Identity& identity,
                 const Clock& clock, Meters& meters)
    : hub_(hub), hall_(hall), identity_(identity), clock_(clock), meters_(meters) {}

void Gateway::on_upgrade(
    const net::HttpRequest& request, std::size_t /*shard*/,
    std::function<void(std::variant<net::Upgrade, net::HttpResponse>)> answer) {
  if (!same_origin(request)) {
    answer(refuse_upgrade(403, "Origin does not name this host\n"));
    return;
  }
  if (!offers_subprotocol(request.header("sec-websocket-protocol"))) {
    answer(refuse_upgrade(400, "the subprotocol is roundtable.v1\n"));
    return;
  }
  auto state = std::make_shared<SocketState>();
  state->subject = std::make_shared<const live::Subject>(
      identity_.subject(cookie_value(request, kSessionCookie)));
  answer(net::Upgrade{std::move(state), std::string(kSubprotocol)});
}

void Gateway::on_open(live::Outlet& socket, const std::shared_ptr<void>& who, std::size_t shard) {
  auto state = std::static_pointer_cast<SocketState>(who);
  state->ref = hub_.opened(shard, socket, state->subject->session);
  if (!state->subject->session.empty()) {
    const std::scoped_lock lock(sessions_mutex_);
    sessions_.emplace(state->subject->session, state);
  }
  socket.send(live::text_frame(codec::clock_frame(clock_.now())));
}

void Gateway::on_message(live::Outlet& socket, const std::shared_ptr<void>& who,
                         std::string& message, bool text) {
  auto state = std::static_pointer_cast<SocketState>(who);
  if (!text) {
    socket.close(live::CloseCode::unsupported, "text frames only");
    return;
  }
  const bool within_rate = state->may_send(clock_.now());
  auto frame = codec::parse_client_frame(message);
  if (!within_rate) {
    meters_.refusal("limit.rate");
    if (const auto* command = std::get_if<codec::DoFrame>(&frame)) {
      const domain::Refusal refusal{domain::Code::limit_rate, {}};
      socket.send(live::text_frame(codec::refused_frame(command->id, refusal)));
    } else {
      socket.close(live::CloseCode::policy, "too many frames");
    }
    return;
  }
  if (auto* command = std::get_if<codec::DoFrame>(&frame)) {
    submit(socket, state, std::move(*command));
  } else if (const auto* joining = std::get_if<codec::JoinFrame>(&frame)) {
    join(socket, *state, *joining);
  } else if (const auto* leaving = std::get_if<codec::LeaveFrame>(&frame)) {
    const auto followed = state->find(leaving->meeting);
    if (followed != state->meetings.end()) state->meetings.erase(followed);
    hall_.leave(state->ref, leaving->meeting);
  } else if (const auto* bad = std::get_if<codec::BadCommand>(&frame)) {
    meters_.refusal(to_string(bad->refusal.code));
    socket.send(live::text_frame(codec::refused_frame(bad->id, bad->refusal)));
  } else if (const auto* unreadable = std::get_if<codec::BadFrame>(&frame)) {
    socket.send(live::text_frame(codec::error_frame(unreadable->code, MeetingId{})));
  }
}

void Gateway::join(live::Outlet& socket, SocketState& state, const codec::JoinFrame& frame) {
  auto followed = state.find(frame.meeting);
  if (followed == state.meetings.end()) {
    if (state.meetings.size() >= kMeetingsPerSocketMax) {
      socket.close(live::CloseCode::policy, "too many meetings on one connection");
      return;
    }
    followed = state.meetings.insert(followed, {frame.meeting, false});
  }
  followed->as_hall = frame.as_hall;
  hall_.join(state.ref, state.subject, frame.meeting, {frame.as_hall, frame.since, frame.kind},
             [this, ref = state.ref, meeting = frame.meeting](std::string_view code) {
               hub_.send(ref, live::text_frame(codec::error_frame(code, meeting)));
             });
}

void Gateway::look_again() {
  std::map<std::string, std::vector<std::shared_ptr<SocketState>>> open;
  {
    const std::scoped_lock lock(sessions_mutex_);
    for (const auto& [session, state] : sessions_) open[session].push_back(state);
  }
  for (const auto& [session, states] : open) {
    auto subject = std::make_shared<const live::Subject>(identity_.subject_of_session(session));
    if (subject->kind == live::SubjectKind::nobody) {
      hub_.close_session(session);
      continue;
    }
    for (const auto& state : states) {
      hub_.strand(state->ref.shard).post([this, state, subject] { rejoin(*state, subject); });
    }
  }
}

void Gateway::rejoin(SocketState& state, std::shared_ptr<const live::Subject> subject) {
  if (*state.subject == *subject) return;
  state.subject = std::move(subject);
  for (const auto& followed : state.meetings) {
    hall_.join(state.ref, state.subject, followed.meeting, {followed.as_hall, std::nullopt, ""},
               [](std::string_view) {});
  }
}

void Gateway::submit(live::Outlet& socket, const std::shared_ptr<SocketState>& state,
                     codec::DoFrame frame) {
  if (state->unanswered >= kUnansweredMax) {
    socket.close(live::CloseCode::policy, "too many unanswered commands");
    return;
  }
  meters_.command(type_name(frame.command));
  if (state->subject->kind == live::SubjectKind::nobody) {
    const domain::Refusal refusal{domain::Code::session_required, {}};
    meters_.refusal(to_string(refusal.code));
    socket.send(live::text_frame(codec::refused_frame(frame.id, refusal)));
    return;
  }
  ++state->unanswered;
  live::Submission submission;
  submission.subject = state->subject;
  submission.id = frame.id;
  submission.command = std::move(frame.command);
  submission.command_sha256 = log::sha256_hex(frame.meeting.str() + "\n" + frame.command_text);
  submission.reply = [this, state, id = frame.id](const live::Answer& answer) {
    --state->unanswered;
    if (const auto* refusal = std::get_if<domain::Refusal>(&answer)) {
      meters_.refusal(to_string(refusal->code));
    }
    hub_.send(state->ref, live::text_frame(answer_text(id, answer)));
  };
  hall_.submit(frame.meeting, std::move(submission));
}

void Gateway::on_drained(live::Outlet& /*socket*/, const std::shared_ptr<void>& who) {
  hub_.drained(std::static_pointer_cast<SocketState>(who)->ref);
}

void Gateway::on_close(live::Outlet& /*socket*/, const std::shared_ptr<void>& who) {
  const auto state = std::static_pointer_cast<SocketState>(who);
  {
    const std::scoped_lock lock(sessions_mutex_);
    const auto [first, last] = sessions_.equal_range(state->subject->session);
    const auto own =
        std::find_if(first, last, [&](const auto& open) { return open.second == state; });
    if (own != last) sessions_.erase(own);
  }
  hub_.closed(state->ref);
  for (const auto& followed : state->meetings) hall_.leave(state->ref, followed.meeting);
  state->meetings.clear();
}

void Gateway::tick_clock(std::size_t shard) {
  hub_.send_to_all(shard, live::text_frame(codec::clock_frame(clock_.now())));
}

std::string cookie_value(const net::HttpRequest& request, std::string_view name) {
  auto rest = request.header("cookie");
  while (!rest.empty()) {
    const auto end = rest.find(';');
    auto pair = rest.substr(0, end);
    while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      return std::string(pair.substr(equals + 1));
    }
    if (end == std::string_view::npos) return "";
    rest.remove_prefix(end + 1);
  }
  return "";
}

bool same_origin(const net::HttpRequest& request) {
  const auto origin = request.header("origin");
  if (origin.empty()) return true;
  const auto scheme = origin.find("://");
  return scheme != std::string_view::npos && origin.substr(scheme + 3) == request.header("host");
}

}  // namespace roundtable::app
