#include <sys/resource.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>

#include "raw_client.hpp"
#include "test_server.hpp"

namespace roundtable::net::test {

TEST_CASE("a second server on a port fails with a sentence") {
  TestServer first;
  first.start();
  ServerOptions options;
  options.port = first.port();
  TestServer second(options);
  CHECK_THROWS_WITH(second.start(), Catch::Contains("another program") &&
                                        Catch::Contains(std::to_string(first.port())));
}

TEST_CASE("a port is free again as soon as its server has ended") {
  ServerOptions options;
  {
    TestServer first;
    first.start();
    options.port = first.port();
    RawClient client(first.port());
    client.upgrade();
  }
  TestServer second(options);
  second.start();
  CHECK(second.port() == options.port);
}

TEST_CASE("hosts are addresses or localhost") {
  ServerOptions options;
  options.host = GENERATE(as<std::string>{}, "127.0.0.1", "0.0.0.0", "localhost");
  TestServer server(options);
  server.start();
  RawClient client(server.port());
  CHECK(client.upgrade().status == 101);
}

TEST_CASE("a host that is none is refused with a sentence") {
  ServerOptions options;
  options.host = "community.example";
  TestServer server(options);
  CHECK_THROWS_WITH(server.start(), Catch::Contains("address of this machine"));
}

TEST_CASE("every shard serves, and tasks run on the shard they were posted to") {
  ServerOptions options;
  options.shards = 3;
  TestServer server(options);
  server.start();
  REQUIRE(server.server().shards() == 3);
  std::set<std::thread::id> threads;
  for (std::size_t shard = 0; shard < 3; ++shard) {
    std::promise<std::thread::id> where;
    server.server().post(shard, [&] { where.set_value(std::this_thread::get_id()); });
    threads.insert(where.get_future().get());
  }
  CHECK(threads.size() == 3);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 30; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    CHECK(clients.back()->upgrade().status == 101);
    clients.back()->write(client_frame(kText, "x"));
    CHECK(clients.back()->read_frame().payload == "x");
  }
  CHECK(server.server().counters().sockets_open == 30);
  CHECK(server.server().counters().frames_in_total == 30);
}

TEST_CASE("posted tasks run in order, delayed ones after their delay") {
  TestServer server;
  server.start();
  std::string order;
  std::promise<void> done;
  server.server().post_after(0, std::chrono::milliseconds(30), [&] {
    order += "d";
    done.set_value();
  });
  for (const char c : {'a', 'b', 'c'}) {
    server.server().post(0, [&order, c] { order += c; });
  }
  done.get_future().wait();
  CHECK(order == "abcd");
}

TEST_CASE("shutting down closes sockets with 1001 after what was sent to them") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  client.upgrade();
  server.wait_for_sockets(1);
  RawClient idle(server.port());
  idle.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  idle.read_response();
  server.on_shard([&] { server.sockets().at(0)->send(live::text_frame("last words")); });
  std::thread ending([&] { server.server().shut_down(std::chrono::seconds(20)); });
  CHECK(client.read_frame().payload == "last words");
  CHECK(client.read_frame().close_code() == 1001);
  client.write(client_frame(kClose, close_payload(1001)));
  CHECK(client.ends());
  CHECK(idle.ends());
  ending.join();
  CHECK(server.server().counters().sockets_open == 0);
  CHECK_THROWS(RawClient(server.port()));
}

TEST_CASE("a socket whose 101 is on its way out when the server ends is closed with 1001 too") {
  ServerOptions options;
  options.shards = 2;
  TestServer server(options);
  std::thread ending;
  std::unique_ptr<RawClient> elsewhere;  // a socket of the other shard
  std::atomic<std::thread::id> first_shard;
  std::atomic<bool> on_first{false};
  std::atomic<bool> armed{false};
  server.upgrade = [&](const HttpRequest&, TestServer::UpgradeAnswer answer) {
    on_first = std::this_thread::get_id() == first_shard;
    if (on_first && armed.exchange(false)) {
      // Before the answer is written: the end of the server is queued behind it when the sockets of
      // the shard that is told next have heard.
      server.server().post(0, [&] {
        ending = std::thread([&] { server.server().shut_down(std::chrono::seconds(5)); });
        CHECK(elsewhere->read_frame().close_code() == 1001);
      });
    }
    answer(Upgrade{});
  };
  server.start();
  server.on_shard([&] { first_shard = std::this_thread::get_id(); });
  const auto connect = [&](bool to_first) {
    std::unique_ptr<RawClient> client;
    do {
      client = std::make_unique<RawClient>(server.port());
      REQUIRE(client->upgrade().status == 101);
    } while (on_first != to_first);
    return client;
  };
  elsewhere = connect(false);
  armed = true;
  auto client = connect(true);
  CHECK(client->read_frame().close_code() == 1001);
  for (RawClient* one : {client.get(), elsewhere.get()}) {
    one->write(client_frame(kClose, close_payload(1001)));
    CHECK(one->ends());
  }
  client.reset();
  elsewhere.reset();
  ending.join();
}

