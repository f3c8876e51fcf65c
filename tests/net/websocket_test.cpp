// RFC 6455 at the level of bytes.
#include <catch2/catch.hpp>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>

#include "raw_client.hpp"
#include "test_server.hpp"

namespace roundtable::net::test {
namespace {

struct Talk {
  explicit Talk(ServerOptions options = {}) : server(std::move(options)) {
    server.start();
    client = std::make_unique<RawClient>(server.port());
    REQUIRE(client->upgrade().status == 101);
  }
  RawClient* operator->() { return client.get(); }

  /// The server fails the connection with this code, and ends it.
  void fails_with(unsigned code) {
    const RawFrame frame = client->read_frame();
    CHECK(frame.opcode == kClose);
    CHECK(frame.close_code() == code);
    CHECK(client->ends());
  }
  void echoes(const std::string& payload, unsigned opcode = kText) {
    const RawFrame frame = client->read_frame();
    CHECK(frame.fin);
    CHECK(frame.opcode == opcode);
    CHECK((frame.payload == payload));
  }

  TestServer server;
  std::unique_ptr<RawClient> client;
};

}  // namespace

TEST_CASE("the handshake answers with the accept value of RFC 6455") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  RawResponse answer = client.upgrade();
  CHECK(answer.status == 101);
  CHECK(answer.headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  CHECK(answer.headers["upgrade"] == "websocket");
  CHECK(answer.headers["connection"] == "Upgrade");
  CHECK(answer.headers.count("server") == 0);
  CHECK(answer.headers.count("sec-websocket-protocol") == 0);
  CHECK(answer.headers.count("sec-websocket-extensions") == 0);
}

TEST_CASE("frames that come with the upgrade request are not lost") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  std::string early = client_frame(kText, "early") + client_frame(kPing, "p");
  client.write(
      "GET /ws HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive, Upgrade\r\n"
      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n" +
      early);
  CHECK(client.read_response().status == 101);
  CHECK(client.read_frame().payload == "early");
  CHECK(client.read_frame().opcode == kPong);
}

