// Method: a table of paths and the screens they open, by the client's own table of addresses.
#include "http/page_address.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

namespace roundtable::http::test {
namespace {

PageAddresses of_the_client() {
  PageAddresses addresses;
  std::ifstream file(ROUNDTABLE_SOURCE_DIR "/web-ui/src/screens.json");
  const auto table = nlohmann::json::parse(file);
  for (const auto& [screen, row] : table.items()) {
    for (const std::string pattern : row.at("at")) addresses.add(screen, pattern);
  }
  return addresses;
}

std::string read(std::string_view path) {
  static const auto kAddresses = of_the_client();
  const auto address = kAddresses.find(path);
  auto text = address.screen + " ";
  for (const auto& [name, is] : address.named) text += is;
  return text;
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
  CHECK(read("/join/" + std::string(256, 'a')) == "join " + std::string(256, 'a'));
  CHECK(read("/sign-in") == "sign_in ");
  CHECK(read("/setup") == "setup ");
  CHECK(read("/desk") == "desk ");
  CHECK(read("/desk/grids") == "desk grids");
  CHECK(read("/desk/grids/g1") == "desk g1grids");
}

TEST_CASE("every other address leads nowhere") {
  for (const auto* path :
       {"/g", "/g/", "/m", "/m/m1/floor", "/m/m1/hall/x", "/g/a/b", "/desk/other", "/desk//x",
        "/desk/grids/a/b", "/join/a/b", "/sign-in/x", "/nothing", "/g//x", "/records", "/index"}) {
    INFO(path);
    CHECK(read(path) == " ");
  }
  CHECK(read("/join/" + std::string(257, 'a')) == " ");
  CHECK(read("/m/" + std::string(65, 'a')) == " ");
}

TEST_CASE("what a chat program or a sentence hung on an address leads where the address does") {
  for (const auto* tail : {"。",  "）",  "，请尽快", ".",  ",",  ")", "]", "】",
                           "》",  "」",  "！",       "、", "\"", "'", ">", "&from=timeline",
                           "%E3", " 请", "\u3000",   "…",  "/。"}) {
    INFO(tail);
    CHECK(read("/join/To-K_en" + std::string(tail)) == "join To-K_en");
    CHECK(read("/m/m-1" + std::string(tail)) == "room m-1");
    CHECK(read("/m/m-1/hall" + std::string(tail)) == "hall m-1");
    CHECK(read("/g/root" + std::string(tail)) == "grid root");
    CHECK(read("/desk/grids/g1" + std::string(tail)) == "desk g1grids");
    CHECK(read("/sign-in" + std::string(tail)) == "sign_in ");
    CHECK(read("/nothing" + std::string(tail)) == " ");
  }
}

}  // namespace roundtable::http::test
