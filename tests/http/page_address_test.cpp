// Method: a table of paths and the screens they open.
#include "http/page_address.hpp"

#include <catch2/catch.hpp>

namespace roundtable::http::test {
namespace {

std::string read(std::string_view path) {
  const auto address = page_address(path);
  return std::string(to_string(address.screen)) + " " + address.id;
}

}  // namespace

TEST_CASE("an address opens the screen the client's router opens") {
  CHECK(read("/") == "grid ");
  CHECK(read("/g/root") == "grid root");
  CHECK(read("/g/310105004018/") == "grid 310105004018");
  CHECK(read("/m/m-1") == "room m-1");
  CHECK(read("/m/m-1/hall") == "hall m-1");
  CHECK(read("/m/m-1/console") == "console m-1");
  CHECK(read("/join") == "join ");
  CHECK(read("/join/" + std::string(256, 'a')) == "join ");
  CHECK(read("/sign-in") == "sign_in ");
  CHECK(read("/setup") == "setup ");
  CHECK(read("/desk") == "desk ");
  CHECK(read("/desk/grids/g1") == "desk ");
}

TEST_CASE("every other address leads nowhere") {
  for (const auto* path : {"/g", "/g/", "/m", "/m/m1/floor", "/m/m1/hall/x", "/g/a/b", "/g/a b",
                           "/desk/other", "/desk//x", "/desk/grids/a/b", "/join/a/b", "/join/..",
                           "/sign-in/x", "/nothing", "/g//x", "/records", "/index"}) {
    INFO(path);
    CHECK(read(path) == "lost ");
  }
  CHECK(read("/join/" + std::string(257, 'a')) == "lost ");
  CHECK(read("/m/" + std::string(65, 'a')) == "lost ");
}

}  // namespace roundtable::http::test
