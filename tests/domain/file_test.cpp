// Files of a meeting: added while its minutes are open, withdrawn at any time, and what that means
// for minutes that were put before the members.
#include "domain/file.hpp"

#include "domain/scenario.hpp"

using namespace scenario;

namespace {

AddFile plan(AgendaItemId item = {}, std::string title = "方案平面示意") {
  return {std::move(item), std::move(title), Media::pdf, 86'211, std::string(64, 'a'), "sealed"};
}
/// Proposed minutes that one household has signed.
Scenario signed_minutes() {
  Scenario scene(ordinary());
  scene.in_session().present(2);
  scene.given(plan());
  scene.given(ProposeMinutes{}).given(SignMinutes{head(1)});
  return scene;
}

}  // namespace

TEST_CASE("a file is added to an item or to the whole meeting, with what its bytes hash to") {
  Scenario scene(ordinary());
  scene.convened();
  scene.gives(plan(scene.item), {FileAdded{FileId(scene.fresh_id()), scene.item, "方案平面示意",
                                           Media::pdf, 86'211, std::string(64, 'a'), "sealed"}});
  scene.gives(plan({}, " 测算表\u3000"), {FileAdded{FileId(scene.fresh_id()),
                                                    {},
                                                    "测算表",
                                                    Media::pdf,
                                                    86'211,
                                                    std::string(64, 'a'),
                                                    "sealed"}});
  CHECK(scene.meeting.files.size() == 2);
}

TEST_CASE("files are added before, during and after the sitting, until the minutes are adopted") {
  Scenario scene(ordinary());
  scene.convened().given(plan());
  scene.given(AnnounceMeeting{}).at(kEvening).given(plan());
  scene.given(OpenMeeting{}).given(plan()).given(StartMeeting{}).given(plan());
  scene.given(RecessMeeting{}).given(plan()).given(ResumeMeeting{}).given(CloseMeeting{});
  scene.given(plan()).given(ProposeMinutes{}).given(plan());
  CHECK(scene.meeting.files.size() == 7);
}

TEST_CASE("a withdrawn file stays known and makes room for another") {
  Scenario scene(ordinary());
  scene.convened();
  for (int i = 0; i < 40; ++i) scene.given(plan());
  const FileId last(scene.made);
  scene.refuses(plan(), {Code::file_full, {{"max", std::int64_t{40}}}});
  scene.gives(WithdrawFile{last, "印有住户电话"}, {FileWithdrawn{last, "印有住户电话"}});
  CHECK(scene.meeting.files.at(last).withdrawn_at == kEvening + -16 * kMicrosPerDay);
  scene.given(plan());
}

TEST_CASE("what should never have been shown is withdrawn whenever it is found") {
  Scenario published(ordinary());
  published.in_session().given(plan());
  const FileId file(published.made);
  published.given(FinishAgendaItem{published.item}).given(CloseMeeting{}).given(ProposeMinutes{});
  published.given(AdoptMinutes{}).given(PublishRecord{{}, "居委会"});
  published.gives(WithdrawFile{file, "有身份证号"}, {FileWithdrawn{file, "有身份证号"}});

  Scenario cancelled(ordinary());
  cancelled.announced().given(plan());
  const FileId other(cancelled.made);
  cancelled.given(CancelMeeting{"停水"});
  cancelled.gives(WithdrawFile{other, "有电话"}, {FileWithdrawn{other, "有电话"}});
}

TEST_CASE("signatures of proposed minutes lapse with another file, and with one withdrawn") {
  auto added = signed_minutes();
  added.given(plan());
  CHECK(added.meeting.minutes.signed_by.empty());
  CHECK(added.meeting.minutes.lapsed == std::set<HeadId>{head(1)});

  auto withdrawn = signed_minutes();
  withdrawn.given(WithdrawFile{withdrawn.meeting.files.begin()->first, "过期"});
  CHECK(withdrawn.meeting.minutes.lapsed == std::set<HeadId>{head(1)});
}

TEST_CASE("minutes that list another file are another version, which nobody signs unread") {
  auto scene = signed_minutes();
  const auto read = version_of(scene.meeting.minutes);
  scene.given(plan());
  CHECK(version_of(scene.meeting.minutes) == read + 1);
  scene.refuses(SignMinutes{head(1), read}, {Code::minutes_moved, {{"version", read + 1}}});
  scene.given(WithdrawFile{scene.meeting.files.begin()->first, "过期"});
  CHECK(version_of(scene.meeting.minutes) == read + 2);
  scene.given(SignMinutes{head(1), read + 2});
}

TEST_CASE("signatures of adopted minutes stand: they were given to what then stood") {
  auto scene = signed_minutes();
  scene.given(FinishAgendaItem{scene.item}).given(CloseMeeting{}).given(AdoptMinutes{});
  scene.given(WithdrawFile{scene.meeting.files.begin()->first, "有电话"});
  CHECK(scene.meeting.minutes.signed_by.contains(head(1)));
}

TEST_CASE("a meeting is public once it is announced or its doors open") {
  Scenario scene(ordinary());
  scene.convened();
  CHECK_FALSE(scene.meeting.is_public());
  scene.given(AnnounceMeeting{});
  CHECK(scene.meeting.is_public());
}

TEST_CASE("a kind of file is told by its first bytes alone") {
  using namespace std::string_view_literals;
  CHECK(recognised("%PDF-1.7\n…"sv) == Media::pdf);
  CHECK(recognised("\x89PNG\r\n\x1a\n\0\0"sv) == Media::png);
  CHECK(recognised("\xff\xd8\xff\xe0\0"sv) == Media::jpeg);
  for (const auto other : {""sv, "%PD"sv, "PK\x03\x04"sv, "<html>"sv, "GIF89a"sv, " %PDF-1.4"sv,
                           "\xd0\xcf\x11\xe0"sv}) {
    CHECK_FALSE(recognised(other));
  }
  for (const auto media : {Media::pdf, Media::png, Media::jpeg}) {
    CHECK(media_from(to_string(media)) == media);
  }
}
