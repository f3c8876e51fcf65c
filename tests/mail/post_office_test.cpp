// Method: a scene's meetings go into a log; the post office follows it with the scene's clock and
// gives its letters to a mailbox of the test's.
#include "mail/post_office.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "directory/directory.hpp"
#include "http/listing.hpp"
#include "live/scene.hpp"
#include "mail/subscriptions.hpp"
#include "mailbox.hpp"

namespace roundtable::mail::test {
namespace {

using Catch::Matchers::Contains;
using live::test::Scene;

constexpr std::int64_t kHour = 3'600 * kMicrosPerSecond;

struct Neighbourhood {
  Neighbourhood() {
    scene.services->listed = [this](const auto& state) { listing.feeder.meeting_is(state); };
    scene.services->passed = [this](const auto& meeting, auto version) {
      listing.feeder.meeting_passed(meeting, version);
    };
    open();
  }
  /// A server's start.
  void open() {
    office.reset();
    office = std::make_unique<PostOffice>(
        PostOfficeServices{*scene.inner, *book, *scene.registry, listing.lists, scene.clock, box,
                           templates, "roundtable@example.org", "https://vote.example.org",
                           [this](std::uint64_t number) {
                             return listing.feeder.wait_for(number, std::chrono::seconds(20));
                           },
                           [this](std::string_view what, const std::string& detail) {
                             reports.push_back(std::string(what) + ": " + detail);
                           }});
    office->step();
  }
  std::optional<Time> step() {
    scene.run_ready();
    listing.settle();
    return office->step();
  }
  /// What is to be sent until then is sent when it is due.
  void pass(std::int64_t micros) {
    const auto until = scene.clock.now() + micros;
    for (auto next = step(); next && *next <= until; next = step()) {
      scene.clock.forward(*next - scene.clock.now());
    }
    scene.clock.forward(until - scene.clock.now());
  }
  /// Asks, reads the code in the letter, shows it.
  void subscribe(const HeadId& head, const std::string& email, const std::string& lang = "zh") {
    REQUIRE(subscriptions.ask(head.str(), email, lang).empty());
    step();
    REQUIRE(subscriptions.confirm(head.str(), book->address(head.str())->code));
    box.letters.clear();
  }
  void convene() { scene.done(scene.chair, scene.convening()); }
  void announce() { scene.done(scene.chair, domain::AnnounceMeeting{}); }

