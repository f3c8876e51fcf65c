// Where the others decide (Civil Code Art. 279): whose request it is is neither counted nor asked.
#include "domain/scenario.hpp"

using namespace scenario;

namespace {

Rule others() {
  auto rule = ordinary();
  rule.others_decide = true;
  return rule;
}

RollSnapshot snapshot(int first, int last) {
  RollSnapshot out;
  for (int i = first; i <= last; ++i) {
    out.heads[head(i)] = {Area{8'000}, {}};
    out.total_area += Area{8'000};
  }
  return out;
}

}  // namespace

TEST_CASE("the roll of the others has no applicant, and those of elsewhere whom it concerns") {
  const auto building = snapshot(1, 4);
  const auto zone = snapshot(1, 9);
  const auto others_of = roll_of_others(building, {head(2), {head(7), head(3)}, "噪声"}, zone);
  CHECK(others_of.heads.size() == 4);  // head 3 was there before
  CHECK_FALSE(others_of.heads.contains(head(2)));
  CHECK(others_of.heads.contains(head(7)));
  CHECK(others_of.total_area == Area{32'000});
  // Somebody who is on no roll of the meeting is nobody's neighbour.
  CHECK(roll_of_others(building, {head(2), {head(12)}, "噪声"}, zone).heads.size() == 3);
}

TEST_CASE("a ballot of the others names the applicant, and why it concerns others") {
  Scenario scene(others());
  scene.in_session();
  auto open = scene.open_ballot();
  const auto malformed = [](const char* field, const char* why) {
    return Refusal{Code::command_malformed,
                   {{"field", std::string(field)}, {"why", std::string(why)}}};
  };
  scene.refuses(open, malformed("applicant", "missing"));
  open.interest.applicant = HeadId("nobody");
  scene.refuses(open, {Code::attendance_unknown_head, {{"head", std::string("nobody")}}});
  open.interest.applicant = head(1);
  open.interest.also = {head(1)};
  open.interest.reason = "噪声";
  scene.refuses(open, malformed("also", "twice"));
  open.interest.also = {head(5)};
  open.interest.reason = "";
  scene.refuses(open, malformed("also_reason", "empty"));
  open.interest.reason = "楼下就是通风口";
  scene.ballot_open(open);
  CHECK(scene.the_ballot().interest == open.interest);
}

TEST_CASE("under another rule nobody stands aside") {
  Scenario scene;
  scene.in_session();
  auto open = scene.open_ballot();
  open.interest.applicant = head(1);
  scene.refuses(open,
                {Code::command_malformed,
                 {{"field", std::string("applicant")}, {"why", std::string("not_applicable")}}});
}
