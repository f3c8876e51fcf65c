#include <atomic>
#include <catch2/catch.hpp>
#include <string>
#include <thread>

#include "net/http_text.hpp"
#include "raw_client.hpp"
#include "test_server.hpp"

namespace roundtable::net::test {
namespace {

/// A problem document with that code, as docs/protocol.md describes one.
void check_problem(const RawResponse& answer, unsigned status, const std::string& code) {
  INFO(answer.body);
  CHECK(answer.status == status);
  CHECK(answer.headers.at("content-type") == "application/problem+json; charset=utf-8");
  CHECK_THAT(answer.body, Catch::StartsWith(R"({"type":"about:blank","title":")"));
  CHECK_THAT(answer.body, Catch::Contains("\"status\":" + std::to_string(status)));
  CHECK_THAT(answer.body, Catch::Contains("\"code\":\"" + code + "\",\"fields\":{}"));
}

}  // namespace

TEST_CASE("a request arrives as it was sent, with its path decoded") {
  TestServer server;
  HttpRequest seen;
  server.request = [&](HttpRequest request, Respond respond) {
    seen = std::move(request);
    respond(text_response(201, "made"));
  };
  server.start();
  RawClient client(server.port());
  client.write(
      "POST /a%20b/%E8%AE%AE?x=1&y=%20 HTTP/1.1\r\nHost: h\r\nX-Some: One\r\n"
      "Content-Length: 4\r\n\r\nbody");
  RawResponse answer = client.read_response();
  CHECK(answer.status == 201);
  CHECK(answer.body == "made");
  CHECK(answer.headers["x-content-type-options"] == "nosniff");
  CHECK(answer.headers["referrer-policy"] == "no-referrer");
  CHECK(answer.headers.count("server") == 0);
  CHECK(seen.method == "POST");
  CHECK(seen.path == "/a b/议");
  CHECK(seen.query == "x=1&y=%20");
  CHECK(seen.header("x-some") == "One");
  CHECK(seen.body == "body");
  CHECK(seen.remote == "127.0.0.1");
}

TEST_CASE("a field that is repeated reads as one list") {
  TestServer server;
  HttpRequest seen;
  server.request = [&](HttpRequest request, Respond respond) {
    seen = std::move(request);
    respond(text_response(200, ""));
  };
  server.start();
  RawClient client(server.port());
  client.write(
      "GET / HTTP/1.1\r\nX-List: a\r\nCookie: one=1\r\nHost: h\r\nx-list: b, c\r\n"
      "cookie: two=2\r\nX-List: d\r\n\r\n");
  REQUIRE(client.read_response().status == 200);
  CHECK(seen.header("x-list") == "a, b, c, d");
  CHECK(seen.header("cookie") == "one=1; two=2");
  CHECK(seen.headers.size() == 3);
}

TEST_CASE("a connection is kept for the next request, unless one side says otherwise") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  for (const char* path : {"/1", "/2"}) {
    client.write("GET " + std::string(path) + " HTTP/1.1\r\nHost: h\r\n\r\n");
    CHECK(client.read_response().body == path);
  }
  client.write("GET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  RawResponse last = client.read_response();
  CHECK(last.body == "/3");
  CHECK(last.headers["connection"] == "close");
  CHECK(client.ends());
}

TEST_CASE("pipelined requests are answered in order, whoever is ready first") {
  TestServer server;
  std::vector<std::pair<std::string, Respond>> waiting;
  server.request = [&](HttpRequest request, Respond respond) {
    waiting.emplace_back(request.path, std::move(respond));
    if (waiting.size() < 5) return;
    for (auto one = waiting.rbegin(); one != waiting.rend(); ++one) {
      one->second(text_response(200, one->first));
      one->second(text_response(500, "a second answer is ignored"));
    }
  };
  server.start();
  RawClient client(server.port());
  std::string all;
  for (int i = 0; i < 5; ++i) all += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";
  client.write(all);
  for (int i = 0; i < 5; ++i) CHECK(client.read_response().body == "/" + std::to_string(i));
}

TEST_CASE("no more requests are taken while many answers are owed") {
  TestServer server;
  std::atomic<int> taken{0};
  std::vector<Respond> waiting;
  server.request = [&](HttpRequest, Respond respond) {
    waiting.push_back(std::move(respond));
    taken.fetch_add(1);
    taken.notify_all();
  };
  server.start();
  RawClient client(server.port());
  std::string all;
  for (int i = 0; i < 100; ++i) all += "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  client.write(all);
  for (int now = taken.load(); now < 8; now = taken.load()) taken.wait(now);
  // Everything that could be taken by now has been: the loop has come round several times.
  for (int i = 0; i < 20; ++i) server.on_shard([] {});
  CHECK(taken.load() == 8);
  server.on_shard([&] {
    server.request = [](HttpRequest, Respond respond) { respond(text_response(200, "")); };
    for (auto& respond : waiting) respond(text_response(200, ""));
  });
  for (int i = 0; i < 100; ++i) CHECK(client.read_response().status == 200);
}

TEST_CASE("HEAD is answered like GET, without the body") {
  TestServer server;
  server.request = [](HttpRequest request, Respond respond) {
    respond(text_response(200, request.method + " has a body"));
  };
  server.start();
  RawClient client(server.port());
  client.write("HEAD / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(client.read_response(true).headers["content-length"] == "14");
  CHECK(client.read_response().body == "GET has a body");
}

TEST_CASE("a body beyond the limit is refused with 413, announced or not") {
  ServerOptions options;
  options.http_body_bytes_max = 1000;
  TestServer server(options);
  server.start();
  RawClient client(server.port());
  SECTION("announced") {
    client.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\n\r\n");
  }
  SECTION("in chunks") {
    client.write("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" +
                 std::string(1001, 'x') + "\r\n0\r\n\r\n");
  }
  SECTION("still being sent") {
    client.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2000000\r\n\r\n" +
                 std::string(2'000'000, 'x'));
  }
  check_problem(client.read_response(), 413, "http.body_too_large");
  CHECK(client.ends());
}

TEST_CASE("a route that asks for more gets longer bodies, and no other route with it") {
  ServerOptions options;
  options.http_body_bytes_max = 1000;
  TestServer server(options);
  server.body_limit = [](const HttpRequest& head) {
    const bool asks = head.path == "/long list" && head.header("cookie") != "nobody";
    return asks ? std::optional<std::size_t>(5000) : std::nullopt;
  };
  server.request = [](HttpRequest asked, Respond respond) {
    respond(text_response(200, std::to_string(asked.body.size())));
  };
  server.start();
  const auto posted = [&](const std::string& path, std::size_t bytes, bool chunked,
                          const std::string& who = "somebody") {
    RawClient client(server.port());
    const std::string body(bytes, 'x');
    const auto length = std::to_string(bytes);
    std::string chunks;
    for (std::size_t i = 0; i < bytes / 250; ++i)
      chunks += "fa\r\n" + std::string(250, 'x') + "\r\n";
    client.write("POST " + path + " HTTP/1.1\r\nHost: h\r\nCookie: " + who + "\r\n" +
                 (chunked ? "Transfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n"
                          : "Content-Length: " + length + "\r\n\r\n" + body));
    return client.read_response();
  };
  for (const bool chunked : {false, true}) {
    CHECK(posted("/long%20list?x", 5000, chunked).body == "5000");
    check_problem(posted("/long%20list", 5250, chunked), 413, "http.body_too_large");
    CHECK(posted("/other", 1000, chunked).body == "1000");
    check_problem(posted("/other", 1250, chunked), 413, "http.body_too_large");
    check_problem(posted("/long%20list", 1250, chunked, "nobody"), 413, "http.body_too_large");
  }
}

TEST_CASE("a body of exactly the limit passes, in one piece or in chunks") {
  ServerOptions options;
  options.http_body_bytes_max = 1000;
  TestServer server(options);
  server.request = [](HttpRequest request, Respond respond) {
    respond(text_response(200, std::to_string(request.body.size())));
  };
  server.start();
  RawClient client(server.port());
  client.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n" +
               std::string(1000, 'x'));
  CHECK(client.read_response().body == "1000");
  client.write("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n" +
               std::string(1000, 'x') + "\r\n0\r\n\r\n");
  CHECK(client.read_response().body == "1000");
}

TEST_CASE("a header beyond the limit is refused with 431") {
  ServerOptions options;
  options.http_header_bytes_max = 2000;
  TestServer server(options);
  server.start();
  RawClient client(server.port());
  client.write("GET / HTTP/1.1\r\nHost: h\r\nX-Long: " + std::string(3000, 'x') + "\r\n\r\n");
  check_problem(client.read_response(), 431, "http.header_too_large");
  CHECK(client.ends());
}

TEST_CASE("an endless header is refused with 431") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  client.write("GET / HTTP/1.1\r\nHost: h\r\n");
  std::string fields;
  for (int i = 0; i < 2000; ++i) fields += "X-" + std::to_string(i) + ": some value\r\n";
  client.write(fields);
  CHECK(client.read_response().status == 431);
}

