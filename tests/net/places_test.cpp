// What one address may have at a server at one time, and what becomes of the rest.
#include "net/places.hpp"

#include <catch2/catch.hpp>
#include <thread>

#include "raw_client.hpp"
#include "test_server.hpp"

namespace roundtable::net::test {
namespace {

constexpr std::size_t kPartSize = 20'000;

/// The beginning of a message of that size: its fragments so far.
std::string part_of_message(std::size_t size) {
  return client_frame(kText, std::string(size, 'a'), false);
}

/// A request of the client's behind the proxy.
std::string forwarded(const std::string& address) {
  return "X-Forwarded-For: " + address + "\r\n";
}

}  // namespace

TEST_CASE("an address has so many places, a site four times as many, and each is given back") {
  ServerOptions options;
  options.connections_per_address_max = 2;
  Places places(options);
  auto first = places.take("203.0.113.7");
  auto second = places.take("203.0.113.7");
  CHECK(first != nullptr);
  CHECK(second != nullptr);
  CHECK(places.take("203.0.113.7") == nullptr);
  CHECK(places.take("203.0.113.8") != nullptr);
  first.reset();
  CHECK(places.take("203.0.113.7") != nullptr);

  std::vector<std::unique_ptr<Places::Place>> of_site;
  for (int line = 0; line < 20; ++line) {
    const auto address = "2001:db8:1:" + std::to_string(line) + "::7";
    if (auto place = places.take(address)) of_site.push_back(std::move(place));
  }
  CHECK(of_site.size() == 8);
  CHECK(places.take("2001:db8:2::7") != nullptr);
}

TEST_CASE("one address never has more than half of a small server") {
  ServerOptions options;
  options.connections_per_address_max = 4'000;
  options.sockets_max = 6;
  Places places(options);
  std::vector<std::unique_ptr<Places::Place>> taken;
  while (auto place = places.take("203.0.113.7")) taken.push_back(std::move(place));
  CHECK(taken.size() == 3);
}

TEST_CASE("bytes that are half received are counted by address and given back") {
  ServerOptions options;
  options.half_bytes_per_address_max = 100;
  Places places(options);
  auto one = places.take("203.0.113.7");
  auto other = places.take("203.0.113.7");
  CHECK(one->hold(60));
  CHECK_FALSE(other->hold(60));
  CHECK(other->hold(40));
  CHECK_FALSE(one->hold(61));
  CHECK(one->hold(10));
  CHECK(other->hold(90));
  one.reset();
  CHECK(other->hold(100));
  other.reset();
  CHECK(places.take("203.0.113.7")->hold(100));
}

TEST_CASE("a connection beyond those of its address is refused with 429, and others are served") {
  ServerOptions options;
  options.connections_per_address_max = 2;
  TestServer server(options);
  server.start();
  RawClient first(server.port());
  RawClient second(server.port());
  REQUIRE(first.upgrade().status == 101);
  REQUIRE(second.upgrade().status == 101);
  RawClient third(server.port());
  CHECK(third.read_response().status == 429);
  second.write(client_frame(kClose, close_payload(1000)));
  second.read_to_end();
  while (server.server().counters().sockets_open != 1) std::this_thread::yield();
  RawClient next(server.port());
  CHECK(next.upgrade().status == 101);
}

TEST_CASE("behind a trusted proxy sockets are counted by the client's address") {
  ServerOptions options;
  options.connections_per_address_max = 1;
  options.trusted_proxies = {"127.0.0.1"};
  TestServer server(options);
  server.start();
  RawClient first(server.port());
  CHECK(first.upgrade("/ws", forwarded("203.0.113.7")).status == 101);
  RawClient second(server.port());
  const auto refused = second.upgrade("/ws", forwarded("203.0.113.7:51000"));
  CHECK(refused.status == 429);
  CHECK_THAT(refused.body, Catch::Contains("limit.sockets"));
  RawClient other(server.port());
  CHECK(other.upgrade("/ws", forwarded("203.0.113.8")).status == 101);
}

TEST_CASE("whoever comes to a full server gets the place of a connection that nobody uses") {
  ServerOptions options;
  options.sockets_max = 3;
  TestServer server(options);
  server.start();
  std::vector<std::unique_ptr<RawClient>> idle;
  for (int i = 0; i < 3; ++i) {
    idle.push_back(std::make_unique<RawClient>(server.port()));
    idle.back()->write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    REQUIRE(idle.back()->read_response().status == 200);
  }
  RawClient next(server.port());
  CHECK(next.upgrade().status == 101);
}

TEST_CASE("half messages hold no more memory than their address may, and whole ones none") {
  ServerOptions options;
  options.half_bytes_per_address_max = 3 * kPartSize;
  TestServer server(options);
  server.start();
  RawClient whole(server.port());
  REQUIRE(whole.upgrade().status == 101);
  for (int i = 0; i < 10; ++i) {
    whole.write(client_frame(kText, std::string(kPartSize, 'b')));
    CHECK(whole.read_frame().payload.size() == kPartSize);
  }
  RawClient first(server.port());
  RawClient second(server.port());
  REQUIRE(first.upgrade().status == 101);
  REQUIRE(second.upgrade().status == 101);
  first.write(part_of_message(2 * kPartSize));
  // A ping behind it is answered when it has been read.
  first.write(client_frame(kPing, ""));
  CHECK(first.read_frame().opcode == kPong);
  second.write(part_of_message(2 * kPartSize));
  const auto closed = second.read_frame();
  CHECK(closed.opcode == kClose);
  CHECK(closed.close_code() == 1008);
  first.write(client_frame(kContinuation, "z"));
  CHECK(first.read_frame().payload.size() == 2 * kPartSize + 1);
  whole.write(client_frame(kText, std::string(2 * kPartSize, 'b')));
  CHECK(whole.read_frame().payload.size() == 2 * kPartSize);
}

TEST_CASE("a half message that never becomes whole is closed, however alive its sender is") {
  ServerOptions options;
  options.ping_interval = std::chrono::seconds(1);
  TestServer server(options);
  server.start();
  RawClient client(server.port());
  REQUIRE(client.upgrade().status == 101);
  client.write(part_of_message(kPartSize));
  for (;;) {
    const auto frame = client.read_frame();
    if (frame.opcode == kPing) {
      client.write(client_frame(kPong, frame.payload));
      continue;
    }
    CHECK(frame.opcode == kClose);
    CHECK(frame.close_code() == 1008);
    break;
  }
}

TEST_CASE("bodies that are announced hold their place, and are refused beyond it") {
  ServerOptions options;
  options.half_bytes_per_address_max = 1'000;
  TestServer server(options);
  server.start();
  const auto posting = [](int bytes) {
    return "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(bytes) + "\r\n\r\n";
  };
  RawClient first(server.port());
  // Told to go on: its head has been read.
  first.write("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 600\r\n\r\n");
  CHECK(first.read_exactly(25) == "HTTP/1.1 100 Continue\r\n\r\n");
  RawClient second(server.port());
  second.write(posting(600));
  CHECK(second.read_response().status == 503);
  RawClient third(server.port());
  third.write(posting(400) + std::string(400, 'a'));
  CHECK(third.read_response().status == 200);
  first.write(std::string(600, 'a'));
  CHECK(first.read_response().status == 200);
  RawClient last(server.port());
  last.write(posting(1'000) + std::string(1'000, 'a'));
  CHECK(last.read_response().status == 200);
}

}  // namespace roundtable::net::test
