// Method: what was answered by release 0.1.0 is asked again of the code of today, on a copy of its
// folder: the first answer comes back, whole, and nothing is written. The same id with another body
// is refused.
#include <catch2/catch.hpp>

#include "codec/registry_json.hpp"
#include "folder.hpp"
#include "live/issue_stream.hpp"
#include "live/scene.hpp"

namespace golden {

using namespace roundtable;
using live::test::SteppedClock;

namespace {

/// A hall on that folder, as a server that has just come up.
class Reopened {
 public:
  explicit Reopened(const std::string& folder)
      : log_(log::open_sqlite_log(folder, clock_)),
        rules_(live::RuleBook::load(ROUNDTABLE_SOURCE_DIR "/templates/rules")),
        registry_(std::make_unique<live::Registry>(*log_, clock_)),
        hub_({&strand_}) {
    services_ = std::make_unique<live::HostServices>(live::HostServices{
        *log_, clock_, randomness_, rules_, *registry_, hub_,
        [](const auto&...) -> live::MakeRecord { throw std::logic_error("nothing is made"); },
        [](const auto&...) {}, [](const auto&...) {},
        [](std::string_view what, const std::string& detail) { FAIL(what << ": " << detail); },
        [](const auto&...) {}});
    hall_ = std::make_unique<live::Hosts>(*services_);
  }
  ~Reopened() {
    hall_.reset();
    registry_.reset();
    log_.reset();
  }

  live::Answer send(const Given& given, const std::string& text) {
    std::optional<live::Answer> answer;
    live::Submission submission;
    const bool staff = given.head.empty();
    submission.subject = std::make_shared<const live::Subject>(
        live::Subject{staff ? live::SubjectKind::staff : live::SubjectKind::resident,
                      ActorId(given.actor),
                      HeadId(given.head),
                      "",
                      {},
                      ""});
    submission.id = CommandId(given.id);
    submission.command = command_in(text);
    submission.command_sha256 = log::sha256_hex(given.meeting + "\n" + text);
    submission.reply = [&](const live::Answer& given_answer) { answer = given_answer; };
    hall_->submit(MeetingId(given.meeting), std::move(submission));
    strand_.run_until([&] { return answer.has_value(); });
    return *answer;
  }

  /// An issue, as the demonstration and HTTP report it.
  live::Answer report(const log::Header& first, const domain::IssueReported& issue) {
    std::optional<live::Answer> answer;
    live::Submission submission;
    submission.subject = std::make_shared<const live::Subject>(
        live::Subject{live::SubjectKind::staff, first.actor, {}, "", {}, ""});
    submission.id = first.command_id;
    domain::ReportIssue command{issue.grid, issue.title, issue.text, issue.source};
    submission.command_sha256 = live::report_sha256(issue.issue, command);
    submission.command = std::move(command);
    submission.reply = [&](const live::Answer& given_answer) { answer = given_answer; };
    hall_->submit(issue.issue, std::move(submission));
    strand_.run_until([&] { return answer.has_value(); });
    return *answer;
  }

  log::EventLog& log() { return *log_; }
  live::Registry& registry() { return *registry_; }

 private:
  SteppedClock clock_;
  live::test::SeededRandomness randomness_{1};
  std::unique_ptr<log::EventLog> log_;
  live::RuleBook rules_;
  std::unique_ptr<live::Registry> registry_;
  live::test::TestStrand strand_;
  live::Hub hub_;
  std::unique_ptr<live::HostServices> services_;
  std::unique_ptr<live::Hosts> hall_;
};

}  // namespace

TEST_CASE("a command that release 0.1.0 answered gets that answer again") {
  Folder folder;
  const auto entries = folder.entries().size();
  {
    Reopened server(folder.path());
    for (const auto& given : folder.commands()) {
      INFO(given.meeting << " " << given.id << " " << given.command);
      const auto answer = server.send(given, given.command);
      REQUIRE(std::holds_alternative<live::Done>(answer));
      const auto& done = std::get<live::Done>(answer);
      CHECK(done.version == given.version);
      CHECK(done.hash == given.hash);
      CHECK(done.result == given.result);
    }
  }
  CHECK(folder.entries().size() == entries);
}

TEST_CASE("an id that release 0.1.0 answered is refused with another body") {
  Folder folder;
  Reopened server(folder.path());
  for (const auto& given : folder.commands()) {
    INFO(given.meeting << " " << given.id << " " << given.command);
    const auto answer = server.send(given, given.command + " ");
    REQUIRE(std::holds_alternative<domain::Refusal>(answer));
    CHECK(std::get<domain::Refusal>(answer).code == domain::Code::command_id_reused);
  }
}

TEST_CASE("a change of grids, rolls or issues that release 0.1.0 stored is not stored again") {
  Folder folder;
  const auto before = folder.entries();
  int changes = 0;
  {
    Reopened server(folder.path());
    auto& registry = server.registry();
    for (const auto& entry : before) {
      if (entry.stream.starts_with("meeting:")) continue;
      INFO(entry.stream << " " << entry.version);
      const auto header = log::read_header(entry.header).value();
      const auto event = codec::decode_registry_payload(entry.payload);
      const auto content = [&](const std::string& sha256) {
        return server.log().content(sha256).value();
      };
      auto written = live::Written::unavailable;
      if (const auto* grids = std::get_if<codec::GridsImported>(&event)) {
        written = registry.import_grids(header.actor, header.command_id,
                                        codec::decode_grids(content(grids->content)));
      } else if (const auto* roll = std::get_if<codec::RollImported>(&event)) {
        written = registry.import_roll(header.actor, header.command_id,
                                       codec::decode_roll(content(roll->content)));
      } else if (const auto* basis = std::get_if<codec::BindingBasisRecorded>(&event)) {
        written = registry.record_basis(header.actor, header.command_id, *basis);
      } else if (const auto* issue = std::get_if<codec::IssueReported>(&event)) {
        const auto answer = server.report(header, *issue);
        const auto* done = std::get_if<live::Done>(&answer);
        REQUIRE(done != nullptr);
        CHECK(done->hash == entry.hash);
        CHECK(done->result == "{}");
        written = live::Written::done;
      }
      CHECK(written == live::Written::done);
      ++changes;
    }
  }
  CHECK(changes > 8);
  CHECK(folder.entries().size() == before.size());
}

}  // namespace golden
