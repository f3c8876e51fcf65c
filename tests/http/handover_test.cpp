// The list of what is handed over, asked for over HTTP by those who keep a grid.
#include "doors.hpp"
#include "log/checkpoint.hpp"
#include "records/phrases.hpp"

namespace roundtable::http::test {
namespace {

using Catch::Matchers::Contains;
using nlohmann::json;

struct LeavingOffice {
  std::string person(const std::string& name, const std::string& role, const std::string& grid) {
    directory->add_account({name, name, "a hash"});
    directory->put_labels({{name, "account", name + "的名字"}});
    return doors.person(role, grid, "staff", name);
  }
  net::HttpResponse list(const std::string& who, const std::string& grid,
                         const std::string& query = "") {
    return doors.answer(get("/api/v1/grids/" + grid + "/handover", who, query));
  }

  live::test::Scene scene;
  log::test::TemporaryFolder folder;
  std::unique_ptr<directory::Directory> directory = directory::open_directory(folder.path());
  Doors doors{scene, *directory};
  std::string admin = person("admin", "administrator", "grid-0");
};

}  // namespace

TEST_CASE("the list of a grid has its people, what is open, its rolls and the keys of the log") {
  LeavingOffice office;
  const auto chen = office.person("chen", "facilitator", "grid-1");
  office.person("sun", "facilitator", "grid-2");
  const auto reported = office.doors.answer(post(
      "/api/v1/grids/grid-1/issues", {{"title", "楼道<堆物>"}, {"source", "patrol"}}, "k1", chen));
  REQUIRE(reported.status == 200);
  const auto shown = office.list(office.admin, "grid-1");
  REQUIRE(shown.status == 200);
  CHECK(header_of(shown, "cache-control") == "no-store");
  const auto& html = *shown.body;
  CHECK_THAT(html, Contains("chen的名字") && Contains("主持人"));
  CHECK_THAT(html, Contains("楼道&lt;堆物&gt;"));
  CHECK_THAT(html, Contains("业主名册"));
  CHECK_THAT(html,
             Contains(records::in_fours(log::fingerprint_of(office.scene.inner->public_key()))));
  // Who works elsewhere is on another list.
  CHECK_THAT(html, !Contains("sun的名字"));
  CHECK_THAT(*office.list(office.admin, "grid-0").body, Contains("sun的名字"));
  const auto english = office.list(office.admin, "grid-1", "lang=en");
  CHECK_THAT(*english.body, Contains("Handover list") && Contains("facilitator"));
}

TEST_CASE("the list is an office's own, and comes as a table too") {
  LeavingOffice office;
  const auto chen = office.person("chen", "facilitator", "grid-1");
  CHECK(office.list("", "grid-1").status == 401);
  CHECK(code_of(office.list(chen, "grid-1")) == "permission.denied");
  CHECK(code_of(office.list(office.admin, "nowhere")) == "grid.unknown");
  CHECK(code_of(office.list(office.admin, "grid-1", "form=odt")) == "document.form");
  CHECK(office.list(office.admin, "grid-1", "form=xlsx").status == 200);
  CHECK_THAT(*office.list(office.admin, "grid-1", "form=csv").body, Contains("移交清单"));
}

}  // namespace roundtable::http::test
