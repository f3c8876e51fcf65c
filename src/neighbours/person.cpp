#include "neighbours/person.hpp"

#include <algorithm>
#include <limits>

#include "base/time.hpp"
#include "neighbours/facilitator.hpp"
#include "neighbours/wire.hpp"

namespace roundtable::neighbours {
namespace {

using nlohmann::json;

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kPatience = 60 * kMicrosPerSecond;    // for an answer before trying anew
constexpr std::int64_t kResendAfter = 2 * kMicrosPerSecond;  // an unknown outcome
constexpr std::int64_t kWindow = 120 * kMicrosPerSecond;
constexpr std::uint64_t kWindowsMax = 100;
constexpr std::uint16_t kSessionEnded = 4001;
constexpr std::size_t kFramesAtOnce = 2;  // fewer than SharedViews remembers

/// Refusals that speak of the moment and not of the command.
bool will_pass(const std::string& code) {
  return code == "limit.rate" || code == "server.busy" || code == "log.unavailable";
}

}  // namespace

Person::Person(Surroundings& around, SharedViews& views, std::string meeting, Part part,
               WayIn way_in, Dice dice, std::uint64_t tag, std::int64_t now_us)
    : around_(around),
      views_(views),
      meeting_(std::move(meeting)),
      part_(part),
      way_in_(std::move(way_in)),
      self_{dice, 0, around.talks_permille},
      tag_(tag),
      diary_(around.pace) {
  const auto latest = part == Part::facilitator ? around.arrive_ms / 20 : around.arrive_ms;
  until_us_ = now_us + around.pace.of(dice.between("arrive", 0, latest) * kMicrosPerMilli);
  wake_us_ = until_us_;
}

// Coming in.

void Person::connect(std::int64_t now_us) {
  began_us_ = now_us;
  in_.clear();
  until_us_ = now_us + kPatience;
  if (!line_.open(around_.server, around_.epoll, tag_)) return not_reached(now_us);
  if (way_in_.cookie.empty()) {
    ask_to_join();
  } else {
    upgrade();
  }
}

void Person::not_reached(std::int64_t now_us) {
  if (around_.unreachable_us == 0) around_.unreachable_us = now_us;
  ++around_.tally->lost;
  ++attempts_;
  come_back(now_us,
            self_.dice.between("again " + std::to_string(attempts_), 300, 2'500) * kMicrosPerMilli);
}

void Person::ask_to_join() {
  state_ = State::joining;
  // The same key all the time: the answer may have been lost.
  line_.send(post_request(around_.server.text(), "/api/v1/join",
                          around_.run + "-join-" + std::to_string(tag_),
                          json{{"token", way_in_.token}}.dump()));
}

void Person::upgrade() {
  state_ = State::upgrading;
  line_.send(upgrade_request(around_.server.text(), "roundtable.v1", way_in_.cookie));
}

void Person::ask_to_follow() {
  state_ = State::asking;
  json join = {{"op", "join"}, {"meeting", meeting_}};
  comes_back_ = view_ != nullptr;
  if (comes_back_) {
    join["since"] = view_->seq;
    join["kind"] = text_at(me_, {"kind"});
  }
  line_.send(client_frame(Opcode::text, join.dump()));
}

void Person::come_back(std::int64_t now_us, std::int64_t away_us) {
  line_.drop();
  state_ = State::away;
  until_us_ = now_us + away_us;
  look_us_ = 0;
}

void Person::lose(std::int64_t now_us, std::int64_t away_us) {
  if (!line_.is_open()) return;
  ++around_.tally->lost;
  come_back(now_us, away_us);
  plan_waking(now_us);
}

void Person::leave() {
  line_.drop();
  state_ = State::gone;
  view_.reset();
  wake_us_ = kNever;
}

// What comes over the line.

void Person::on_line(std::int64_t now_us) {
  if (!line_.is_open()) return;
  const bool open = line_.pump(in_);
  if (!in_.empty()) around_.unreachable_us = 0;
  read(now_us, open ? kFramesAtOnce : std::numeric_limits<std::size_t>::max());
  if (!open && line_.is_open()) not_reached(now_us);
  plan_waking(now_us);
}

void Person::read_on(std::int64_t now_us) {
  if (!unread_) return;
  read(now_us, kFramesAtOnce);
  plan_waking(now_us);
}

// People of a meeting read in turn, a frame or two each: who reads all at once is soon further than
// the others' shared views are kept, and each works out anew what one has worked out.
void Person::read(std::int64_t now_us, std::size_t frames_max) {
  std::size_t frames = 0;
  while (line_.is_open() && frames++ < frames_max) {
    const bool http = state_ == State::joining || state_ == State::upgrading;
    if (!(http ? read_answer(now_us) : read_frame(now_us))) break;
  }
  unread_ = line_.is_open() && frames > frames_max;
  if (in_.empty()) in_.shrink_to_fit();
}

bool Person::read_answer(std::int64_t now_us) {
  const auto answer = first_answer(in_);
  if (!answer) return false;
  in_.erase(0, answer->size);
  if (state_ == State::joining) {
    take_join(answer->status, answer->body, answer->session, now_us);
  } else if (answer->status == 101) {
    ask_to_follow();
  } else {
    ++around_.tally->kept_out["upgrade " + std::to_string(answer->status)];
    come_back(now_us, 5 * kMicrosPerSecond);
  }
  return true;
}

void Person::take_join(int status, const std::string& body, const std::string& session,
                       std::int64_t now_us) {
  if (status == 200 && !session.empty()) {
    way_in_.cookie = session;
    return upgrade();
  }
  const auto problem = json::parse(body, nullptr, false);
  const auto code = text_at(problem, {"code"});
  ++around_.tally->kept_out[code.empty() ? std::to_string(status) : code];
  const bool passing = status == 429 || status == 503;
  if (!passing) return leave();
  ++attempts_;
  come_back(now_us, self_.dice.between("join " + std::to_string(attempts_), 2'000, 6'000) *
                        kMicrosPerMilli);
}

bool Person::read_frame(std::int64_t now_us) {
  const auto frame = first_frame(in_);
  if (!frame) return false;
  if (frame->opcode == Opcode::text) {
    take(frame->payload, now_us);
  } else if (frame->opcode == Opcode::ping) {
    line_.send(client_frame(Opcode::pong, frame->payload));
  } else if (frame->opcode == Opcode::close) {
    const auto code = close_code(frame->payload);
    ++around_.tally->closed[std::to_string(code)];
    if (code == kSessionEnded) {
      if (way_in_.token.empty()) {
        leave();
        return false;
      }
      way_in_.cookie.clear();
    }
    line_.send(client_frame(Opcode::close, frame->payload));
    ++attempts_;
    lose(now_us,
         self_.dice.between("again " + std::to_string(attempts_), 1'000, 4'000) * kMicrosPerMilli);
    return false;
  }
  if (line_.is_open()) in_.erase(0, frame->size);
  return true;
}

void Person::take(std::string_view bytes, std::int64_t now_us) {
  if (take_known_patch(bytes, now_us)) return;
  // Labels are asked for until the own one is known; the rest of these frames is for screens.
  if (bytes.starts_with(R"({"op":"live")") && (self_.floor != 0 || !view_)) return;
  const auto frame = json::parse(bytes, nullptr, false);
  const auto op = text_at(frame, {"op"});
  if (op == "snapshot" || op == "patch") {
    take_view(frame, bytes, now_us);
  } else if (op == "done" || op == "refused" || op == "unknown") {
    take_outcome(frame, now_us);
  } else if (op == "live") {
    take_labels(frame);
  } else if (op != "clock") {
    ++around_.tally->errors[op == "error" ? text_at(frame, {"code"}) : "no such op: " + op];
  }
}

/// A patch that somebody else of this meeting has read before, byte for byte, from the same view.
bool Person::take_known_patch(std::string_view bytes, std::int64_t now_us) {
  if (!view_ || !bytes.starts_with(R"({"op":"patch")")) return false;
  const auto after = views_.recall(view_, bytes);
  // One that holds the own part is nobody else's.
  if (!after || bytes.find(R"(,"me":{)") != std::string_view::npos) return false;
  view_ = after;
  view_came(true, now_us);
  return true;
}

void Person::take_view(const json& frame, std::string_view bytes, std::int64_t now_us) {
  const bool by_patch = frame.contains("patch");
  if (by_patch && !view_) {
    ++around_.tally->errors["a patch without a view"];
    return;
  }
  const auto seq = frame.value("seq", std::uint64_t{0});
  if (by_patch) {
    view_ = views_.patched(view_, seq, frame.at("patch"), bytes);
  } else {
    const bool first = !view_;
    view_ = views_.snapshot(seq, frame.at("view"));
    if (first) ++around_.tally->arrived;
  }
  if (frame.contains("me")) me_ = frame.at("me");
  view_came(by_patch, now_us);
}

void Person::view_came(bool by_patch, std::int64_t now_us) {
  ++(by_patch ? around_.tally->patches : around_.tally->snapshots);
  if (state_ == State::asking) {
    state_ = State::following;
    loss_us_ = next_loss_us(now_us);
    if (comes_back_) {
      ++(by_patch ? around_.tally->resumed_by_patch : around_.tally->resumed_by_snapshot);
      around_.tally->resume_us.push_back(static_cast<std::uint32_t>(now_us - began_us_));
    }
    if (pending_) {
      pending_->sent_again = true;
      send_command();
    }
  }
  if (!around_.acts || look_us_ != 0) return;
  // Nobody looks up at once.
  const auto moment = self_.dice.between("look " + std::to_string(view_->seq), 200, 1'200);
  look_us_ = now_us + around_.pace.of(moment * kMicrosPerMilli);
}

void Person::take_labels(const json& frame) {
  for (const auto& [unit, is] : part(me_, {"seat", "units"}).items()) {
    const auto label = text_at(frame, {"labels", unit});
    if (!label.empty()) self_.floor = floor_of(label);
  }
}

void Person::take_outcome(const json& frame, std::int64_t now_us) {
  if (!pending_ || text_at(frame, {"id"}) != pending_->id) return;
  const auto op = text_at(frame, {"op"});
  if (op == "unknown") {
    ++around_.tally->unknown;
    pending_->sent_again = true;
    pending_->resend_us = now_us + kResendAfter;
    return;
  }
  // What waited for a connection says nothing of the server.
  if (!pending_->sent_again) {
    around_.tally->answer_us.push_back(static_cast<std::uint32_t>(now_us - pending_->sent_us));
  }
  if (op == "done") {
    ++around_.tally->done;
    ++around_.tally->by_type[text_at(pending_->wish.command, {"type"})];
  } else {
    const auto code = text_at(frame, {"code"});
    ++around_.tally->refused[code];
    if (will_pass(code)) diary_.again(pending_->wish, now_us / kMicrosPerMilli + 3'000);
  }
  pending_.reset();
  free_us_ = now_us + around_.pace.of(1'200 * kMicrosPerMilli);
  look_us_ = free_us_;
}

// What it does of its own.

void Person::on_time(std::int64_t now_us) {
  if (state_ == State::gone) return;
  if (state_ == State::away) {
    if (now_us >= until_us_) connect(now_us);
  } else if (state_ != State::following) {
    if (now_us >= until_us_) lose(now_us, kMicrosPerSecond);
  } else if (bye_us_ != 0 && now_us >= bye_us_ && !pending_) {
    line_.send(client_frame(Opcode::close, "\x03\xE8"));  // 1000
    return leave();
  } else if (now_us >= loss_us_) {
    const auto away = self_.dice.between("away " + std::to_string(windows_), 2'000, 20'000);
    lose(now_us, around_.pace.of(away * kMicrosPerMilli));
  } else {
    if (look_us_ != 0 && now_us >= look_us_) look(now_us);
    act(now_us);
  }
  plan_waking(now_us);
}

void Person::look(std::int64_t now_us) {
  look_us_ = 0;
  const Seen seen{view_->document, me_};
  diary_.look(part_ == Part::facilitator ? facilitator_wishes(self_.dice, seen)
                                         : wishes_of(self_, *around_.words, seen),
              now_us / kMicrosPerMilli);
  if (bye_us_ == 0 && wants_to_leave()) {
    bye_us_ = now_us + around_.pace.of(self_.dice.between("bye", 3'000, 40'000) * kMicrosPerMilli);
  }
}

/// Residents go when the meeting is over; the facilitator stays for the minutes.
bool Person::wants_to_leave() const {
  if (part_ == Part::facilitator) return is_finished(view_->document);
  const auto phase = text_at(view_->document, {"meeting", "phase"});
  return phase == "closed" || phase == "cancelled";
}

void Person::act(std::int64_t now_us) {
  if (pending_) {
    if (pending_->resend_us && now_us >= *pending_->resend_us) send_command();
    return;
  }
  if (now_us < free_us_) return;
  auto wish = diary_.take_due(now_us / kMicrosPerMilli);
  if (!wish) return;
  ++commands_;
  ++around_.tally->commands;
  pending_ = Pending{std::move(*wish),
                     around_.run + "-" + std::to_string(tag_) + "-" + std::to_string(commands_),
                     now_us,
                     false,
                     {}};
  send_command();
}

void Person::send_command() {
  pending_->resend_us.reset();
  const json frame = {{"op", "do"},
                      {"id", pending_->id},
                      {"meeting", meeting_},
                      {"command", pending_->wish.command}};
  line_.send(client_frame(Opcode::text, frame.dump()));
}

std::int64_t Person::next_loss_us(std::int64_t now_us) {
  for (std::int64_t ahead = 0; windows_ < kWindowsMax; ++ahead) {
    const auto window = "window " + std::to_string(++windows_);
    if (!self_.dice.permille(window, around_.loses_permille)) continue;
    const auto within = self_.dice.between("in " + window, 0, kWindow);
    return now_us + around_.pace.of(ahead * kWindow + within);
  }
  return kNever;
}

void Person::plan_waking(std::int64_t now_us) {
  if (state_ == State::gone) return;
  if (state_ != State::following) {
    wake_us_ = until_us_;
    return;
  }
  wake_us_ = loss_us_;
  const auto at = [&](std::int64_t us) { wake_us_ = std::min(wake_us_, us); };
  if (look_us_ != 0) at(look_us_);
  if (bye_us_ != 0) at(pending_ ? now_us + kMicrosPerSecond : bye_us_);
  if (pending_) {
    if (pending_->resend_us) at(*pending_->resend_us);
    return;
  }
  if (const auto next = diary_.next_ms()) at(std::max(*next * kMicrosPerMilli, free_us_));
}

}  // namespace roundtable::neighbours
