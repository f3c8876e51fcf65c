// What a WebSocket handshake may look like beyond the usual form, and what is refused.
#include <catch2/catch.hpp>
#include <string>

#include "raw_client.hpp"
#include "test_server.hpp"

namespace roundtable::net::test {
namespace {

constexpr const char* kKey = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
constexpr const char* kTokens = "Connection: Upgrade\r\nUpgrade: websocket\r\n";

RawResponse answer_to(RawClient& client, const std::string& fields,
                      const std::string& version = "HTTP/1.1") {
  client.write("GET /ws " + version + "\r\nHost: h\r\nSec-WebSocket-Version: 13\r\n" + fields +
               "\r\n");
  return client.read_response();
}

}  // namespace

TEST_CASE("the tokens of an upgrade may stand in several fields") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  const std::string fields = GENERATE(as<std::string>{},
                                      "Connection: keep-alive\r\nConnection: Upgrade\r\n"
                                      "Upgrade: websocket\r\n",
                                      "Connection: Upgrade\r\nUpgrade: h2c\r\nX-Between: 1\r\n"
                                      "upgrade: WebSocket\r\n");
  CHECK(answer_to(client, fields + kKey).status == 101);
  client.write(client_frame(kText, "through"));
  CHECK(client.read_frame().payload == "through");
}

TEST_CASE("subprotocols offered in several fields all reach the application") {
  TestServer server;
  std::string offered;
  server.upgrade = [&](const HttpRequest& request, TestServer::UpgradeAnswer answer) {
    offered = request.header("sec-websocket-protocol");
    answer(Upgrade{nullptr, "two"});
  };
  server.start();
  RawClient client(server.port());
  RawResponse answer =
      client.upgrade("/ws", "Sec-WebSocket-Protocol: one\r\nSec-WebSocket-Protocol: two\r\n");
  CHECK(answer.headers["sec-websocket-protocol"] == "two");
  CHECK(offered == "one, two");
}

TEST_CASE("a key that is repeated, too short, too long or no base64 is refused") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  const std::string key = GENERATE(
      as<std::string>{},
      "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "",
      "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQAAAA==", "dGhl IHNhbXBsZSBub25jZ==");
  CHECK(answer_to(client, kTokens + ("Sec-WebSocket-Key: " + key + "\r\n")).status == 400);
  CHECK(client.ends());
}

TEST_CASE("HTTP/1.0 is not upgraded") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  CHECK(answer_to(client, std::string(kTokens) + kKey, "HTTP/1.0").status == 200);
  CHECK(client.ends());
}

TEST_CASE("extensions that are offered are not answered") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  RawResponse answer = client.upgrade(
      "/ws",
      "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x; y=\"z\"\r\n");
  CHECK(answer.status == 101);
  CHECK(answer.headers.count("sec-websocket-extensions") == 0);
}

TEST_CASE("a subprotocol that would break its line is answered with 500, at once") {
  ServerOptions options;
  std::string told;
  options.on_failure = [&](std::string_view what, std::string_view) { told = what; };
  TestServer server(options);
  server.upgrade = [](const HttpRequest&, TestServer::UpgradeAnswer answer) {
    answer(Upgrade{nullptr, "a\r\nSet-Cookie: b"});
  };
  server.start();
  RawClient client(server.port());
  CHECK(client.upgrade().status == 500);
  CHECK(client.ends());
  server.on_shard([&] { CHECK(told == "an answer"); });
}

}  // namespace roundtable::net::test
