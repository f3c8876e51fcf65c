// Refusals about files of a meeting, as rows of the table (refusals_test.cpp).
#include "domain/limits.hpp"
#include "domain/refusal_rows.hpp"

namespace scenario {
namespace {

AddFile plan() {
  return {{}, "方案平面示意", Media::pdf, 86'211, std::string(64, 'a'), "sealed"};
}
template <class Change>
auto changed(Change change) {
  auto file = plan();
  change(file);
  return always(file);
}
void sitting_of_files(Scenario& scene) {
  scene.in_session();
}
void with_file(Scenario& scene) {
  scene.in_session().given(plan());
}
void minutes_adopted(Scenario& scene) {
  sitting_of_files(scene);
  scene.given(FinishAgendaItem{scene.item}).given(CloseMeeting{}).given(ProposeMinutes{});
  scene.given(AdoptMinutes{});
}
Command withdraw_file(Scenario& scene, std::string reason) {
  return WithdrawFile{scene.meeting.files.begin()->first, std::move(reason)};
}
std::string characters(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "图";
  return text;
}
/// As often as a meeting takes files, those withdrawn counted.
void ever_full(Scenario& scene) {
  sitting_of_files(scene);
  for (std::size_t i = 0; i < kFilesEverMax; ++i) {
    scene.given(plan());
    scene.given(WithdrawFile{FileId(scene.made), "重做"});
  }
}

}  // namespace

std::vector<Row> file_rows() {
  return {
      {"a file of an item that is not there", sitting_of_files,
       changed([](AddFile& file) { file.item = AgendaItemId("no"); }),
       with({Code::agenda_unknown_item, {{"item", "no"}}})},
      {"a file has a title", sitting_of_files, changed([](AddFile& file) { file.title = "　"; }),
       with(malformed("title", "empty"))},
      {"of so many characters", sitting_of_files,
       changed([](AddFile& file) { file.title = characters(kFileTitleCharactersMax + 1); }),
       with(malformed("title", "too_long"))},
      {"and no others", sitting_of_files, changed([](AddFile& file) { file.title = "a\nb"; }),
       with(malformed("title", "control_character"))},
      {"only kinds that everybody can open", sitting_of_files,
       changed([](AddFile& file) { file.media.reset(); }), with({Code::file_type, {}})},
      {"a file has a bound", sitting_of_files,
       changed([](AddFile& file) { file.bytes = kFileBytesMax + 1; }),
       with({Code::file_too_large, {{"max", kFileBytesMax}}})},
      {"files are withdrawn and added without end", ever_full, always(plan()),
       with({Code::file_full, {{"max", std::int64_t{kFilesEverMax}}}})},
      {"adopted minutes name their files", minutes_adopted, always(plan()),
       with({Code::minutes_locked, {{"state", "adopted"}}})},
      {"a cancelled meeting takes none",
       [](Scenario& scene) { scene.announced().given(CancelMeeting{"停水"}); }, always(plan()),
       with({Code::meeting_wrong_phase,
             {{"phase", "cancelled"},
              {"needs", "convened,announced,open,in_session,recess,closed"}}})},
      {"a file that is not there", sitting_of_files, always(WithdrawFile{FileId("no"), "错"}),
       with({Code::file_unknown, {{"file", "no"}}})},
      {"a file is withdrawn once",
       [](Scenario& scene) {
         with_file(scene);
         scene.given(withdraw_file(scene, "错"));
       },
       [](Scenario& scene) { return withdraw_file(scene, "又错"); },
       [](Scenario& scene) {
         return Refusal{Code::file_withdrawn, {{"file", scene.meeting.files.begin()->first.str()}}};
       }},
      {"with a reason", with_file, [](Scenario& scene) { return withdraw_file(scene, " "); },
       with(malformed("reason", "empty"))},
      {"in few words", with_file,
       [](Scenario& scene) { return withdraw_file(scene, std::string(kReasonBytesMax + 1, 'x')); },
       with(malformed("reason", "too_long"))},
  };
}

}  // namespace scenario