TEST_CASE("what is no request is refused with 400") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  const auto [bytes, code] = GENERATE(table<std::string, std::string>({
      {"hello\r\n\r\n", "http.malformed"},
      {"GET / HTTP/1.1\r\n\r\n", "http.host"},
      {"GET /%zz HTTP/1.1\r\nHost: h\r\n\r\n", "http.path"},
      {"GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n", "http.path"},
      {"GET relative HTTP/1.1\r\nHost: h\r\n\r\n", "http.path"},
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "http.host"},
      {"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
       "http.malformed"},
      {"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n", "http.malformed"},
  }));
  client.write(bytes);
  check_problem(client.read_response(), 400, code);
  CHECK(client.ends());
}

TEST_CASE("what comes after the body is no part of who asks or what for") {
  ServerOptions options;
  options.trusted_proxies = {"127.0.0.1"};
  TestServer server(options);
  server.request = [](HttpRequest request, Respond respond) {
    std::string told = request.remote + " " + request.body;
    for (const auto& [name, value] : request.headers) told += " " + name + "=" + value;
    respond(text_response(200, told));
  };
  server.start();
  RawClient client(server.port());
  const std::string trailer =
      GENERATE("X-Forwarded-For: 203.0.113.9", "Cookie: rt_session=stolen", "Host: elsewhere",
               "Origin: https://elsewhere.example", "Idempotency-Key: k", "Connection: close");
  client.write(
      "POST /1 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n" +
      trailer + "\r\n\r\n");
  CHECK(client.read_response().body == "127.0.0.1 abc host=h transfer-encoding=chunked");
  client.write("GET /2 HTTP/1.1\r\nHost: h\r\n\r\n");
  CHECK(client.read_response().body == "127.0.0.1  host=h");
}

