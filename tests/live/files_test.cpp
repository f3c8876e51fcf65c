// Files of a meeting where it lives: their bytes go into the log with the entry, everybody is shown
// what stands, and what is withdrawn is erased, whenever the program ends.
#include <algorithm>

#include "live/erasures.hpp"
#include "live/scene.hpp"
#include "log/hash_chain.hpp"

namespace roundtable::live::test {
namespace {

using domain::WithdrawFile;

FileId add(Scene& scene, const std::string& title, const std::string& id = "") {
  return FileId(made(scene.done(scene.chair, paper(title), id), "file"));
}
std::string commitment_of(const std::string& title) {
  return sealed_paper(title)->commitment;
}
bool is_stored(Scene& scene, const std::string& title) {
  return scene.inner->sealed(commitment_of(title)).has_value();
}
/// What a running server does with what the hosts asked to erase.
void erase_all(Scene& scene) {
  Erasures erasures(*scene.inner, [](std::string_view why) { FAIL(std::string(why)); });
  erasures.add(scene.inner->pending_erasures(100));
  erasures.add(scene.to_erase);
  {
    Workers workers(1);
    erasures.carry_out(workers);
  }
  CHECK(erasures.due() == 0);
}
bool may(const TestSocket& socket, const char* type) {
  return socket.me["may"].contains(type);
}

}  // namespace

TEST_CASE("a file's bytes are stored with its entry and nowhere in it") {
  Scene scene;
  scene.start_sitting();
  add(scene, "方案平面示意");
  const auto sealed = scene.inner->sealed(commitment_of("方案平面示意"));
  REQUIRE(sealed);
  CHECK(sealed->value == "%PDF-1.4\n方案平面示意");
  const auto entry = scene.inner->read("meeting:meeting-1", 0, 100).back();
  CHECK(entry.payload.find("%PDF") == std::string::npos);
  CHECK(entry.payload.find(log::sha256_hex(sealed->value)) != std::string::npos);
}

TEST_CASE("a file sent again is the first one, under whatever salt it comes") {
  Scene scene;
  scene.start_sitting();
  const auto first = scene.done(scene.chair, paper("图"), "upload");
  const auto again = scene.done(scene.chair, paper("图"), "upload");
  CHECK(again.result == first.result);
  CHECK(scene.refused(scene.chair, paper("别的图"), "upload").code ==
        domain::Code::command_id_reused);
}

TEST_CASE("everybody sees the files that stand, and one that is withdrawn goes from every view") {
  Scene scene;
  scene.start_sitting();
  TestSocket staff;
  TestSocket member;
  TestSocket hall;
  scene.connect(staff, scene.chair);
  scene.connect(member, scene.resident(1));
  scene.connect(hall, std::make_shared<const Subject>(), std::nullopt, true);
  const auto file = add(scene, "图").str();
  scene.settle();
  for (const auto* socket : {&staff, &member, &hall}) {
    const auto& shown = socket->view["files"][file];
    CHECK(shown["title"] == "图");
    CHECK(shown["media"] == "pdf");
    CHECK(shown["sha256"] == paper("图").sha256);
  }
  CHECK(may(staff, "file.withdraw"));
  CHECK_FALSE(may(member, "file.add"));
  scene.done(scene.chair, WithdrawFile{FileId(file), "有电话"});
  scene.settle();
  for (const auto* socket : {&staff, &member, &hall}) {
    CHECK_FALSE(socket->view["files"].contains(file));
  }
  const auto& lines = member.view["log"];
  CHECK(std::any_of(lines.begin(), lines.end(),
                    [](const auto& line) { return line.value("zh", "") == "材料《图》已撤回。"; }));
}

TEST_CASE("until a meeting is announced its files are for staff alone") {
  Scene scene;
  scene.done(scene.chair, scene.convening());
  const auto file = add(scene, "草稿").str();
  TestSocket staff;
  TestSocket member;
  scene.connect(staff, scene.chair);
  scene.connect(member, scene.resident(1));
  CHECK(staff.view["files"].contains(file));
  CHECK(member.view["files"].empty());
  const auto second = add(scene, "又一份").str();
  scene.settle();
  CHECK(member.view["files"].empty());
  scene.done(scene.chair, domain::AnnounceMeeting{});
  scene.settle();
  CHECK(member.view["files"].contains(file));
  CHECK(member.view["files"].contains(second));
}

TEST_CASE("the bytes are asked to be erased only when the withdrawal is durable") {
  Scene scene;
  scene.start_sitting();
  const auto file = add(scene, "图");
  scene.log.hold();
  const auto slot = scene.submit(scene.chair, WithdrawFile{file, "有电话"});
  scene.run_ready();
  CHECK(scene.to_erase.empty());
  scene.log.release();
  scene.strand.run_until([&] { return slot->has_value(); });
  CHECK(scene.to_erase == std::vector<std::string>{commitment_of("图")});
  erase_all(scene);
  CHECK_FALSE(is_stored(scene, "图"));
}

TEST_CASE("a program that ends between withdrawing and erasing erases when it starts again") {
  Scene scene;
  scene.start_sitting();
  add(scene, "留着的");
  scene.done(scene.chair, WithdrawFile{add(scene, "图"), "有电话"});
  scene.to_erase.clear();  // it ended here
  CHECK(is_stored(scene, "图"));
  scene.restart();
  erase_all(scene);
  CHECK_FALSE(is_stored(scene, "图"));
  CHECK(is_stored(scene, "留着的"));
  scene.restart();
  erase_all(scene);  // and once more does no harm
  CHECK(is_stored(scene, "留着的"));
}

TEST_CASE("what could not be erased stays due and is tried again") {
  Scene scene;
  scene.start_sitting();
  scene.done(scene.chair, WithdrawFile{add(scene, "图"), "有电话"});
  int failures = 0;
  scene.log.erasures_to_fail = 1;
  Erasures erasures(scene.log, [&](std::string_view) { ++failures; });
  erasures.add(scene.to_erase);
  for (int round = 0; round < 2; ++round) {
    Workers workers(1);
    erasures.carry_out(workers);
  }
  CHECK(failures == 1);
  CHECK(erasures.due() == 0);
  CHECK_FALSE(is_stored(scene, "图"));
}

}  // namespace roundtable::live::test
