// The lists and the search of a test's log, kept in a file of their own as the server keeps them.
#pragma once

#include <catch2/catch.hpp>
#include <string>

#include "readmodel/feeder.hpp"
#include "readmodel/list_reader.hpp"
#include "readmodel/search.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::http::test {

struct Listing {
  explicit Listing(log::EventLog& log) : feeder(file, log, [](const std::string&) {}) {}

  /// As a meeting stands that is in no log.
  void update(views::ViewState state) {
    state.meeting.version = ++told;
    feeder.meeting_is(state);
    settle();
  }
  void settle() { REQUIRE(feeder.wait(std::chrono::seconds(20))); }
  std::optional<views::ListedMeeting> meeting(const MeetingId& id) {
    settle();
    return lists.meeting(id);
  }

  log::test::TemporaryFolder folder;
  std::uint64_t told = 0;
  readmodel::ModelFile file{folder.file("readmodels.db")};
  readmodel::Feeder feeder;
  readmodel::ListReader lists{file};
  readmodel::Search finder{file};
};

}  // namespace roundtable::http::test