TEST_CASE(
    "a transfer coding other than exactly chunked is refused, and nothing behind it is read") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  const std::string coding = GENERATE(
      "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: chunked, gzip",
      "Transfer-Encoding: gzip", "Transfer-Encoding: identity", "Transfer-Encoding: xchunked",
      "Transfer-Encoding: chunked;q=1", "Transfer-Encoding: chunked, chunked",
      "Transfer-Encoding: \"chunked\"", "Transfer-Encoding: ,chunked",
      "Transfer-Encoding:", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
      "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked");
  client.write("POST / HTTP/1.1\r\nHost: h\r\n" + coding +
               "\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n");
  const auto response = client.read_response();
  CHECK(response.status >= 400);
  if (response.status != 400) check_problem(response, 501, "http.transfer_coding");
  CHECK(client.ends());
}

TEST_CASE("chunked is chunked in capitals too, and HTTP/1.0 has none") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  client.write("POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n");
  CHECK(client.read_response().body == "/a");
  client.write("POST /b HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
  check_problem(client.read_response(), 501, "http.transfer_coding");
}

TEST_CASE("whom the application refuses by the head is told so before the body, upgrades too") {
  TestServer server;
  server.refused = [](const HttpRequest& head) {
    return head.header("host") == "theirs" ? std::optional(text_response(421, "not here"))
                                           : std::nullopt;
  };
  server.start();
  RawClient client(server.port());
  const std::string more = GENERATE("Content-Length: 100\r\n",
                                    "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                                    "Sec-WebSocket-Version: 13\r\n"
                                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
  client.write("GET /ws HTTP/1.1\r\nHost: theirs\r\n" + more + "\r\n");
  const auto response = client.read_response();
  CHECK(response.status == 421);
  CHECK(response.body == "not here");
  CHECK(client.ends());
}

TEST_CASE("a request that is never finished is answered with 408") {
  ServerOptions options;
  options.handshake_timeout = std::chrono::seconds(1);
  TestServer server(options);
  server.start();
  RawClient client(server.port());
  client.write("GET / HTTP/1.1\r\nHost: h\r\n");
  check_problem(client.read_response(), 408, "http.timeout");
  CHECK(client.ends());
}

TEST_CASE("a connection without requests is closed after its time") {
  ServerOptions options;
  options.handshake_timeout = std::chrono::seconds(1);
  options.http_idle_timeout = std::chrono::seconds(1);
  TestServer server(options);
  server.start();
  RawClient fresh(server.port());
  RawClient used(server.port());
  used.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  used.read_response();
  CHECK(fresh.ends());
  CHECK(used.ends());
}

TEST_CASE("a body that waits for leave is given it") {
  TestServer server;
  server.request = [](HttpRequest request, Respond respond) {
    respond(text_response(200, request.body));
  };
  server.start();
  RawClient client(server.port());
  client.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.read_response().status == 100);
  client.write("ok");
  CHECK(client.read_response().body == "ok");
}

TEST_CASE("a client that has said all still gets its answers") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  client.write("GET /last HTTP/1.1\r\nHost: h\r\n\r\n");
  client.end_writing();
  CHECK(client.read_response().body == "/last");
  CHECK(client.ends());
}

