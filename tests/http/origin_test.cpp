// Hosts and origins as browsers, proxies and people write them: tables of what is the same server.
#include "http/origin.hpp"

#include <catch2/catch.hpp>
#include <tuple>

#include "doors.hpp"

namespace roundtable::http::test {
namespace {

net::HttpRequest asked(const std::string& host, const std::string& origin) {
  auto request = get("/ws");
  request.headers = {{"host", host}, {"origin", origin}};
  return request;
}

}  // namespace

TEST_CASE("an origin is the host that was asked, whatever its case and with or without its port") {
  const std::vector<std::tuple<std::string, std::string, bool>> table = {
      {"vote.example.org", "https://vote.example.org", true},
      {"vote.example.org:443", "https://vote.example.org", true},
      {"vote.example.org", "https://vote.example.org:443", true},
      {"vote.example.org:80", "http://vote.example.org", true},
      {"Vote.Example.ORG", "https://vote.example.org", true},
      {"vote.example.org", "HTTPS://VOTE.example.org", true},
      {"vote.example.org.", "https://vote.example.org", true},
      {"vote.example.org:8443", "https://vote.example.org:8443", true},
      {"192.168.1.20:8080", "http://192.168.1.20:8080", true},
      {"[::1]:8080", "http://[::1]:8080", true},
      {"[0:0:0:0:0:0:0:1]", "http://[::1]", true},
      {"vote.example.org:80", "https://vote.example.org", false},
      {"vote.example.org:443", "http://vote.example.org", false},
      {"vote.example.org", "https://vote.example.org:8443", false},
      {"vote.example.org", "https://vote.example.org.evil.example", false},
      {"vote.example.org", "https://xvote.example.org", false},
      {"vote.example.org", "https://user@vote.example.org", false},
      {"vote.example.org", "ftp://vote.example.org", false},
      {"vote.example.org", "null", false},
      {"vote.example.org", "https://", false},
      {"", "https://vote.example.org", false},
  };
  for (const auto& [host, origin, same] : table) {
    INFO(host << " asked from " << origin);
    CHECK(same_origin(asked(host, origin)) == same);
  }
  CHECK(same_origin(get("/")));
}

TEST_CASE("a server is asked by its own names, by addresses and by names of the machine") {
  const AllowedHosts hosts("https://Vote.example.org", "box.lan", {"other.example.org"});
  for (const char* ours :
       {"vote.example.org", "VOTE.example.org:443", "vote.example.org:8080", "vote.example.org.",
        "box.lan:8080", "other.example.org", "localhost:8080", "demo.localhost", "127.0.0.1:8080",
        "192.168.1.20", "[::1]:8080", "[2001:db8::1]", ""}) {
    INFO(ours);
    CHECK(hosts.allow(ours));
  }
  for (const char* theirs :
       {"evil.example", "vote.example.org.evil.example", "example.org", "localhost.evil.example",
        "127.0.0.1.evil.example", "xlocalhost", "vote.example.org:x", "a b", "[evil.example]",
        "2130706433", "0x7f.1"}) {
    INFO(theirs);
    CHECK_FALSE(hosts.allow(theirs));
  }
}

TEST_CASE("a name of somebody else that leads here is told nothing, in words where it is a page") {
  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  const auto directory = directory::open_directory(folder.path());
  Doors doors{scene, *directory};
  const auto refusal = [&](const std::string& path, const std::string& host) {
    auto request = get(path);
    request.headers = {{"host", host}};
    return doors.routes.refusal(request);
  };
  CHECK_FALSE(refusal("/api/v1/me", "127.0.0.1:8080"));
  const auto of_data = refusal("/api/v1/me", "evil.example");
  REQUIRE(of_data);
  CHECK(of_data->status == 421);
  CHECK(code_of(*of_data) == "http.host_unknown");
  const auto of_page = refusal("/m/meeting-1", "evil.example");
  REQUIRE(of_page);
  CHECK(of_page->status == 421);
  CHECK(header_of(*of_page, "content-type") == "text/plain; charset=utf-8");
  CHECK(of_page->body->find("host_names") != std::string::npos);
}

}  // namespace roundtable::http::test
