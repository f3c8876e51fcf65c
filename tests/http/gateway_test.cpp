// What a socket may do: who is behind it when it opens, how many sockets and frames a session has,
// and what becomes of what is too much.
#include "http/gateway.hpp"

#include <array>
#include <set>

#include "live/scene.hpp"
#include "log/hash_chain.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::http::test {
namespace {

using live::test::Scene;
using live::test::TestSocket;
using nlohmann::json;

constexpr const char* kHall = "203.0.113.7";

struct Door {
  Scene scene;
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  live::test::SteppedClock steady;
  live::Identity identity{*directory, scene.clock, steady, scene.randomness};
  Meters meters;
  Gateway gateway{*scene.hub, *scene.hall, identity, scene.clock, steady, meters};

  /// A session's token, as it stands in the cookie.
  std::string session(const std::string& kind, const std::string& actor) {
    const auto token = random_token(scene.randomness);
    const auto now = scene.clock.now();
    directory->add_session({log::sha256_hex(token), actor, kind, kind == "resident" ? actor : "",
                            scene.meeting.str(), now, now + kMicrosPerDay, std::nullopt});
    return token;
  }

  std::shared_ptr<void> upgrade(const std::string& token, const std::string& address = kHall) {
    net::HttpRequest request;
    request.remote = address;
    request.headers = {{"sec-websocket-protocol", "roundtable.v1"}};
    if (!token.empty()) request.headers.emplace_back("cookie", "rt_session=" + token);
    std::shared_ptr<void> who;
    gateway.on_upgrade(request, 0, [&](std::variant<net::Upgrade, net::HttpResponse> answer) {
      who = std::get<net::Upgrade>(answer).who;
    });
    return who;
  }

  std::shared_ptr<void> open(TestSocket& socket, const std::string& token,
                             const std::string& address = kHall) {
    auto who = upgrade(token, address);
    gateway.on_open(socket, who, 0);
    return who;
  }

  void say(TestSocket& socket, const std::shared_ptr<void>& who, const json& frame) {
    auto text = frame.dump();
    gateway.on_message(socket, who, text, true);
  }
  void join(TestSocket& socket, const std::shared_ptr<void>& who) {
    say(socket, who, {{"op", "join"}, {"meeting", scene.meeting.str()}});
  }

  /// The answer to a command, once it is there.
  json give(TestSocket& socket, const std::shared_ptr<void>& who, const std::string& id,
            const json& command) {
    say(socket, who,
        {{"op", "do"}, {"id", id}, {"meeting", scene.meeting.str()}, {"command", command}});
    json answer;
    scene.strand.run_until([&] {
      for (const auto& frame : socket.frames) {
        if (frame.value("id", "") == id) answer = frame;
      }
      return !answer.is_null();
    });
    socket.frames.clear();
    return answer;
  }
};

json cast(const BallotId& ballot, bool yes) {
  return {{"type", "ballot.cast"}, {"ballot", ballot.str()}, {"choice", yes ? "yes" : "no"}};
}

}  // namespace

TEST_CASE("who asks for the time is answered at once, whoever she is and while meetings wait") {
  Door door;
  TestSocket socket;
  const auto who = door.open(socket, "");
  socket.frames.clear();
  door.say(socket, who, {{"op", "clock"}});
  REQUIRE(socket.frames.size() == 1);
  CHECK(socket.frames.front() == json({{"op", "clock"}, {"now", door.scene.clock.now().micros}}));
}

TEST_CASE("a session that ended while its upgrade waited opens as nobody's") {
  Door door;
  door.scene.start_sitting();
  const auto token = door.session("resident", "head-1");
  TestSocket socket;
  const auto who = door.upgrade(token);
  door.identity.sign_out(token);
  door.gateway.on_open(socket, who, 0);
  const auto refused =
      door.give(socket, who, "c1", {{"type", "attendance.check_in"}, {"mode", "phone"}});
  CHECK(refused["code"] == "session.required");
  door.gateway.on_close(socket, who);
}

