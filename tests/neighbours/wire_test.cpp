// Method: bytes as a server sends them, whole and cut at every place; views by different ways.
#include "neighbours/wire.hpp"
#include "neighbours/line.hpp"
#include "neighbours/shared_views.hpp"
#include "neighbours/tally.hpp"
#include "sample.hpp"

using namespace neighbours_test;

namespace {

/// As the server frames it: not masked.
std::string server_frame(std::string_view payload) {
  auto frame = client_frame(Opcode::text, payload);
  frame[1] = static_cast<char>(static_cast<std::uint8_t>(frame[1]) & 0x7FU);
  frame.erase(frame.size() - payload.size() - 4, 4);
  return frame;
}

}  // namespace

TEST_CASE("a frame of any length is read when all of it is there") {
  for (const std::size_t size : {0U, 1U, 125U, 126U, 127U, 65'535U, 65'536U}) {
    const std::string payload(size, 'x');
    const auto bytes = server_frame(payload) + "more";
    const auto frame = first_frame(bytes);
    REQUIRE(frame);
    CHECK(frame->opcode == Opcode::text);
    CHECK(frame->payload == payload);
    CHECK(bytes.substr(frame->size) == "more");
    for (const std::size_t cut : {0U, 1U, 2U, 3U, 9U}) {
      if (cut < frame->size) CHECK_FALSE(first_frame(std::string_view(bytes).substr(0, cut)));
    }
    CHECK_FALSE(first_frame(std::string_view(bytes).substr(0, frame->size - 1)));
  }
}

TEST_CASE("an answer over HTTP gives status, session and body") {
  const std::string bytes =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nset-cookie: rt_session=abc; HttpOnly; "
      "Path=/\r\nCONTENT-LENGTH: 2\r\n\r\n{}rest";
  const auto answer = first_answer(bytes);
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->session == "rt_session=abc");
  CHECK(answer->body == "{}");
  CHECK(bytes.substr(answer->size) == "rest");
  for (std::size_t cut = 0; cut < answer->size; ++cut) {
    CHECK_FALSE(first_answer(std::string_view(bytes).substr(0, cut)));
  }
  CHECK(first_answer("HTTP/1.1 101 Switching Protocols\r\n\r\n")->status == 101);
}

TEST_CASE("an address is a number and a port") {
  CHECK(Address::from("localhost:8080").text() == "127.0.0.1:8080");
  CHECK(Address::from("[::1]:80").text() == "[::1]:80");
  for (const auto* wrong : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "example.org:80",
                            "127.0.0.1:0", "127.0.0.1:70000"}) {
    CHECK_THROWS(Address::from(wrong));
  }
}

TEST_CASE("equal views are one, and views that differ at the same place are counted") {
  SharedViews views;
  const auto one = views.snapshot(1, {{"a", 1}});
  CHECK(views.snapshot(1, {{"a", 1}}) == one);
  const json patch = {{"a", nullptr}, {"b", 2}};
  const auto two = views.patched(one, 2, patch, "bytes");
  CHECK(two->document == json{{"b", 2}});
  CHECK(views.recall(one, "bytes") == two);
  CHECK(views.recall(two, "bytes") == nullptr);
  CHECK(views.snapshot(2, {{"b", 2}}) == two);
  CHECK(views.differences() == 0);
  CHECK(views.snapshot(2, {{"b", 3}}) != two);
  CHECK(views.differences() == 1);
}

TEST_CASE("what was done is told in lines, with refusals by code") {
  Tally tally;
  tally.commands = 3;
  tally.refused["ballot.closed"] = 2;
  tally.answer_us = {1'000, 2'000, 30'000};
  const auto told = tally.told();
  CHECK(told.find("refused                     2  ballot.closed 2\n") != std::string::npos);
  CHECK(told.find("p50 2.0 ms") != std::string::npos);
  CHECK(permille_of(tally.answer_us, 1'000) == 30'000);
}
