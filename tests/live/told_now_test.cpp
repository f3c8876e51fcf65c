// Method: a sitting and its ballot; what the first paint of its page would say, as soon as a
// command is answered, beside what an observer who has joined sees.
#include "views/told_now.hpp"

#include "live/scene.hpp"

namespace roundtable::live::test {
namespace {

views::ToldNow told(const Scene& scene) {
  return views::told_now(scene.listed.at(scene.meeting).meeting);
}

}  // namespace

TEST_CASE(
    "what anybody is told at one look is there as soon as it is answered, and is what an "
    "observer sees") {
  Scene scene;
  const auto item = scene.start_sitting();
  TestSocket observer;
  scene.connect(observer, std::make_shared<Subject>());
  CHECK(told(scene).item == observer.view["agenda"][item.str()]["title"]);
  CHECK(told(scene).question.empty());

  const auto ballot = scene.open_ballot(item);
  const auto open = told(scene);
  scene.settle();
  const auto& seen = observer.view["ballots"][ballot.str()];
  CHECK_FALSE(open.question.empty());
  CHECK(open.question == seen["question"]);
  CHECK(open.detail == seen["detail"]);

  scene.done(scene.chair, domain::CloseBallot{ballot});
  CHECK(told(scene).question.empty());
  CHECK(told(scene).voted);
}

}  // namespace roundtable::live::test
