// The notice of a real meeting, from its log.
#include "publish/notices.hpp"

#include <catch2/catch.hpp>

#include "live/scene.hpp"
#include "publish/record_maker.hpp"
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
  const auto page = notices.page(model, {.lang = records::Lang::zh,
                                         .elder = true,
                                         .origin = "https://rt.example",
                                         .others = "https://rt.example"});
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

TEST_CASE("a notice keeps the issuer and the number that it was announced with") {
  const log::test::TemporaryFolder folder;
  const auto directory = directory::open_directory(folder.path());
  live::test::Scene scene;
  RecordNumbers numbers(*scene.inner, scene.clock,
                        [](const GridId&, int, const std::string&) { return 0; });
  const RecordMaker maker(ROUNDTABLE_SOURCE_DIR "/templates/records", *scene.inner, *scene.registry,
                          *directory, numbers);
  scene.services->prepare_notice = [&](const auto& asked) { return maker.prepare_notice(asked); };
  const Notices notices(ROUNDTABLE_SOURCE_DIR "/templates/records", *scene.inner, *scene.registry,
                        scene.services->rules, *directory);
  const live::OfficeOf of{GridId("grid-1"), "owners_group"};
  live::put_office(*directory, of, {"一号楼业主小组", "", "", ""});
  scene.done(scene.chair, scene.convening());
  CHECK(notices.preview(scene.meeting, scene.clock.now())->facts.issuer.zh == "一号楼业主小组");
  scene.done(scene.chair, domain::AnnounceMeeting{});
  const auto page = [&] {
    return notices
        .made(*notices.model(scene.meeting), *records::find_form("html"), records::Lang::zh)
        .value();
  };
  const auto told = page();
  CHECK(told.find("一号楼业主小组　公告〔2026〕1号") != told.npos);
  live::put_office(*directory, of, {"另一个名称", "", "", "一业告"});
  CHECK(page() == told);
  live::put_office(*directory, of, {});
  CHECK(page() == told);
}

TEST_CASE("a notice that nobody issued by an official name gets none afterwards") {
  const log::test::TemporaryFolder folder;
  const auto directory = directory::open_directory(folder.path());
  live::test::Scene scene;
  const Notices notices(ROUNDTABLE_SOURCE_DIR "/templates/records", *scene.inner, *scene.registry,
                        scene.services->rules, *directory);
  scene.start_sitting();
  const auto told = records::write_model(*notices.model(scene.meeting));
  live::put_office(*directory, {GridId("grid-1"), "owners_group"}, {"一号楼业主小组", "", "", ""});
  CHECK(records::write_model(*notices.model(scene.meeting)) == told);
}

}  // namespace roundtable::publish::test
