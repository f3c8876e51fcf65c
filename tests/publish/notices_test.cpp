// The notice of a real meeting, from its log.
#include "publish/notices.hpp"

#include <catch2/catch.hpp>

#include "live/scene.hpp"

namespace roundtable::publish::test {

TEST_CASE("there is a notice once a meeting was announced, and its sitting does not change it") {
  live::test::Scene scene;
  const Notices notices(ROUNDTABLE_SOURCE_DIR "/templates/records", *scene.inner, *scene.registry);
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

}  // namespace roundtable::publish::test
