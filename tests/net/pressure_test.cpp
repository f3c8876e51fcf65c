// Slow readers, ping floods and full send buffers: what a socket writes stays whole frames in
// order, and whoever cannot keep up hurts only itself.
#include <catch2/catch.hpp>
#include <future>
#include <iostream>
#include <random>
#include <string>
#include <thread>

#include "raw_client.hpp"
#include "test_server.hpp"

namespace roundtable::net::test {
namespace {

constexpr int kSmallReceiveBuffer = 32 * 1024;

/// A numbered payload of varying size.
std::string numbered(std::size_t number) {
  std::string payload = std::to_string(number) + ":";
  payload.append((number * 7919) % 30'000, static_cast<char>('a' + number % 26));
  return payload;
}

}  // namespace

TEST_CASE("frames stay whole and in order under a ping flood, full buffers and single bytes") {
  constexpr std::size_t kFrames = 1500;
  constexpr std::size_t kUnread = kFrames / 2;  // 11 MB: more than the kernel takes for one socket
  constexpr int kPings = 400;
  ServerOptions options;
  options.outbox_bytes_hard = 64 * 1024 * 1024;
  TestServer server(options);
  server.start();
  RawClient client(server.port(), kSmallReceiveBuffer);
  client.upgrade();
  server.wait_for_sockets(1);

  const auto broadcast = [&](std::size_t from, std::size_t to) {
    server.on_shard([&] {
      for (std::size_t i = from; i < to; ++i) {
        server.sockets().at(0)->send(live::text_frame(numbered(i)));
      }
    });
  };
  broadcast(0, kUnread);
  server.on_shard([&] { CHECK(server.sockets().at(0)->queued_bytes() > 0); });

  std::thread pinging([&] {
    for (int i = 0; i < kPings; ++i) {
      client.write_byte_by_byte(client_frame(kPing, std::to_string(i)));
    }
  });
  std::thread sending([&] {
    for (std::size_t i = kUnread; i < kFrames; i += 50) broadcast(i, i + 50);
  });

  const auto seed = std::random_device{}();
  std::cout << "seed " << seed << '\n';
  std::mt19937 random(seed);
  std::string stream;
  const auto need = [&](std::size_t bytes) {
    while (stream.size() < bytes) {
      stream += client.read(random() % 8 == 0 ? 1 : 1 + random() % 40'000);
    }
  };
  std::size_t frames = 0;
  int pongs = 0;
  bool whole = true;
  while (whole && (frames < kFrames || pongs < kPings)) {
    need(2);
    const auto kind = static_cast<unsigned char>(stream[0]);
    std::size_t size = static_cast<unsigned char>(stream[1]);
    std::size_t head = 2;
    if (size == 126) {
      need(4);
      size = static_cast<unsigned char>(stream[2]) * 256U + static_cast<unsigned char>(stream[3]);
      head = 4;
    }
    need(head + size);
    const std::string payload = stream.substr(head, size);
    stream.erase(0, head + size);
    if (kind == 0x81) {
      whole = payload == numbered(frames++);
    } else {
      whole = kind == 0x8A && payload == std::to_string(pongs++);
    }
  }
  pinging.join();
  sending.join();
  CHECK(whole);
  CHECK(frames == kFrames);
  CHECK(pongs == kPings);
}

TEST_CASE("who does not read is closed with 1008 and hurts nobody else") {
  constexpr std::size_t kFrames = 3000;
  ServerOptions options;
  options.outbox_bytes_hard = 1024 * 1024;
  TestServer server(options);
  server.start();
  RawClient slow(server.port(), kSmallReceiveBuffer);
  slow.upgrade();
  RawClient quick(server.port());
  quick.upgrade();
  server.wait_for_sockets(2);

  for (std::size_t i = 0; i < kFrames; ++i) {
    server.on_shard([&] {
      const live::Frame frame = live::text_frame(numbered(i));
      for (live::Outlet* socket : server.sockets()) socket->send(frame);
    });
    REQUIRE((quick.read_frame().payload == numbered(i)));
  }
  CHECK(server.server().counters().outbox_overflows_total == 1);

  // What the slow one finds when it looks: whole frames in order, then the close.
  std::size_t received = 0;
  RawFrame frame = slow.read_frame();
  while (frame.opcode == kText) {
    REQUIRE((frame.payload == numbered(received++)));
    frame = slow.read_frame();
  }
  CHECK(received > 0);
  CHECK(received < kFrames);
  CHECK(frame.opcode == kClose);
  CHECK(frame.close_code() == 1008);
}

TEST_CASE("a peer that does not read is not read from, and loses nothing") {
  constexpr std::size_t kMessages = 600;
  ServerOptions options;
  options.outbox_bytes_soft = 64 * 1024;
  options.outbox_bytes_hard = 2 * 1024 * 1024;  // the echoes would not fit
  options.message_bytes_max = 128 * 1024;
  TestServer server(options);
  std::size_t drained = 0;
  std::size_t queued_when_drained = 0;
  server.drained = [&](live::Outlet& socket) {
    ++drained;
    queued_when_drained += socket.queued_bytes();
  };
  server.start();
  RawClient client(server.port(), kSmallReceiveBuffer);
  client.upgrade();
  server.wait_for_sockets(1);
  const auto message = [](std::size_t i) { return std::string(60'000 + i, 'm'); };
  std::thread writing([&] {
    for (std::size_t i = 0; i < kMessages; ++i) client.write(client_frame(kText, message(i)));
  });
  // Reading begins only when the server has stopped: it took what it may and no more.
  std::size_t before = 0;
  std::size_t queued = 0;
  while (queued <= options.outbox_bytes_soft) {
    server.on_shard([&] {
      queued = server.sockets().at(0)->queued_bytes();
      before = server.server().counters().frames_in_total;
    });
  }
  CHECK(before < kMessages);
  bool right = true;
  for (std::size_t i = 0; i < kMessages && right; ++i) {
    right = client.read_frame().payload == message(i);
  }
  writing.join();
  CHECK(right);
  CHECK(server.server().counters().outbox_overflows_total == 0);
  server.on_shard([] {});  // what happened before is seen from here
  CHECK(drained > 0);
  CHECK(queued_when_drained == 0);
}

TEST_CASE("a reset between a ping and the rest of a message does no harm") {
  // Once the buffer was freed while Beast, whose pong could not be written, still had it.
  TestServer server;
  std::promise<void> closed;
  server.closed = [&](live::Outlet&) { closed.set_value(); };
  server.start();
  RawClient client(server.port());
  client.upgrade();
  client.write(client_frame(kText, std::string(2000, 'x'), false) + client_frame(kPing, "1"));
  CHECK(client.read_frame().opcode == kPong);
  server.on_shard([&] {
    client.write(client_frame(kPing, "2") + client_frame(kContinuation, "rest", true));
    client.reset();
  });
  closed.get_future().wait();
  server.on_shard([] {});
}

TEST_CASE("a peer that ends its own direction still gets all that waits for it") {
  std::promise<void> closed;
  TestServer server;
  server.closed = [&](live::Outlet&) { closed.set_value(); };
  server.start();
  RawClient client(server.port(), kSmallReceiveBuffer);
  client.upgrade();
  server.wait_for_sockets(1);
  std::size_t frames = 0;
  server.on_shard([&] {
    live::Outlet& socket = *server.sockets().at(0);
    while (socket.queued_bytes() == 0) socket.send(live::text_frame(numbered(frames++)));
    for (int i = 0; i < 5; ++i) socket.send(live::text_frame(numbered(frames++)));
  });
  const bool politely = GENERATE(true, false);
  if (politely) client.write(client_frame(kClose, close_payload(1000)));
  client.end_writing();
  // The answer to a close waits in the queue with the rest; without one the server knows at once.
  if (!politely) closed.get_future().wait();
  for (std::size_t i = 0; i < frames; ++i) {
    REQUIRE((client.read_frame().payload == numbered(i)));
  }
  if (politely) CHECK(client.read_frame().close_code() == 1000);
  CHECK(client.ends());
}

TEST_CASE("a ping flood of a peer that does not read stops at the flood") {
  ServerOptions options;
  options.outbox_bytes_soft = 64 * 1024;
  options.outbox_bytes_hard = 16 * 1024 * 1024;
  TestServer server(options);
  server.start();
  RawClient client(server.port(), kSmallReceiveBuffer);
  client.upgrade();
  server.wait_for_sockets(1);
  // Fill what the kernel takes, and a bit of the outbox.
  std::size_t frames = 0;
  server.on_shard([&] {
    live::Outlet& socket = *server.sockets().at(0);
    while (socket.queued_bytes() == 0) {
      socket.send(live::text_frame(numbered(frames++)));
    }
  });
  constexpr int kPings = 5000;
  std::thread pinging([&] {
    for (int i = 0; i < kPings; ++i) client.write(client_frame(kPing, std::string(100, 'p')));
  });
  std::size_t queued = 0;
  for (int i = 0; i < 100; ++i) {
    server.on_shard([&] { queued = std::max(queued, server.sockets().at(0)->queued_bytes()); });
  }
  CHECK(queued < 64 * 1024);  // one pong waits; the rest of the flood waits with the peer
  int pongs = 0;
  std::size_t received = 0;
  while (pongs < kPings || received < frames) {
    const RawFrame frame = client.read_frame();
    if (frame.opcode == kPong) {
      ++pongs;
    } else {
      REQUIRE((frame.payload == numbered(received++)));
    }
  }
  pinging.join();
}

}  // namespace roundtable::net::test
