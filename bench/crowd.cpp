#include "crowd.hpp"

#include "scene.hpp"

namespace roundtable::bench {
namespace {

constexpr int kQuietMs = 500;

Handshake signed_in(const std::string& token) {
  return {"roundtable.v1", "rt_session=" + token};
}

void join_all(LoadClient& client, std::size_t count) {
  std::size_t snapshots = 0;
  client.on_frame([&](std::size_t, std::string_view frame) {
    if (is_op(frame, "snapshot")) ++snapshots;
  });
  for (std::size_t i = 0; i < count; ++i) {
    client.open(signed_in(token_of(i)));
    client.send_text(i, std::string(R"({"op":"join","meeting":")") + kMeetingName + "\"}");
    client.read_for(0);
  }
  client.need([&] { return snapshots == count; });
  client.read_for(kQuietMs);  // labels and presence, which end the joining
  client.on_frame({});
}

}  // namespace

void gather(LoadClient& client, std::size_t count, Kind kind, Lines& lines) {
  if (kind == Kind::residents) {
    join_all(client, count);
  } else {
    for (std::size_t i = 0; i < count; ++i) {
      if (kind == Kind::bare) client.open_bare();
      if (kind == Kind::websocket) client.open({});
    }
  }
  lines.say("ready");
  lines.need();
}

void open_chair(LoadClient& client) {
  client.open(signed_in(kChairToken));
}

void Collected::await(std::size_t count) {
  client_.need([&] { return delays_.count() >= count; });
  ended_us_ = monotonic_us();
}

void Collected::report(Lines& lines) const {
  lines.say(CrowdReport{delays_.count(), bytes_, ended_us_ - began_us_, delays_.percentiles(), 0, 0}
                .line());
  lines.wait_for_end();
}

std::string command_text(const std::string& id, const std::string& type,
                         const std::string& members) {
  return R"({"op":"do","id":")" + id + R"(","meeting":")" + kMeetingName +
         R"(","command":{"type":")" + type + "\"," + members + "}}";
}

std::string cast_text(const std::string& id, const std::string& ballot, bool yes) {
  return command_text(id, "ballot.cast",
                      R"("ballot":")" + ballot + R"(","choice":")" + (yes ? "yes" : "no") + "\"");
}

}  // namespace roundtable::bench
