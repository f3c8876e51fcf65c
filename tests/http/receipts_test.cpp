// A receipt that is held against the log of a record's meeting, over HTTP.
#include <array>
#include <catch2/catch.hpp>

#include "doors.hpp"

namespace roundtable::http::test {
namespace {

using domain::Secrecy;
using live::Done;
using nlohmann::json;

/// A meeting with two votes of one household and one of another, and a record of the ballot.
struct ReceiptDesk {
  explicit ReceiptDesk(Secrecy secrecy = Secrecy::confidential) {
    const auto item = scene.start_sitting();
    ballot = secrecy == Secrecy::named ? scene.open_ballot(item)
                                       : scene.open_ballot(item, secrecy, domain::Counts::hidden);
    replaced = vote(0, "no");
    for (int flat = 1; flat < 6; ++flat) vote(flat, "no");
    counted = vote(0, "yes");
    scene.done(scene.chair, domain::CloseBallot{ballot});
    record = live::test::made(scene.done(scene.chair, domain::PublishRecord{ballot, "居委会"}),
                              "record");
  }
  Done vote(int flat, const char* choice) {
    return scene.done(scene.resident(flat),
                      domain::CastBallot{ballot, HeadId{}, domain::Paper{choice}});
  }
  net::HttpResponse ask(const std::string& text) {
    std::string query = "text=";
    for (const char c : text) {
      query += "%" + to_hex(std::array{static_cast<std::uint8_t>(c)});
    }
    return doors.answer(get("/api/v1/records/" + record + "/receipt", "", query));
  }
  json told(const std::string& text) {
    const auto response = ask(text);
    INFO(*response.body);
    REQUIRE(response.status == 200);
    return json::parse(*response.body);
  }
  std::string code(const std::string& text) {
    return json::parse(*ask(text).body).value("code", "none");
  }

  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  Doors doors{scene, *directory};
  BallotId ballot;
  Done replaced;
  Done counted;
  std::string record;
};

std::string keys(const json& object) {
  std::string all;
  for (const auto& [key, value] : object.items()) all += key + " ";
  return all;
}

std::string receipt_of(const Done& done, std::size_t digits = 12) {
  return "回执：第 " + std::to_string(done.version) + " 条 " + done.hash.substr(0, digits);
}

}  // namespace

TEST_CASE("a receipt gets its entry's header, the list that covers it, and what became of it") {
  ReceiptDesk desk;
  const auto answer = desk.told(receipt_of(desk.counted));
  const auto& entry = answer["entry"];
  CHECK(answer["receipt"] ==
        json({{"version", desk.counted.version}, {"hash", desk.counted.hash.substr(0, 12)}}));
  CHECK(entry["hash"] == desk.counted.hash);
  CHECK(log::sha256_hex(entry["header"].get<std::string>()) == desk.counted.hash);
  CHECK(answer["vote"] ==
        json({{"ballot", desk.ballot.str()}, {"of_record", true}, {"standing", "counted"}}));
  CHECK(answer["checkpoint"]["body"].get<std::string>().find("meeting:meeting-1") !=
        std::string::npos);

  const auto earlier = desk.told(receipt_of(desk.replaced, 64));
  CHECK(earlier["vote"]["standing"] == "replaced");
  CHECK(earlier["vote"]["replaced_by"] == desk.counted.version);
}

TEST_CASE("no receipt is answered with a choice, not even that of a named vote") {
  for (const auto secrecy : {Secrecy::named, Secrecy::confidential}) {
    ReceiptDesk desk(secrecy);
    const auto answer = desk.told(receipt_of(desk.counted));
    CHECK(keys(answer["entry"]) == "hash header stream version ");
    CHECK(keys(json::parse(answer["entry"]["header"].get<std::string>())) ==
          "actor at command_id command_sha256 payload_sha256 prev stream version ");
    CHECK(keys(answer["vote"]) == "ballot of_record standing ");
  }
}

TEST_CASE("a receipt that is wrong, of another meeting or none is refused with its code") {
  ReceiptDesk desk;
  const auto& hash = desk.counted.hash;
  const auto number = std::to_string(desk.counted.version);
  auto wrong = hash.substr(0, 12);
  wrong[11] = wrong[11] == '0' ? '1' : '0';
  CHECK(desk.code("第 " + number + " 条 " + wrong) == "receipt.unknown");
  CHECK(desk.code("第 1 条 " + hash) == "receipt.unknown");
  CHECK(desk.code("第 999999 条 " + hash) == "receipt.unknown");
  CHECK(desk.code(R"({"meeting":"another","version":)" + number + R"(,"hash":")" + hash + "\"}") ==
        "receipt.unknown");
  CHECK(desk.code("") == "receipt.malformed");
  CHECK(desk.code("第 " + number + " 条 " + hash.substr(0, 11)) == "receipt.malformed");
}

}  // namespace roundtable::http::test
