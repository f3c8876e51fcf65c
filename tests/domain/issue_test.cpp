// An issue by itself: what may be asked of it, what becomes of that, and what is refused.
#include <catch2/catch.hpp>

#include "domain/decide_issue.hpp"
#include "domain/limits.hpp"

using namespace roundtable;
using namespace roundtable::domain;

namespace {

const ActorId kChen("chen");
const Fields kOfThis = {{"issue", "i"}};

struct Told {
  Issue issue;
  std::int64_t now = 1;

  Told() { issue.id = IssueId("i"); }
  Told& given(const Command& command) {
    const auto decision = decide_issue(issue, command);
    REQUIRE(std::holds_alternative<IssueAccepted>(decision));
    for (const auto& event : std::get<IssueAccepted>(decision).events) {
      apply(issue, event, kChen, Time{now});
    }
    ++now;
    return *this;
  }
  Refusal refused(const Command& command) const {
    const auto decision = decide_issue(issue, command);
    REQUIRE(std::holds_alternative<Refusal>(decision));
    return std::get<Refusal>(decision);
  }
};

ReportIssue lamp() {
  return {GridId("g"), "路灯不亮", "东门", IssueSource::patrol};
}

Refusal malformed(const char* field, const char* why) {
  return {Code::command_malformed, {{"field", field}, {"why", why}}};
}

}  // namespace

TEST_CASE("an issue is reported, changed and withdrawn, and remembers by whom and when") {
  Told told;
  told.given(lamp());
  CHECK(told.issue.grid == GridId("g"));
  CHECK(told.issue.reported_by == kChen);
  CHECK(told.issue.reported_at == Time{1});
  CHECK_FALSE(told.issue.edited_at);
  told.given(EditIssue{0, "路灯全不亮", ""});
  CHECK(told.issue.title == "路灯全不亮");
  CHECK(told.issue.text.empty());
  CHECK(told.issue.source == IssueSource::patrol);
  CHECK(told.issue.edits == 1);
  CHECK(told.issue.edited_at == Time{2});
  CHECK_FALSE(told.issue.withdrawn);
  told.given(WithdrawIssue{"已经修好"});
  REQUIRE(told.issue.withdrawn);
  CHECK(told.issue.withdrawn->at == Time{3});
  CHECK(told.issue.withdrawn->reason == "已经修好");
}

TEST_CASE("what nobody has reported can neither be changed nor withdrawn") {
  const Told told;
  CHECK(told.refused(EditIssue{0, "题", ""}) == Refusal{Code::issue_unknown, kOfThis});
  CHECK(told.refused(WithdrawIssue{"错"}) == Refusal{Code::issue_unknown, kOfThis});
}

TEST_CASE("an issue is reported once, and what was withdrawn stays as it is") {
  Told told;
  told.given(lamp());
  CHECK(told.refused(lamp()) == Refusal{Code::issue_exists, kOfThis});
  told.given(WithdrawIssue{"错"});
  CHECK(told.refused(lamp()) == Refusal{Code::issue_exists, kOfThis});
  CHECK(told.refused(EditIssue{0, "题", ""}) == Refusal{Code::issue_withdrawn, kOfThis});
  CHECK(told.refused(WithdrawIssue{"错"}) == Refusal{Code::issue_withdrawn, kOfThis});
}

TEST_CASE("nobody writes over a change that she has not read") {
  Told told;
  told.given(lamp()).given(EditIssue{0, "一", ""});
  const Fields stands = {{"issue", "i"}, {"edits", std::int64_t{1}}};
  CHECK(told.refused(EditIssue{0, "二", ""}) == Refusal{Code::issue_stale, stands});
  CHECK(told.refused(EditIssue{2, "二", ""}) == Refusal{Code::issue_stale, stands});
  told.given(EditIssue{1, "二", ""});
  CHECK(told.issue.title == "二");
}

TEST_CASE("the words of an issue, and why it is withdrawn, are there and within their bounds") {
  Told told;
  auto report = lamp();
  report.title = "\u3000";
  CHECK(told.refused(report) == malformed("title", "empty"));
  report = lamp();
  report.text = std::string(kIssueTextBytesMax + 1, 'x');
  CHECK(told.refused(report) == malformed("text", "too_long"));
  told.given(lamp());
  CHECK(told.refused(EditIssue{0, std::string(kTitleBytesMax + 1, 'x'), ""}) ==
        malformed("title", "too_long"));
  CHECK(told.refused(EditIssue{0, "题", "a\u0007"}) == Refusal{Code::command_malformed,
                                                               {{"field", "text"},
                                                                {"why", "control_character"},
                                                                {"character", "U+0007"},
                                                                {"at", std::int64_t{2}}}});
  CHECK(told.refused(WithdrawIssue{" "}) == malformed("reason", "empty"));
}

TEST_CASE("a command of meetings is nothing that an issue knows") {
  Told told;
  told.given(lamp());
  CHECK(told.refused(OpenMeeting{}) ==
        Refusal{Code::command_unknown_type, {{"type", "meeting.open"}}});
}