TEST_CASE("joins and commands that name a place are not held up by the lists") {
  Door door;
  door.scene.start_sitting();
  TestSocket socket;
  const auto who = door.open(socket, door.session("resident", "head-1"));
  const auto meeting = door.scene.meeting.str();
  door.say(socket, who, {{"op", "join"}, {"meeting", meeting}, {"after", 9'000}});
  door.say(socket, who,
           {{"op", "do"},
            {"id", "c1"},
            {"meeting", meeting},
            {"after", 9'000},
            {"command", {{"type", "attendance.check_in"}, {"mode", "phone"}}}});
  std::set<std::string> heard;
  door.scene.strand.run_until([&] {
    for (const auto& frame : socket.frames) {
      heard.insert(frame.value("id", "") == "c1" ? "answer" : frame.value("op", ""));
    }
    return heard.contains("snapshot") && heard.contains("answer");
  });
  CHECK(heard.contains("snapshot"));
  CHECK(heard.contains("answer"));
  door.gateway.on_close(socket, who);
}

TEST_CASE("a session that ends by itself is closed with 4001 when rights are looked at again") {
  Door door;
  TestSocket socket;
  const auto who = door.open(socket, door.session("resident", "head-1"));
  door.gateway.look_again();
  door.scene.run_ready();
  CHECK_FALSE(socket.closed.has_value());
  door.scene.clock.forward(kMicrosPerDay);
  door.gateway.look_again();
  door.scene.run_ready();
  CHECK(socket.closed == live::CloseCode::signed_out);
  door.gateway.on_close(socket, who);
}

TEST_CASE("a new password closes what was open under the old one") {
  Door door;
  const auto added = door.identity.add_account("chen", "a long enough password", "");
  const auto account = std::get<std::string>(added);
  TestSocket socket;
  const auto who = door.open(socket, door.session("staff", account));
  REQUIRE_FALSE(door.identity.set_password(account, "another long password"));
  door.gateway.look_again();
  door.scene.run_ready();
  CHECK(socket.closed == live::CloseCode::signed_out);
  door.gateway.on_close(socket, who);
}

TEST_CASE("a session has so many sockets, and those of others are not its own") {
  Door door;
  const auto token = door.session("resident", "head-1");
  std::deque<TestSocket> sockets(kSocketsPerSessionMax);
  std::vector<std::shared_ptr<void>> open;
  for (auto& socket : sockets) {
    open.push_back(door.open(socket, token));
    CHECK_FALSE(socket.closed.has_value());
  }
  TestSocket over;
  const auto over_who = door.open(over, token);
  CHECK(over.closed == live::CloseCode::policy);
  door.gateway.on_close(over, over_who);
  TestSocket other;
  const auto other_who = door.open(other, door.session("resident", "head-2"));
  CHECK_FALSE(other.closed.has_value());
  door.gateway.on_close(other, other_who);

  door.gateway.on_close(sockets.front(), open.front());
  TestSocket next;
  const auto next_who = door.open(next, token);
  CHECK_FALSE(next.closed.has_value());
  door.gateway.on_close(next, next_who);
  for (std::size_t i = 1; i < sockets.size(); ++i) door.gateway.on_close(sockets[i], open[i]);
}

TEST_CASE("guests of one address take so many sockets; households behind it still come in") {
  Door door;
  std::deque<TestSocket> sockets(kGuestSocketsPerAddressMax);
  std::vector<std::shared_ptr<void>> open;
  for (auto& socket : sockets) open.push_back(door.open(socket, ""));
  CHECK_FALSE(sockets.back().closed.has_value());
  TestSocket over;
  const auto over_who = door.open(over, "");
  CHECK(over.closed == live::CloseCode::policy);
  door.gateway.on_close(over, over_who);
  TestSocket household;
  const auto household_who = door.open(household, door.session("resident", "head-1"));
  CHECK_FALSE(household.closed.has_value());
  door.gateway.on_close(household, household_who);
  TestSocket elsewhere;
  const auto elsewhere_who = door.open(elsewhere, "", "198.51.100.1");
  CHECK_FALSE(elsewhere.closed.has_value());
  door.gateway.on_close(elsewhere, elsewhere_who);
  for (std::size_t i = 0; i < sockets.size(); ++i) door.gateway.on_close(sockets[i], open[i]);
  TestSocket again;
  const auto again_who = door.open(again, "");
  CHECK_FALSE(again.closed.has_value());
  door.gateway.on_close(again, again_who);
}

TEST_CASE(
    "who changes a vote without end is refused, whatever the devices and however often anew") {
  Door door;
  const auto ballot = door.scene.open_ballot(door.scene.start_sitting());
  const std::array tokens = {door.session("resident", "head-1"),
                             door.session("resident", "head-1")};
  int done = 0;
  for (std::size_t round = 0; round < 4; ++round) {
    TestSocket socket;
    const auto who = door.open(socket, tokens[round % 2]);
    for (int i = 0; i < 25; ++i) {
      const auto id = "c" + std::to_string(round) + "-" + std::to_string(i);
      const auto answer = door.give(socket, who, id, cast(ballot, i % 2 == 0));
      if (answer["op"] == "done") {
        ++done;
      } else {
        CHECK(answer["code"] == "limit.rate");
      }
    }
    door.gateway.on_close(socket, who);
    door.gateway.look_again();
  }
  CHECK(done == kOfAKindByAHousehold.at_once);

  // Another household is not held back, and neither is this one a little later.
  TestSocket socket;
  const auto other = door.open(socket, door.session("resident", "head-2"));
  CHECK(door.give(socket, other, "c1", cast(ballot, true))["op"] == "done");
  door.gateway.on_close(socket, other);
  const auto who = door.open(socket, tokens[0]);
  const json check_in = {{"type", "attendance.check_in"}, {"mode", "phone"}};
  CHECK(door.give(socket, who, "here", check_in)["op"] == "done");  // of another kind
  door.steady.forward(kOfAKindByAHousehold.then_every_us);
  CHECK(door.give(socket, who, "later", cast(ballot, true))["op"] == "done");
  door.gateway.on_close(socket, who);
}

TEST_CASE("what was recorded is never called refused, however fast it is sent again") {
  Door door;
  const auto ballot = door.scene.open_ballot(door.scene.start_sitting());
  TestSocket socket;
  const auto who = door.open(socket, door.session("resident", "head-1"));
  REQUIRE(door.give(socket, who, "first", cast(ballot, true))["op"] == "done");
  for (int i = 0; i < 2 * kFramesOfASession.at_once; ++i) {
    const auto answer = door.give(socket, who, "first", cast(ballot, true));
    REQUIRE(answer["op"] == "done");
  }
  CHECK(door.give(socket, who, "second", cast(ballot, false))["code"] == "limit.rate");
  door.gateway.on_close(socket, who);
}

TEST_CASE("who joins without end is closed, not served snapshots") {
  Door door;
  door.scene.start_sitting();
  TestSocket socket;
  const auto who = door.open(socket, "");
  for (int i = 0; i < 1'000 && !socket.closed; ++i) door.join(socket, who);
  CHECK(socket.closed == live::CloseCode::policy);
  door.scene.run_ready();
  const auto snapshots = std::count_if(socket.frames.begin(), socket.frames.end(),
                                       [](const json& frame) { return frame["op"] == "snapshot"; });
  CHECK(snapshots <= kJoinsOfASession.at_once);
  door.gateway.on_close(socket, who);
}

TEST_CASE("guests of one address who join in a loop are closed, and a household is not") {
  Door door;
  door.scene.start_sitting();
  const auto joins = [&](TestSocket& socket, const std::shared_ptr<void>& who, int most) {
    int count = 0;
    while (count < most && !socket.closed) {
      socket.frames.clear();
      door.join(socket, who);
      door.scene.run_ready();
      if (!socket.closed) ++count;
    }
    door.gateway.on_close(socket, who);
    return count;
  };
  std::int64_t shown = 0;
  for (int guest = 0; guest < 60; ++guest) {
    TestSocket socket;
    const auto who = door.open(socket, "");
    shown += joins(socket, who, 1'000);
  }
  CHECK(shown == kGuestJoinsOfAnAddress.at_once);
  TestSocket household;
  const auto who = door.open(household, door.session("resident", "head-1"));
  CHECK(joins(household, who, 10) == 10);
  TestSocket elsewhere;
  const auto other = door.open(elsewhere, "", "198.51.100.1");
  CHECK(joins(elsewhere, other, 2) == 2);
}

TEST_CASE(
    "three hundred phones of a hall follow what they follow and come back in the same minute") {
  Door door;
  door.scene.start_sitting();
  for (int wave = 0; wave < 2; ++wave) {
    for (int phone = 0; phone < 300; ++phone) {
      TestSocket socket;
      const auto who = door.open(socket, "");
      door.join(socket, who);
      door.say(socket, who, {{"op", "join"}, {"issue", "none"}});
      door.scene.run_ready();
      CHECK_FALSE(socket.closed);
      door.gateway.on_close(socket, who);
    }
    door.steady.forward(30 * kMicrosPerSecond);
  }
}

TEST_CASE("the device of a socket is noted when rights are looked at, once, and by no page") {
  Door door;
  const auto token = door.session("resident", "head-1");
  TestSocket socket;
  const auto who = door.open(socket, token);
  const auto used = [&] { return door.directory->session(log::sha256_hex(token))->used_at; };
  CHECK_FALSE(used());
  door.gateway.look_again();
  const auto first = used();
  REQUIRE(first);
  door.scene.clock.forward(600 * kMicrosPerSecond);
  door.gateway.look_again();
  CHECK(used() == first);
  door.gateway.on_close(socket, who);
}

}  // namespace roundtable::http::test
