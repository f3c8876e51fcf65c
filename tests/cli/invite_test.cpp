// Method: the program itself makes invitations on a folder where a server has run, alone and beside
// one that answers on the local socket; what the meeting's log holds afterwards is looked at.
#include <sys/wait.h>

#include <atomic>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "app/control_socket.hpp"
#include "app/folder_lock.hpp"
#include "app/slip_control.hpp"
#include "directory/directory.hpp"
#include "live/scene.hpp"
#include "log/hash_chain.hpp"
#include "support/log_helpers.hpp"

namespace roundtable::cli::test {
namespace {

using log::test::TemporaryFolder;
using nlohmann::json;

struct Invited {
  int code = -1;
  std::string said;
};

/// A folder a server has run on, with a meeting of eight households; nothing has it open.
struct LeftBehind {
  LeftBehind() {
    const log::test::StillClock clock;
    live::test::Scene scene{log::open_sqlite_log(folder.path(), clock)};
    scene.start_sitting();
    directory::open_directory(folder.path());
  }
  Invited invite(const std::string& arguments) const {
    const auto output = said.file("output");
    const auto status =
        std::system((std::string(ROUNDTABLE_PROGRAM) + " invite --meeting meeting-1 --data " +
                     folder.path() + " " + arguments + " >" + output + " 2>&1")
                        .c_str());
    return {WEXITSTATUS(status), log::test::bytes_of_file(output)};
  }
  /// What the entries of the meeting say of slips, and who gave the command.
  std::vector<std::pair<std::string, json>> slips() const {
    std::vector<std::pair<std::string, json>> out;
    for (const auto& entry :
         log::open_log_readers(folder.path())->read("meeting:meeting-1", 0, 99)) {
      const auto payload = json::parse(entry.payload);
      for (const auto& event : payload.at("events")) {
        if (event.at("type") != "slips_made") continue;
        out.emplace_back(log::read_header(entry.header)->actor.str(), event);
      }
    }
    return out;
  }

  TemporaryFolder folder;
  TemporaryFolder said;
};

}  // namespace

TEST_CASE("an invitation made by the program is an entry of the meeting's log") {
  const LeftBehind place;
  REQUIRE(place.slips().empty());
  const auto first = place.invite("--head head-7");
  INFO(first.said);
  REQUIRE(first.code == 0);
  CHECK(first.said.find("/join/") != std::string::npos);
  REQUIRE(place.slips().size() == 1);
  CHECK(place.slips()[0].first == "system");
  CHECK(place.slips()[0].second.at("heads") == json{"head-7"});
  CHECK_FALSE(place.slips()[0].second.contains("replaced"));

  // Another in its place, as the Desk makes it.
  REQUIRE(place.invite("--head head-7").code == 0);
  REQUIRE(place.slips().size() == 2);
  CHECK(place.slips()[1].second.at("replaced") == json{"head-7"});
  const auto directory = directory::open_directory(place.folder.path());
  CHECK(directory->invitations_of("head-7").size() == 1);
}

TEST_CASE("one who only observes needs no slip, and a head that is not there gets none") {
  const LeftBehind place;
  CHECK(place.invite("").code == 0);
  CHECK(place.invite("--head nobody").code != 0);
  CHECK(place.slips().empty());
}

TEST_CASE("beside a running server the server notes the slip, and without it nothing is made") {
  const LeftBehind place;
  const app::FolderLock held(place.folder.path());
  SECTION("it answers") {
    std::string asked;
    const app::ControlSocket server(place.folder.path(), [&](std::string request) {
      asked = std::move(request);
      return std::string(R"({"outcome":"noted"})");
    });
    CHECK(place.invite("--head head-7").code == 0);
    const auto request = json::parse(asked);
    CHECK(request.at("what") == "slip");
    CHECK(request.at("meeting") == "meeting-1");
    CHECK(request.at("head") == "head-7");
    CHECK(request.at("replaces") == false);
  }
  SECTION("it refuses") {
    const app::ControlSocket server(place.folder.path(), [](const std::string&) {
      return std::string(R"({"failure":"the server refuses the invitation: server.busy"})");
    });
    const auto ran = place.invite("--head head-7");
    CHECK(ran.code == 1);
    CHECK(ran.said.find("server.busy") != std::string::npos);
    CHECK(directory::open_directory(place.folder.path())->invitations_of("head-7").empty());
  }
  SECTION("it does not answer") {
    const auto ran = place.invite("--head head-7");
    CHECK(ran.code == 1);
    CHECK(ran.said.find("make the invitation at the Desk") != std::string::npos);
    CHECK(directory::open_directory(place.folder.path())->invitations_of("head-7").empty());
  }
}

TEST_CASE("the server notes a slip under its own name, once for one request") {
  live::test::Scene scene;
  scene.start_sitting();
  const auto request = app::write_slip_request({"meeting-1", "head-7", true, "ask-1"});
  const auto version = scene.log.heads("meeting:meeting-1").front().version;
  const auto ask = [&] {
    std::atomic<bool> answered{false};
    std::optional<std::string> answer;
    std::thread asking([&] {
      answer = app::answer_slip_request(*scene.hall, *scene.registry, request);
      answered = true;
    });
    while (!answered) scene.run_ready();
    asking.join();
    return answer.value_or("");
  };
  CHECK(json::parse(ask()).at("outcome") == "noted");
  CHECK(json::parse(ask()).at("outcome") == "noted");
  const auto entries = scene.log.read("meeting:meeting-1", version, 9);
  REQUIRE(entries.size() == 1);
  CHECK(log::read_header(entries[0].header)->actor == ActorId("system"));
  CHECK(json::parse(entries[0].payload)["events"][0]["type"] == "slips_made");
  CHECK_FALSE(app::answer_slip_request(*scene.hall, *scene.registry, R"({"what":"grids"})"));
  CHECK(json::parse(*app::answer_slip_request(*scene.hall, *scene.registry,
                                              R"({"what":"slip","meeting":"../x"})"))
            .contains("failure"));
}

}  // namespace roundtable::cli::test
