// Where other devices reach the server.
#include "http/reachable.hpp"

#include <catch2/catch.hpp>

using namespace roundtable::http;

TEST_CASE("a public address that was set is the only one told") {
  CHECK(reachable_at("https://yuanzhuo.example/", "0.0.0.0", 8080) ==
        std::vector<std::string>{"https://yuanzhuo.example"});
}

TEST_CASE("a server on the loopback is reached by nobody else") {
  CHECK(reachable_at("", "127.0.0.1", 8080).empty());
  CHECK(reachable_at("", "::1", 8080).empty());
}

TEST_CASE("a server on one network is reached at its address there") {
  CHECK(reachable_at("", "192.168.1.20", 8080) ==
        std::vector<std::string>{"http://192.168.1.20:8080"});
  CHECK(reachable_at("", "fd00::5", 80) == std::vector<std::string>{"http://[fd00::5]:80"});
}

TEST_CASE("a server on all networks names none of the loopback") {
  for (const auto& address : reachable_at("", "0.0.0.0", 8080)) {
    CHECK(address.starts_with("http://"));
    CHECK(address.ends_with(":8080"));
    CHECK_FALSE(address.starts_with("http://127."));
  }
}
