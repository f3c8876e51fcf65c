#include "http/gateway.hpp"

#include <algorithm>
#include <thread>

#include "http/answer.hpp"
#include "http/device_sessions.hpp"
#include "http/origin.hpp"
#include "http/session_cookie.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::http {
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

std::string answer_text(const CommandId& id, const live::Answer& answer) {
  if (const auto* done = std::get_if<live::Done>(&answer)) {
    return codec::done_frame(id, done->version, done->place, done->result, done->hash);
  }
  if (const auto* refusal = std::get_if<domain::Refusal>(&answer)) {
    return codec::refused_frame(id, *refusal);
  }
  return codec::unknown_frame(id);
}

}  // namespace

struct Gateway::SocketState {
  struct Followed {
    StreamName stream;
    bool as_hall = false;
  };
  std::shared_ptr<const live::Subject> subject = std::make_shared<const live::Subject>();
  live::SocketRef ref;
  std::vector<Followed> streams;
  std::atomic<int> unanswered{0};
  std::shared_ptr<live::Pace> pace = std::make_shared<live::Pace>();
  std::shared_ptr<live::Pace> joins = std::make_shared<live::Pace>();
  std::string session;  // what the cookie says, whether or not there is such a session
  std::string device;
  std::atomic<bool> noted{false};  // that the session is used from it
  std::string address;
  std::string site;
  bool guest = false;  // counted in `guests_`

  auto find(const StreamName& stream) {
    return std::find_if(streams.begin(), streams.end(),
                        [&](const Followed& followed) { return followed.stream == stream; });
  }
};

Gateway::Gateway(live::Hub& hub, live::Hosts& hall, live::Identity& identity, const Clock& clock,
                 const Clock& steady, Meters& meters)
    : hub_(hub),
      hall_(hall),
      identity_(identity),
      clock_(clock),
      steady_(steady),
      meters_(meters) {}

void Gateway::on_upgrade(
    const net::HttpRequest& request, std::size_t /*shard*/,
    std::function<void(std::variant<net::Upgrade, net::HttpResponse>)> answer) {
  if (!same_origin(request)) {
    answer(problem("http.origin"));
    return;
  }
  if (!offers_subprotocol(request.header("sec-websocket-protocol"))) {
    answer(problem("http.subprotocol", {{"speaks", kSubprotocol}}));
    return;
  }
  auto state = std::make_shared<SocketState>();
  const auto token = cookie_value(request, kSessionCookie);
  if (!token.empty()) state->session = log::sha256_hex(token);
  state->address = net::line_of(request.remote);
  state->site = net::site_of(request.remote);
  state->device = device_of(request.header("user-agent"));
  answer(net::Upgrade{std::move(state), std::string(kSubprotocol)});
}

// Who it is is asked here and not at the upgrade, whose answer may have waited behind others; and
// after the socket can be found by whoever takes rights away meanwhile.
void Gateway::on_open(live::Outlet& socket, const std::shared_ptr<void>& who, std::size_t shard) {
  auto state = std::static_pointer_cast<SocketState>(who);
  state->ref = hub_.opened(shard, socket, state->session);
  bool admitted = true;
  if (!state->session.empty()) {
    admitted = enter_session(state);
    state->subject =
        std::make_shared<const live::Subject>(identity_.subject_of_session(state->session));
    if (state->subject->kind == live::SubjectKind::nobody) leave_session(state);
  }
  if (!admitted || !admit_guest(*state)) {
    meters_.refusal("limit.sockets");
    socket.close(live::CloseCode::policy, "too many connections");
    return;
  }
  socket.send(live::text_frame(codec::clock_frame(clock_.now())));
}

bool Gateway::enter_session(const std::shared_ptr<SocketState>& state) {
  const std::scoped_lock lock(open_mutex_);
  auto& open = sessions_[state->session];
  if (open.sockets.size() >= kSocketsPerSessionMax) return false;
  open.sockets.push_back(state);
  state->pace = open.pace;
  state->joins = open.joins;
  return true;
}

// The session itself stays until its pace is full again: coming back gives no new one.
void Gateway::leave_session(const std::shared_ptr<SocketState>& state) {
  const std::scoped_lock lock(open_mutex_);
  const auto open = sessions_.find(state->session);
  if (open != sessions_.end()) std::erase(open->second.sockets, state);
}

bool Gateway::admit_guest(SocketState& state) {
  const auto kind = state.subject->kind;
  if (kind != live::SubjectKind::nobody && kind != live::SubjectKind::observer) return true;
  state.guest = guests_.enter(state.address, state.site);
  return state.guest;
}

// Each join costs a whole view. Of guests, of whom there may be any number behind an address, those
// of one address are counted together too.
bool Gateway::may_join(SocketState& state) {
  const auto now = steady_.now();
  if (!state.joins->take(kJoinsOfASession, now)) return false;
  return !state.guest || guest_joins_.take(state.address, now);
}