TEST_CASE("shutting down does not wait for ever for who does not answer") {
  TestServer server;
  int closed = 0;
  server.closed = [&](live::Outlet&) { ++closed; };
  server.start();
  RawClient client(server.port());
  client.upgrade();
  server.wait_for_sockets(1);
  server.server().shut_down(std::chrono::milliseconds(100));
  CHECK(closed == 1);
}

TEST_CASE("after stop_accepting open sockets go on and new ones are refused") {
  TestServer server;
  server.start();
  RawClient client(server.port());
  client.upgrade();
  server.wait_for_sockets(1);
  RawClient idle(server.port());
  idle.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  idle.read_response();
  server.server().stop_accepting();
  CHECK(idle.ends());
  CHECK_THROWS(RawClient(server.port()));
  client.write(client_frame(kText, "still here"));
  CHECK(client.read_frame().payload == "still here");
}

TEST_CASE("no more sockets are taken than allowed, and places become free again") {
  ServerOptions options;
  options.sockets_max = 3;
  TestServer server(options);
  std::promise<void> left;
  bool first = true;
  server.closed = [&](live::Outlet&) {
    if (first) left.set_value();
    first = false;
  };
  server.start();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    CHECK(clients.back()->upgrade().status == 101);
  }
  RawClient extra(server.port());
  CHECK(extra.read_response().status == 503);
  clients.front()->write(client_frame(kClose, close_payload(1000)));
  clients.front()->read_to_end();
  clients.erase(clients.begin());
  left.get_future().wait();
  while (server.server().counters().sockets_open == 3) std::this_thread::yield();
  RawClient next(server.port());
  CHECK(next.upgrade().status == 101);
}

TEST_CASE("a server that runs out of descriptors goes on when some are free") {
  TestServer server;
  server.start();
  RawClient late;  // has its descriptor, not yet its connection
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const rlimit none{0, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &none) == 0);
  late.connect_to(server.port());
  for (int i = 0; i < 20; ++i) server.on_shard([] {});
  CHECK(server.server().counters().sockets_total == 0);
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  CHECK(late.upgrade().status == 101);
}

TEST_CASE("the limit of open files is raised to what the sockets need") {
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &before) == 0);
  const rlimit few{256, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &few) == 0);
  ServerOptions options;
  options.sockets_max = 1000;
  TestServer server(options);
  server.start();
  rlimit after{};
  REQUIRE(::getrlimit(RLIMIT_NOFILE, &after) == 0);
  REQUIRE(::setrlimit(RLIMIT_NOFILE, &before) == 0);
  CHECK(after.rlim_cur > 1000);
  CHECK(after.rlim_cur < 3000);  // not more than is needed
  CHECK(after.rlim_max == before.rlim_max);
}

TEST_CASE("failures of the application are told to who asked for them") {
  ServerOptions options;
  std::promise<std::string> told;
  options.on_failure = [&](std::string_view what, std::string_view why) {
    told.set_value(std::string(what) + ": " + std::string(why));
  };
  TestServer server(options);
  server.start();
  server.server().post(0, [] { throw std::runtime_error("test"); });
  CHECK(told.get_future().get() == "a task: test");
}

TEST_CASE("an answer that comes after its server has ended is dropped") {
  Respond late;
  {
    TestServer server;
    std::promise<void> asked;
    server.request = [&](HttpRequest, Respond respond) {
      late = std::move(respond);
      asked.set_value();
    };
    server.start();
    RawClient client(server.port());
    client.write("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    asked.get_future().wait();
  }
  late(text_response(200, "too late"));
}

}  // namespace roundtable::net::test
