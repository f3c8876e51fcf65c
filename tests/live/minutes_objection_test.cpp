// Who is told what of objections to proposed minutes.
#include "live/scene.hpp"

namespace roundtable::live::test {
namespace {

domain::ObjectToMinutes objection(std::int64_t base, std::int64_t line) {
  return {{}, "opening", base, line, "漏了我家"};
}

/// Two households that were there, before minutes that are proposed.
void propose(Scene& scene) {
  scene.start_sitting();
  scene.done(scene.resident(0), domain::CheckIn{});
  scene.done(scene.resident(1), domain::CheckIn{});
  scene.done(scene.chair, domain::EditMinutes{{"opening", 0, "大家到齐了。"}});
  scene.done(scene.chair, domain::ProposeMinutes{});
}

}  // namespace

TEST_CASE("an objection is its household's and the staff's; the others are told the number") {
  Scene scene;
  propose(scene);
  TestSocket console;
  TestSocket own;
  TestSocket other;
  TestSocket guest;
  scene.connect(console, scene.chair);
  scene.connect(own, scene.resident(0));
  scene.connect(other, scene.resident(1));
  scene.connect(guest, std::make_shared<const Subject>(), std::nullopt, true);
  CHECK(own.me["may"].contains("minutes.object"));
  CHECK_FALSE(console.me["may"].contains("minutes.object"));
  scene.done(scene.resident(0), objection(1, 1));
  scene.settle();
  const auto entry = scene.inner->read(StreamName(scene.meeting).str(), 0, 1'000).back();
  CHECK(entry.payload.find("漏了我家") == std::string::npos);

  REQUIRE(console.view["minutes"]["objected"].size() == 1);
  const auto shown = console.view["minutes"]["objected"].front();
  CHECK(shown["head"] == Scene::head(0).str());
  CHECK(shown["section"] == "opening");
  CHECK(shown["line"] == 1);
  CHECK(shown["text"] == "漏了我家");
  CHECK_FALSE(shown.contains("answered"));
  REQUIRE(own.me["objections"].size() == 1);
  CHECK(own.me["objections"].front()["text"] == "漏了我家");
  CHECK(other.view["minutes"]["objections"] == 1);
  CHECK(other.view["minutes"]["answered"] == 0);
  for (const auto* socket : {&own, &other, &guest}) {
    CHECK(socket->view.dump().find("漏了我家") == std::string::npos);
  }
  CHECK(other.me.dump().find("漏了我家") == std::string::npos);
  CHECK_FALSE(guest.view.contains("minutes"));
}

TEST_CASE("its household is told that a correction answered it, and that signing took it back") {
  Scene scene;
  propose(scene);
  TestSocket console;
  TestSocket own;
  scene.connect(console, scene.chair);
  scene.connect(own, scene.resident(0));
  scene.done(scene.resident(0), objection(1, 1));
  scene.done(scene.chair, domain::CorrectMinutes{{"opening", 1, "差两户。"}, "数错了"});
  scene.settle();
  CHECK(own.me["objections"].front()["answered"] == true);
  CHECK(console.view["minutes"]["objected"].front()["answered"] == true);
  CHECK(own.view["minutes"]["answered"] == 1);
  scene.done(scene.resident(0), objection(2, 0));
  scene.settle();
  CHECK(own.me["objections"].size() == 2);
  scene.done(scene.resident(0), domain::SignMinutes{});
  scene.settle();
  CHECK(own.me["objections"].size() == 1);
  CHECK(console.view["minutes"]["objected"].size() == 1);
  CHECK(own.view["minutes"]["objections"] == 1);
}

TEST_CASE("who read the minutes before a correction does not sign what she has not seen") {
  Scene scene;
  propose(scene);
  TestSocket own;
  TestSocket console;
  scene.connect(own, scene.resident(0));
  scene.connect(console, scene.chair);
  const auto read = own.view["minutes"]["version"].get<std::int64_t>();
  scene.done(scene.chair, domain::CorrectMinutes{{"opening", 1, "差两户。"}, "数错了"});
  CHECK(scene.refused(scene.resident(0), domain::SignMinutes{{}, read}).code ==
        domain::Code::minutes_moved);
  scene.settle();
  CHECK(own.view["minutes"]["version"] == read + 1);
  CHECK(console.view["minutes"]["version"] == read + 1);
  scene.done(scene.resident(0), domain::SignMinutes{{}, read + 1});
}

TEST_CASE("a file that comes or goes makes the minutes another version on every screen") {
  Scene scene;
  propose(scene);
  TestSocket own;
  scene.connect(own, scene.resident(0));
  const auto read = own.view["minutes"]["version"].get<std::int64_t>();
  const auto file = made(scene.done(scene.chair, paper("方案平面示意")), "file");
  CHECK(scene.refused(scene.resident(0), domain::SignMinutes{{}, read}).code ==
        domain::Code::minutes_moved);
  scene.settle();
  CHECK(own.view["minutes"]["version"] == read + 1);
  scene.done(scene.chair, domain::WithdrawFile{FileId(file), "过期"});
  scene.settle();
  CHECK(own.view["minutes"]["version"] == read + 2);
  scene.done(scene.resident(0), domain::SignMinutes{{}, read + 2});
}

TEST_CASE("who has used up its objections is still told why another is refused") {
  Scene scene;
  propose(scene);
  std::string lines;
  for (int i = 0; i < 25; ++i) lines += "行\n";
  scene.done(scene.chair, domain::CorrectMinutes{{"opening", 1, lines}, "分行"});
  for (std::int64_t line = 1; line <= 20; ++line) {
    scene.done(scene.resident(0), objection(2, line));
  }
  CHECK(scene.refused(scene.resident(0), objection(2, 21)).code ==
        domain::Code::minutes_objections_full);
  scene.done(scene.resident(0), objection(2, 20));
  TestSocket own;
  scene.connect(own, scene.resident(0));
  CHECK(own.me["may"].contains("minutes.object"));
}

}  // namespace roundtable::live::test