TEST_CASE("an HTTP/1.0 request is answered and the connection ends") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  client.write("GET /old HTTP/1.0\r\n\r\n");
  CHECK(client.read_response().body == "/old");
  CHECK(client.ends());
}

TEST_CASE("the application's mistakes are 500, and stay with the one who met them") {
  TestServer server;
  server.request = [](HttpRequest request, Respond respond) {
    if (request.path == "/throws") throw std::runtime_error("test");
    HttpResponse response = text_response(200, "x");
    if (request.path == "/splits") response.headers.emplace_back("X-Split", "a\r\nX-Evil: b");
    respond(std::move(response));
  };
  server.start();
  RawClient client(server.port());
  for (const char* path : {"/throws", "/splits", "/fine"}) {
    client.write("GET " + std::string(path) + " HTTP/1.1\r\nHost: h\r\n\r\n");
    RawResponse answer = client.read_response();
    CHECK(answer.status == (path == std::string("/fine") ? 200 : 500));
    CHECK(answer.headers.count("x-evil") == 0);
  }
}

TEST_CASE("the address of a client behind a proxy counts only where the proxy is trusted") {
  const bool trusted = GENERATE(true, false);
  ServerOptions options;
  if (trusted) options.trusted_proxies = {"127.0.0.1", "10.0.0.2"};
  TestServer server(options);
  server.request = [](HttpRequest request, Respond respond) {
    respond(text_response(200, request.remote));
  };
  server.start();
  RawClient client(server.port());
  const auto remote = [&](const std::string& fields) {
    client.write("GET / HTTP/1.1\r\nHost: h\r\n" + fields + "\r\n");
    return client.read_response().body;
  };
  const std::string own = "127.0.0.1";
  CHECK(remote("") == own);
  CHECK(remote("X-Forwarded-For: 203.0.113.9\r\n") == (trusted ? "203.0.113.9" : own));
  // The client can write what it likes at the front of the list.
  CHECK(remote("X-Forwarded-For: 1.2.3.4, 203.0.113.9, 10.0.0.2\r\n") ==
        (trusted ? "203.0.113.9" : own));
  CHECK(remote("X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 203.0.113.9\r\n") ==
        (trusted ? "203.0.113.9" : own));
  CHECK(remote("X-Forwarded-For: nonsense\r\n") == own);
  CHECK(remote("X-Forwarded-For: 2001:DB8::1\r\n") == (trusted ? "2001:db8::1" : own));
  CHECK(remote("X-Forwarded-For: 198.51.100.1:51000\r\n") == (trusted ? "198.51.100.1" : own));
  CHECK(remote("X-Forwarded-For: 1.2.3.4, 198.51.100.1:51000, 10.0.0.2:80\r\n") ==
        (trusted ? "198.51.100.1" : own));
  CHECK(remote("X-Forwarded-For: [2001:DB8:1::1]:51001\r\n") == (trusted ? "2001:db8:1::1" : own));
}

TEST_CASE("an address that a proxy names may have a port, and nothing else behind it") {
  CHECK(forwarded_address("198.51.100.1") == "198.51.100.1");
  CHECK(forwarded_address(" 198.51.100.1:51000 ") == "198.51.100.1");
  CHECK(forwarded_address("2001:db8::1") == "2001:db8::1");
  CHECK(forwarded_address("[2001:db8::1]") == "2001:db8::1");
  CHECK(forwarded_address("[2001:db8::1]:51001") == "2001:db8::1");
  CHECK(forwarded_address("[::ffff:198.51.100.1]:7") == "198.51.100.1");
  for (const char* none : {"", "unknown", "_hidden", "198.51.100.1:", "198.51.100.1:x", ":80",
                           "198.51.100.1:51000:1", "[198.51.100.1]:80", "[2001:db8::1", "[]",
                           "[2001:db8::1]80", "198.51.100.1:1234567", "host.example:80"}) {
    INFO(none);
    CHECK(forwarded_address(none) == std::nullopt);
  }
}

TEST_CASE("limits count the addresses of one IPv6 line as one") {
  CHECK(line_of("2001:db8:1:2::7") == "2001:db8:1:2::/64");
  CHECK(line_of("2001:db8:1:2:ffff:ffff:ffff:ffff") == line_of("2001:db8:1:2::7"));
  CHECK(line_of("2001:db8:1:3::7") != line_of("2001:db8:1:2::7"));
  CHECK(line_of("203.0.113.7") == "203.0.113.7");
  CHECK(site_of("2001:db8:1:2::7") == "2001:db8:1::/48");
  CHECK(site_of("2001:db8:1:3::7") == site_of("2001:db8:1:2::7"));
  CHECK(site_of("2001:db8:2:2::7") != site_of("2001:db8:1:2::7"));
  CHECK(site_of("203.0.113.7").empty());
}

}  // namespace roundtable::net::test