TEST_CASE("text and binary messages of every length form come back as they were") {
  ServerOptions options;
  options.message_bytes_max = 200'000;
  Talk talk(options);
  for (const std::size_t size : {0U, 1U, 125U, 126U, 127U, 65'535U, 65'536U, 200'000U}) {
    const std::string payload(size, 'a');
    talk->write(client_frame(kText, payload));
    talk.echoes(payload, kText);
    const std::string bytes(size, '\xFF');
    talk->write(client_frame(kBinary, bytes));
    talk.echoes(bytes, kBinary);
  }
}

TEST_CASE("a ping is answered with its payload") {
  Talk talk;
  talk->write(client_frame(kPing, std::string(125, '\xFE')));
  const RawFrame pong = talk->read_frame();
  CHECK(pong.opcode == kPong);
  CHECK(pong.payload == std::string(125, '\xFE'));
}

TEST_CASE("an unasked pong is ignored") {
  Talk talk;
  talk->write(client_frame(kPong, "unasked") + client_frame(kText, "after"));
  talk.echoes("after");
}

TEST_CASE("a ping between two fragments is answered before the message") {
  Talk talk;
  talk->write(client_frame(kText, "one ", false));
  talk->write(client_frame(kPing, "now"));
  talk->write(client_frame(kContinuation, "", false));
  talk->write(client_frame(kContinuation, "message", true));
  const RawFrame pong = talk->read_frame();
  CHECK(pong.opcode == kPong);
  CHECK(pong.payload == "now");
  talk.echoes("one message");
}

TEST_CASE("a code point may be cut by fragments") {
  Talk talk;
  const std::string text = "议题 κόσμε 🏠";
  for (std::size_t i = 0; i < text.size(); ++i) {
    talk->write(
        client_frame(i == 0 ? kText : kContinuation, text.substr(i, 1), i + 1 == text.size()));
  }
  talk.echoes(text);
}

TEST_CASE("every byte may come alone") {
  Talk talk;
  const std::string payload(300, 'x');
  talk->write_byte_by_byte(client_frame(kText, payload, false) + client_frame(kPing, "") +
                           client_frame(kContinuation, "y", true));
  CHECK(talk->read_frame().opcode == kPong);
  talk.echoes(payload + "y");
}

TEST_CASE("many messages in one write come back in order") {
  Talk talk;
  std::string all;
  for (int i = 0; i < 500; ++i) all += client_frame(kText, std::to_string(i));
  talk->write(all);
  for (int i = 0; i < 500; ++i) talk.echoes(std::to_string(i));
}

TEST_CASE("a large message in many fragments comes back as one frame") {
  ServerOptions options;
  options.message_bytes_max = 4 * 1024 * 1024;
  options.outbox_bytes_hard = 16 * 1024 * 1024;
  Talk talk(options);
  std::string payload(2 * 1024 * 1024, '\0');
  std::iota(payload.begin(), payload.end(), '\0');
  std::string wire;
  constexpr std::size_t kFragment = 1000;
  for (std::size_t at = 0; at < payload.size(); at += kFragment) {
    wire += client_frame(at == 0 ? kBinary : kContinuation, payload.substr(at, kFragment),
                         at + kFragment >= payload.size());
  }
  talk->write(wire);
  talk.echoes(payload, kBinary);
}

TEST_CASE("invalid UTF-8 is closed with 1007") {
  Talk talk;
  const std::string text = GENERATE(as<std::string>{}, "\xC3\x28", "\xC0\xAF", "\xED\xA0\x80",
                                    "\xF4\x90\x80\x80", "\xFF", "ok\x80", "\xE4\xBD");
  talk->write(client_frame(kText, text));
  talk.fails_with(1007);
}

TEST_CASE("invalid UTF-8 is closed before its message has ended") {
  Talk talk;
  talk->write(client_frame(kText, "fine so far", false));
  talk->write(client_frame(kContinuation, "\xF4\x90", false));
  talk.fails_with(1007);
}

TEST_CASE("a text that ends within a code point is closed with 1007, also by an empty fragment") {
  Talk talk;
  talk->write(client_frame(kText, "\xE4\xBD", false) + client_frame(kContinuation, "", true));
  talk.fails_with(1007);
}

TEST_CASE("binary messages may hold anything") {
  Talk talk;
  talk->write(client_frame(kBinary, "\xC3\x28"));
  talk.echoes("\xC3\x28", kBinary);
}

TEST_CASE("reserved opcodes are closed with 1002") {
  Talk talk;
  const unsigned opcode = GENERATE(0x3U, 0x4U, 0x5U, 0x6U, 0x7U, 0xBU, 0xCU, 0xDU, 0xEU, 0xFU);
  talk->write(client_frame(opcode, "x"));
  talk.fails_with(1002);
}

TEST_CASE("reserved bits are closed with 1002") {
  Talk talk;
  const unsigned rsv = GENERATE(1U, 2U, 3U, 4U, 7U);
  const unsigned opcode = GENERATE(kText, kPing, kClose);
  talk->write(client_frame(opcode, "", true, true, rsv));
  talk.fails_with(1002);
}

TEST_CASE("an unmasked frame of a client is closed with 1002") {
  Talk talk;
  talk->write(client_frame(kText, "bare", true, false));
  talk.fails_with(1002);
}

TEST_CASE("control frames that are long or in pieces are closed with 1002") {
  Talk talk;
  const bool fragmented = GENERATE(true, false);
  talk->write(fragmented ? client_frame(kPing, "x", false)
                         : client_frame(kPing, std::string(126, 'x')));
  talk.fails_with(1002);
}

TEST_CASE("fragments out of order are closed with 1002") {
  Talk talk;
  const bool lone = GENERATE(true, false);
  talk->write(lone ? client_frame(kContinuation, "x", true)
                   : client_frame(kText, "a", false) + client_frame(kText, "b", true));
  talk.fails_with(1002);
}

TEST_CASE("a message that is too large is closed with 1009, whole or in fragments") {
  ServerOptions options;
  options.message_bytes_max = 1000;
  Talk talk(options);
  const bool whole = GENERATE(true, false);
  if (whole) {
    talk->write(client_frame(kText, std::string(1001, 'x')));
  } else {
    talk->write(client_frame(kText, std::string(600, 'x'), false) +
                client_frame(kContinuation, std::string(600, 'x'), true));
  }
  talk.fails_with(1009);
}

TEST_CASE("a message of exactly the largest size passes, also with an empty last fragment") {
  ServerOptions options;
  options.message_bytes_max = 1000;
  Talk talk(options);
  const std::string payload(1000, 'x');
  talk->write(client_frame(kText, payload));
  talk.echoes(payload);
  talk->write(client_frame(kText, payload, false) + client_frame(kContinuation, "", true));
  talk.echoes(payload);
}

TEST_CASE("a refused message that is still being sent does not turn the close into a reset") {
  ServerOptions options;
  options.message_bytes_max = 1000;
  Talk talk(options);
  talk->write(client_frame(kBinary, std::string(3'000'000, 'x')));
  talk.fails_with(1009);
}

TEST_CASE("a close is echoed with its code, and the server ends the connection") {
  Talk talk;
  const unsigned code = GENERATE(1000U, 1001U, 1003U, 1007U, 1011U, 3000U, 3999U, 4000U, 4999U);
  talk->write(client_frame(kClose, close_payload(code, "再见")));
  talk.fails_with(code);
}

TEST_CASE("an empty close is answered") {
  Talk talk;
  talk->write(client_frame(kClose, ""));
  CHECK(talk->read_frame().opcode == kClose);
  CHECK(talk->ends());
}

TEST_CASE("close codes nobody may send are closed with 1002") {
  Talk talk;
  const unsigned code = GENERATE(0U, 1U, 999U, 1004U, 1005U, 1006U, 1015U, 1016U, 1100U, 2000U,
                                 2999U, 5000U, 65'535U);
  talk->write(client_frame(kClose, close_payload(code)));
  talk.fails_with(1002);
}

TEST_CASE("malformed close payloads are closed with 1002") {
  Talk talk;
  const std::string payload =
      GENERATE(as<std::string>{}, std::string("\x03"), close_payload(1000, "\xFF\xFE"));
  talk->write(client_frame(kClose, payload));
  talk.fails_with(1002);
}

TEST_CASE("nothing is sent after the answer to a close") {
  Talk talk;
  talk->write(client_frame(kText, "last") + client_frame(kClose, close_payload(1000)) +
              client_frame(kPing, "late") + client_frame(kText, "late"));
  talk.echoes("last");
  talk.fails_with(1000);
}

TEST_CASE("what was sent before a close still arrives, and nothing after it") {
  TestServer server;
  server.message = [](live::Outlet& socket, std::string&, bool) {
    socket.send(live::text_frame("before"));
    socket.close(live::CloseCode::signed_out, "sign in again");
    socket.send(live::text_frame("after"));
    socket.close(live::CloseCode::normal, "");
  };
  server.start();
  RawClient client(server.port());
  client.upgrade();
  client.write(client_frame(kText, "go") + client_frame(kPing, "late"));
  CHECK(client.read_frame().payload == "before");
  const RawFrame close = client.read_frame();
  CHECK(close.close_code() == 4001);
  CHECK(close.payload.substr(2) == "sign in again");
  client.write(client_frame(kClose, close_payload(4001)));
  CHECK(client.ends());
}

TEST_CASE("a long close reason is cut at a whole character") {
  TestServer server;
  server.open = [](live::Outlet& socket) {
    std::string reason;
    for (int i = 0; i < 60; ++i) reason += "圆";
    socket.close(live::CloseCode::policy, reason);
  };
  server.start();
  RawClient client(server.port());
  client.upgrade();
  const RawFrame close = client.read_frame();
  CHECK(close.payload.size() == 2 + 123);
}

TEST_CASE("a peer that never answers a close is dropped") {
  TestServer server;
  server.open = [](live::Outlet& socket) { socket.close(live::CloseCode::normal, ""); };
  server.start();
  RawClient client(server.port());
  client.upgrade();
  CHECK(client.read_frame().opcode == kClose);
  client.ends();  // within the close timeout; a reset is fine too
}

TEST_CASE("on_close comes exactly once, however a socket ends") {
  std::promise<void> closed;
  int times = 0;
  {
    TestServer server;
    server.closed = [&](live::Outlet&) {
      if (++times == 1) closed.set_value();
    };
    server.start();
    {
      RawClient client(server.port());
      client.upgrade();
      const bool politely = GENERATE(true, false);
      if (politely) {
        client.write(client_frame(kClose, close_payload(1000)));
        client.read_frame();
      }
    }
    closed.get_future().wait();
  }
  CHECK(times == 1);
}

TEST_CASE("an application that throws loses one socket with 1011") {
  TestServer server;
  server.message = [](live::Outlet&, std::string&, bool) { throw std::runtime_error("test"); };
  server.start();
  RawClient client(server.port());
  client.upgrade();
  client.write(client_frame(kText, "x"));
  CHECK(client.read_frame().close_code() == 1011);
  RawClient other(server.port());
  CHECK(other.upgrade().status == 101);
}

TEST_CASE("a silent peer is pinged, and dropped when it stays silent") {
  ServerOptions options;
  options.ping_interval = std::chrono::seconds(1);
  Talk talk(options);
  CHECK(talk->read_frame().opcode == kPing);
  talk->write(client_frame(kPong, ""));
  CHECK(talk->read_frame().opcode == kPing);
  talk->read_to_end();
}

TEST_CASE("the subprotocol the application chose is answered") {
  TestServer server;
  std::string offered;
  server.upgrade = [&](const HttpRequest& request, TestServer::UpgradeAnswer answer) {
    offered = request.header("sec-websocket-protocol");
    answer(Upgrade{nullptr, "roundtable.v1"});
  };
  server.start();
  RawClient client(server.port());
  RawResponse answer = client.upgrade("/ws", "Sec-WebSocket-Protocol: other, roundtable.v1\r\n");
  CHECK(answer.headers["sec-websocket-protocol"] == "roundtable.v1");
  CHECK(offered == "other, roundtable.v1");
}

TEST_CASE("an upgrade may be refused, also from another thread") {
  TestServer server;
  std::thread elsewhere;
  server.upgrade = [&](const HttpRequest&, TestServer::UpgradeAnswer answer) {
    elsewhere = std::thread([answer] { answer(text_response(403, "no")); });
  };
  server.start();
  RawClient client(server.port());
  const RawResponse answer = client.upgrade();
  CHECK(answer.status == 403);
  CHECK(answer.body == "no");
  CHECK(client.ends());
  elsewhere.join();
}

TEST_CASE("an upgrade that is no WebSocket handshake is refused") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  SECTION("another version") {
    client.write(
        "GET /ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    RawResponse answer = client.read_response();
    CHECK(answer.status == 426);
    CHECK(answer.headers["sec-websocket-version"] == "13");
  }
  SECTION("no key") {
    client.write(
        "GET /ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n");
    CHECK(client.read_response().status == 400);
  }
  SECTION("another path is an ordinary request") {
    CHECK(client.upgrade("/elsewhere").body == "/elsewhere");
  }
}

}  // namespace roundtable::net::test