  Scene scene;
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  std::unique_ptr<directory::MailBook> book = directory::open_mail_book(folder.path());
  http::test::Listing listing{*scene.inner};
  Mailbox box;
  std::vector<std::string> reports;
  std::string templates = ROUNDTABLE_SOURCE_DIR "/templates/mail";
  Subscriptions subscriptions{*book, scene.clock, scene.randomness, [] {}};
  std::unique_ptr<PostOffice> office;
};

}  // namespace

TEST_CASE("a household that asked for it is written to when its meeting is announced, once") {
  Neighbourhood here;
  here.subscribe(Scene::head(1), "wang@example.com");
  here.subscribe(HeadId("of-another-roll"), "other@example.com");
  REQUIRE(here.subscriptions.ask("head-2", "unconfirmed@example.com", "zh").empty());
  here.step();
  here.box.letters.clear();
  here.convene();
  here.step();
  CHECK(here.box.letters.empty());
  here.announce();
  here.step();
  here.step();
  REQUIRE(here.box.letters.size() == 1);
  const auto& letter = here.box.letters.front();
  CHECK(letter.to == "wang@example.com");
  CHECK(letter.subject() == "会议通知：加装电梯圆桌会");
  CHECK_THAT(letter.text(), Contains("地点：底楼大厅\r\n\r\n会议通知全文："));
  CHECK_THAT(letter.text(), Contains("https://vote.example.org/m/meeting-1"));
  CHECK_THAT(letter.text(), Contains("https://vote.example.org/meetings/meeting-1/notice"));
}

TEST_CASE("a letter has nothing personal in it") {
  Neighbourhood here;
  here.directory->put_labels({{"head-1", "head", "王芳"}, {"unit-1", "unit", "101室"}});
  here.subscribe(Scene::head(1), "wang@example.com");
  here.convene();
  here.announce();
  here.step();
  REQUIRE(here.box.letters.size() == 1);
  const auto& letter = here.box.letters.front();
  for (const auto* word : {"王芳", "101", "head-1", "/join/"}) {
    CHECK_THAT(letter.text(), !Contains(word));
    CHECK_THAT(letter.subject(), !Contains(word));
    CHECK_THAT(letter.message, !Contains(word));
  }
}

TEST_CASE("each reads her letters in the language she asked for") {
  Neighbourhood here;
  here.subscribe(Scene::head(1), "wang@example.com", "zh");
  here.subscribe(Scene::head(2), "smith@example.com", "en");
  here.convene();
  here.announce();
  here.step();
  REQUIRE(here.box.letters.size() == 2);
  for (const auto& letter : here.box.letters) {
    const bool english = letter.to == "smith@example.com";
    CHECK(letter.subject() ==
          (english ? "Meeting: " : "会议通知：") + std::string("加装电梯圆桌会"));
    CHECK_THAT(letter.text(), Contains(english ? "Where: 底楼大厅" : "地点：底楼大厅"));
  }
}

TEST_CASE("a meeting that is moved or called off is told with the reason") {
  Neighbourhood here;
  here.subscribe(Scene::head(1), "wang@example.com");
  auto convening = here.scene.convening();
  convening.scheduled_at = here.scene.clock.now() + 20 * 24 * kHour;
  here.scene.done(here.scene.chair, convening);
  here.announce();
  here.step();
  here.scene.done(here.scene.chair, domain::RescheduleMeeting{convening.scheduled_at + 24 * kHour,
                                                              "二楼", "大厅漏水"});
  here.step();
  here.scene.done(here.scene.chair, domain::CancelMeeting{"另行通知"});
  here.step();
  REQUIRE(here.box.letters.size() == 3);
  CHECK_THAT(here.box.letters[1].subject(), Contains("改期"));
  CHECK_THAT(here.box.letters[1].text(), Contains("二楼") && Contains("大厅漏水"));
  CHECK_THAT(here.box.letters[2].subject(), Contains("取消"));
  CHECK_THAT(here.box.letters[2].text(), Contains("另行通知"));
}

TEST_CASE("a vote that lasts is told with its question and end, and no more once it is over") {
  Neighbourhood here;
  here.subscribe(Scene::head(1), "wang@example.com");
  const auto item = here.scene.start_sitting();
  const auto first = here.scene.open_ballot(item, domain::Secrecy::named, domain::Counts::live,
                                            here.scene.clock.now() + 48 * kHour);
  here.step();
  REQUIRE(here.box.letters.size() == 2);  // the notice, and this
  const auto question = here.box.letters[1].subject().substr(std::string("正在表决：").size());
  CHECK_FALSE(question.empty());
  CHECK_THAT(here.box.letters[1].text(), Contains(question) && Contains("截止时间："));
  here.scene.done(here.scene.chair, domain::CloseBallot{first});
  here.box.answer = {Carried::not_now, "no line"};
  here.scene.open_ballot(item, domain::Secrecy::named, domain::Counts::live,
                         here.scene.clock.now() + kHour);
  here.step();
  here.scene.clock.forward(2 * kHour);
  here.box.answer = {Carried::taken, ""};
  here.step();
  CHECK(here.box.letters.size() == 2);
  CHECK(here.book->unfinished(10).empty());
}

TEST_CASE("while the server for letters is away they wait, and go when it is back") {
  Neighbourhood here;
  here.subscribe(Scene::head(1), "wang@example.com");
  here.box.answer = {Carried::not_now, "connection refused"};
  here.convene();
  here.announce();
  here.pass(kHour / 60);
  CHECK(here.box.letters.empty());
  CHECK(here.office->waiting() == 1);
  here.box.answer = {Carried::taken, ""};
  here.pass(kHour);
  CHECK(here.box.letters.size() == 1);
  CHECK(here.office->waiting() == 0);
  CHECK(here.book->address("head-1")->trouble.empty());
}

TEST_CASE("what was tried ten times in vain is given up until the next start, and reported") {
  Neighbourhood here;
  here.subscribe(Scene::head(1), "wang@example.com");
  here.box.asked = 0;
  here.box.answer = {Carried::not_now, "connection refused"};
  here.convene();
  here.announce();
  here.pass(24 * kHour);
  CHECK(here.box.asked == 10);
  CHECK(here.office->given_up() == 1);
  CHECK(here.book->address("head-1")->trouble == "unreachable");
  REQUIRE(here.reports.size() == 1);
  CHECK_THAT(here.reports.front(), Contains("connection refused") && !Contains("wang@"));
  here.box.answer = {Carried::taken, ""};
  here.open();
  here.step();
  CHECK(here.box.letters.size() == 1);
}

TEST_CASE("a letter that cannot be written holds up no other one") {
  Neighbourhood here;
  const log::test::TemporaryFolder broken;
  std::filesystem::copy(here.templates, broken.path());
  std::ofstream(broken.file("announced.zh.mustache")) << "{{&nobody_knows}}\n\ntext\n";
  here.subscribe(Scene::head(1), "wang@example.com", "zh");
  here.subscribe(Scene::head(2), "smith@example.com", "en");
  here.templates = broken.path();
  here.open();
  here.convene();
  here.announce();
  here.pass(24 * kHour);
  REQUIRE(here.box.letters.size() == 1);
  CHECK(here.box.letters.front().to == "smith@example.com");
  CHECK(here.office->given_up() == 1);
  REQUIRE(here.reports.size() == 1);
  CHECK_THAT(here.reports.front(), Contains("nobody_knows"));
}

TEST_CASE("an address that is refused for good is tried once, and its household is told") {
  Neighbourhood here;
  here.subscribe(Scene::head(1), "wang@example.com");
  here.box.asked = 0;
  here.box.answer = {Carried::refused, "550 no such user"};
  here.convene();
  here.announce();
  here.pass(24 * kHour);
  CHECK(here.box.asked == 1);
  CHECK(here.book->address("head-1")->trouble == "refused");
}

TEST_CASE("a server that ended between taking up and sending sends after its next start, once") {
  Neighbourhood here;
  here.subscribe(Scene::head(1), "wang@example.com");
  here.box.answer = {Carried::not_now, "gone"};
  here.convene();
  here.announce();
  here.step();
  here.box.answer = {Carried::taken, ""};
  here.scene.clock.forward(kHour);
  here.open();
  here.open();
  CHECK(here.box.letters.size() == 1);
}

TEST_CASE("a book that has read nothing yet writes nobody about what was before") {
  Neighbourhood here;
  here.convene();
  here.announce();
  here.step();
  here.subscribe(Scene::head(1), "wang@example.com");
  here.open();
  here.pass(kHour);
  CHECK(here.box.letters.empty());
}

TEST_CASE("who is erased or has left is not written to, though a letter was waiting") {
  Neighbourhood here;
  here.subscribe(Scene::head(1), "wang@example.com");
  here.subscribe(Scene::head(2), "li@example.com");
  here.box.answer = {Carried::not_now, "no line"};
  here.convene();
  here.announce();
  here.step();
  here.directory->erase("head-1");
  REQUIRE(here.subscriptions.leave(here.book->address("head-2")->leave));
  here.box.answer = {Carried::taken, ""};
  here.pass(kHour);
  CHECK(here.box.letters.empty());
  CHECK_FALSE(here.book->address("head-1").has_value());
  CHECK_FALSE(here.book->address("head-2").has_value());
}

}  // namespace roundtable::mail::test