void Gateway::on_message(live::Outlet& socket, const std::shared_ptr<void>& who,
                         std::string& message, bool text) {
  auto state = std::static_pointer_cast<SocketState>(who);
  if (!text) {
    socket.close(live::CloseCode::unsupported, "text frames only");
    return;
  }
  const bool within_rate = state->pace->take(kFramesOfASession, steady_.now());
  auto frame = codec::parse_client_frame(message);
  if (!within_rate && !std::holds_alternative<codec::DoFrame>(frame)) {
    meters_.refusal("limit.rate");
    socket.close(live::CloseCode::policy, "too many frames");
    return;
  }
  if (auto* command = std::get_if<codec::DoFrame>(&frame)) {
    submit(socket, state, std::move(*command), within_rate);
  } else if (const auto* joining = std::get_if<codec::JoinFrame>(&frame)) {
    join(socket, state, *joining);
  } else if (const auto* leaving = std::get_if<codec::LeaveFrame>(&frame)) {
    const auto followed = state->find(leaving->stream);
    if (followed != state->streams.end()) state->streams.erase(followed);
    hall_.leave(state->ref, leaving->stream);
  } else if (std::holds_alternative<codec::ClockFrame>(frame)) {
    // At once and from here: it tells a connection that is dead from a meeting that is slow.
    socket.send(live::text_frame(codec::clock_frame(clock_.now())));
  } else if (const auto* bad = std::get_if<codec::BadCommand>(&frame)) {
    meters_.refusal(to_string(bad->refusal.code));
    socket.send(live::text_frame(codec::refused_frame(bad->id, bad->refusal)));
  } else if (const auto* unreadable = std::get_if<codec::BadFrame>(&frame)) {
    socket.send(live::text_frame(codec::error_frame(unreadable->code, StreamName{})));
  }
}

void Gateway::join(live::Outlet& socket, const std::shared_ptr<SocketState>& state,
                   const codec::JoinFrame& frame) {
  if (!may_join(*state)) {
    meters_.refusal("limit.rate");
    socket.close(live::CloseCode::policy, "too many joins");
    return;
  }
  auto followed = state->find(frame.stream);
  if (followed == state->streams.end()) {
    if (state->streams.size() >= kStreamsPerSocketMax) {
      socket.close(live::CloseCode::policy, "too many streams on one connection");
      return;
    }
    followed = state->streams.insert(followed, {frame.stream, false});
  }
  followed->as_hall = frame.as_hall;
  hall_.join(state->ref, state->subject, frame.stream, {frame.as_hall, frame.since, frame.kind},
             refusing(state->ref, frame.stream));
}

std::function<void(std::string_view)> Gateway::refusing(live::SocketRef ref,
                                                        const StreamName& stream) {
  return [this, ref, stream](std::string_view code) {
    hub_.send(ref, live::text_frame(codec::error_frame(code, stream)));
  };
}

void Gateway::look_again() {
  std::map<std::string, std::vector<std::shared_ptr<SocketState>>> open;
  {
    const std::scoped_lock lock(open_mutex_);
    const auto now = steady_.now();
    std::erase_if(sessions_, [&](const auto& one) {
      return one.second.sockets.empty() && one.second.pace->is_full(now) &&
             one.second.joins->is_full(now);
    });
    for (const auto& [session, one] : sessions_) {
      if (!one.sockets.empty()) open[session] = one.sockets;
    }
  }
  for (const auto& [session, states] : open) {
    auto subject = std::make_shared<const live::Subject>(identity_.subject_of_session(session));
    if (subject->kind == live::SubjectKind::nobody) {
      hub_.close_session(session);
      continue;
    }
    for (const auto& state : states) {
      if (!state->noted.exchange(true)) identity_.note_use(session, state->device);
      hub_.strand(state->ref.shard).post([this, state, subject] { rejoin(*state, subject); });
    }
  }
}

void Gateway::rejoin(SocketState& state, std::shared_ptr<const live::Subject> subject) {
  if (*state.subject == *subject) return;
  state.subject = std::move(subject);
  for (const auto& followed : state.streams) {
    hall_.join(state.ref, state.subject, followed.stream, {followed.as_hall, std::nullopt, ""},
               refusing(state.ref, followed.stream));
  }
}

bool Gateway::is_within_quota(const live::Subject& subject, const codec::DoFrame& frame) {
  if (subject.kind != live::SubjectKind::resident) return true;
  const std::string type(type_name(frame.command));
  const auto kind = type.substr(0, type.find('.'));
  const auto key = subject.head.str() + " " + std::string(frame.stream.id()) + " " + kind;
  return households_.take(key, steady_.now());
}

void Gateway::submit(live::Outlet& socket, const std::shared_ptr<SocketState>& state,
                     codec::DoFrame frame, bool within_rate) {
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
  submission.over_rate = !within_rate || !is_within_quota(*state->subject, frame);
  submission.id = frame.id;
  submission.command = std::move(frame.command);
  submission.command_sha256 =
      log::sha256_hex(std::string(frame.stream.id()) + "\n" + frame.command_text);
  submission.reply = [this, state, id = frame.id](const live::Answer& answer) {
    --state->unanswered;
    if (const auto* refusal = std::get_if<domain::Refusal>(&answer)) {
      meters_.refusal(to_string(refusal->code));
    }
    hub_.send(state->ref, live::text_frame(answer_text(id, answer)));
  };
  hall_.submit(frame.stream, std::move(submission));
}

void Gateway::on_drained(live::Outlet& /*socket*/, const std::shared_ptr<void>& who) {
  hub_.drained(std::static_pointer_cast<SocketState>(who)->ref);
}

void Gateway::on_close(live::Outlet& /*socket*/, const std::shared_ptr<void>& who) {
  const auto state = std::static_pointer_cast<SocketState>(who);
  leave_session(state);
  if (state->guest) guests_.leave(state->address, state->site);
  hub_.closed(state->ref);
  for (const auto& followed : state->streams) hall_.leave(state->ref, followed.stream);
  state->streams.clear();
}

void Gateway::tick_clock(std::size_t shard) {
  hub_.send_to_all(shard, live::text_frame(codec::clock_frame(clock_.now())));
}

}  // namespace roundtable::http
