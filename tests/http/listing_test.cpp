// Method: one sitting, listed once as its host tells it and once as it is read from the log alone.
#include "listing.hpp"

#include "live/scene.hpp"
#include "readmodel/listed_json.hpp"

namespace roundtable::http::test {
namespace {

using live::test::Scene;

/// Everything that is kept of the meeting.
std::string kept(Listing& listing, const MeetingId& id) {
  const auto meeting = listing.meeting(id);
  REQUIRE(meeting);
  auto out = readmodel::row_json(*meeting) + readmodel::more_json(*meeting);
  for (const auto& record : meeting->records) out += readmodel::record_json(record);
  for (const auto& group : listing.finder.find({"表决", std::nullopt})) {
    for (const auto& found : group.found) out += found.row.name + found.row.text + found.row.shown;
  }
  return out;
}

}  // namespace

TEST_CASE("a meeting is listed from the log alone as its host tells it, sealed votes or not") {
  Scene scene;
  Listing told(*scene.inner);
  scene.services->listed = [&](const auto& state) { told.feeder.meeting_is(state); };
  scene.services->passed = [&](const auto& meeting, auto version) {
    told.feeder.meeting_passed(meeting, version);
  };
  const auto item = scene.start_sitting();
  const auto ballot =
      scene.open_ballot(item, domain::Secrecy::confidential, domain::Counts::hidden);
  for (int flat = 0; flat < 3; ++flat) {
    scene.done(scene.resident(flat),
               domain::CastBallot{ballot, {}, domain::Paper{"yes"}, domain::Channel::phone});
  }
  scene.done(scene.chair, domain::CloseBallot{ballot});
  scene.done(scene.chair, domain::PublishRecord{ballot, "居委会"});
  scene.done(scene.chair, live::test::paper("加装电梯的图纸"));
  scene.settle();
  const auto by_host = kept(told, scene.meeting);
  Listing read(*scene.inner);
  CHECK(kept(read, scene.meeting) == by_host);
  CHECK(by_host.find("加装电梯的图纸") != std::string::npos);
}

}  // namespace roundtable::http::test
