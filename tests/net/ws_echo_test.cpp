// The echo server as outside tools meet it: the program itself, started with flags.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <csignal>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "raw_client.hpp"

namespace roundtable::net::test {
namespace {

struct Ended {
  int code = -1;  // -1: by a signal
  std::string output;
};

/// Owns one ws_echo, from its start to its end.
class EchoProgram {
 public:
  explicit EchoProgram(std::vector<std::string> flags) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe2");
    output_ = ends[0];
    flags.insert(flags.begin(), WS_ECHO_PROGRAM);
    std::vector<char*> arguments;
    for (std::string& flag : flags) arguments.push_back(flag.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    const int failed =
        ::posix_spawn(&process_, arguments[0], &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (failed != 0) throw std::runtime_error("ws_echo cannot be started");
  }
  ~EchoProgram() {
    if (process_ > 0) {
      ::kill(process_, SIGKILL);
      ::waitpid(process_, nullptr, 0);
    }
    ::close(output_);
  }
  EchoProgram(const EchoProgram&) = delete;
  EchoProgram& operator=(const EchoProgram&) = delete;

  /// From the line it announces itself with.
  std::uint16_t port() {
    while (seen_.find('\n') == std::string::npos) {
      if (!read_more()) throw std::runtime_error("ws_echo did not start: " + seen_);
    }
    const std::string start = "listening on 127.0.0.1:";
    if (!seen_.starts_with(start)) throw std::runtime_error("unexpected: " + seen_);
    return static_cast<std::uint16_t>(std::stoul(seen_.substr(start.size())));
  }
  void signal(int number) { ::kill(process_, number); }
  Ended wait() {
    while (read_more()) {
    }
    int status = 0;
    ::waitpid(process_, &status, 0);
    process_ = 0;
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, seen_};
  }

 private:
  bool read_more() {
    std::array<char, 4096> bytes;
    const ssize_t count = ::read(output_, bytes.data(), bytes.size());
    if (count > 0) seen_.append(bytes.data(), static_cast<std::size_t>(count));
    return count > 0;
  }

  pid_t process_ = 0;
  int output_ = -1;
  std::string seen_;
};

EchoProgram on_free_port(std::vector<std::string> flags = {}) {
  flags.insert(flags.begin(), {"--listen", "127.0.0.1:0"});
  return EchoProgram(std::move(flags));
}

}  // namespace

TEST_CASE("ws_echo returns text and binary on any path, for any Origin") {
  EchoProgram echo = on_free_port();
  RawClient client(echo.port());
  REQUIRE(client.upgrade("/any/path?x=1", "Origin: https://elsewhere.example\r\n").status == 101);
  client.write(client_frame(kText, "议题") + client_frame(kBinary, "\xFF\x01"));
  const RawFrame text = client.read_frame();
  CHECK(text.opcode == kText);
  CHECK(text.payload == "议题");
  const RawFrame binary = client.read_frame();
  CHECK(binary.opcode == kBinary);
  CHECK(binary.payload == "\xFF\x01");
}

TEST_CASE("ws_echo takes the first subprotocol that is offered, and none of its own") {
  EchoProgram echo = on_free_port();
  RawClient offers(echo.port());
  RawResponse answer = offers.upgrade("/", "Sec-WebSocket-Protocol:  chat , other\r\n");
  CHECK(answer.status == 101);
  CHECK(answer.headers["sec-websocket-protocol"] == "chat");
  RawClient offers_none(echo.port());
  CHECK(offers_none.upgrade("/").headers.count("sec-websocket-protocol") == 0);
  RawClient offers_nonsense(echo.port());
  answer = offers_nonsense.upgrade("/", "Sec-WebSocket-Protocol: a b\r\n");
  CHECK(answer.status == 101);
  CHECK(answer.headers.count("sec-websocket-protocol") == 0);
}

TEST_CASE("ws_echo lets the largest messages of conformance suites through by default") {
  EchoProgram echo = on_free_port();
  RawClient client(echo.port());
  REQUIRE(client.upgrade("/").status == 101);
  const std::string payload(16 * 1024 * 1024, '*');
  client.write(client_frame(kText, payload));
  CHECK((client.read_frame().payload == payload));
}

TEST_CASE("ws_echo keeps to --max-message") {
  EchoProgram echo = on_free_port({"--max-message", "1000"});
  RawClient client(echo.port());
  REQUIRE(client.upgrade("/").status == 101);
  client.write(client_frame(kText, std::string(1000, 'x')));
  CHECK(client.read_frame().payload.size() == 1000);
  client.write(client_frame(kText, std::string(1001, 'x')));
  CHECK(client.read_frame().close_code() == 1009);
  CHECK(client.ends());
}

TEST_CASE("ws_echo --broadcast sends to all sockets of all shards") {
  EchoProgram echo = on_free_port({"--broadcast", "--shards", "2"});
  const std::uint16_t port = echo.port();
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::make_unique<RawClient>(port));
    REQUIRE(clients.back()->upgrade("/").status == 101);
    // Its own message back: it is known to its shard.
    clients.back()->write(client_frame(kText, "here"));
    for (const auto& client : clients) CHECK(client->read_frame().payload == "here");
  }
}

TEST_CASE("ws_echo closes with 1001 and ends on SIGTERM and SIGINT") {
  EchoProgram echo = on_free_port();
  RawClient client(echo.port());
  REQUIRE(client.upgrade("/").status == 101);
  client.write(client_frame(kText, "open"));
  CHECK(client.read_frame().payload == "open");
  echo.signal(GENERATE(SIGTERM, SIGINT));
  CHECK(client.read_frame().close_code() == 1001);
  client.write(client_frame(kClose, close_payload(1001)));
  CHECK(echo.wait().code == 0);
}

TEST_CASE("ws_echo says what is wrong with its flags and does not start") {
  const std::vector<std::string> flags = GENERATE(
      as<std::vector<std::string>>{}, std::vector<std::string>{"--nonsense"},
      std::vector<std::string>{"stray"}, std::vector<std::string>{"--listen", "9001"},
      std::vector<std::string>{"--listen", "127.0.0.1:70000"},
      std::vector<std::string>{"--max-message", "0"},
      std::vector<std::string>{"--max-message", "-1"},
      std::vector<std::string>{"--max-message", "18446744073709551615"},
      std::vector<std::string>{"--broadcast=2x"}, std::vector<std::string>{"--shards", "0"},
      std::vector<std::string>{"--shards", "-1"});
  std::vector<std::string> all = flags;
  if (flags[0] != "--listen") all.insert(all.end(), {"--listen", "127.0.0.1:0"});
  EchoProgram echo(all);
  const std::string first = [&] {
    try {
      return "started on port " + std::to_string(echo.port());
    } catch (const std::runtime_error&) {
      return std::string("refused");
    }
  }();
  CHECK(first == "refused");
  if (first != "refused") return;
  const Ended ended = echo.wait();
  CHECK(ended.code > 0);
  const std::string named = flags[0].substr(0, flags[0].find('='));
  CHECK(ended.output.find(named.substr(named.find_first_not_of('-'))) != std::string::npos);
}

TEST_CASE("ws_echo --help names every flag") {
  EchoProgram echo({"--help"});
  const Ended ended = echo.wait();
  CHECK(ended.code == 0);
  for (const char* flag :
       {"--listen HOST:PORT", "--max-message BYTES", "--broadcast", "--shards"}) {
    CHECK(ended.output.find(flag) != std::string::npos);
  }
}

}  // namespace roundtable::net::test
