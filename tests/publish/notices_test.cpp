// The notice of a real meeting, from its log.
#include "publish/notices.hpp"

#include <catch2/catch.hpp>

#include "live/scene.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::publish::test {

TEST_CASE("there is a notice once a meeting was announced, and its sitting does not change it") {
  const log::test::TemporaryFolder folder;
  const auto directory = directory::open_directory(folder.path());
  live::test::Scene scene;
  const Notices notices(ROUNDTABLE_SOURCE_DIR "/templates/records", *scene.inner, *scene.registry,
                        scene.services->rules, *directory);
  CHECK_FALSE(notices.model(MeetingId("no-such-meeting")));
  const auto item = scene.start_sitting();
  const auto told = notices.model(scene.meeting);
  REQUIRE(told);
  CHECK(told->meeting.agenda.contains(item));
  CHECK(told->meeting.title == "加装电梯圆桌会");
  scene.done(scene.resident(0), domain::CheckIn{});
  scene.open_ballot(item);
  CHECK(records::write_model(*notices.model(scene.meeting)) == records::write_model(*told));
  const auto page = notices.made(*told, *records::find_form("html"), records::Lang::zh);
  REQUIRE(page);
  CHECK(page->find("加装电梯圆桌会") != page->npos);
}

TEST_CASE("the page of a notice leads on, and on paper says where; without one it says so") {
  const log::test::TemporaryFolder folder;
  const auto directory = directory::open_directory(folder.path());
  live::test::Scene scene;
  const Notices notices(ROUNDTABLE_SOURCE_DIR "/templates/records", *scene.inner, *scene.registry,
                        scene.services->rules, *directory);
  scene.start_sitting();
  const auto model = notices.model(scene.meeting);
  const auto page =
      notices.page(model, {records::Lang::zh, true, "https://rt.example", "https://rt.example"});
  CHECK(page.there);
  for (const auto& said :
       {std::string("<html lang=\"zh-CN\" class=\"elder\">"), std::string("?lang=en&amp;elder=1"),
        std::string("?form=ics"), "https://rt.example/m/" + scene.meeting.str()}) {
    CHECK(page.html.find(said) != page.html.npos);
  }
  auto cancelled = *model;
  cancelled.meeting.phase = domain::Phase::cancelled;
  const auto told = notices.page(cancelled, {records::Lang::zh, false, ""});
  CHECK(told.html.find("<a href=\"?form=ics\">在日历中标为已取消</a>") != told.html.npos);
  const auto missing = notices.page(std::nullopt, {records::Lang::zh, false, ""});
  CHECK_FALSE(missing.there);
  CHECK(missing.html.find("没有这份会议通知") != missing.html.npos);
}

}  // namespace roundtable::publish::test
